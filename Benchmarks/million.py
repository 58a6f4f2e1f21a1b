"""A workspace of a million samples, to measure the sheet and the map on: `million.py [N] OUT.tessera`.

    .deps/python-bench/bin/python Benchmarks/million.py 1000000 /var/tmp/million.tessera

What is real: the base, drawn, imported, embedded and projected by `tessera demo` (or `--base` names a workspace that was
made so, which is copied); the schema, which the product made; and
the edits at the end, which a running `tessera serve` made over its API. The rows are put into the product's tables as an
import would have put them (batches of 1,000, each a change with its cells), and a part of them is compared with the history.

What is made up:
- Each further sample is a sibling of a drawn one: its label (95 in 100 the same), and a place on the map near it. No one
  drew it and no model saw it: it has no embedding, and its place in the projection is its sibling's with some noise. The
  similarity order runs along a Hilbert curve over the map.
- Its digest is a SHA-256, but of a text that names its number. Only the first `--pictures` (5,000) have a file, which is
  the sibling's picture with a comment, and whose digest is that of its bytes. For the others the page shows a missing
  picture, and `export` and `verify` fail on them.
- One in fifty has the image of the sample before it, as real data has the same image twice.
- Tags, and the columns `writer` (a text, a thousand of them) and `slant` (a number), are drawn at random.
"""

import argparse
import hashlib
import json
import shutil
import sqlite3
import struct
import sys
import urllib.request
import zlib
from datetime import datetime, timezone
from pathlib import Path

import numpy as np

from measure import Serving, say, tessera

BATCH = 1_000
TAGS = [["blurry"], ["label_book"], ["odd"], ["check"], ["blurry", "odd"]]
WIDTH = 1 << 16


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("count", type=int, nargs="?", default=1_000_000, help="samples in all")
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--base", type=Path, help="the demo workspace to begin with; without it 2,000 samples are drawn")
    arguments.add_argument("--pictures", type=int, default=5_000, help="made-up samples that have a file")
    arguments.add_argument("--edits", type=int, default=300, help="edits by the product at the end")
    arguments.add_argument("--seed", type=int, default=7)
    options = arguments.parse_args()
    if options.out.exists():
        raise SystemExit(f"{options.out} is there already. Name another place, or delete it.")
    if options.base:
        shutil.copytree(options.base, options.out)
    else:
        say("drawing the first 2,000 samples")
        tessera("demo", options.out, "--count", 2_000, "--quiet")
    million = Million(options.out, options.seed)
    say("the rows")
    million.add(options.count - million.drawn, options.pictures)
    say("the projection")
    million.project()
    million.close()
    say("the edits")
    edit(options.out, options.edits, options.seed)
    check(options.out)
    say(f"{options.out}: {options.count:,} samples")


class Million:
    def __init__(self, place, seed):
        self.place = place
        self.random = np.random.default_rng(seed)
        self.seed = seed
        self.database = sqlite3.connect(place / "workspace.sqlite", isolation_level=None)
        self.database.executescript("PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; PRAGMA temp_store = MEMORY")
        rows = self.database.execute(
            "SELECT s.id, s.image, s.class, s.split, i.digest, i.width, i.height, i.format, i.bytes FROM sample s JOIN image i ON i.id = s.image ORDER BY s.id"
        ).fetchall()
        self.base = rows
        self.drawn = len(rows)
        self.classes = dict(self.database.execute("SELECT id, name FROM class"))
        self.kin = np.zeros(0, dtype=np.int64)

    def one(self, sql, *values):
        found = self.database.execute(sql, values).fetchone()
        return found[0] if found else None

    def add(self, count, pictures):
        db = self.database
        db.execute("BEGIN IMMEDIATE")
        columns = [self.column("writer", "text"), self.column("slant", "number")]
        tag_sets = [self.tag_set(tags) for tags in TAGS]
        run = (self.one("SELECT max(id) FROM importRun") or 0) + 1
        db.execute("INSERT INTO importRun (id, at) VALUES (?, ?)", (run, now()))
        first_sample = (self.one("SELECT seq FROM sqlite_sequence WHERE name = 'sample'") or 0) + 1
        first_image = (self.one("SELECT max(id) FROM image") or 0) + 1
        self.kin = self.random.integers(0, self.drawn, count)
        images = 0
        for begin in range(0, count, BATCH):
            size = min(BATCH, count - begin)
            change = db.execute(
                "INSERT INTO change (at, author, reason, kind, sampleCount, summary, importID) VALUES (?, 'importer', NULL, 'import', ?, ?, ?)",
                (now(), size, f"{size} samples imported", run),
            ).lastrowid
            batch = Batch(self, begin, size, change, first_sample + begin, first_image + images, pictures)
            images += len(batch.images)
            db.executemany("INSERT INTO image (id, digest, format, width, height, bytes) VALUES (?, ?, ?, ?, ?, ?)", batch.images)
            db.executemany(
                "INSERT INTO sample (id, image, class, split, state, tagSet, origin, revision, name, path, folded, sourcePath) VALUES (?, ?, ?, ?, 'active', ?, ?, ?, ?, ?, ?, ?)",
                batch.samples(tag_sets),
            )
            db.executemany("INSERT INTO sampleCell (change, sample, field, before, after) VALUES (?, ?, 'sample', NULL, ?)", batch.cells)
            for column, values in zip(columns, batch.values):
                db.executemany("INSERT INTO columnValue (importedColumn, sample, value) VALUES (?, ?, ?)", ((column, *value) for value in values))
            if begin % 100_000 == 0 and begin:
                say(f"  {begin:,}")
        db.execute("COMMIT")

    def column(self, name, kind):
        self.database.execute("INSERT INTO importedColumn (name, kind) VALUES (?, ?) ON CONFLICT DO NOTHING", (name, kind))
        return self.one("SELECT id FROM importedColumn WHERE name = ?", name)

    def tag_set(self, tags):
        stored = "\x1f".join(sorted(tags))
        self.database.execute("INSERT INTO tagSet (tags) VALUES (?) ON CONFLICT DO NOTHING", (stored,))
        return self.one("SELECT id FROM tagSet WHERE tags = ?", stored)

    def project(self):
        """As Sources/Dataset/Projections writes it: the row, then `<id>.npy`, `.ids` and `.order`."""
        db, folder = self.database, self.place / "projections"
        before = self.one("SELECT max(id) FROM projection")
        drawn = dict(zip((folder / f"{before}.ids").read_text().split(), np.load(folder / f"{before}.npy")))
        places = np.array([drawn[row[4]] for row in self.base], dtype=np.float32)
        spread = 0.02 * (places.max(axis=0) - places.min(axis=0))
        points = places[self.kin] + self.random.normal(0, 1, (len(self.kin), 2)).astype(np.float32) * spread
        rows = db.execute("SELECT DISTINCT s.image, i.digest FROM sample s JOIN image i ON i.id = s.image ORDER BY s.id").fetchall()
        of_image = {}
        for (_, image, *_), place in zip(self.base, places):
            of_image.setdefault(image, place)
        for (image,), place in zip(db.execute("SELECT image FROM sample WHERE id > ? ORDER BY id", (self.base[-1][0],)), points):
            of_image.setdefault(image, place)
        layout = np.array([of_image[image] for image, _ in rows], dtype=np.float32)
        db.execute(
            "INSERT INTO projection (model, method, createdAt, count, parameters, seed) SELECT model, method, ?, ?, parameters, seed FROM projection WHERE id = ?",
            (now(), len(rows), before),
        )
        new = self.one("SELECT max(id) FROM projection")
        np.save(folder / f"{new}.npy", layout)
        (folder / f"{new}.ids").write_text("".join(f"{digest}\n" for _, digest in rows))
        (folder / f"{new}.order").write_text("".join(f"{row}\n" for row in np.argsort(hilbert(layout), kind="stable")))

    def close(self):
        self.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.database.close()


class Batch:
    """A thousand samples on their way into the tables."""

    def __init__(self, million, begin, size, change, sample, image, pictures):
        random = million.random
        self.change, self.first = change, sample
        kin = [million.base[row] for row in million.kin[begin : begin + size]]
        classes = list(million.classes)
        strange, split, writer = random.random(size), random.random(size), random.integers(0, 1_000, size)
        tagged, slant = random.random(size), np.round(random.normal(12, 5, size), 2)
        self.images, self.cells, self.values, self.rows = [], [], ([], []), []
        for at in range(size):
            number = begin + at
            label = kin[at][2]
            if strange[at] < 0.01:
                label = None
            elif strange[at] < 0.05:
                label = classes[int(strange[at] * 1e6) % len(classes)]
            part = "train" if split[at] < 0.8 else "val" if split[at] < 0.95 else "test" if split[at] < 0.99 else None
            if at == 0 or number % 50:
                self.images.append((image + len(self.images), *self.picture(million, number, kin[at], number < pictures)))
            tags = int(tagged[at] * 50) if tagged[at] < 0.1 else None
            by = f"w{writer[at]:03d}"
            folder = f"{part or 'loose'}/{million.classes[label] if label else 'unsorted'}"
            path = f"{folder}/{by}-{number:07d}.png"
            state = {"class": label, "columns": {"slant": float(slant[at]), "writer": by}, "split": part}
            if tags is not None:
                state["tags"] = sorted(TAGS[tags])
            text = json.dumps({key: value for key, value in state.items() if value is not None}, separators=(",", ":"))
            self.cells.append((change, sample + at, text))
            self.values[0].append((sample + at, by))
            self.values[1].append((sample + at, float(slant[at])))
            self.rows.append((sample + at, self.images[-1][0], label, part, tags, path))

    def samples(self, tag_sets):
        for sample, image, label, part, tags, path in self.rows:
            tag_set = 1 if tags is None else tag_sets[tags]
            yield sample, image, label, part, tag_set, self.change, self.change, path.rsplit("/", 1)[1], path, path.lower(), path.encode()

    @staticmethod
    def picture(million, number, kin, has_file):
        _, _, _, _, digest, width, height, format, size = kin
        if has_file and format == "png":
            content = commented((million.place / "images" / digest[:2] / digest[2:]).read_bytes(), f"million {million.seed} {number}")
            digest = hashlib.sha256(content).hexdigest()
            target = million.place / "images" / digest[:2] / digest[2:]
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(content)
            return digest, format, width, height, len(content)
        return hashlib.sha256(f"million {million.seed} {number}".encode()).hexdigest(), format, width, height, size


def commented(png, text):
    """The PNG with a text chunk before its end: other bytes, the same picture."""
    body = b"tEXt" + b"Comment\0" + text.encode()
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return png[:-12] + chunk + png[-12:]


def hilbert(points):
    """The place of each point along a Hilbert curve through its square (Skilling's form of the usual loop)."""
    low, high = points.min(axis=0), points.max(axis=0)
    x, y = ((points - low) / np.maximum(high - low, 1e-9) * (WIDTH - 1)).astype(np.int64).T
    place = np.zeros(len(points), dtype=np.int64)
    side = WIDTH >> 1
    while side:
        right, up = (x & side) > 0, (y & side) > 0
        place += side * side * ((3 * right) ^ up)
        flip = ~up & right
        x, y = np.where(flip, WIDTH - 1 - x, x), np.where(flip, WIDTH - 1 - y, y)
        x, y = np.where(~up, y, x), np.where(~up, x, y)
        side >>= 1
    return place


def edit(place, count, seed):
    """Labels, splits and tags, by three people, over the API of the product."""
    random = np.random.default_rng(seed + 1)
    with Serving(place) as server:
        workspace = json.load(urllib.request.urlopen(server.url + "/api/v1/workspace"))
        labels, total = [each["name"] for each in workspace["classes"]], workspace["counts"]["samples"]
        for number in range(count):
            samples = sorted({int(row) for row in random.integers(1, total, int(random.integers(1, 40)))})
            set_ = [{"label": labels[number % len(labels)]}, {"split": ["train", "val"][number % 2]}, {"addTags": ["checked"]}][number % 3]
            body = json.dumps({"reason": "looked at", "edits": [{"samples": samples, "set": set_}]}).encode()
            headers = {"Content-Type": "application/json", "X-Tessera-Author": ["Ada", "Ben", "Grace"][number % 3]}
            urllib.request.urlopen(urllib.request.Request(server.url + "/api/v1/changes", body, headers)).read()


def check(place):
    """The state of some samples is what their history says."""
    database = sqlite3.connect(place / "workspace.sqlite")
    ids = [row[0] for row in database.execute("SELECT sample FROM sampleCell WHERE field <> 'sample' ORDER BY sample LIMIT 2000")]
    ids += [row[0] for row in database.execute("SELECT id FROM sample WHERE id % 997 = 0")]
    for sample in ids:
        state = {}
        for field, after in database.execute("SELECT field, after FROM sampleCell WHERE sample = ? ORDER BY change", (sample,)):
            if field == "sample":
                told = json.loads(after)
                state = {"label": told.get("class"), "split": told.get("split"), "tags": "\x1f".join(told.get("tags", []))}
            else:
                state[field] = after
        kept = database.execute(
            "SELECT s.class, s.split, t.tags FROM sample s JOIN tagSet t ON t.id = s.tagSet WHERE s.id = ?", (sample,)
        ).fetchone()
        if kept != (state["label"], state["split"], state["tags"]):
            raise SystemExit(f"sample {sample} is {kept} and its history says {state}")


def now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


if __name__ == "__main__":
    sys.exit(main())
