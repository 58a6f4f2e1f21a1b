"""Golden values for Tests/AuditTests, computed by scikit-learn, cleanlab and imagehash.

    pip install numpy scikit-learn cleanlab imagehash pillow
    python Benchmarks/reference/sciences_golden.py Tests/AuditTests/Golden/sciences.json

The softmax regressions are those of scikit-learn's LogisticRegression, solved far beyond its default tolerance.
"""

import json
import sys
import warnings

import cleanlab
import imagehash
import numpy as np
import PIL
import sklearn
from cleanlab.multiannotator import get_label_quality_multiannotator
from PIL import Image, ImageDraw, ImageFilter
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

warnings.filterwarnings("ignore")
random = np.random.default_rng(11)


def regression(rows, columns, classes, strength, weighted=False):
    means = random.normal(size=(classes, columns))
    labels = random.integers(0, classes, rows)
    features = (random.normal(size=(rows, columns)) + means[labels] + 3).astype(np.float32)
    noisy = random.random(rows) < 0.15
    labels[noisy] = random.integers(0, classes, noisy.sum())
    folds = random.permutation(np.arange(rows) % 3)
    weights = random.uniform(0.1, 1, rows).astype(np.float32) if weighted else None
    probabilities = np.zeros((rows, classes))
    models = []
    for fold in range(3):
        learn = folds != fold
        model = LogisticRegression(C=strength, tol=1e-9, max_iter=20_000)
        model.fit(features[learn].astype(np.float64), labels[learn], None if weights is None else weights[learn])
        probabilities[~learn] = model.predict_proba(features[~learn].astype(np.float64))
        coefficients, intercepts = model.coef_.T, model.intercept_
        if classes == 2:  # scikit-learn keeps one row: the second class against the first
            coefficients = np.concatenate([-coefficients / 2, coefficients / 2], axis=1)
            intercepts = np.concatenate([-intercepts / 2, intercepts / 2])
        models.append({"weights": coefficients.ravel().tolist(), "intercepts": intercepts.tolist()})
    return {
        "rows": rows, "columns": columns, "classes": classes, "strength": strength,
        "features": [float(value) for value in features.ravel()], "labels": labels.tolist(), "folds": folds.tolist(),
        "weights": None if weights is None else [float(value) for value in weights],
        "probabilities": probabilities.ravel().tolist(), "models": models,
        "logLoss": float(log_loss(labels, probabilities, labels=range(classes))),
        "accuracy": float((probabilities.argmax(1) == labels).mean()),
    }


def crowd(samples, people, classes, share):
    true = random.integers(0, classes, samples)
    skill = random.uniform(0.5, 0.95, people)
    labels = np.full((samples, people), np.nan)
    for person in range(people):
        own = random.random(samples) < share
        right = random.random(samples) < skill[person]
        labels[own, person] = np.where(right, true, random.integers(0, classes, samples))[own]
    nobody = np.isnan(labels).all(1)
    labels[nobody, 0] = true[nobody]
    odds = random.normal(size=(samples, classes))
    odds[np.arange(samples), true] += 2
    probabilities = (np.exp(odds) / np.exp(odds).sum(1, keepdims=True)).astype(np.float32).astype(np.float64)
    found = get_label_quality_multiannotator(labels, probabilities, verbose=False, return_weights=True)
    people_stats = found["annotator_stats"].sort_index()
    quality = found["label_quality"]
    detailed = found["detailed_label_quality"].to_numpy()
    return {
        "classes": classes,
        "labels": [[None if np.isnan(value) else int(value) for value in row] for row in labels],
        "probabilities": probabilities.ravel().tolist(),
        "consensus": quality["consensus_label"].tolist(), "quality": quality["consensus_quality_score"].tolist(),
        "agreement": quality["annotator_agreement"].tolist(),
        "detailed": [[None if np.isnan(value) else float(value) for value in row] for row in detailed],
        "people": [
            {"quality": float(row.annotator_quality), "agreement": float(row.agreement_with_consensus),
             "worst": int(row.worst_class), "labels": int(row.num_examples_labeled)}
            for row in people_stats.itertuples()
        ],
        "modelWeight": float(found["model_weight"]), "weights": [float(value) for value in found["annotator_weight"]],
    }


def hashes():
    made = []
    for number in range(6):
        width, height = int(random.integers(40, 90)), int(random.integers(40, 90))
        picture = Image.new("L", (width, height), 255)
        draw = ImageDraw.Draw(picture)
        for _ in range(4):
            ends = [int(random.integers(0, side)) for side in (width, height, width, height)]
            draw.line(ends, fill=int(random.integers(0, 120)), width=int(random.integers(2, 7)))
        picture = picture.filter(ImageFilter.GaussianBlur(1))
        bits = imagehash.phash(picture).hash.ravel()
        made.append({
            "width": width, "height": height, "pixels": list(picture.tobytes()),
            "bits": [bool(bit) for bit in bits],
        })
    return made


golden = {
    "madeWith": {
        "numpy": np.__version__, "scikit-learn": sklearn.__version__, "cleanlab": cleanlab.__version__,
        "imagehash": imagehash.__version__, "pillow": PIL.__version__,
    },
    "regressions": [
        regression(120, 5, 3, 1.0), regression(90, 4, 2, 0.1), regression(150, 8, 5, 20.0),
        regression(100, 6, 4, 0.5, weighted=True),
    ],
    "crowds": [crowd(60, 4, 3, 0.7), crowd(40, 7, 5, 0.4), crowd(50, 3, 2, 1.0)],
    "hashes": hashes(),
}
with open(sys.argv[1], "w") as file:
    json.dump(golden, file)
    file.write("\n")
