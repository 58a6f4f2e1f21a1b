"""Makes the golden files of Tests/ProjectionTests/Golden from umap-learn and scikit-learn.

    python Benchmarks/reference/umap_golden.py

Needs umap-learn 0.5 and scikit-learn. Takes one or two minutes, nearly all of it umap-learn compiling itself.
"""

import json
from pathlib import Path

import numpy as np
import scipy.sparse
import scipy.sparse.csgraph
import sklearn
import umap
from sklearn.datasets import load_digits
from sklearn.manifold import trustworthiness
from umap.umap_ import (
    compute_membership_strengths, discrete_metric_simplicial_set_intersection, find_ab_params, fuzzy_simplicial_set,
    init_graph_transform, smooth_knn_dist)

GOLDEN = Path(__file__).resolve().parents[2] / "Tests/ProjectionTests/Golden"


def curve_parameters():
    pairs = [(0.0, 1.0), (0.001, 1.0), (0.1, 1.0), (0.25, 1.0), (0.5, 1.0), (0.99, 1.0), (0.1, 2.0), (0.5, 0.5), (0.05, 5.0)]
    rows = []
    for min_dist, spread in pairs:
        a, b = find_ab_params(spread, min_dist)
        rows.append({"minDist": min_dist, "spread": spread, "a": float(a), "b": float(b)})
    return rows


def small_set():
    """150 points in 6 dimensions: three blobs of different density, and two rows that occur more than once."""
    random = np.random.RandomState(7)
    blobs = [random.normal(c, s, (50, 6)) for c, s in ((0, 1), (4, 0.3), (-3, 2))]
    points = np.vstack(blobs).astype(np.float32)
    points[11] = points[10]
    points[60:63] = points[59]
    return points


def nearest(points, k):
    """k nearest rows, the row itself first, then by (distance, number), in float64."""
    wide = points.astype(np.float64)
    distances = np.sqrt(((wide[:, None] - wide[None]) ** 2).sum(-1))
    np.fill_diagonal(distances, -1)
    order = np.argsort(distances, axis=1, kind="stable")[:, :k]
    found = np.take_along_axis(distances, order, axis=1)
    found[:, 0] = 0
    return order.astype(np.int32), found.astype(np.float32)


def graph_cases(points):
    cases = []
    for name, k, connectivity, mix in (("default", 15, 1.0, 1.0), ("mixed", 8, 1.5, 0.6)):
        indices, distances = nearest(points, k)
        sigma, rho = smooth_knn_dist(distances, float(k), local_connectivity=connectivity)
        graph, _, _ = fuzzy_simplicial_set(
            points, k, np.random.RandomState(0), "euclidean", knn_indices=indices, knn_dists=distances,
            local_connectivity=connectivity, set_op_mix_ratio=mix)
        np.save(GOLDEN / f"graph-{name}-scales.npy", np.stack([rho, sigma], axis=1).astype("<f4"))
        np.save(GOLDEN / f"graph-{name}-weights.npy", scipy.sparse.csr_matrix(graph).toarray().astype("<f4"))
        cases.append({"name": name, "nNeighbors": k, "localConnectivity": connectivity, "setOperationMix": mix})
    return cases


def supervised_cases(points):
    """The graph drawn together by labels: three classes, and every seventh row without one."""
    labels = np.arange(len(points), dtype=np.int32) % 3
    labels[::7] = -1
    np.save(GOLDEN / "labels.npy", labels)
    indices, distances = nearest(points, 15)
    cases = []
    for name, weight in (("half", 0.5), ("most", 0.9)):
        graph, _, _ = fuzzy_simplicial_set(
            points, 15, np.random.RandomState(0), "euclidean", knn_indices=indices, knn_dists=distances)
        graph = discrete_metric_simplicial_set_intersection(graph, labels, far_dist=2.5 / (1 - weight))
        np.save(GOLDEN / f"supervised-{name}.npy", scipy.sparse.csr_matrix(graph).toarray().astype("<f4"))
        cases.append({"name": name, "targetWeight": weight})
    return cases


def placing(points):
    """The last 30 rows placed among the first 120: how strongly they are connected, and where they begin."""
    old, new = points[:120].astype(np.float64), points[120:].astype(np.float64)
    distances = np.sqrt(((new[:, None] - old[None]) ** 2).sum(-1))
    order = np.argsort(distances, axis=1, kind="stable")[:, :15]
    found = np.take_along_axis(distances, order, axis=1).astype(np.float32)
    sigma, rho = smooth_knn_dist(found, 15.0, local_connectivity=0.0)
    rows, columns, values, _ = compute_membership_strengths(order.astype(np.int32), found, sigma, rho, bipartite=True)
    graph = scipy.sparse.coo_matrix((values, (rows, columns)), shape=(len(new), len(old))).tocsr()
    layout = points[:120, :2].astype(np.float32)
    np.save(GOLDEN / "placing-weights.npy", graph.toarray().astype("<f4"))
    np.save(GOLDEN / "placing-start.npy", init_graph_transform(graph, layout).astype("<f4"))
    return {"old": 120, "nNeighbors": 15}


def spectrum(points):
    """The smallest eigenvalues of the normalised Laplacian of a connected graph (the last blob alone)."""
    part = points[100:]
    indices, distances = nearest(part, 10)
    graph, _, _ = fuzzy_simplicial_set(
        part, 10, np.random.RandomState(0), "euclidean", knn_indices=indices, knn_dists=distances)
    assert scipy.sparse.csgraph.connected_components(graph)[0] == 1
    dense = scipy.sparse.csr_matrix(graph).toarray().astype(np.float64)
    scale = 1 / np.sqrt(dense.sum(0))
    values = np.linalg.eigvalsh(np.eye(len(dense)) - dense * scale[:, None] * scale[None])
    return {"firstRow": 100, "nNeighbors": 10, "eigenvalues": [float(v) for v in values[:4]]}


def digits():
    data = load_digits().data
    np.save(GOLDEN / "digits.npy", data.astype(np.uint8))
    centred = data - data.mean(0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    layout = (centred @ axes[:2].T).astype("<f4")
    np.save(GOLDEN / "digits-pca.npy", layout)
    fixed = {str(k): float(trustworthiness(data, layout, n_neighbors=k)) for k in (1, 5, 15, 50)}
    seeds = {}
    for seed in range(1, 6):
        model = umap.UMAP(n_neighbors=15, min_dist=0.1, random_state=seed, n_jobs=1, force_approximation_algorithm=True)
        seeds[str(seed)] = float(trustworthiness(data, model.fit_transform(data), n_neighbors=15))
    return {
        "trustOfPCA": fixed, "umapTrust": seeds, "umapTrustMean": float(np.mean(list(seeds.values()))),
    }


def main():
    GOLDEN.mkdir(parents=True, exist_ok=True)
    points = small_set()
    np.save(GOLDEN / "small.npy", points)
    golden = {
        "madeBy": {"umap-learn": umap.__version__, "scikit-learn": sklearn.__version__, "numpy": np.__version__},
        "curve": curve_parameters(),
        "graphs": graph_cases(points),
        "supervised": supervised_cases(points),
        "placing": placing(points),
        "spectrum": spectrum(points),
        "digits": digits(),
    }
    (GOLDEN / "golden.json").write_text(json.dumps(golden, indent=2) + "\n")


if __name__ == "__main__":
    main()
