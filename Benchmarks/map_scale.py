"""The map of a million points in a real browser: from the click to the picture, script time of every frame, memory.

    .deps/python-test/bin/python Benchmarks/map_scale.py WORKSPACE.tessera [OUT.json]

WORKSPACE is one that `million.py` made (or any other). Prints Markdown. Script time is what runs in the page between two
frames: its animation frames and its pointer and wheel handlers, wrapped before the page's own scripts run. Painting comes
after it and is not in it: without a graphics card (SwiftShader) it is the longest part, with one it is not felt.
"""

import json
import os
import shutil
import sys
import time
from pathlib import Path

from measure import Serving
from playwright.sync_api import sync_playwright

BUDGET = 8
# Moves of the pointer in each measurement, one a frame: painting a million points without a graphics card is slow.
STEPS = 16

COUNT_SCRIPT = """
(() => {
    const times = (window.frameTimes = []);
    let handlers = 0;
    const wrap = (run) => function (...given) {
        const began = performance.now();
        try { return run.apply(this, given); } finally { handlers += performance.now() - began; }
    };
    const frame = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (run) => frame((now) => {
        const began = performance.now();
        run(now);
        times.push(handlers + performance.now() - began);
        handlers = 0;
    });
    const listen = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (name, run, options) {
        const timed = /^(pointer|wheel|mouse|key)/.test(name) && typeof run === "function";
        return listen.call(this, name, timed ? wrap(run) : run, options);
    };
})();
"""

# Reading a pixel waits until the graphics card, or what stands in for it, has drawn.
PAINTED = """() => {
    const canvas = document.querySelector(".map-stage[data-drawn] canvas");
    if (!canvas) return false;
    const gl = canvas.getContext("webgl2");
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    return Date.now();
}"""

ANSWERS = """() => Object.fromEntries(performance.getEntriesByType("resource").filter(({ name }) => name.includes("/api/")).map(
    ({ name, startTime, responseEnd }) => [name.split("/api/v1")[1].split("?")[0], Number(((responseEnd - startTime) / 1000).toFixed(2))]))"""

NEXT_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30))))"


class Map:
    def __init__(self, page):
        self.page = page

    def at(self, across, down):
        box = self.page.locator(".map-stage").bounding_box()
        return box["x"] + box["width"] * across, box["y"] + box["height"] * down

    def drag(self, begin, end, steps, button="left", release=True):
        """A pointer that moves a step a frame, as a hand's does: no two moves fall into one."""
        x0, y0 = self.at(*begin)
        x1, y1 = self.at(*end)
        self.page.mouse.move(x0, y0)
        self.page.mouse.down(button=button)
        for step in range(1, steps + 1):
            share = step / steps
            self.page.mouse.move(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)
            self.page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
        if release:
            self.page.mouse.up(button=button)

    def heading(self):
        return self.page.locator(".map-side h2").inner_text()

    def frames(self, work):
        """Script milliseconds of the frames that were drawn meanwhile; the empty ones of the measuring itself left out."""
        self.page.evaluate(NEXT_FRAMES)
        self.page.evaluate("() => { window.frameTimes.length = 0; }")
        work()
        self.page.evaluate(NEXT_FRAMES)
        return sorted(time for time in self.page.evaluate("() => window.frameTimes") if time > 0.02)


def main():
    workspace = Path(sys.argv[1])
    results = {}
    with Serving(workspace) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--enable-precise-memory-info"]
        )
        results["points"] = total = size_of(browser, server)
        results["first, server just started, s"] = round(first_picture(browser, server, close=True)[0], 2)
        # Meanwhile the server reads ahead what pages will ask for.
        time.sleep(20)
        again = [round(first_picture(browser, server, close=True)[0], 2) for _ in range(2)]
        seconds, page = first_picture(browser, server)
        results["from the click to the picture, s"] = sorted([*again, round(seconds, 2)])
        results["of it the answers, s"] = page.evaluate(ANSWERS)
        map = Map(page)
        table = {
            "pan, all points": map.frames(lambda: map.drag((0.5, 0.5), (0.6, 0.58), STEPS, button="right")),
            "zoom in and out": map.frames(lambda: wheel(page, map)),
            "draw a window": map.frames(lambda: map.drag((0.3, 0.2), (0.8, 0.85), STEPS)),
        }
        results["selected by the window"] = map.heading()
        table["move the window"] = map.frames(lambda: map.drag((0.55, 0.5), (0.48, 0.55), STEPS))
        page.keyboard.press("Escape")
        page.keyboard.press("l")
        table["draw a lasso"] = map.frames(lambda: lasso(page, map))
        results["selected by the lasso"] = map.heading()
        table["hover"] = map.frames(lambda: hover(page, map))
        page.evaluate("() => window.gc?.()")
        results["JS heap, MB"] = round(page.evaluate("() => performance.memory.usedJSHeapSize") / 1e6)
        results["requests while panning and brushing"] = "none" if not page.asked else page.asked
        results["frames"] = {name: summary(times) for name, times in table.items()}
        browser.close()
    print(render(results, total))
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(json.dumps(results, indent=1))


def size_of(browser, server):
    page = browser.new_page()
    answer = page.request.get(f"{server.url}/api/v1/workspace").json()
    page.close()
    return answer["counts"]["samples"]


def first_picture(browser, server, close=False):
    """Seconds from a click on "Map" in the header of another page until the points are on the screen."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(COUNT_SCRIPT)
    page.goto(f"{server.url}/history")
    page.locator("header a", has_text="Map").wait_for()
    page.evaluate("() => { for (const link of document.querySelectorAll('header a')) if (link.textContent.includes('Map')) link.addEventListener('click', () => sessionStorage.setItem('clicked', String(Date.now()))); }")
    page.locator("header a", has_text="Map").click(no_wait_after=True)
    painted = page.wait_for_function(PAINTED, timeout=300_000).json_value()
    seconds = (painted - page.evaluate("() => Number(sessionStorage.getItem('clicked'))")) / 1000
    page.asked = []
    page.wait_for_timeout(1500)
    page.on("request", lambda request: page.asked.append(request.url) if "/thumbnail" not in request.url else None)
    if close:
        page.close()
    return seconds, page


def wheel(page, map):
    page.mouse.move(*map.at(0.5, 0.5))
    for delta in [-120] * (STEPS // 2) + [120] * (STEPS // 2):
        page.mouse.wheel(0, delta)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")


def lasso(page, map):
    from math import cos, pi, sin

    page.mouse.move(*map.at(0.8, 0.5))
    page.mouse.down()
    for step in range(1, 24):
        page.mouse.move(*map.at(0.5 + 0.3 * cos(step / 12 * pi), 0.5 + 0.35 * sin(step / 12 * pi)))
        page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
    page.mouse.up()


def hover(page, map):
    for step in range(STEPS):
        page.mouse.move(*map.at(0.3 + step / 40, 0.3 + step / 40))
        page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")


def summary(times):
    pick = lambda share: round(times[min(int(len(times) * share), len(times) - 1)], 2)
    return {"frames": len(times), "median": pick(0.5), "95 %": pick(0.95), "longest": round(times[-1], 2)} if times else {"frames": 0}


def render(results, total):
    lines = [f"{total:,} points, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Chromium headless, software WebGL", ""]
    lines += [f"- {name}: {value}" for name, value in results.items() if name not in ("frames", "points")]
    lines += ["", "| script time, ms a frame | frames | median | 95 % | longest |", "|---|---|---|---|---|"]
    for name, row in results["frames"].items():
        lines.append(f"| {name} | {' | '.join(str(row.get(key, '')) for key in ('frames', 'median', '95 %', 'longest'))} |")
    over = [name for name, row in results["frames"].items() if row.get("95 %", 0) > BUDGET]
    lines += ["", f"Over {BUDGET} ms in more than one frame of twenty: {', '.join(over) or 'nothing'}."]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
