"""What the benchmarks share: running the binary, timing, and one form for a result."""

import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESSERA = ROOT / "bin" / "tessera"
REAL_DATA = Path(os.environ.get("TESSERA_REAL_DATA", ROOT.parent / "shared/data/roman-numerals"))


@dataclass
class Row:
    """One line of the table: what was done, by whom, and the number."""

    work: str
    who: str
    value: float
    unit: str
    note: str = ""


def say(text):
    print(text, file=sys.stderr, flush=True)


def tessera(*arguments):
    """Wall seconds of one whole process, and its JSON where it printed some."""
    began = time.perf_counter()
    done = subprocess.run([TESSERA, *map(str, arguments)], capture_output=True, text=True)
    seconds = time.perf_counter() - began
    if done.returncode != 0:
        raise SystemExit(f"tessera {' '.join(map(str, arguments))} failed:\n{done.stdout}\n{done.stderr}")
    return seconds, json.loads(done.stdout) if done.stdout.strip().startswith("{") else None


def best_and_median(function, repeat):
    """Seconds of `repeat` calls: the best and the median. The median is reported; the best says how noisy it was."""
    times = []
    for _ in range(repeat):
        began = time.perf_counter()
        function()
        times.append(time.perf_counter() - began)
    return min(times), statistics.median(times)


def processor():
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor()


class Serving:
    """`tessera serve` for the length of a `with`."""

    def __init__(self, workspace):
        self.workspace = workspace

    def __enter__(self):
        self.process = subprocess.Popen(
            [TESSERA, "serve", "-w", self.workspace, "--port", "0"], stdout=subprocess.PIPE, text=True
        )
        found = re.search(r"http://[^\s]+?:\d+", self.process.stdout.readline())
        self.url = found.group(0)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
