"""How many images a minute can be labelled by keys? A real browser on the label page, driven key by key.

    .deps/python-test/bin/python Benchmarks/label_rate.py            # 200 images of the demo data
    .deps/python-test/bin/python Benchmarks/label_rate.py --workspace numerals.tessera --images 400

Each key is pressed as soon as the picture before it is on the screen, so what is measured is the page and the server, not a
person. From the key to the next picture: from the time stamp of the key's event to the frame after the picture is decoded. At
the end every answer must be on the server, in the order of the keys.
"""

import argparse
import json
import shutil
import statistics
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from measure import Serving, processor, say, tessera

KEYS = "1234567890"
WATCH = """() => {
    const stage = document.querySelector(".label-picture");
    const times = (window.times = []);
    let pressed = 0;
    let shown = stage.querySelector("img")?.alt;
    addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
    new MutationObserver(() => {
        const image = stage.querySelector("img");
        if (!image || image.alt === shown) return;
        shown = image.alt;
        const begun = pressed;
        image.decode().then(() => requestAnimationFrame(() => times.push(performance.now() - begun)));
    }).observe(stage, { childList: true, subtree: true });
}"""


def label(url, images, focus):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.add_init_script(f"localStorage.setItem('tessera.author', 'Ada'); localStorage.setItem('tessera.label-focus', '{focus}')")
        page.goto(f"{url}/label")
        page.locator(".label-picture img").wait_for()
        page.wait_for_timeout(1_500)
        page.evaluate(WATCH)
        begun = time.perf_counter()
        for number in range(images):
            page.keyboard.press(KEYS[number % len(KEYS)])
            page.wait_for_function("(count) => window.times.length > count", arg=number, polling="raf")
        seconds = time.perf_counter() - begun
        page.wait_for_function("() => document.querySelector('.label-saved').textContent === ''")
        saved = time.perf_counter() - begun
        times = page.evaluate("() => window.times")
        browser.close()
    return times, seconds, saved


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--workspace", type=Path, help="a workspace, which is copied; without it the demo data is drawn")
    arguments.add_argument("--images", type=int, default=200)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="tessera-label-") as folder:
        base = options.workspace
        if not base:
            base = Path(folder) / "base.tessera"
            say("drawing the demo data")
            tessera("demo", base, "--quiet")
        print(f"{processor()}; {options.images} images each")
        for focus in ("off", "on"):
            workspace = Path(folder) / f"{focus}.tessera"
            shutil.copytree(base, workspace)
            with Serving(workspace) as server:
                times, seconds, saved = label(server.url, options.images, focus)
                with urllib.request.urlopen(f"{server.url}/api/v1/answers?person=Ada&limit=1000") as answer:
                    said = [each["label"] for each in json.load(answer)["answers"]]
            names = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
            assert said == [names[number % 10] for number in range(options.images)], "an answer is missing, or out of order"
            times.sort()
            print(
                f"focus {focus}: {60 * options.images / seconds:.0f} images a minute; key to next picture "
                f"{statistics.median(times):.0f} ms (median), {times[int(0.95 * len(times))]:.0f} ms (95 %), {times[-1]:.0f} ms (longest); "
                f"all saved {saved - seconds:.1f} s after the last key"
            )


if __name__ == "__main__":
    main()
