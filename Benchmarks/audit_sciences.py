"""The audit's sciences beside their peers: softmax regression by folds, and checks of pictures.

    python Benchmarks/audit_sciences.py [logistic] [pictures] [--driver PATH]

Needs scikit-learn, cleanvision and Pillow beside NumPy. Builds the driver `audit-sciences` where none is given. The peer
runs in a process of its own, after its imports; ours is timed inside too. CPU seconds are of the whole process, less
what it took before the clock started: they are what to read on a machine that others use as well.

- logistic: 10,000 × 1,280 made-up features of ten classes, a tenth of the labels wrong, 5 folds, C = 1;
  scikit-learn's LogisticRegression as it comes, and solved as far as it needs for the same log-loss.
- pictures: 3,000 JPEGs of 256 × 256, drawn; CleanVision's default checks, ours with everything that
  `PictureMeasures` holds (hashes and sketches too).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
SKLEARN = """
import json, sys, time, warnings
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
warnings.filterwarnings("ignore")
X, y, folds = (np.load(path) for path in sys.argv[1:4])
options = json.loads(sys.argv[4])
before, began = time.process_time(), time.perf_counter()
P = np.zeros((len(y), y.max() + 1))
for fold in range(folds.max() + 1):
    learn = folds != fold
    P[~learn] = LogisticRegression(**options).fit(X[learn], y[learn]).predict_proba(X[~learn])
print(json.dumps({"seconds": time.perf_counter() - began, "cpu": time.process_time() - before,
                  "logLoss": float(log_loss(y, P)), "accuracy": float((P.argmax(1) == y).mean())}))
"""
CLEANVISION = """
import json, resource, sys, time
from cleanvision import Imagelab
def used():
    return sum(getattr(resource.getrusage(who), name) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
               for name in ("ru_utime", "ru_stime"))
lab = Imagelab(filepaths=open(sys.argv[1]).read().split())
before, began = used(), time.perf_counter()
lab.find_issues(n_jobs=int(sys.argv[2]), verbose=False)
print("\\n" + json.dumps({"seconds": time.perf_counter() - began, "cpu": used() - before}))
"""


def peer(script, *arguments):
    # With one thread of BLAS scikit-learn takes less processor time, and on a busy machine less time too.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", script, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.strip().splitlines()[-1])


def ours(driver, *arguments):
    process = subprocess.Popen([driver, *map(str, arguments)], stdout=subprocess.PIPE, text=True)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("audit-sciences failed")
    return {**json.loads(out), "cpu": usage.ru_utime + usage.ru_stime}


def show(who, found):
    print(f"{who:46}", "  ".join(f"{name} {value:.4f}" for name, value in found.items()), flush=True)


def logistic(driver, place):
    random = np.random.default_rng(0)
    count, columns, classes = 10_000, 1_280, 10
    labels = random.integers(0, classes, count)
    means = random.normal(size=(classes, columns)) * 0.12
    features = np.maximum(random.normal(size=(count, columns)) + means[labels], 0)
    features = (features * np.exp(random.normal(size=columns) / 2) / 2).astype(np.float32)
    wrong = random.random(count) < 0.1
    labels[wrong] = random.integers(0, classes, wrong.sum())
    files = [place / name for name in ("X.npy", "y.npy", "folds.npy")]
    for file, array in zip(files, (features, labels, random.permutation(count) % 5)):
        np.save(file, array)
    for threads in (1, 2):
        show(f"tessera, {threads} threads", ours(driver, "logistic", *files, "--threads", threads))
    show("scikit-learn, as it comes (stops at 100 rounds)", peer(SKLEARN, *files, "{}"))
    show("scikit-learn, max_iter 1000", peer(SKLEARN, *files, '{"max_iter": 1000}'))
    show("tessera again, 2 threads", ours(driver, "logistic", *files, "--threads", 2))


def pictures(driver, place):
    from PIL import Image, ImageDraw, ImageFilter

    random = np.random.default_rng(1)
    paths = []
    for number in range(3_000):
        # Slow shades, things in front of them, and grain: a photograph as far as a JPEG goes.
        shade = Image.fromarray(random.integers(0, 255, (6, 6, 3), dtype=np.uint8)).resize((256, 256), Image.BICUBIC)
        draw = ImageDraw.Draw(shade)
        for _ in range(12):
            box = sorted(random.integers(0, 256, 2).tolist()), sorted(random.integers(0, 256, 2).tolist())
            draw.ellipse((box[0][0], box[1][0], box[0][1], box[1][1]), fill=tuple(random.integers(0, 255, 3).tolist()))
        grain = random.normal(0, 6, (256, 256, 1))
        picture = np.clip(np.asarray(shade) + grain, 0, 255).astype(np.uint8)
        path = place / f"{number:04}.jpg"
        Image.fromarray(picture).save(path, quality=88)
        paths.append(str(path))
    listing = place / "list.txt"
    listing.write_text("\n".join(paths))
    for threads in (1, 2):
        show(f"tessera, {threads} threads", ours(driver, "pictures", listing, "--threads", threads))
    show("CleanVision, 1 process", peer(CLEANVISION, listing, 1))
    show("CleanVision, 2 processes", peer(CLEANVISION, listing, 2))
    show("tessera again, 2 threads", ours(driver, "pictures", listing, "--threads", 2))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="*", default=["logistic", "pictures"])
    parser.add_argument("--driver", help="an audit-sciences that is built already")
    wanted = parser.parse_args()
    driver = wanted.driver
    if not driver:
        build = ["swift", "build", "-c", "release", "--product", "audit-sciences"]
        subprocess.run(build, cwd=ROOT, check=True)
        shown = subprocess.run([*build, "--show-bin-path"], cwd=ROOT, check=True, capture_output=True, text=True)
        driver = Path(shown.stdout.strip()) / "audit-sciences"
    with tempfile.TemporaryDirectory(prefix="tessera-bench-") as folder:
        for what in wanted.what:
            print(what, flush=True)
            {"logistic": logistic, "pictures": pictures}[what](driver, Path(folder))


if __name__ == "__main__":
    main()
