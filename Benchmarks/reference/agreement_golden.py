"""Makes Tests/AuditTests/Golden/agreement.json: what crowd-kit, krippendorff and scikit-learn say to answers of people.

    pip install crowd-kit krippendorff scikit-learn
    python Benchmarks/reference/agreement_golden.py
"""

import json
from pathlib import Path

import krippendorff
import numpy as np
import pandas as pd
from crowdkit.aggregation import DawidSkene, MajorityVote
from sklearn.metrics import cohen_kappa_score

OUT = Path(__file__).resolve().parents[2] / "Tests/AuditTests/Golden/agreement.json"
ITERATIONS = 30


def people(random, items, classes, skills, share):
    """Answers of people who are right as often as `skills` says and answer to that share of the items."""
    truth = random.integers(0, classes, items)
    rows = []
    for person, skill in enumerate(skills):
        for item in range(items):
            if random.random() >= share:
                continue
            right = random.random() < skill
            rows.append((item, person, int(truth[item] if right else random.integers(0, classes))))
    return rows


def confused(random, items):
    """Two classes that one person swaps, one person who always says 0, two good ones."""
    truth = random.choice(3, items, p=[0.6, 0.3, 0.1])
    rows = []
    for item, right in enumerate(truth):
        rows.append((item, 0, int({0: 0, 1: 2, 2: 1}[int(right)])))
        rows.append((item, 1, 0))
        for person in (2, 3):
            rows.append((item, person, int(right if random.random() < 0.85 else random.integers(0, 3))))
    return rows


def case(name, rows, items, persons, classes):
    data = pd.DataFrame(rows, columns=["task", "worker", "label"])
    model = DawidSkene(n_iter=ITERATIONS, tol=-1).fit(data)
    shown = range(items)
    probabilities = model.probas_.reindex(index=shown, columns=range(classes), fill_value=0).to_numpy()
    votes = MajorityVote().fit_predict_proba(data).reindex(index=shown, columns=range(classes), fill_value=0)
    confusions = np.zeros((persons, classes, classes))
    for (worker, said), row in model.errors_.iterrows():
        for truth in model.errors_.columns:
            confusions[worker, truth, said] = row[truth]
    table = np.full((persons, items), np.nan)
    for item, person, answer in rows:
        table[person, item] = answer

    def alpha(values):
        try:
            return krippendorff.alpha(values, level_of_measurement="nominal")
        except ValueError:
            return None

    def kappa(one, other, labels):
        value = cohen_kappa_score(one, other, labels=labels)
        return None if np.isnan(value) else float(value)

    pairs = []
    for first in range(persons):
        for second in range(first + 1, persons):
            both = ~np.isnan(table[first]) & ~np.isnan(table[second])
            if not both.any():
                continue
            one, other = table[first, both].astype(int), table[second, both].astype(int)
            pairs.append({
                "first": first, "second": second, "shared": int(both.sum()),
                "kappa": kappa(one, other, list(range(classes))),
                "perClass": [kappa(one == c, other == c, [False, True]) for c in range(classes)],
            })
    return {
        "name": name, "items": items, "people": persons, "classes": classes, "answers": rows,
        "iterations": ITERATIONS, "probabilities": probabilities.tolist(), "votes": votes.to_numpy().tolist(),
        "priors": model.priors_.reindex(range(classes), fill_value=0).tolist(), "confusions": confusions.tolist(),
        "alpha": alpha(table),
        "alphaPerClass": [alpha(np.where(np.isnan(table), np.nan, table == c)) for c in range(classes)],
        "pairs": pairs,
    }


def main():
    random = np.random.default_rng(11)
    cases = [
        case("five people, one by chance", people(random, 80, 4, [0.9, 0.8, 0.7, 0.85, 0.0], 0.7), 80, 5, 4),
        case("one who swaps two classes", confused(random, 90), 90, 4, 3),
        case("few answers", people(random, 30, 3, [0.9, 0.6, 0.7], 0.5), 30, 3, 3),
        case("two classes, all of one mind but once", [(i, p, int(i % 2 == 0) if (i, p) != (3, 1) else 1) for i in range(20) for p in range(3)], 20, 3, 2),
    ]
    OUT.write_text(json.dumps(cases, separators=(",", ":")) + "\n")
    print(f"{OUT}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
