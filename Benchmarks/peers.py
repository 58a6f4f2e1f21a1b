"""The peers of the pages: Datasette for rows as JSON, Altair (Vega) for the chart with a selection window."""

import json
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.request

import numpy as np

from measure import Row
from pages import latency

FREE_PORT = 18473


def datasette(count, place):
    """The rows of the sheet in a plain table with an index, 100 at a time."""
    database = place / f"datasette-{count}.db"
    database.unlink(missing_ok=True)
    with sqlite3.connect(database) as connection:
        connection.execute(
            "create table sample (id integer primary key, name text, label text, split text, tags text, rank integer)"
        )
        connection.executemany(
            "insert into sample values (?, ?, ?, ?, ?, ?)",
            ((i, f"{i:08x}.png", "iii", "train", "", (i * 7919) % count) for i in range(count)),
        )
        connection.execute("create index by_rank on sample (rank)")
    process = subprocess.Popen(
        [sys.executable, "-m", "datasette", "serve", database, "--port", str(FREE_PORT), "--setting", "max_returned_rows", "1000"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{FREE_PORT}"
        for _ in range(100):
            try:
                urllib.request.urlopen(url).read()
                break
            except OSError:
                time.sleep(0.1)
        base = f"/{database.stem}/sample.json?_sort=rank&_size=100&_nocount=1&_shape=array&rank__gte="
        median, worst = latency(url, [base + str(offset * 20) for offset in range(100)] * 3)
        return Row(
            "sheet: 100 rows, sorted by similarity", f"Datasette, {count:,} rows", median, "ms", f"p99 {worst:.1f} ms; 300 requests"
        )
    finally:
        process.terminate()
        process.wait()


def altair(count, place):
    """The chart of 2021: text marks coloured by split with a window to drag, as one HTML file with Vega inside."""
    import altair as alt
    import vl_convert
    from playwright.sync_api import sync_playwright

    random = np.random.default_rng(0)
    values = [
        {"x": float(x), "y": float(y), "label": "iii", "split": "train", "name": f"{i}.png"}
        for i, (x, y) in enumerate(random.standard_normal((count, 2)))
    ]
    alt.data_transformers.disable_max_rows()
    chart = (
        alt.Chart(alt.Data(values=values), width=900, height=600)
        .mark_text()
        .encode(x="x:Q", y="y:Q", text="label:N", color="split:N", tooltip="name:N")
        .add_params(alt.selection_interval())
    )
    page_file = place / f"altair-{count}.html"
    page_file.write_text(vl_convert.vegalite_to_html(json.dumps(chart.to_dict()), bundle=True))
    times = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for _ in range(5):
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(page_file.as_uri())
            page.wait_for_selector("canvas, svg.marks", timeout=120_000)
            times.append(page.evaluate("performance.now()"))
            page.close()
        browser.close()
    return Row("map: navigation to first points drawn", f"Altair, {count:,} points", statistics.median(times), "ms", "from a file, Vega inside; median of 5")
