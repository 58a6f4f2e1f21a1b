"""Import, export and verify of a folder of images. The peer reads, decodes and hashes the same files with Pillow."""

import hashlib
import io
import shutil
import time
from concurrent.futures import ThreadPoolExecutor

from measure import Row, tessera


def rows(data, place):
    workspace = place / "import.tessera"
    times = []
    for _ in range(3):
        shutil.rmtree(workspace, ignore_errors=True)
        seconds, _ = tessera("import", data, "-w", workspace, "--quiet")
        times.append(seconds)
    again, _ = tessera("import", data, "-w", workspace, "--quiet")
    out = place / "export"
    exported, _ = tessera("export", out, "-w", workspace, "--quiet")
    verified, _ = tessera("verify", out, "-w", workspace, "--quiet")
    count = sum(1 for path in data.rglob("*") if path.is_file())
    return [
        Row("import", "tessera, whole process", sorted(times)[1], "s", f"{count:,} files, decoded, hashed, kept, synced; median of 3"),
        Row("import", "Pillow, 2 threads: decode, hash, copy", pillow(data, place / "copy"), "s", "no database, no sync"),
        Row("import again", "tessera, whole process", again, "s", "nothing new"),
        Row("export", "tessera, whole process", exported, "s", "byte for byte, with metadata.jsonl"),
        Row("verify", "tessera, whole process", verified, "s", "every digest, label and split"),
    ]


def pillow(data, copy):
    from PIL import Image

    def one(path):
        content = path.read_bytes()
        Image.open(io.BytesIO(content)).load()
        (copy / hashlib.sha256(content).hexdigest()).write_bytes(content)

    copy.mkdir(parents=True)
    began = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, [path for path in data.rglob("*") if path.is_file()]))
    return time.perf_counter() - began
