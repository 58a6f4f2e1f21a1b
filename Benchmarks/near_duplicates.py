"""Near-duplicate search on embeddings: the audit's units beside its peers in the same run.

    python Benchmarks/near_duplicates.py [100000x128 …] [--threads 2] [--repeat 3] [--peers pynndescent,faiss,hnswlib] [--driver PATH]

Made-up embeddings, one row in twenty a near copy of another. Found is what lies within half the usual distance of a row to
its nearest: with us by `ImageUnits` on the neighbour graph that everything in the audit shares (15 neighbours), with
pynndescent and hnswlib the pairs of their 15 nearest that are as near, with faiss all pairs that are (its exact range search).
Prints a line of JSON a size: seconds (the median of the rounds, ours and theirs by turns), which share of the planted
copies was found, and how many pairs beside them. pynndescent compiles for a minute: its first call is not counted.
Needs NumPy and the peers; builds the driver `audit-sciences` where none is given.
"""

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from neighbors import embedding

ROOT = Path(__file__).resolve().parents[1]
K = 15


def planted(count, columns):
    """Rows, and which row each of the last ones is a copy of."""
    random = np.random.default_rng(11)
    copies = count // 20
    rows = embedding(count - copies, columns).astype(np.float32)
    sources = random.choice(len(rows), copies, replace=False)
    # A tenth of the way to an ordinary neighbour.
    some = rows[random.choice(len(rows), 500, replace=False)]
    apart = np.sqrt(((some[:, None] - rows[None, ::50]) ** 2).sum(-1)).min(1)
    step = random.normal(size=(copies, columns))
    step *= np.median(apart) * 0.1 / np.linalg.norm(step, axis=1, keepdims=True)
    return np.concatenate([rows, (rows[sources] + step).astype(np.float32)]), sources


def pairs(near, distances):
    """The pairs of the nearest that lie within half the usual distance."""
    limit = np.median(distances[:, 0]) / 2
    rows, places = np.nonzero(distances <= limit)
    others = near[rows, places]
    return np.unique(np.sort(np.stack([rows, others], 1), axis=1), axis=0), limit


def without_self(near, distances):
    own = near == np.arange(len(near))[:, None]
    own[~own.any(axis=1), -1] = True
    return near[~own].reshape(len(near), -1), distances[~own].reshape(len(near), -1)


def by_pynndescent(matrix, threads, _):
    from pynndescent import NNDescent

    index = NNDescent(matrix, n_neighbors=K + 1, random_state=1, n_jobs=threads)
    return pairs(*without_self(*index.neighbor_graph))[0]


def by_hnswlib(matrix, threads, _):
    import hnswlib

    index = hnswlib.Index("l2", matrix.shape[1])
    index.init_index(len(matrix), ef_construction=100, M=16, random_seed=1)
    index.set_num_threads(threads)
    index.add_items(matrix)
    index.set_ef(64)
    near, squares = index.knn_query(matrix, K + 1)
    return pairs(*without_self(near.astype(np.int64), np.sqrt(np.maximum(squares, 0))))[0]


def by_faiss(matrix, threads, limit):
    import faiss

    faiss.omp_set_num_threads(threads)
    index = faiss.IndexFlatL2(matrix.shape[1])
    index.add(matrix)
    ends, _, near = index.range_search(matrix, float(limit) ** 2)
    rows = np.repeat(np.arange(len(matrix)), np.diff(ends.astype(np.int64)))
    found = np.sort(np.stack([rows, near], 1), axis=1)
    return np.unique(found[found[:, 0] != found[:, 1]], axis=0)


PEERS = {"pynndescent": by_pynndescent, "faiss": by_faiss, "hnswlib": by_hnswlib}


def ours(driver, path, out, threads):
    process = subprocess.Popen([driver, "near", path, out, "--threads", str(threads)], stdout=subprocess.PIPE, text=True)
    said = process.stdout.read()
    _, status, _ = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("audit-sciences failed")
    said = json.loads(said)
    return said["seconds"], np.load(out), said["distance"]


def measure(size, folder, driver, threads, repeat, peers):
    count, columns = (int(part) for part in size.split("x"))
    matrix, sources = planted(count, columns)
    copies = np.arange(len(matrix) - len(sources), len(matrix))
    path, out = folder / f"{size}.npy", folder / "units.npy"
    np.save(path, matrix)
    wanted = np.sort(np.stack([sources, copies], 1), axis=1)
    keys = set(map(tuple, wanted.tolist()))
    times = {name: [] for name in ["tessera", *peers]}
    found = {}
    ours_seconds, _, limit = ours(driver, path, out, threads)
    for peer in peers:
        PEERS[peer](matrix[:5_000], threads, limit)
    for _ in range(repeat):
        seconds, units, _ = ours(driver, path, out, threads)
        times["tessera"].append(seconds)
        sizes = np.bincount(units)
        found["tessera"] = (float((units[sources] == units[copies]).mean()), int((sizes - 1).sum()) - len(sources))
        for peer in peers:
            began = time.perf_counter()
            near = PEERS[peer](matrix, threads, limit)
            times[peer].append(time.perf_counter() - began)
            hits = sum(pair in keys for pair in map(tuple, near.tolist()))
            found[peer] = (hits / len(keys), len(near) - hits)
    result = {"size": size, "threads": threads}
    for name, seconds in times.items():
        result[name] = {
            "seconds": round(statistics.median(seconds), 3), "best": round(min(seconds), 3),
            "found": round(found[name][0], 4), "others": found[name][1],
        }
    if peers:
        fastest = min(result[peer]["seconds"] for peer in peers)
        result["ratio"] = round(fastest / result["tessera"]["seconds"], 2)
    return result


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("sizes", nargs="*", default=["100000x128"], help="rows x columns")
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--repeat", type=int, default=3)
    options.add_argument("--peers", default="pynndescent")
    options.add_argument("--driver", help="an audit-sciences that is built already")
    chosen = options.parse_args()
    for name in ("OMP_NUM_THREADS", "NUMBA_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = str(chosen.threads)
    driver = chosen.driver
    if not driver:
        build = ["swift", "build", "-c", "release", "--product", "audit-sciences"]
        subprocess.run(build, cwd=ROOT, check=True)
        shown = subprocess.run([*build, "--show-bin-path"], cwd=ROOT, check=True, capture_output=True, text=True)
        driver = Path(shown.stdout.strip()) / "audit-sciences"
    peers = [peer for peer in chosen.peers.split(",") if peer]
    with tempfile.TemporaryDirectory(prefix="tessera-bench-") as folder:
        for size in chosen.sizes:
            found = measure(size, Path(folder), driver, chosen.threads, chosen.repeat, peers)
            print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
