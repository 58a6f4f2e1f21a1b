"""Makes Tests/AuditTests/Golden/audit.json: what scipy, scikit-learn and numpy say to what Sources/Audit computes.

    pip install numpy scipy scikit-learn
    python Benchmarks/reference/audit_golden.py
"""

import json
from pathlib import Path

import numpy as np
from scipy.stats import false_discovery_control, hypergeom
from sklearn.cluster import KMeans
from sklearn.metrics import roc_auc_score
from sklearn.neighbors import NearestNeighbors

OUT = Path(__file__).resolve().parents[2] / "Tests/AuditTests/Golden/audit.json"


def hypergeometric():
    cases = []
    for population, marked, drawn in [(50, 14, 10), (1862, 506, 40), (20, 20, 5), (30, 0, 7), (9, 5, 8)]:
        law = hypergeom(population, marked, drawn)
        cases.append({
            "population": population, "marked": marked, "drawn": drawn,
            "probabilities": law.pmf(np.arange(drawn + 1)).tolist(),
            "twoSided": [min(1, 2 * min(law.cdf(k), law.sf(k - 1))) for k in range(drawn + 1)],
        })
    return cases


def two_strata():
    """A sum of two hypergeometric numbers, as the neighbours of two classes give it."""
    a = hypergeom(100, 30, 12).pmf(np.arange(13))
    b = hypergeom(40, 4, 8).pmf(np.arange(9))
    return np.convolve(a, b).tolist()


def adjusted(random):
    values = np.concatenate([random.random(40), random.random(10) ** 6])
    return {"p": values.tolist(), "adjusted": false_discovery_control(values).tolist()}


def area(random):
    """A nearest-neighbour classifier of the split, each unit judged without itself."""
    n, k = 120, 7
    x = random.normal(size=(n, 3)).round(4)
    val = random.random(n) < 0.2 + 0.4 * (x[:, 0] > 0)
    near = NearestNeighbors(n_neighbors=k + 1).fit(x).kneighbors(x, return_distance=False)[:, 1:]
    scores = val[near].mean(1)
    return {"rows": x.tolist(), "k": k, "isVal": val.tolist(), "area": roc_auc_score(val, scores)}


def groups(random):
    centres = random.normal(size=(4, 5)) * 8
    x = (centres[random.integers(0, 4, 200)] + random.normal(size=(200, 5))).round(4)
    found = KMeans(4, n_init=10, random_state=0).fit(x)
    return {"rows": x.tolist(), "inertia": found.inertia_, "labels": found.labels_.tolist()}


def directions(random):
    labels = random.integers(0, 3, 60)
    means = random.normal(size=(3, 12)) * 3
    x = (means[labels] + random.normal(size=(60, 12))).round(4)
    found = np.stack([x[labels == c].mean(0) for c in range(3)])
    _, size, axes = np.linalg.svd(found - found.mean(0), full_matrices=False)
    axes = axes[size > 1e-9]
    return {"rows": x.tolist(), "labels": labels.tolist(), "removed": (x - (x @ axes.T) @ axes).tolist()}


def typicality(random):
    labels = random.integers(0, 2, 50)
    x = random.normal(size=(50, 4)).round(4)
    distances = np.zeros(50)
    for label in range(2):
        mine = labels == label
        near, _ = NearestNeighbors(n_neighbors=6).fit(x[mine]).kneighbors(x[mine])
        distances[mine] = near[:, 1:].mean(1)
    return {"rows": x.tolist(), "labels": labels.tolist(), "k": 5, "distances": distances.tolist()}


def main():
    random = np.random.default_rng(2021)
    golden = {
        "hypergeometric": hypergeometric(), "twoStrata": two_strata(), "adjusted": adjusted(random),
        "area": area(random), "groups": groups(random), "directions": directions(random),
        "typicality": typicality(random),
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
    print(OUT, OUT.stat().st_size, "bytes")


main()
