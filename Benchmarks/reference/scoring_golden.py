"""Golden values for Tests/ScoringTests, computed by SciPy, statsmodels and scikit-learn.

    pip install numpy scipy statsmodels scikit-learn
    python Benchmarks/reference/scoring_golden.py Tests/ScoringTests/Golden/statistics.json

The bootstrap draws at random, so its golden interval comes with the tolerance that a draw has.
"""

import json
import sys

import numpy as np
import scipy
import sklearn
import statsmodels
from scipy import stats
from sklearn.metrics import confusion_matrix, log_loss, precision_recall_fscore_support
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

random = np.random.default_rng(7)


def student(values, level):
    low, high = stats.t.interval(level, len(values) - 1, loc=np.mean(values), scale=stats.sem(values))
    return {"values": values, "level": level, "deviation": float(np.std(values, ddof=1)), "low": low, "high": high}


def wilson(correct, total, level):
    low, high = proportion_confint(correct, total, alpha=1 - level, method="wilson")
    return {"correct": correct, "total": total, "level": level, "low": low, "high": high}


def exact(mended, broken):
    table = [[50, broken], [mended, 20]]
    return {"mended": mended, "broken": broken, "pValue": float(mcnemar(table, exact=True).pvalue)}


def classes():
    given = random.integers(0, 4, 200)
    probabilities = random.dirichlet([0.7] * 4, 200).astype(np.float32)
    probabilities[np.arange(200), given] += 0.5
    probabilities = probabilities.astype(np.float64)
    probabilities /= probabilities.sum(1, keepdims=True)
    predicted = probabilities.argmax(1)
    precision, recall, f1, support = precision_recall_fscore_support(given, predicted, labels=range(4))
    logits = np.log(probabilities.astype(np.float64))
    own = logits[np.arange(200), given]
    others = logits.copy()
    others[np.arange(200), given] = -np.inf
    return {
        "given": given.tolist(),
        "probabilities": [round(float(value), 9) for value in probabilities.ravel()],
        "confusion": confusion_matrix(given, predicted, labels=range(4)).ravel().tolist(),
        "precision": precision.tolist(),
        "recall": recall.tolist(),
        "f1": f1.tolist(),
        "support": support.tolist(),
        "logLoss": float(log_loss(given, probabilities, labels=range(4))),
        "margins": (own - others.max(1)).tolist(),
    }


def bootstrap():
    count = 300
    first = (random.random(count) < 0.70).astype(int)
    second = np.where(random.random(count) < 0.2, 1, first)
    found = stats.bootstrap(
        (first, second), lambda a, b, axis=-1: b.mean(axis) - a.mean(axis), paired=True, vectorized=True,
        n_resamples=100_000, method="percentile", random_state=random,
    )
    return {
        "first": first.tolist(), "second": second.tolist(), "level": 0.95, "tolerance": 0.006,
        "difference": float(second.mean() - first.mean()),
        "low": float(found.confidence_interval.low), "high": float(found.confidence_interval.high),
    }


golden = {
    "madeWith": {
        "numpy": np.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__,
        "scikit-learn": sklearn.__version__,
    },
    "student": [student(values, level) for values in ([0.61, 0.67], [0.644, 0.671, 0.652], [0.8, 0.81, 0.805, 0.79, 0.82])
                for level in (0.9, 0.95, 0.99)],
    "wilson": [wilson(correct, total, level) for correct, total in ((0, 10), (10, 10), (1, 3), (545, 813), (4999, 5000))
               for level in (0.9, 0.95)],
    "mcnemar": [exact(*pair) for pair in ((0, 0), (1, 0), (0, 6), (5, 5), (12, 3), (40, 22), (130, 90), (700, 612))],
    "classes": classes(),
    "bootstrap": bootstrap(),
}
with open(sys.argv[1], "w") as file:
    json.dump(golden, file, indent=1)
    file.write("\n")
