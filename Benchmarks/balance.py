"""Balance, re-split and styles: how much of what is planted in the demo data they find, and what they cost.

    python Benchmarks/balance.py                  # demo data with three seeds, and the competition's where it is
    python Benchmarks/balance.py --seeds 1 2 3 4

The product never reads planted.json; this does. Whole processes are timed.
"""

import argparse
import json
import math
import shutil
import tempfile
from collections import Counter
from pathlib import Path

from measure import REAL_DATA, Row, say, tessera

MISSING = "marker"


def rows(place, seeds=(2021, 1, 2)):
    for seed in seeds:
        workspace = place / f"demo{seed}.tessera"
        if not workspace.exists():
            tessera("demo", workspace, "--seed", seed, "--quiet")
        yield from demo(workspace, f"demo {seed}")
        shutil.rmtree(workspace)
    if REAL_DATA.exists():
        workspace = place / "competition.tessera"
        tessera("import", REAL_DATA, "-w", workspace, "--quiet")
        tessera("embed", "-w", workspace, "--quiet")
        yield from audits(workspace, "competition")


def demo(workspace, name):
    yield from audits(workspace, name)
    style = planted(workspace)
    report = tessera("styles", "-w", workspace, "--json", "--quiet")[1]
    labels = [(place, style[sample]) for place, row in enumerate(report["styles"]) for sample in row["samples"] if style.get(sample)]
    yield Row("styles against the planted ones", f"tessera, {name}", nmi(labels), "", "normalised mutual information")


def audits(workspace, name):
    seconds, report = tessera("balance", "-w", workspace, "--json", "--quiet")
    yield Row("balance", f"tessera, {name}", seconds, "s", f"{report['compared']:,} images, {report['reshuffles']} reshuffles, whole process")
    for section in ("overall", "withinClass"):
        number = report[section]["separation"]
        yield Row(f"told apart, {section}", f"tessera, {name}", number["value"], "", f"p = {number['p']:.3g}; {len(report[section]['regions'])} regions")
    style = planted(workspace)
    if style:
        few = [sample for region in report["withinClass"]["regions"] if region["side"] == "fewVal" for sample in region["samples"]]
        right = sum(style.get(sample) == MISSING for sample in few)
        everywhere = sum(each == MISSING for each in style.values())
        yield Row("regions without val: precision", f"tessera, {name}", right / max(1, len(few)), "", f"{right} of {len(few)} samples are of the style that val lacks")
        yield Row("regions without val: recall", f"tessera, {name}", right / max(1, everywhere), "", f"{right} of {everywhere} samples of that style")
    for region in report["withinClass"]["regions"]:
        say(f"  {region['number']}. {region['title']} (p = {region['p']:.3g})")
        if style:
            say(f"     planted: {Counter(style.get(sample, '?') for sample in region['samples']).most_common(4)}")
    seconds, answer = tessera("resplit", "--apply", "-w", workspace, "--json", "--quiet")
    plan = answer["plan"]
    yield Row("resplit", f"tessera, {name}", seconds, "s", f"{len(plan['moves'])} of {plan['samples']} samples moved, whole process, applied")
    after = tessera("balance", "-w", workspace, "--json", "--quiet")[1]
    for section in ("overall", "withinClass"):
        number = after[section]["separation"]
        yield Row(f"told apart after the re-split, {section}", f"tessera, {name}", number["value"], "", f"p = {number['p']:.3g}; {len(after[section]['regions'])} regions")
    tessera("undo", "-w", workspace, "--quiet")
    yield Row("styles and typicality", f"tessera, {name}", tessera("styles", "-w", workspace, "--quiet")[0], "s", "whole process")


def planted(workspace):
    """The style of each sample that is in train or val, by its id."""
    file = workspace / "demo" / "planted.json"
    if not file.exists():
        return {}
    style = {each["path"]: each["style"] for each in json.loads(file.read_text())["files"] if each["split"] in ("train", "val")}
    samples = tessera("list", "--limit", 1_000_000, "-w", workspace, "--json")[1]["samples"]
    return {each["id"]: style[each["path"]] for each in samples if each["path"] in style}


def nmi(pairs):
    """Mutual information over the mean of the entropies, as scikit-learn's normalized_mutual_info_score."""
    total = len(pairs)
    both, left, right = Counter(pairs), Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    mutual = sum(n / total * math.log(n * total / (left[a] * right[b])) for (a, b), n in both.items())
    entropy = [-sum(n / total * math.log(n / total) for n in side.values()) for side in (left, right)]
    return 2 * mutual / sum(entropy)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--seeds", type=int, nargs="+", default=[2021, 1, 2])
    chosen = options.parse_args()
    place = Path(tempfile.mkdtemp(prefix="tessera-balance-"))
    try:
        for row in rows(place, chosen.seeds):
            print(f"| {row.work} | {row.who} | {row.value:.3f} {row.unit} | {row.note} |", flush=True)
    finally:
        shutil.rmtree(place)


if __name__ == "__main__":
    main()
