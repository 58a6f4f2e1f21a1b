"""UMAP of any matrix beside umap-learn, manifolds-rs and umappp, in one run on one machine: ratios and quality.

    python Benchmarks/projection.py DATA_FOLDER [--sets syn_10000_128,mnist5k] [--seeds 5] [--repeat 3]

DATA_FOLDER holds the matrices NAME.npy; bin/tessera is what is measured, as a whole process; umap-learn by its own
timer once it is compiled (`force_approximation_algorithm=True`, parallel). Quality is that of `--seeds` seeds of each:
trustworthiness@15 and kept neighbours@15, against all rows, of up to 3,000 rows. A peer that is not installed is left
out. Writes Benchmarks/out/projection.json and prints a table.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

os.environ.setdefault("NUMBA_NUM_THREADS", "2")
warnings.filterwarnings("ignore")

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
SETS = "digits,syn_3000_1280,mnist5k,syn_10000_128,syn_50000_128,syn_100000_128"
K = 15


def tessera(data, out, seed, repeat):
    """Seconds of the whole process, best and median, and the seconds of its phases in the best run."""
    runs = []
    for _ in range(repeat):
        began = time.perf_counter()
        done = subprocess.run(
            [ROOT / "bin/tessera", "umap", data, out, "--seed", str(seed), "--threads", "2", "--json"],
            check=True, capture_output=True, text=True)
        runs.append((time.perf_counter() - began, json.loads(done.stdout)["seconds"]))
    runs.sort(key=lambda run: run[0])
    return {"seconds": runs[0][0], "median": runs[len(runs) // 2][0], "phases": runs[0][1]}


def umap_learn(matrix, seed, parallel):
    import umap

    model = umap.UMAP(
        n_neighbors=K, min_dist=0.1, force_approximation_algorithm=True,
        random_state=None if parallel else seed, n_jobs=2 if parallel else 1)
    began = time.perf_counter()
    layout = model.fit_transform(matrix)
    return time.perf_counter() - began, layout


def manifolds(matrix, seed):
    import manifolds_rs

    began = time.perf_counter()
    near, distances = manifolds_rs.knn_graph(matrix, k=K, ann="nndescent", seed=seed)
    layout = manifolds_rs.UMAP(n_neighbors=K, min_dist=0.1, seed=seed).fit_transform(
        matrix, knn_indices=near, knn_distances=distances)
    return time.perf_counter() - began, np.asarray(layout, dtype=np.float32)


def umappp(matrix, seed):
    import knncolle
    import scranpy

    wide = np.ascontiguousarray(matrix.astype(np.float64))
    began = time.perf_counter()
    near = knncolle.find_knn(knncolle.build_index(knncolle.HnswParameters(ef_search=32), wide), K, num_threads=2)
    layout = np.asarray(scranpy.run_umap(near, num_threads=2, num_neighbors=K))
    seconds = time.perf_counter() - began
    return seconds, (layout if len(layout) == len(matrix) else layout.T).astype(np.float32)


def quality(matrix, layouts):
    """Trustworthiness and the share of kept neighbours of each layout."""
    from scipy.spatial import cKDTree

    count = len(matrix)
    rows = np.sort(np.random.default_rng(5).choice(count, min(count, 3_000), replace=False))
    centred = matrix - matrix.mean(0)
    squares = (centred.astype(np.float64) ** 2).sum(1).astype(np.float32)
    near = []
    for layout in layouts:
        found = cKDTree(layout).query(layout[rows], K + 1)[1]
        near.append([line[line != row][:K] for line, row in zip(found, rows)])
    penalties, kept = np.zeros(len(layouts)), np.zeros(len(layouts))
    for first in range(0, len(rows), 100):
        block = rows[first:first + 100]
        distances = squares[None] - 2 * (centred[block] @ centred.T)
        for line, row in enumerate(block):
            distances[line, row] = -np.inf
            ordered = np.sort(distances[line])
            for number, neighbors in enumerate(near):
                ranks = np.searchsorted(ordered, distances[line, neighbors[first + line]])
                penalties[number] += np.maximum(ranks - K, 0).sum()
                kept[number] += (ranks <= K).sum()
    trust = 1 - 2 * penalties / (len(rows) * K * (2 * count - 3 * K - 1))
    return {"trust": float(trust.mean()), "kept": float((kept / (len(rows) * K)).mean())}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", default=SETS)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--peers", default="umap-learn,manifolds-rs,umappp")
    options = parser.parse_args()
    peers = options.peers.split(",")
    results = []
    if "umap-learn" in peers:
        for parallel in (True, False):  # it compiles each way for about a minute
            umap_learn(np.random.default_rng(0).normal(size=(500, 8)).astype(np.float32), 1, parallel)
    for name in options.sets.split(","):
        path = options.folder / f"{name}.npy"
        matrix = np.load(path).astype(np.float32)
        row = {"set": name, "rows": len(matrix), "columns": matrix.shape[1]}
        with tempfile.TemporaryDirectory() as place:
            row["tessera"] = tessera(path, f"{place}/1.npy", 1, options.repeat)
            layouts = [np.load(f"{place}/1.npy")]
            for seed in range(2, options.seeds + 1):
                tessera(path, f"{place}/{seed}.npy", seed, 1)
                layouts.append(np.load(f"{place}/{seed}.npy"))
        row["tessera"] |= quality(matrix, layouts)
        if "umap-learn" in peers:
            row["umap-learn"] = {"seconds": min(umap_learn(matrix, 0, True)[0] for _ in range(options.repeat))}
            if options.seeds:
                row["umap-learn"] |= quality(
                    matrix, [umap_learn(matrix, seed, False)[1] for seed in range(1, options.seeds + 1)])
        for peer, run in (("manifolds-rs", manifolds), ("umappp", umappp)):
            if peer not in peers:
                continue
            try:
                seconds, layout = run(matrix, 1)
                row[peer] = {"seconds": seconds} | quality(matrix, [layout])
            except ImportError:
                print(f"{peer} is not installed", file=sys.stderr)
        results.append(row)
        ours = row["tessera"]
        print(f"{name}: tessera {ours['seconds']:.2f} s, trust {ours['trust']:.4f}, kept {ours['kept']:.4f}", ours["phases"])
        for peer in peers:
            if theirs := row.get(peer):
                print(f"  {peer} {theirs['seconds']:.2f} s, {theirs['seconds'] / ours['seconds']:.1f} times as long, "
                      f"trust {theirs.get('trust', float('nan')):.4f}, kept {theirs.get('kept', float('nan')):.4f}", flush=True)
    out = ROOT / "Benchmarks/out/projection.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    main()
