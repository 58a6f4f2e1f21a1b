"""A small residual network in PyTorch: a trainer for Tessera, and the start of your own.

    python3 train.py DATA OUT --seed 1 --epochs 30

DATA has DATA/train/CLASS/image and DATA/val/CLASS/image. Into OUT go metrics.jsonl, a line an epoch as it is done, and
predictions.csv, a line an image of all that lies in DATA.
"""

import argparse
import csv
import json
import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import nn
from torch.nn import functional

SIDE = 32
BATCH = 32
RATE = 1e-3


def pixels(file):
    """A picture as a 1 x SIDE x SIDE tensor, dark ink high."""
    with Image.open(file) as picture:
        small = picture.convert("L").resize((SIDE, SIDE), Image.Resampling.BILINEAR)
    return torch.from_numpy(1 - np.array(small, dtype=np.float32) / 255)[None]


class Block(nn.Module):
    """Two convolutions with a way around them."""

    def __init__(self, channels):
        super().__init__()
        self.one = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.two = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.norms = nn.ModuleList([nn.BatchNorm2d(channels), nn.BatchNorm2d(channels)])

    def forward(self, x):
        inner = functional.relu(self.norms[0](self.one(x)))
        return functional.relu(x + self.norms[1](self.two(inner)))


class Network(nn.Sequential):
    def __init__(self, classes, width=24):
        super().__init__(
            nn.Conv2d(1, width, 5, stride=2, padding=2), nn.BatchNorm2d(width), nn.ReLU(),
            Block(width), nn.Conv2d(width, 2 * width, 3, stride=2, padding=1), nn.ReLU(), Block(2 * width),
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(2 * width, classes),
        )


@torch.no_grad()
def logits(network, x):
    network.eval()
    return torch.cat([network(part) for part in x.split(256)])


def score(network, x, y):
    found = logits(network, x)
    return functional.cross_entropy(found, y).item(), (found.argmax(1) == y).float().mean().item()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=30)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    torch.use_deterministic_algorithms(True)

    classes = json.loads((arguments.data / "tessera.json").read_text())["classes"]
    lines = [json.loads(line) for line in (arguments.data / "metadata.jsonl").read_text().splitlines()]
    x = torch.stack([pixels(arguments.data / line["file_name"]) for line in lines])
    y = torch.tensor([classes.index(line["label"]) if line["label"] else -1 for line in lines])
    train = torch.tensor([index for index, line in enumerate(lines) if line["split"] == "train"])
    val = torch.tensor([index for index, line in enumerate(lines) if line["split"] == "val"])
    print(f"{len(train)} images to train on, {len(val)} to validate, {len(classes)} classes", flush=True)

    network = Network(len(classes))
    optimizer = torch.optim.Adam(network.parameters(), lr=RATE)
    best, best_accuracy = None, -1.0
    with open(arguments.out / "metrics.jsonl", "w") as metrics:
        for epoch in range(1, arguments.epochs + 1):
            began = time.perf_counter()
            network.train()
            for batch in train[torch.randperm(len(train))].split(BATCH):
                # Batch normalisation needs two images.
                if len(batch) < 2:
                    continue
                optimizer.zero_grad()
                functional.cross_entropy(network(x[batch]), y[batch]).backward()
                optimizer.step()
            train_loss, train_accuracy = score(network, x[train], y[train])
            val_loss, val_accuracy = score(network, x[val], y[val])
            if val_accuracy > best_accuracy:
                best = {name: value.clone() for name, value in network.state_dict().items()}
                best_accuracy = val_accuracy
            line = {
                "epoch": epoch, "train_loss": train_loss, "train_accuracy": train_accuracy, "val_loss": val_loss,
                "val_accuracy": val_accuracy, "seconds": time.perf_counter() - began,
            }
            print(json.dumps(line), file=metrics, flush=True)
            print(f"epoch {epoch}: val {val_accuracy:.3f}", flush=True)

    network.load_state_dict(best)
    probabilities = logits(network, x).double().softmax(1)
    with open(arguments.out / "predictions.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file"] + [f"p:{name}" for name in classes])
        for line, row in zip(lines, probabilities.tolist()):
            writer.writerow([line["file_name"]] + [f"{value:.6f}" for value in row])


if __name__ == "__main__":
    main()
