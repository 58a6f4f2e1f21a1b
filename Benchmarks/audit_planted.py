"""What `tessera audit` finds of the flaws that are planted in the demo data: recall and precision of each kind.

    python Benchmarks/audit_planted.py [--seeds 2021 77 …] [--count 2000] [--tessera bin/tessera] [--keep FOLDER]

For each seed the demo data is drawn, imported and embedded, and audited with the default settings; `demo/planted.json`,
which Tessera never reads, is the truth. Needs Python alone. With several seeds the last table is of all together.

- recall: of the planted, how many are in a finding of these kinds, whatever its score; where a score is named, from it on.
- precision: of the findings (of copies) or of the samples in them (all others), how many are right. A label is rightly
  doubted where it was planted wrong, or where no numeral was drawn.
- one list: `tessera audit --scores`, the chance that somebody would change or remove the sample, against all samples that
  are planted wrong, junk or blank; and the labels, junk and conflicts of the list of findings in its order.
"""

import argparse
import csv
import json
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def tessera(binary, *arguments):
    done = subprocess.run([binary, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"tessera {' '.join(map(str, arguments))}\n{done.stderr}")
    return done.stdout


class Demo:
    """A demo dataset, its truth, and what was found in it."""

    def __init__(self, binary, place, seed, count):
        tessera(binary, "demo", place, "--seed", seed, "--count", count, "--quiet")
        scores = place.with_suffix(".csv")
        found = json.loads(tessera(binary, "audit", "-w", place, "--json", "--quiet", "--scores", scores))
        listed = json.loads(tessera(binary, "list", "-w", place, "--json", "--limit", 1_000_000))["samples"]
        truth = json.loads((place / "demo" / "planted.json").read_text())["files"]
        self.path = {sample["id"]: sample["path"] for sample in listed}
        there = set(self.path.values())
        self.truth = {file["path"]: file for file in truth if file["path"] in there}
        self.findings = found["findings"]
        self.scores = [(row["path"], float(row["chance"])) for row in csv.DictReader(scores.open())]
        self.seconds = found["seconds"]

    def planted(self, *flaws):
        return {path for path, file in self.truth.items() if any(flaw in file["flaws"] for flaw in flaws)}

    def of(self, kinds, least=0.0, relation=None):
        for finding in self.findings:
            if finding["kind"] not in kinds or finding["score"] < least:
                continue
            if relation is None or finding["evidence"].get("relation") in relation:
                yield finding

    def flagged(self, kinds, least=0.0, relation=None):
        return {self.path[sample] for finding in self.of(kinds, least, relation) for sample in finding["samples"]}

    def original(self, path):
        while (source := self.truth[path].get("duplicateOf")) in self.truth:
            path = source
        return path

    def are_copies(self, finding):
        return len({self.original(self.path[sample]) for sample in finding["samples"]}) == 1

    def bad(self):
        return self.planted("wrong-label", "junk", "blank")


def measure(demo):
    """Names to (right, of): shares that can be added up over several datasets."""
    counts = {}

    def recall(name, flaws, kinds, least=0.0, relation=None):
        planted = demo.planted(*flaws)
        counts[name] = (len(planted & demo.flagged(kinds, least, relation)), len(planted))

    def precision(name, kinds, right, least=0.0):
        flagged = demo.flagged(kinds, least)
        counts[name] = (len(flagged & right), len(flagged))

    def copies(name, kinds, relation):
        found = list(demo.of(kinds, relation=relation))
        counts[name] = (sum(map(demo.are_copies, found)), len(found))

    sides = {"leaks", "duplicates"}
    recall("recall of wrong labels (labels, conflicts)", ["wrong-label"], {"labels", "conflicts"})
    recall("  of labels and conflicts from 0.5", ["wrong-label"], {"labels", "conflicts"}, 0.5)
    precision("precision of labels from 0.5", {"labels"}, demo.bad(), 0.5)
    precision("  of all labels, down to 0.1", {"labels"}, demo.bad())
    wrong = [f for f in demo.of({"labels"}, 0.5) if "wrong-label" in demo.truth[demo.path[f["sample"]]]["flaws"]]
    right = [f for f in wrong if demo.truth[demo.path[f["sample"]]].get("truth") == f["suggested"]]
    counts["  the suggested label is the true one"] = (len(right), len(wrong))
    recall("recall of junk (labels, junk, outliers)", ["junk"], {"labels", "junk", "outliers"})
    recall("  of these from 0.5", ["junk"], {"labels", "junk", "outliers"}, 0.5)
    recall("recall of blanks (junk)", ["blank"], {"junk"})
    blank = {demo.path[f["sample"]] for f in demo.of({"junk"}) if "blank" in f["title"]}
    counts["precision of junk called blank or nearly blank"] = (len(blank & demo.planted("blank")), len(blank))
    recall("recall of exact duplicates", ["exact-duplicate"], sides, relation={"bytes", "pixels"})
    copies("precision of copies by bytes and pixels", sides, {"bytes", "pixels"})
    recall("recall of near duplicates", ["near-duplicate"], sides, relation={"near"})
    copies("precision of near copies", sides, {"near"})
    recall("recall of conflicting labels", ["conflicting-label"], {"conflicts"})
    copies("precision of conflicts", {"conflicts"}, None)
    told = [f for f in demo.of({"conflicts"}) if f.get("suggested") and demo.are_copies(f)]
    right = [f for f in told if demo.truth[demo.path[f["sample"]]].get("truth") == f["suggested"]]
    counts["  the label suggested there is the true one"] = (len(right), len(told))
    ranked = list(demo.of({"labels", "junk", "conflicts"}))
    for first in (100, 200):
        few = [path for path, _ in demo.scores[:first]]
        counts[f"one list: precision of its first {first}"] = (len(demo.bad() & set(few)), first)
        right = [f for f in ranked[:first] if any(demo.path[sample] in demo.bad() for sample in f["samples"])]
        counts[f"findings: precision of the first {first}"] = (len(right), min(first, len(ranked)))
    return counts


def auroc(demo):
    bad = demo.bad()
    # Ranks from the least suspicious on; equal ones share theirs.
    order = sorted(demo.scores, key=lambda row: row[1])
    total, place = 0.0, 0
    while place < len(order):
        end = place
        while end < len(order) and order[end][1] == order[place][1]:
            end += 1
        total += (place + end + 1) / 2 * sum(path in bad for path, _ in order[place:end])
        place = end
    wrong = sum(path in bad for path, _ in order)
    return (total - wrong * (wrong + 1) / 2) / (wrong * (len(order) - wrong))


def show(title, counts, further=()):
    print(f"\n{title}")
    for name, value in [*further]:
        print(f"  {name:52} {value}")
    for name, (right, of) in counts.items():
        print(f"  {name:52} {right / of if of else float('nan'):.2f}  {right} of {of}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tessera", default=ROOT / "bin" / "tessera")
    parser.add_argument("--seeds", nargs="+", type=int, default=[2021])
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--keep", type=Path, help="a folder for the workspaces; else they are thrown away")
    wanted = parser.parse_args()
    together, areas = Counter(), []
    totals = Counter()
    with tempfile.TemporaryDirectory(prefix="tessera-bench-") as folder:
        for seed in wanted.seeds:
            place = (wanted.keep or Path(folder)) / f"demo-{seed}.tessera"
            demo = Demo(wanted.tessera, place, seed, wanted.count)
            counts = measure(demo)
            areas.append(auroc(demo))
            further = [("seconds of the audit", f"{demo.seconds:.1f}"), ("one list: AUROC", f"{areas[-1]:.3f}")]
            show(f"seed {seed}, {len(demo.path)} samples", counts, further)
            for name, (right, of) in counts.items():
                together[name] += right
                totals[name] += of
    if len(wanted.seeds) > 1:
        counts = {name: (together[name], totals[name]) for name in totals}
        show("all together", counts, [("one list: AUROC, mean", f"{sum(areas) / len(areas):.3f}")])


if __name__ == "__main__":
    main()
