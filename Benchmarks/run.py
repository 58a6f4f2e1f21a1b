"""All benchmarks, with the peers beside them, as one table: `make bench`.

Prints Markdown, and keeps it with the machine's facts in Benchmarks/out/. What is printed was measured in this run.
"""

import os
import platform
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

import embedding
import importing
import label_errors
import neighbors
import pages
import peers
import projecting
from measure import REAL_DATA, ROOT, processor, say, tessera

OUT = ROOT / "Benchmarks" / "out"


def main():
    place = Path(tempfile.mkdtemp(prefix="tessera-bench-"))
    try:
        table = []
        for row in measure(place):
            table.append(row)
            say(f"  {row.work}: {row.who}: {row.value:,.4g} {row.unit}")
    finally:
        shutil.rmtree(place)
    text = render(table)
    OUT.mkdir(exist_ok=True)
    (OUT / "table.md").write_text(text)
    print(text)


def measure(place):
    data, what = REAL_DATA, "the competition's data"
    if not data.exists():
        tessera("demo", place / "made.tessera", "--quiet")
        data, what = place / "exported", "the demo data (the competition's is not here)"
        tessera("export", data, "-w", place / "made.tessera", "--quiet")
    say(f"on {what}")

    say("import, export, verify")
    yield from importing.rows(data, place)
    workspace = place / "import.tessera"
    say("embed, and the bare runtime")
    yield from embedding.rows(workspace, place)
    tessera("embed", "-w", workspace, "--quiet")
    say("project, and umap-learn (which compiles for a minute)")
    yield from projecting.rows(workspace, place)
    tessera("project", "-w", workspace, "--quiet")
    say("neighbours, and pynndescent (which compiles for a minute)")
    yield from neighbors.rows(place)
    say("label errors, and cleanlab")
    yield from label_errors.rows(place)
    say("the pages")
    count = tessera("info", "--json", "-w", workspace)[1]["counts"]["samples"]
    yield from pages.sheet(workspace, f"{count:,} samples")
    yield peers.datasette(count, place)
    yield peers.datasette(100_000, place)
    yield from pages.first_paint(workspace, f"{count:,} points")
    yield peers.altair(count, place)


def render(table):
    lines = [
        f"Measured {date.today()}, {os.cpu_count()} cores, {processor()}, {platform.system()} {platform.release()}.",
        "",
        "| work | who | value | how |",
        "|---|---|---|---|",
    ]
    for row in table:
        value = f"{row.value:.4f}" if not row.unit else f"{row.value:,.2f} {row.unit}" if row.value < 100 else f"{row.value:,.0f} {row.unit}"
        lines.append(f"| {row.work} | {row.who} | {value} | {row.note} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
