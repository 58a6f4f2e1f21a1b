"""Confident learning on plain arrays beside cleanlab, on the same mapped .npy files in the same run.

    python Benchmarks/label_errors.py [SAMPLES [CLASSES]]

Each runs in a process of its own, so that its memory can be told. Tessera's time is that of its whole process; of
cleanlab's that of the second call, with Python, the imports and the first call left out. Reading the probabilities once,
on all cores and without doing anything with them, says what the bytes alone cost.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from measure import TESSERA, Row, say

REPEAT = 5
PEER = """
import json, resource, sys, time, warnings
import numpy as np
warnings.filterwarnings("ignore")
from cleanlab.filter import find_label_issues
from cleanlab.experimental.label_issues_batched import find_label_issues_batched
labels, probabilities, what = sys.argv[1:]
y = np.load(labels)

def call():
    if what == "whole":
        return find_label_issues(y, np.load(probabilities), return_indices_ranked_by="self_confidence", n_jobs=1)
    p = np.load(probabilities, mmap_mode="r")
    return find_label_issues_batched(y, p, batch_size=100_000, verbose=False)

times = []
for _ in range(3):
    began = time.perf_counter()
    found = call()
    times.append(time.perf_counter() - began)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"seconds": min(times[1:]), "bytes": memory, "found": sorted(int(i) for i in found)}))
"""


def rows(place, samples=1_000_000, classes=100):
    labels, probabilities = make(place, samples, classes)
    shape = f"{samples:,} × {classes}"
    size = probabilities.stat().st_size
    reading = reading_alone(probabilities)
    yield Row("read the probabilities", "NumPy, mapped, 2 threads", reading, "s", f"{size / 1e6:,.0f} MB, in the page cache")
    for method, what, peer in (
        ("noise-rate", "whole", "cleanlab find_label_issues"),
        ("low-self-confidence", "batched", "cleanlab find_label_issues_batched"),
    ):
        theirs = json.loads(
            subprocess.run(
                [sys.executable, "-c", PEER, labels, probabilities, what], capture_output=True, text=True, check=True
            ).stdout
        )
        seconds, memory, found = ours(labels, probabilities, method, place)
        same = len(set(found) & set(theirs["found"])) / max(1, len(set(found) | set(theirs["found"])))
        work = f"label errors, {method}"
        yield Row(work, "tessera, whole process", seconds, "s", f"{shape}, {memory / 1e6:,.0f} MB; median of {REPEAT}")
        yield Row(work, f"{peer}, warm call", theirs["seconds"], "s", f"{shape}, {theirs['bytes'] / 1e6:,.0f} MB; the better of 2")
        yield Row("same label errors", method, same, "", f"{len(found):,} and {len(theirs['found']):,} found")


def ours(labels, probabilities, method, place):
    """Median seconds of the whole process, the most memory it held, and the rows it found."""
    issues = place / "issues.npy"
    command = [TESSERA, "label-errors", "--labels", labels, "--probs", probabilities, "--method", method]
    command += ["--issues", issues, "--quiet", "--limit", "0"]
    times, memory = [], 0
    for _ in range(REPEAT):
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        times.append(time.perf_counter() - began)
        if status:
            raise SystemExit("tessera label-errors failed")
        memory = max(memory, usage.ru_maxrss * 1024)
    return statistics.median(times), memory, np.load(issues).tolist()


def reading_alone(path):
    from concurrent.futures import ThreadPoolExecutor

    numbers = np.load(path, mmap_mode="r").reshape(-1)
    halves = np.array_split(numbers, 2)
    times = []
    with ThreadPoolExecutor(2) as pool:
        for _ in range(3):
            began = time.perf_counter()
            list(pool.map(np.max, halves))
            times.append(time.perf_counter() - began)
    return min(times)


def make(place, samples, classes):
    """A model that is right most of the time, and a tenth of the labels drawn anew."""
    random = np.random.default_rng(0)
    true = random.integers(0, classes, samples)
    file = place / "P.npy"
    table = np.lib.format.open_memmap(file, "w+", np.float32, (samples, classes))
    for start in range(0, samples, 50_000):
        part = true[start : start + 50_000]
        odds = random.standard_normal((len(part), classes), dtype=np.float32)
        odds[np.arange(len(part)), part] += 5
        np.exp(odds, out=odds)
        table[start : start + len(part)] = odds / odds.sum(axis=1, keepdims=True)
    table.flush()
    labels = true.copy()
    changed = random.random(samples) < 0.1
    labels[changed] = random.integers(0, classes, changed.sum())
    np.save(place / "y.npy", labels)
    return place / "y.npy", file


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="tessera-bench-") as folder:
        for row in rows(Path(folder), *map(int, sys.argv[1:])):
            print(f"{row.work:32} {row.who:44} {row.value:9.4f} {row.unit:2} {row.note}", flush=True)
        say("done")
