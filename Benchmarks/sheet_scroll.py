"""The sheet in a real browser: how long it takes to show, and what scrolling costs the page's scripts, frame by frame.

    python Benchmarks/sheet_scroll.py WORKSPACE.tessera

Chromium without a screen paints in software, so frames come slower than on a desktop; what the page itself does in a frame
(scripts, style, layout) is what is told. A frame at 60 Hz has 16.7 ms.
"""

import shutil
import sys
from pathlib import Path

from measure import Serving, say

COUNT_FRAMES = """() => {
    window.frames_ = 0;
    window.long_ = [];
    const count = () => { window.frames_ += 1; requestAnimationFrame(count); };
    requestAnimationFrame(count);
    new PerformanceObserver((list) => window.long_.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
}"""


def measure(url, query=""):
    """Pairs of words and a number with its unit."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(f"{url}/sheet{query}")
            shown = page.evaluate(
                """() => new Promise((resolve) => {
                    const look = () => (document.querySelector('.rows .cell.text .text') ? resolve(performance.now()) : requestAnimationFrame(look));
                    look();
                })"""
            )
            yield "from the navigation to the first names", shown, "ms"
            session = page.context.new_cdp_session(page)
            session.send("Performance.enable")
            page.evaluate(COUNT_FRAMES)
            page.wait_for_timeout(1_000)
            rows = int(page.locator("#grid").get_attribute("aria-rowcount")) - 1
            page.mouse.move(640, 400)
            yield from scroll(page, session, "with the wheel", 200, lambda _: page.mouse.wheel(0, 240))
            yield from scroll(page, session, "pulling the scroll bar", 100, lambda step: pull(page, (step * 37 % 100) / 100))
            yield "JavaScript heap after it", metric(session, "JSHeapUsedSize") / 1e6, "MB"
            yield "rows", rows, ""
        finally:
            browser.close()


def pull(page, part):
    page.evaluate("(part) => { const grid = document.querySelector('#grid'); grid.scrollTop = part * grid.scrollHeight; }", part)
    page.wait_for_timeout(30)


def scroll(page, session, how, steps, step):
    """Script time and all of the page's own time, per frame that was drawn meanwhile."""
    names = ["ScriptDuration", "LayoutDuration", "RecalcStyleDuration"]
    before = {name: metric(session, name) for name in names}
    page.evaluate("() => { window.frames_ = 0; window.long_ = []; }")
    for number in range(steps):
        step(number)
    page.wait_for_timeout(300)
    frames = page.evaluate("window.frames_")
    spent = {name: (metric(session, name) - before[name]) * 1e3 for name in names}
    longest = page.evaluate("Math.max(0, ...window.long_)")
    yield f"{how}: scripts per frame ({frames:,} frames)", spent["ScriptDuration"] / frames, "ms"
    yield f"{how}: scripts, style and layout per frame", sum(spent.values()) / frames, "ms"
    yield f"{how}: the longest task (0: none over 50 ms)", longest, "ms"


def metric(session, name):
    return next(each["value"] for each in session.send("Performance.getMetrics")["metrics"] if each["name"] == name)


def main():
    with Serving(Path(sys.argv[1])) as server:
        for words, value, unit in measure(server.url, sys.argv[2] if len(sys.argv) > 2 else ""):
            say(f"{words}: {value:,.2f} {unit}")


if __name__ == "__main__":
    main()
