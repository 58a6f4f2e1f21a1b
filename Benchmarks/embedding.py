"""Embedding of a folder beside the bare runtimes: the same model files on the same two cores, pictures ready in memory.

The bare runtime does nothing but inference, back to back, on one batch; Tessera reads, decodes, crops, resizes, infers
and keeps. The share says how much of the bare throughput is left.
"""

import json
import shutil
import time

import numpy as np

from measure import ROOT, Row, tessera

BATCH = 16


def rows(workspace, place):
    """`workspace` has been imported and not embedded yet."""
    result = []
    for model in ("general", "characters"):
        copy = place / f"embed-{model}.tessera"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(workspace, copy)
        bare = openvino(model)
        seconds, _ = tessera("embed", "--model", model, "-w", copy, "--quiet")
        after = openvino(model)
        count = np.load(next((copy / "embeddings").glob("*.npy")), mmap_mode="r").shape[0]
        # Neighbours on the machine come and go: the bare runtime is measured before and after.
        rate, bare_rate = count / seconds, (bare + after) / 2
        result += [
            Row(f"embed, {model}", "tessera, whole process", rate, "images/s", f"{count:,} different images; {rate / bare_rate:.0%} of the bare runtime"),
            Row(f"embed, {model}", "bare OpenVINO, inference alone", bare_rate, "images/s", f"batch {BATCH}, 2 threads; before {bare:.0f}, after {after:.0f}"),
        ]
    return result


def openvino(model):
    import openvino as ov

    side = json.loads((ROOT / f".deps/models/{model}.json").read_text())["input"]["width"]
    core = ov.Core()
    network = core.read_model(ROOT / f".deps/models/{model}.onnx")
    network.reshape([BATCH, 3, side, side])
    compiled = core.compile_model(network, "CPU", {"INFERENCE_NUM_THREADS": 2, "PERFORMANCE_HINT": "THROUGHPUT"})
    requests = ov.AsyncInferQueue(compiled, 2)
    batch = np.random.default_rng(0).standard_normal((BATCH, 3, side, side)).astype(np.float32)
    for _ in range(4):
        requests.start_async([batch])
    requests.wait_all()
    runs, began = 0, time.perf_counter()
    while time.perf_counter() - began < 4:
        requests.start_async([batch])
        runs += 1
    requests.wait_all()
    return runs * BATCH / (time.perf_counter() - began)
