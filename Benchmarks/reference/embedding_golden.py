#!/usr/bin/env python3
"""The embeddings once more, by other means: Pillow decodes and scales, NumPy normalises, onnxruntime computes.

    python3 Benchmarks/reference/embedding_golden.py [REAL_DATA]

writes the files that EmbeddingsTests compares with, Tests/EmbeddingsTests/Golden/:
    MODEL-drawn.npy         the vectors of the pictures that `drawn()` makes (the test makes the same)
    MODEL-real.npy          the vectors of 50 images of the roman numerals, and
    real.txt                their SHA-256 and paths, one image a line
Needs numpy, pillow and onnxruntime. The preprocessing is written from docs/embeddings.md, not from the Swift source.
"""
import hashlib
import json
import pathlib
import random
import sys

import numpy as np
import onnxruntime
from PIL import Image

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODELS = ROOT / ".deps" / "models"
GOLDEN = ROOT / "Tests" / "EmbeddingsTests" / "Golden"


def decoded(image):
    """Grey stays grey; everything else is RGB on white."""
    if image.mode in ("L", "RGB"):
        return image
    transparent = image.convert("RGBA")
    white = Image.new("RGBA", image.size, (255, 255, 255, 255))
    return Image.alpha_composite(white, transparent).convert("RGB")


def border_brightness(image):
    """The (lower) median along the outermost pixels."""
    grey = np.asarray(image.convert("L"))
    inner = grey[1:-1]
    ring = np.concatenate([grey[0], grey[-1] if len(grey) > 1 else [], inner[:, 0],
                           inner[:, -1] if grey.shape[1] > 1 else []])
    return int(np.sort(ring)[(len(ring) - 1) // 2])


def round_half_up(value):
    return int(np.floor(value + 0.5))


def shaped(image, described):
    width, height = described["width"], described["height"]
    if described["fit"] == "stretch":
        return image.resize((width, height), Image.BILINEAR)
    factor = min(width / image.width, height / image.height)
    inside = (min(width, max(1, round_half_up(image.width * factor))),
              min(height, max(1, round_half_up(image.height * factor))))
    paper = border_brightness(image)
    whole = Image.new(image.mode, (width, height), paper if image.mode == "L" else (paper,) * 3)
    scaled = image if inside == image.size else image.resize(inside, Image.BILINEAR)
    whole.paste(scaled, ((width - inside[0]) // 2, (height - inside[1]) // 2))
    return whole


def numbers(image, described):
    pixels = np.asarray(shaped(decoded(image), described).convert("RGB"), dtype=np.float32)
    values = (pixels * described["scale"] - np.array(described["mean"])) / np.array(described["std"])
    return values.transpose(2, 0, 1).astype(np.float32)


def drawn():
    """Pictures of integers alone, so that any language makes the same."""
    def grey(width, height, value):
        y, x = np.mgrid[0:height, 0:width]
        return Image.fromarray(value(x, y).astype(np.uint8))

    def colour(width, height, *values):
        y, x = np.mgrid[0:height, 0:width]
        return Image.fromarray(np.stack([value(x, y) for value in values], axis=-1).astype(np.uint8))

    def ring(x, y, cx, cy, inner, outer):
        distance = (x - cx) ** 2 + (y - cy) ** 2
        return (distance > inner * inner) & (distance < outer * outer)

    return [
        grey(90, 130, lambda x, y: np.where(ring(x, y, 45, 65, 30, 38), 20, 235)),
        grey(300, 80, lambda x, y: np.where((x % 70 > 30) & (x % 70 < 42) & (y > 10) & (y < 70), 0, 255)),
        grey(128, 128, lambda x, y: np.where((abs(x - y) < 9) | (abs(x + y - 127) < 9), 230, 12)),
        grey(33, 200, lambda x, y: (x * 73 + y * 151 + x * y * 7) % 256),
        colour(61, 40, lambda x, y: x * 4 % 256, lambda x, y: y * 6 % 256, lambda x, y: x * y % 256),
        colour(500, 333, lambda x, y: (x * x // 500 + y) % 256, lambda x, y: np.where(ring(x, y, 250, 160, 60, 120), 200, 40),
               lambda x, y: (255 - x // 2 % 256)),
        colour(5, 3, lambda x, y: x * 50, lambda x, y: y * 90, lambda x, y: 255 - x * 50),
    ]


def real(folder):
    """Fifty images, drawn by lot, from all splits and classes."""
    files = sorted(folder.rglob("*.png"))
    return sorted(random.Random(2021).sample(files, 50))


class Model:
    def __init__(self, name):
        self.described = json.loads((MODELS / f"{name}.json").read_text())
        self.session = onnxruntime.InferenceSession(MODELS / f"{name}.onnx", providers=["CPUExecutionProvider"])
        self.input = self.session.get_inputs()[0].name

    def embed(self, images):
        return np.concatenate([self.session.run(None, {self.input: numbers(image, self.described["input"])[None]})[0]
                               for image in images])


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared/data/roman-numerals"
    GOLDEN.mkdir(parents=True, exist_ok=True)
    files = real(folder) if folder.is_dir() else []
    for name in ("general", "characters"):
        model = Model(name)
        np.save(GOLDEN / f"{name}-drawn.npy", model.embed(drawn()))
        if files:
            np.save(GOLDEN / f"{name}-real.npy", model.embed([Image.open(file) for file in files]))
    if files:
        lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()} {file.relative_to(folder)}\n" for file in files]
        (GOLDEN / "real.txt").write_text("".join(lines))
