"""Softmax regression on small grey pictures: a trainer for Tessera in plain Python and NumPy.

    python3 train.py DATA OUT --seed 1 --epochs 20

DATA has DATA/train/CLASS/image and DATA/val/CLASS/image; what else lies there is predicted, too. Into OUT go
metrics.jsonl, a line an epoch as it is done, and predictions.csv, a line an image.
"""

import argparse
import csv
import json
import time
from pathlib import Path

import numpy as np
from PIL import Image

SIDE = 16
BATCH = 32
RATE = 0.05
DECAY = 1e-4


def features(file):
    """A picture as SIDE x SIDE numbers, dark ink high."""
    with Image.open(file) as picture:
        small = picture.convert("L").resize((SIDE, SIDE), Image.Resampling.BILINEAR)
    values = 1 - np.asarray(small, dtype=np.float32).ravel() / 255
    return np.append(values - values.mean(), 1)


def softmax(logits):
    logits = logits - logits.max(1, keepdims=True)
    powers = np.exp(logits)
    return powers / powers.sum(1, keepdims=True)


def score(weights, x, y):
    probabilities = softmax(x @ weights)
    loss = -np.log(np.maximum(probabilities[np.arange(len(y)), y], 1e-12)).mean()
    return float(loss), float((probabilities.argmax(1) == y).mean())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=20)
    arguments = parser.parse_args()

    # Tessera says which classes there are, and in which order; class folders alone would do as well.
    classes = json.loads((arguments.data / "tessera.json").read_text())["classes"]
    lines = [json.loads(line) for line in (arguments.data / "metadata.jsonl").read_text().splitlines()]
    x = np.stack([features(arguments.data / line["file_name"]) for line in lines])
    y = np.array([classes.index(line["label"]) if line["label"] else -1 for line in lines])
    splits = np.array([line["split"] or "" for line in lines])
    train, val = np.flatnonzero(splits == "train"), np.flatnonzero(splits == "val")
    print(f"{len(train)} images to train on, {len(val)} to validate, {len(classes)} classes", flush=True)

    random = np.random.default_rng(arguments.seed)
    weights = random.normal(0, 0.01, (x.shape[1], len(classes))).astype(np.float32)
    best, best_accuracy = weights.copy(), -1.0
    with open(arguments.out / "metrics.jsonl", "w") as metrics:
        for epoch in range(1, arguments.epochs + 1):
            began = time.perf_counter()
            order = random.permutation(train)
            for start in range(0, len(order), BATCH):
                batch = order[start : start + BATCH]
                error = softmax(x[batch] @ weights)
                error[np.arange(len(batch)), y[batch]] -= 1
                weights -= RATE * (x[batch].T @ error / len(batch) + DECAY * weights)
            train_loss, train_accuracy = score(weights, x[train], y[train])
            val_loss, val_accuracy = score(weights, x[val], y[val])
            if val_accuracy > best_accuracy:
                best, best_accuracy = weights.copy(), val_accuracy
            line = {
                "epoch": epoch, "train_loss": train_loss, "train_accuracy": train_accuracy, "val_loss": val_loss,
                "val_accuracy": val_accuracy, "seconds": time.perf_counter() - began,
            }
            print(json.dumps(line), file=metrics, flush=True)
            print(f"epoch {epoch}: val {val_accuracy:.3f}", flush=True)

    with open(arguments.out / "predictions.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file"] + [f"p:{name}" for name in classes])
        for line, probabilities in zip(lines, softmax((x @ best).astype(np.float64))):
            writer.writerow([line["file_name"]] + [f"{value:.6f}" for value in probabilities])


if __name__ == "__main__":
    main()
