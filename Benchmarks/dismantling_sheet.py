"""What there is to count: drawings of a class beside what is left of them when a part is taken away, in random order.

    python Benchmarks/dismantling_sheet.py FOLDER [--class viii] [--to iii] [--dataset DIR] [--seed 1]

Writes contact sheets of 50 pairs, `sheet-1.png` and so on: to the left the drawing, to the right what is left, or a grey
field where the program left it alone; below both the sample's number. `list.csv` has a line a drawing, with the reason
where it was left alone, and an empty column for what a person thinks of it. The count in docs/transforms.md is of the
first 100 clean ones: a whole numeral of the class and nothing else.
"""

import argparse
import csv
import io
import json
import pathlib
import random
import shutil
import urllib.request

from measure import REAL_DATA, Serving, say, tessera

SIDE, PAIRS, COLUMNS, GAP, LINE = 150, 50, 5, 8, 16


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--class", dest="label", default="viii")
    parser.add_argument("--to", default="iii")
    parser.add_argument("--dataset", type=pathlib.Path, default=REAL_DATA)
    parser.add_argument("--split", default="train")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def picture(url):
    from PIL import Image

    with urllib.request.urlopen(url) as answer:
        shown = Image.open(io.BytesIO(answer.read())).convert("L")
    shown.thumbnail((SIDE, SIDE))
    return shown


def sheet(pairs, server, proposal):
    from PIL import Image, ImageDraw

    width = COLUMNS * (2 * SIDE + 2 * GAP)
    rows = -(-len(pairs) // COLUMNS)
    paper = Image.new("L", (width, rows * (SIDE + LINE + GAP)), 128)
    draw = ImageDraw.Draw(paper)
    for place, (number, sample, index) in enumerate(pairs):
        x = place % COLUMNS * (2 * SIDE + 2 * GAP)
        y = place // COLUMNS * (SIDE + LINE + GAP)
        paper.paste(picture(f"{server.url}/api/v1/samples/{sample}/image"), (x, y))
        if index is not None:
            paper.paste(picture(f"{server.url}/api/v1/proposals/{proposal}/images/{index}"), (x + SIDE + 2, y))
        draw.text((x + 2, y + SIDE + 2), f"{number}: sample {sample}", fill=255)
    return paper


def main():
    wanted = arguments()
    if not wanted.dataset.exists():
        raise SystemExit(f"There is no data in {wanted.dataset}.")
    wanted.folder.mkdir(parents=True, exist_ok=True)
    place = wanted.folder / "sheet.tessera"
    shutil.rmtree(place, ignore_errors=True)
    tessera("import", wanted.dataset, "-w", place, "--quiet", "--json")
    tessera("rules", "preset", "roman", "-w", place, "--json")
    _, done = tessera(
        "dismantle", wanted.label, "--to", wanted.to, "--where", f"split={wanted.split}", "-w", place, "--quiet", "--json"
    )
    proposal = done["report"]["proposal"]
    if proposal is None:
        raise SystemExit(f"None was taken apart: {json.dumps(done['report']['reasons'])}")
    _, shown = tessera("proposals", "show", proposal, "-w", place, "--json")
    left = {one["parents"][0]: one["index"] for one in shown["candidates"]}
    why = {one["sample"]: one["why"] for one in shown["skipped"]}
    order = sorted([*left, *why])
    random.Random(wanted.seed).shuffle(order)
    pairs = [(number, sample, left.get(sample)) for number, sample in enumerate(order, 1)]
    with open(wanted.folder / "list.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["number", "sample", "left alone because", "right, wrong or not clean"])
        writer.writerows([number, sample, why.get(sample, ""), ""] for number, sample, _ in pairs)
    with Serving(place) as server:
        for start in range(0, len(pairs), PAIRS):
            target = wanted.folder / f"sheet-{start // PAIRS + 1}.png"
            sheet(pairs[start:start + PAIRS], server, proposal).save(target)
            say(target)
    print(f"{len(order)} drawings of {wanted.label}: {len(left)} taken apart, {len(why)} left alone.")


if __name__ == "__main__":
    main()
