"""How long a page of the sheet takes to come, and how long until the map's points are on the screen."""

import shutil
import statistics
import time
import urllib.request

from measure import Row, Serving

# The stage says that it was drawn when it has given its commands; the frame after that shows them.
AFTER_NEXT_FRAME = """() => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"""


def latency(url, paths):
    times = []
    for path in paths:
        began = time.perf_counter()
        with urllib.request.urlopen(url + path) as answer:
            answer.read()
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return statistics.median(times), times[int(len(times) * 0.99)]


def sheet(workspace, label):
    with Serving(workspace) as server:
        base = "/api/v1/samples?sort=similarity&limit=100&offset="
        median, worst = latency(server.url, [base + str(offset * 20) for offset in range(100)] * 3)
        columns, _ = latency(server.url, ["/api/v1/samples/columns?fields=id,label,split,x,y,order"] * 20)
        return [
            Row("sheet: 100 rows, sorted by similarity", f"tessera, {label}", median, "ms", f"p99 {worst:.1f} ms; 300 requests"),
            Row("map: all points as columns", f"tessera, {label}", columns, "ms", "median of 20"),
        ]


def first_paint(workspace, label):
    from playwright.sync_api import sync_playwright

    times = []
    with Serving(workspace) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for _ in range(5):
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(server.url + "/map")
            page.wait_for_selector(".map-stage[data-drawn]", timeout=60_000)
            times.append(page.evaluate(AFTER_NEXT_FRAME))
            page.close()
        browser.close()
    return [Row("map: navigation to first points drawn", f"tessera, {label}", statistics.median(times), "ms", "Chromium, software WebGL; median of 5")]
