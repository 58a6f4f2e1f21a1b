"""Neighbours of made-up embeddings: `tessera neighbors`, whole process, beside its peers in the same run.

    python Benchmarks/neighbors.py 10000x128 50000x128 [--threads 2] [--repeat 3] [--peers pynndescent,faiss,hnswlib]

Prints one line of JSON a size: seconds (median of the rounds, ours and theirs by turns), recall@15 against the exact
neighbours of 2,000 rows, and how many times longer the fastest peer takes. pynndescent compiles for a
minute in every process: its first call is timed apart, and what is compared is its warm call alone, without the start
of Python and the reading of the file.
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

from measure import TESSERA, Row, say

K = 15


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("sizes", nargs="+", help="rows x columns, or an .npy file")
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--repeat", type=int, default=3)
    options.add_argument("--peers", default="pynndescent")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="tessera-neighbors-") as folder:
        for size in chosen.sizes:
            peers = [peer for peer in chosen.peers.split(",") if peer]
            print(json.dumps(measure(size, Path(folder), chosen.threads, chosen.repeat, peers)), flush=True)


def rows(place):
    """The lines of `make bench`."""
    for size in ("10000x128", "50000x128"):
        found = measure(size, place, 2, 3, ["pynndescent"])
        shape = size.replace("x", " × ")
        ours, theirs = found["tessera"], found["pynndescent"]
        yield Row("neighbours, k = 15", "tessera, whole process", ours["seconds"], "s", f"{shape}, recall {ours['recall']:.4f}")
        yield Row("neighbours, k = 15", "pynndescent, warm, its call alone", theirs["seconds"], "s", f"{shape}, recall {theirs['recall']:.4f}")


def measure(size, folder, threads, repeat, peers):
    for name in ("OMP_NUM_THREADS", "NUMBA_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = str(threads)
    path = Path(size)
    if path.suffix != ".npy":
        count, columns = (int(part) for part in size.split("x"))
        path = folder / f"{size}.npy"
        np.save(path, embedding(count, columns))
    matrix = np.load(path)
    asked, exact = truth(matrix)
    runs = {"tessera": lambda: tessera(path, folder / "near.npy", threads)}
    runs |= {peer: lambda peer=peer: timed(lambda: PEERS[peer](matrix, threads)) for peer in peers}
    first = {}
    for peer in peers:
        say(f"{size}: {peer}, first call")
        first[peer] = runs[peer]()[0]
    results = {name: [] for name in runs}
    for _ in range(repeat):
        for name, run in runs.items():
            say(f"{size}: {name}")
            results[name].append(run())
    found = {"size": size, "threads": threads}
    for name, done in results.items():
        near = done[-1][1]
        recall = np.mean([len(np.intersect1d(a, b)) for a, b in zip(exact, near[asked][:, :K])]) / K
        found[name] = {
            "seconds": round(statistics.median(run[0] for run in done), 3),
            "best": round(min(run[0] for run in done), 3),
            "recall": round(float(recall), 4),
        }
        if name in first:
            found[name]["first"] = round(first[name], 2)
        else:
            found[name]["cpu"] = round(statistics.median(run[2] for run in done), 3)
    if peers:
        fastest = min(found[peer]["seconds"] for peer in peers)
        found["ratio"] = round(fastest / found["tessera"]["seconds"], 2)
    return found


def tessera(path, out, threads):
    began = time.perf_counter()
    process = subprocess.Popen([TESSERA, "neighbors", path, out, "--threads", str(threads), "--quiet"], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if status != 0:
        raise SystemExit(f"tessera neighbors failed: {status}")
    return seconds, np.load(out), usage.ru_utime + usage.ru_stime


def timed(function):
    began = time.perf_counter()
    near = function()
    return time.perf_counter() - began, near


def without_self(near):
    """Of k + 1 neighbours those that are not the row itself."""
    own = near == np.arange(len(near))[:, None]
    own[~own.any(axis=1), -1] = True
    return near[~own].reshape(len(near), -1)


def by_pynndescent(matrix, threads):
    from pynndescent import NNDescent

    index = NNDescent(matrix, n_neighbors=K + 1, random_state=1, n_jobs=threads)
    return without_self(index.neighbor_graph[0])


def by_faiss(matrix, threads):
    import faiss

    faiss.omp_set_num_threads(threads)
    index = faiss.IndexFlatL2(matrix.shape[1])
    index.add(matrix)
    return without_self(index.search(matrix, K + 1)[1])


def by_hnswlib(matrix, threads):
    import hnswlib

    index = hnswlib.Index("l2", matrix.shape[1])
    index.init_index(len(matrix), ef_construction=100, M=16, random_seed=1)
    index.set_num_threads(threads)
    index.add_items(matrix)
    index.set_ef(64)
    return without_self(index.knn_query(matrix, K + 1)[0].astype(np.int64))


PEERS = {"pynndescent": by_pynndescent, "faiss": by_faiss, "hnswlib": by_hnswlib}


def truth(matrix, count=2_000):
    """Some rows and their exact neighbours: candidates by products, their distances in double."""
    chosen = np.sort(np.random.default_rng(7).choice(len(matrix), min(count, len(matrix)), replace=False))
    centred = matrix - matrix.mean(axis=0)
    norms = (centred.astype(np.float64) ** 2).sum(axis=1)
    exact = np.empty((len(chosen), K), np.int64)
    for start in range(0, len(chosen), 100):
        some = chosen[start : start + 100]
        keys = norms[None, :] - 2 * (centred[some] @ centred.T)
        wide = min(K + 20, len(matrix) - 1)
        near = np.argpartition(keys, wide, axis=1)[:, : wide + 1]
        for place, row in enumerate(some):
            others = near[place][near[place] != row]
            far = ((matrix[others].astype(np.float64) - matrix[row]) ** 2).sum(axis=1)
            exact[start + place] = others[np.argsort(far, kind="stable")[:K]]
    return chosen, exact


def embedding(count, columns):
    """Fifty groups in sixteen hidden dimensions, seen through a random layer of tanh, with coloured and white noise;
    one row in fifty nearly equals an earlier one."""
    random = np.random.default_rng(1_000 + columns)
    groups, hidden, layer = 50, 16, 96
    middles = random.normal(size=(groups, hidden)) * 0.6
    shapes = [np.linalg.qr(random.normal(size=(hidden, hidden)))[0] * np.arange(1, hidden + 1) ** -0.35 for _ in range(groups)]
    share = np.arange(1, groups + 1) ** -0.5
    share = random.permutation(share / share.sum())
    into, shift = random.normal(size=(hidden, layer)) / np.sqrt(hidden) * 1.6, random.normal(size=layer) * 0.5
    out = random.normal(size=(layer, columns)) / np.sqrt(layer)
    colour = random.normal(size=(20, columns)) * (np.arange(1, 21) ** -0.7)[:, None] / np.sqrt(20)
    matrix = np.empty((count, columns), np.float32)
    for start in range(0, count, 10_000):
        some = min(10_000, count - start)
        group = random.choice(groups, size=some, p=share)
        place = random.normal(size=(some, hidden))
        for number in range(groups):
            own = group == number
            place[own] = middles[number] + place[own] @ shapes[number].T
        seen = np.tanh(place @ into + shift) @ out
        seen += 0.12 * random.normal(size=(some, 20)) @ colour + 0.02 * random.normal(size=(some, columns))
        copies = np.arange(0, some, 50)
        seen[copies] = seen[random.integers(0, some, len(copies))] + 1e-3 * random.normal(size=(len(copies), columns))
        matrix[start : start + some] = seen
    return matrix


if __name__ == "__main__":
    main()
