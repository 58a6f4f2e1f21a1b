"""Makes Tests/AuditTests/Golden/label-errors.json and the .npy files beside it from cleanlab.

    python Benchmarks/reference/label_errors_golden.py

Needs cleanlab 2.9. Takes a few seconds.

cleanlab leaves the order of equal numbers to numpy's default sort, which isn't stable and differs between processors
(AVX-512, AVX2, others). So that the files are the same wherever they are made, numpy.argsort is made stable here; how
many cases plain cleanlab answers differently on this machine is printed. Those are the cases with ties.
"""

import json
import warnings
from pathlib import Path

import numpy as np

STABLE = True
PLAIN_ARGSORT = np.argsort


def argsort(values, *arguments, **options):
    if STABLE and not arguments and "kind" not in options:
        options["kind"] = "stable"
    return PLAIN_ARGSORT(values, *arguments, **options)


np.argsort = argsort

import cleanlab  # noqa: E402
from cleanlab.count import (  # noqa: E402
    compute_confident_joint,
    estimate_joint,
    estimate_latent,
    get_confident_thresholds,
    num_label_issues,
)
from cleanlab.dataset import overall_label_health_score, rank_classes_by_label_quality  # noqa: E402
from cleanlab.filter import find_label_issues  # noqa: E402
from cleanlab.rank import get_label_quality_scores  # noqa: E402

warnings.filterwarnings("ignore")
GOLDEN = Path(__file__).resolve().parents[2] / "Tests/AuditTests/Golden"
METHODS = {
    "noise-rate": "prune_by_noise_rate",
    "class": "prune_by_class",
    "both": "both",
    "confident": "confident_learning",
    "predicted": "predicted_neq_given",
    "low-self-confidence": "low_self_confidence",
    "low-normalized-margin": "low_normalized_margin",
}
SCORES = {
    "self-confidence": "self_confidence",
    "normalized-margin": "normalized_margin",
    "entropy": "confidence_weighted_entropy",
}


def drawn(seed, samples, classes, noise=0.15, sharpness=4.0, dtype=np.float32, weights=None):
    """Probabilities of a model that is right most of the time, and labels of which a share was changed."""
    random = np.random.default_rng(seed)
    true = random.choice(classes, samples, p=weights)
    logits = random.normal(0, 1, (samples, classes))
    logits[np.arange(samples), true] += sharpness
    probabilities = np.exp(logits)
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    labels = true.copy()
    changed = random.random(samples) < noise
    labels[changed] = random.choice(classes, changed.sum())
    return labels, probabilities.astype(dtype)


def inputs():
    yield "ten-classes", *drawn(1, 300, 10)
    yield "ten-classes-double", *drawn(2, 200, 10, dtype=np.float64)
    yield "two-classes", *drawn(3, 200, 2, sharpness=1.5)
    yield "much-noise", *drawn(4, 200, 5, noise=0.6, sharpness=2.0)
    yield "unsure-model", *drawn(5, 200, 7, sharpness=0.7)
    yield "rare-classes", *drawn(6, 250, 6, weights=[0.6, 0.3, 0.05, 0.03, 0.015, 0.005])
    yield "many-classes", *drawn(7, 150, 80, sharpness=6.0)

    labels, probabilities = drawn(8, 150, 6)
    labels[labels == 3] = 1
    yield "a-class-without-samples", labels, probabilities
    labels, probabilities = drawn(9, 120, 5, dtype=np.float64)
    labels[labels == 4] = 0
    yield "the-last-class-without-samples-double", labels, probabilities

    # As of ten neighbours' votes: nearly everything is a tie.
    labels, probabilities = drawn(10, 250, 4, sharpness=1.5)
    yield "ties", labels, (np.round(probabilities * 10) / 10).astype(np.float32)
    labels, probabilities = drawn(11, 150, 3, sharpness=2.0)
    yield "all-or-nothing", labels, np.eye(3, dtype=np.float32)[probabilities.argmax(axis=1)]
    labels, probabilities = drawn(12, 120, 5)
    probabilities[probabilities < 0.1] = 0
    yield "zeros-and-sums-below-one", labels, probabilities
    labels, probabilities = drawn(13, 120, 4)
    yield "sums-above-one", labels, np.minimum(1, probabilities * 1.5).astype(np.float32)
    yield "all-the-same", np.arange(60) % 3, np.full((60, 3), 1 / 3, dtype=np.float32)
    labels, probabilities = drawn(14, 60, 3)
    yield "one-label-only", np.zeros(60, dtype=int), probabilities
    yield "one-class-only", np.zeros(7, dtype=int), np.linspace(0.2, 1, 7, dtype=np.float32)[:, None]
    labels, probabilities = drawn(15, 40, 12, sharpness=2.0)
    yield "more-classes-than-most-have-samples", labels, probabilities
    yield "one-sample-a-class", np.arange(5), drawn(16, 5, 5)[1]


def issues(labels, probabilities, method, score="self-confidence", **options):
    adjusted = options.pop("adjusted", False)
    found = find_label_issues(
        labels, probabilities, filter_by=METHODS[method], return_indices_ranked_by=SCORES[score],
        rank_by_kwargs={"adjust_pred_probs": True} if adjusted else {}, n_jobs=1, **options,
    )
    return [int(i) for i in found]


def answers(labels, probabilities):
    classes = probabilities.shape[1]
    options = [{"method": m, "score": "self-confidence"} for m in METHODS]
    if classes > 1:
        options += [{"method": "noise-rate", "score": s} for s in ("normalized-margin", "entropy")]
        options += [{"method": "both", "score": s, "adjusted": True} for s in ("self-confidence", "normalized-margin")]
    else:
        options = [o for o in options if o["method"] != "low-normalized-margin"]
    for share in (0.3, 0.9):
        options += [{"method": m, "score": "self-confidence", "noiseShare": share} for m in ("noise-rate", "class", "both")]
    for least in (0, 5, 30):
        options += [{"method": m, "score": "self-confidence", "leastPerClass": least} for m in ("noise-rate", "class")]
    for option in options:
        given = dict(option)
        if "noiseShare" in given:
            given["frac_noise"] = given.pop("noiseShare")
        if "leastPerClass" in given:
            given["min_examples_per_class"] = given.pop("leastPerClass")
        try:
            yield {"options": option, "rows": issues(labels, probabilities, **given)}
        except ValueError:
            if len(set(labels)) > 1:
                raise  # of a single label cleanlab refuses some methods


def golden(name, labels, probabilities):
    classes = probabilities.shape[1]
    np.save(GOLDEN / f"label-errors-{name}.npy", probabilities)
    counts = compute_confident_joint(labels, probabilities, calibrate=False)
    calibrated = compute_confident_joint(labels, probabilities, calibrate=True)
    prior, noise, inverse = estimate_latent(calibrated, labels)
    joint = estimate_joint(labels, probabilities)
    health = rank_classes_by_label_quality(labels, probabilities).sort_values("Class Index")
    scores = {}
    for key, method in SCORES.items():
        if classes > 1 or key == "self-confidence":
            scores[key] = get_label_quality_scores(labels, probabilities, method=method).tolist()
            if key != "entropy":
                adjusted = get_label_quality_scores(labels, probabilities, method=method, adjust_pred_probs=True)
                scores[key + "-adjusted"] = adjusted.tolist()
    # cleanlab counts errors only where there are two labels.
    health_score = 1.0
    if len(set(labels)) > 1:
        health_score = overall_label_health_score(labels, probabilities, verbose=False)
        assert abs(1 - num_label_issues(labels, probabilities) / len(labels) - health_score) < 1e-12
    return {
        "name": name,
        "labels": [int(label) for label in labels],
        "thresholds": [float(t) for t in get_confident_thresholds(labels, probabilities)],
        "counts": counts.ravel().tolist(),
        "calibrated": calibrated.ravel().tolist(),
        "joint": rounded(joint),
        "prior": rounded(prior),
        "givenWhereTrue": rounded(noise),
        "trueWhereGiven": rounded(inverse),
        "estimatedErrors": health["Label Issues"].tolist(),
        "estimatedMissing": health["Inverse Label Issues"].tolist(),
        "healthScore": None if len(set(labels)) < 2 else float(health_score),
        "scores": {key: [round(v, 7) for v in value] for key, value in scores.items()},
        "issues": list(answers(labels, probabilities)),
    }


def rounded(matrix):
    return [round(float(v), 10) for v in np.asarray(matrix).ravel()]


def main():
    global STABLE
    cases, differing = [], []
    for name, labels, probabilities in inputs():
        case = golden(name, labels, probabilities)
        cases.append(case)
        STABLE = False
        if list(answers(labels, probabilities)) != case["issues"]:
            differing.append(name)
        STABLE = True
    text = json.dumps({"cleanlab": cleanlab.__version__, "numpy": np.__version__, "cases": cases}, separators=(",", ":"))
    (GOLDEN / "label-errors.json").write_text(text + "\n")
    print(f"{len(cases)} cases, {len(text):,} bytes; plain argsort answers otherwise in {', '.join(differing) or 'none'}")


if __name__ == "__main__":
    main()
