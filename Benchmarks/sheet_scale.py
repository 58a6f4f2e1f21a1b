"""The sheet over a million rows: how long pages take, beside Datasette on the same rows.

    .deps/python-bench/bin/python Benchmarks/sheet_scale.py [WORKSPACE.tessera] [--count N] [--without-datasette]

Without a workspace, `million.py` makes one in a temporary folder. It is changed (labels of 100,000 samples, and back).
Prints Markdown and keeps it in Benchmarks/out/sheet-scale.md. What is printed was measured in this run.

Each line is one filter and sort, asked over HTTP on loopback by one client on one kept connection: the first page, for which
the server makes the order; then pages one after the other and pages at random places, 100 rows each as JSON. Datasette has
no random places: it is asked for its pages one after the other, by its own `next`, from a table of the same rows with an
index on every column that is filtered or sorted by.
"""

import argparse
import http.client
import json
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from datetime import date
from pathlib import Path

import sheet_scroll
from measure import ROOT, Serving, processor, say, tessera

OUT = ROOT / "Benchmarks" / "out" / "sheet-scale.md"
PORT = 18474
PAGE = 100

# What is asked: words, the query for Tessera, the one for Datasette (None: it has no such thing).
COMBINATIONS = [
    ("all", "", "_sort=id"),
    ("label", "label=iii", "label=iii&_sort=id"),
    ("split", "split=val", "split=val&_sort=id"),
    ("tag", "tag=blurry", "tags__contains=blurry&_sort=id"),
    ("text, 1 in 1,000", "q=w421", "path__contains=w421&_sort=id"),
    ("text, 1 in 1,000,000", "q=0654321", "path__contains=0654321&_sort=id"),
    ("imported text", "column.writer=w421", "writer=w421&_sort=id"),
    ("by name", "sort=name", "_sort=name"),
    ("by name, down", "sort=-name", "_sort_desc=name"),
    ("by path", "sort=path", "_sort=path"),
    ("by label", "sort=label", "_sort=label_rank"),
    ("by label, down", "sort=-label", "_sort_desc=label_rank"),
    ("by split", "sort=split", "_sort=split"),
    ("by similarity", "sort=similarity", "_sort=rank"),
    ("by similarity, down", "sort=-similarity", "_sort_desc=rank"),
    ("by revision, down", "sort=-revision", "_sort_desc=revision"),
    ("by bytes", "sort=bytes", "_sort=bytes"),
    ("by imported text", "sort=column.writer", "_sort=writer"),
    ("by imported number, down", "sort=-column.slant", "_sort_desc=slant"),
    ("label, by similarity", "label=vii&sort=similarity", "label=vii&_sort=rank"),
    ("split, by name", "split=train&sort=name", "split=train&_sort=name"),
    ("text, by imported number", "q=w42&sort=column.slant", "path__contains=w42&_sort=slant"),
    ("split and tag, by label, down", "split=train&tag=odd&sort=-label", "split=train&tags__contains=odd&_sort_desc=label_rank"),
]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("workspace", type=Path, nargs="?")
    arguments.add_argument("--count", type=int, default=1_000_000)
    arguments.add_argument("--without-datasette", action="store_true")
    options = arguments.parse_args()
    place = Path(tempfile.mkdtemp(prefix="tessera-sheet-scale-"))
    try:
        workspace = options.workspace
        if workspace is None:
            workspace = place / "million.tessera"
            subprocess.run([sys.executable, Path(__file__).with_name("million.py"), str(options.count), workspace], check=True)
        text = measure(workspace, place, not options.without_datasette)
    finally:
        shutil.rmtree(place)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(text)
    print(text)


def measure(workspace, place, with_peer):
    info = [tessera("info", "--json", "-w", workspace)[0] for _ in range(5)]
    with Serving(workspace) as server:
        client = Client(server.url)
        started, first = client.get("/api/v1/samples?limit=100")
        count = first["total"]
        say(f"{len(COMBINATIONS)} combinations on {count:,} samples")
        pages = [tessera_pages(client, query) for _, query, _ in COMBINATIONS]
        facts = [("`tessera info`, whole process", statistics.median(info) * 1e3), ("first page after the start", started)]
        facts += said(whole(client, first))
        say("in a browser")
        facts += [(f"browser, {words} ({unit})" if unit else f"browser, {words}", value) for words, value, unit in sheet_scroll.measure(server.url)]
        say("edits")
        facts += said(edits(server.url, client))
    peers = datasette_pages(workspace, place) if with_peer else [None] * len(COMBINATIONS)
    return render(count, pages, peers, facts)


def said(facts):
    """Each as it comes, for it takes long until all are there."""
    for words, value in facts:
        say(f"  {words}: {value:.1f} ms")
        yield words, value


class Client:
    """One connection that is kept."""

    def __init__(self, url):
        self.connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc)

    def raw(self, path, body=None):
        """Milliseconds until the last byte, and the bytes."""
        headers = {"Content-Type": "application/json", "X-Tessera-Author": "Benchmark"} if body else {}
        began = time.perf_counter()
        self.connection.request("POST" if body else "GET", path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        took = (time.perf_counter() - began) * 1e3
        if answer.status >= 300:
            raise SystemExit(f"{path}: {answer.status} {content[:300]}")
        return took, content

    def get(self, path):
        took, content = self.raw(path)
        return took, json.loads(content)

    def post(self, path, value):
        took, content = self.raw(path, json.dumps(value).encode())
        return took, json.loads(content)


def tessera_pages(client, query):
    """The first page; then 100 pages in a row and 200 at random places."""
    base = f"/api/v1/samples?{query}&limit={PAGE}"
    first, page = client.get(base)
    at, total = page["at"], page["total"]
    dice = random.Random(1)
    last = max(0, total - PAGE)
    places = [place for place in range(0, 100 * PAGE, PAGE) if place <= last]
    places += [dice.randint(0, last) for _ in range(300 - len(places))]
    times = [client.raw(f"{base}&at={at}&offset={place}")[0] for place in places]
    say(f"  {query or 'all'}: first {first:.0f} ms, p50 {percentile(times, 50):.1f}, p99 {percentile(times, 99):.1f} of {total:,}")
    return total, first, times


def whole(client, first):
    """What the sheet asks for beside pages."""
    held = [client.raw("/api/v1/samples/columns?fields=id,label,split,order,revision")[0] for _ in range(5)]
    _, content = client.raw("/api/v1/samples/columns?fields=id,label,split,order,revision")
    yield f"the sheet's columns of all rows ({len(content) / 1e6:.0f} MB)", statistics.median(held)
    windows = []
    dice = random.Random(2)
    for _ in range(300):
        start = dice.randint(1, first["total"] - 100)
        windows.append(client.raw("/api/v1/samples?ids=" + ",".join(map(str, range(start, start + 100))))[0])
    yield "the sheet's window of 100 rows, p50", percentile(windows, 50)
    yield "the sheet's window of 100 rows, p99", percentile(windows, 99)
    yield "`/api/v1/workspace`", statistics.median(client.raw("/api/v1/workspace")[0] for _ in range(20))


def edits(url, client):
    """One sample, then a hundred thousand in one change while somebody else reads pages, and the undo of it."""
    single, after, counted = [], [], []
    # Another tag each run, so that there is something to do where the workspace was measured before.
    token = random.randrange(10**9)
    for number in range(50):
        body = {"edits": [{"samples": [number * 17 + 1], "set": {"addTags": [f"measured {token}"]}}]}
        single.append(client.post("/api/v1/changes", body)[0])
        after.append(client.raw("/api/v1/samples?sort=name&limit=100")[0])
        counted.append(client.raw("/api/v1/workspace")[0])
    yield "an edit of one sample, on disk, p50", percentile(single, 50)
    yield "the first page after it, sorted by name, p50", percentile(after, 50)
    yield "`/api/v1/workspace` after it, p50", percentile(counted, 50)
    reader = Reader(url)
    samples = list(range(1, 100_001))
    body = {"reason": "benchmark", "edits": [{"samples": samples, "revisions": [10**6] * len(samples), "set": {"label": "vii"}}]}
    reader.start()
    took, answer = client.post("/api/v1/changes", body)
    yield f"relabel {answer['change']['count']:,} samples in one change", took
    yield "its undo", client.post("/api/v1/undo", {"change": answer["change"]["id"]})[0]
    yield f"pages of somebody else meanwhile, p50 of {len(reader.end()):,}", percentile(reader.times, 50)
    yield "pages of somebody else meanwhile, p99", percentile(reader.times, 99)


class Reader(threading.Thread):
    """Somebody who scrolls through the sheet."""

    def __init__(self, url):
        super().__init__(daemon=True)
        self.client = Client(url)
        self.at = self.client.get("/api/v1/samples?sort=similarity&limit=1")[1]["at"]
        self.times = []
        self.going = True

    def run(self):
        place = 0
        while self.going:
            self.times.append(self.client.raw(f"/api/v1/samples?sort=similarity&limit=100&offset={place}&at={self.at}")[0])
            place = (place + 77_777) % 900_000
            time.sleep(0.02)

    def end(self):
        self.going = False
        self.join()
        return self.times


def datasette_pages(workspace, place):
    say("the same rows for Datasette")
    database = place / "rows.db"
    copy_rows(workspace, database)
    process = subprocess.Popen(
        [sys.executable, "-m", "datasette", "serve", database, "--port", str(PORT), "--setting", "sql_time_limit_ms", "60000",
         "--setting", "max_returned_rows", "1000"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        client = awaited(f"http://127.0.0.1:{PORT}")
        return [datasette_combination(client, query) for _, _, query in COMBINATIONS]
    finally:
        process.terminate()
        process.wait()


def copy_rows(workspace, database):
    projection = sorted((workspace / "projections").glob("*.ids"), key=lambda file: int(file.stem))[-1]
    digests = projection.read_text().split()
    ranks = {digests[int(row)]: rank for rank, row in enumerate(projection.with_suffix(".order").read_text().split())}
    with sqlite3.connect(database) as db:
        db.execute("ATTACH ? AS source", (str(workspace / "workspace.sqlite"),))
        db.create_function("rank_of", 1, ranks.get, deterministic=True)
        columns = dict(db.execute("SELECT name, id FROM source.importedColumn"))
        db.execute(
            f"""
            CREATE TABLE sample AS SELECT s.id AS id, s.name AS name, s.path AS path, c.name AS label, c.rank AS label_rank,
                s.split AS split, replace(t.tags, char(31), ',') AS tags, s.revision AS revision, i.bytes AS bytes,
                i.width AS width, i.height AS height, i.digest AS digest, i.format AS format, w.value AS writer,
                z.value AS slant, rank_of(i.digest) AS rank
            FROM source.sample s JOIN source.image i ON i.id = s.image JOIN source.tagSet t ON t.id = s.tagSet
            LEFT JOIN source.class c ON c.id = s.class
            LEFT JOIN source.columnValue w ON w.importedColumn = {columns["writer"]} AND w.sample = s.id
            LEFT JOIN source.columnValue z ON z.importedColumn = {columns["slant"]} AND z.sample = s.id
            WHERE s.state = 'active' ORDER BY s.id
            """
        )
        for column in ["id", "name", "path", "label", "label_rank", "split", "revision", "bytes", "writer", "slant", "rank"]:
            db.execute(f"CREATE {'UNIQUE' if column == 'id' else ''} INDEX by_{column} ON sample ({column})")
        db.execute("ANALYZE")


def awaited(url):
    for _ in range(200):
        try:
            client = Client(url)
            client.raw("/-/versions.json")
            return client
        except OSError:
            time.sleep(0.1)
    raise SystemExit("Datasette does not answer")


def datasette_combination(client, query):
    """The first page and up to 60 more, one after the other; a query that takes seconds is asked less often."""
    path = f"/rows/sample.json?{query}&_size={PAGE}&_nocount=1&_nofacet=1"
    first, answer = client.get(path)
    times, spent = [first], first
    while answer.get("next") and len(times) < 60 and spent < 20_000:
        took, answer = client.get(f"{path}&_next={urllib.parse.quote(str(answer['next']))}")
        times.append(took)
        spent += took
    return first, times


def percentile(values, percent):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def render(count, pages, peers, facts):
    lines = [
        f"Measured {date.today()}, {os.cpu_count()} cores, {processor()}; {count:,} samples, pages of {PAGE} rows as JSON over loopback, milliseconds.",
        "",
        "| filter, sort | rows | first page | p50 | p99 | Datasette: first | p50 | p99 | Datasette ÷ Tessera, p50 |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for (words, _, _), (total, first, times), peer in zip(COMBINATIONS, pages, peers):
        median = percentile(times, 50)
        line = f"| {words} | {total:,} | {first:.0f} | {median:.1f} | {percentile(times, 99):.1f} |"
        if peer:
            their_first, theirs = peer
            line += f" {their_first:.0f} | {percentile(theirs, 50):.1f} | {percentile(theirs, 99):.1f} | {percentile(theirs, 50) / median:.1f} |"
        else:
            line += " | | | |"
        lines.append(line)
    lines += ["", "| what | ms, where nothing else is said |", "|---|---|"]
    lines += [f"| {what} | {value:,.1f} |" for what, value in facts]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
