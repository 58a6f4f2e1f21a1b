"""Two copies of a large workspace: how long do a difference, a bundle and a merge take?

    .deps/python-bench/bin/python Benchmarks/copies.py 10000 100000
    .deps/python-bench/bin/python Benchmarks/copies.py 100000 --base demo.tessera

`million.py` makes the workspace (its docs say what is made up). Each copy then gets `--changes` (100) changes of 1 % of the
samples each by a running server: labels, splits and tags, half of them of samples that the other copy changes too; and answers
of two people on 10 % of the samples. Printed are wall and CPU seconds and the most memory of each whole process.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from measure import ROOT, TESSERA, Serving, processor, say, tessera

LABELS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]


def measured(*arguments):
    began = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen([TESSERA, *map(str, arguments)], stdout=output, stderr=subprocess.PIPE)
        problem = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        if status:
            raise SystemExit(f"{arguments} failed: {problem.decode()}")
        output.seek(0)
        text = output.read()
    print(f"  {' '.join(map(str, arguments[:1])):8} {wall:7.2f} s  {usage.ru_utime + usage.ru_stime:7.2f} CPU s  {usage.ru_maxrss / 1024:6.0f} MB", flush=True)
    return json.loads(text) if text.strip().startswith(b"{") else None


def edit(workspace, count, changes, seed, author):
    dice = random.Random(seed)
    each = max(1, count // 100)
    with Serving(workspace) as server:
        for number in range(changes):
            # The first half of the samples is changed by both.
            low, high = (1, count // 2) if number % 2 == 0 else (count // 2 * (1 + (seed % 2) / 2), count // 2 * (1.5 + (seed % 2) / 2))
            ids = dice.sample(range(max(1, int(low)), int(high)), min(each, int(high - low) - 1))
            what = dice.choice([{"label": dice.choice(LABELS)}, {"label": dice.choice(LABELS)}, {"split": dice.choice(["train", "val"])}, {"addTags": [dice.choice("abc")]}])
            body = json.dumps({"reason": f"change {number}", "edits": [{"samples": ids, "set": what}]}).encode()
            headers = {"Content-Type": "application/json", "X-Tessera-Author": author}
            try:
                urllib.request.urlopen(urllib.request.Request(f"{server.url}/api/v1/changes", body, headers)).read()
            except urllib.error.HTTPError as error:
                if error.code != 422:
                    raise SystemExit(error.read().decode())


def answers(workspace, count, seed, author, folder):
    dice = random.Random(seed)
    file = folder / f"answers-{author}.csv"
    rows = [f"{sample},{author},{dice.choice(LABELS)},," for sample in dice.sample(range(1, count + 1), count // 10)]
    file.write_text("sample,person,label,confidence,reason\n" + "\n".join(rows) + "\n")
    tessera("annotate", "on", "-w", workspace, "--quiet")
    tessera("annotate", "import", file, "-w", workspace, "--quiet")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("counts", type=int, nargs="*", default=[10_000, 100_000])
    arguments.add_argument("--base", type=Path, help="a demo workspace to begin with; without it one is drawn")
    arguments.add_argument("--changes", type=int, default=100)
    options = arguments.parse_args()
    print(processor())
    for count in options.counts:
        with tempfile.TemporaryDirectory(prefix="tessera-copies-") as name:
            folder = Path(name)
            ours, theirs = folder / "ours.tessera", folder / "theirs.tessera"
            base = ["--base", options.base] if options.base else []
            subprocess.run([os.sys.executable, ROOT / "Benchmarks/million.py", str(count), ours, "--pictures", "0", "--edits", "0", *map(str, base)], check=True, capture_output=True)
            tessera("tag", "start", "-w", ours)
            shutil.copytree(ours, theirs)
            say("the changes of both")
            edit(ours, count, options.changes, 2, "Ada")
            edit(theirs, count, options.changes, 3, "Grace")
            answers(ours, count, 2, "Ada", folder)
            answers(theirs, count, 3, "Grace", folder)
            bundle = folder / "b.bundle"
            print(f"{count:,} samples, {options.changes} changes of {count // 100:,} in each copy, {count // 10:,} answers in each")
            found = measured("diff", "start", "-w", ours, "--json")
            print(f"           {found['relabelled']['count']:,} relabelled, {found['moved']['count']:,} moved")
            measured("bundle", bundle, "-w", theirs, "--since", "start", "--json")
            print(f"           {bundle.stat().st_size / 1e6:.0f} MB without images")
            report = measured("merge", bundle, "-w", ours, "--json")
            print(f"           {report['changes']:,} changes, {report['answers']:,} answers, {len(report['conflicts']):,} conflicts")
            report = measured("merge", bundle, "-w", ours, "--json")
            print(f"           once more: {report['changes']} changes, {report['answers']} answers")


if __name__ == "__main__":
    main()
