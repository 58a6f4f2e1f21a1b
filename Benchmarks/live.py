"""How soon is an edit seen by the others?

    python Benchmarks/live.py                        # 10 listeners, 200 edits; pages too where a browser is at hand

Measures, on loopback: from sending an edit to hearing it on every open event stream; the same where another process, a second
server on the workspace, takes the edit; and from a key pressed in one page to the label on another.
"""

import argparse
import json
import queue
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from crowd import LABELS, Listener, Server, picture

ROOT = Path(__file__).resolve().parents[1]


class Ear(Listener):
    """Notes when it heard of each change."""

    def __init__(self, server, heard):
        super().__init__(server)
        self.queue = heard

    def listen(self):
        self.heard = _Noted(self.queue)
        super().listen()


class _Noted(list):
    def __init__(self, heard):
        super().__init__()
        self.queue = heard

    def append(self, change):
        self.queue.put((change, time.perf_counter()))
        super().append(change)


def summary(seconds):
    values = sorted(1_000 * value for value in seconds)
    at = lambda share: values[min(len(values) - 1, int(share * len(values)))]
    return {"count": len(values), "median_ms": round(statistics.median(values), 1), "p95_ms": round(at(0.95), 1), "max_ms": round(values[-1], 1)}


def hear(heard, listeners, begun):
    """Seconds until each listener had heard of one change."""
    return [heard.get(timeout=10)[1] - begun for _ in range(listeners)]


def streams(server, binary, workspace, listeners, edits):
    heard = queue.Queue()
    ears = [Ear(server, heard) for _ in range(listeners)]
    for ear in ears:
        ear.start()
    while not all(ear.last for ear in ears):
        time.sleep(0.01)
    served, other = [], []
    for number in range(edits):
        begun = time.perf_counter()
        server.request("POST", "/changes", {"edits": [{"samples": [number % 100 + 1], "set": {"label": LABELS[1 + number // 100 % 4]}}]})
        served += hear(heard, listeners, begun)
    second = Server(binary, workspace)
    for number in range(edits // 2):
        begun = time.perf_counter()
        second.request("POST", "/changes", {"edits": [{"samples": [number + 1], "set": {"split": "test"}}]})
        other += hear(heard, listeners, begun)
    second.stop()
    for ear in ears:
        ear.done = True
    return {"from the server": summary(served), "from another process": summary(other)}


def pages(server, turns):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        one, other = (browser.new_context().new_page() for _ in range(2))
        for page in (one, other):
            page.goto(f"http://127.0.0.1:{server.port}/sheet")
            page.wait_for_selector(".cell.active")
        watch = """([label]) => new Promise((seen) => {
            const cell = () => document.querySelector('.rows > .row[aria-rowindex="2"] > .cell.class');
            const look = () => (cell()?.innerText === label ? seen(performance.timeOrigin + performance.now()) : requestAnimationFrame(look));
            look();
        })"""
        taken = []
        for turn in range(turns):
            label = LABELS[turn % len(LABELS)]
            if one.locator('.rows > .row[aria-rowindex="2"] > .cell.class').inner_text() == label:
                continue
            other.evaluate(f"([label]) => {{ window.seen = ({watch})([label]); }}", [label])
            one.locator('.rows > .row[aria-rowindex="2"] > .cell.class').click()
            one.keyboard.type(label)
            begun = time.time() * 1_000
            one.keyboard.press("Enter")
            taken.append((other.evaluate("() => window.seen") - begun) / 1_000)
        browser.close()
    return summary(taken)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tessera", default=ROOT / "bin" / "tessera", type=Path)
    parser.add_argument("--listeners", default=10, type=int)
    parser.add_argument("--edits", default=200, type=int)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="tessera-live-"))
    try:
        source = folder / "images" / "train" / "i"
        source.mkdir(parents=True)
        for number in range(1_000):
            (source / f"{number}.png").write_bytes(picture(number + 1))
        workspace = folder / "live.tessera"
        subprocess.run([arguments.tessera, "import", folder / "images", "-w", workspace, "--quiet"], check=True, capture_output=True)
        for label in LABELS[1:]:
            subprocess.run([arguments.tessera, "classes", "add", label, "-w", workspace, "--quiet"], check=True, capture_output=True)
        server = Server(arguments.tessera, workspace)
        try:
            report = streams(server, arguments.tessera, workspace, arguments.listeners, arguments.edits)
            try:
                import playwright  # noqa: F401

                report["from page to page"] = pages(server, 40)
            except ImportError:
                report["from page to page"] = "no playwright here"
        finally:
            server.stop()
        print(json.dumps(report, indent=2))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
