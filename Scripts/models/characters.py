#!/usr/bin/env python3
"""The character recogniser of PP-OCRv4 without its head, as ONNX: python3 characters.py WHEEL OUT.onnx

Input `x`, N×3×48×W; output `embedding`, N×120: the features that the head reads the characters from, one vector a
column of the picture, averaged over the columns. The recogniser lies in the wheel rapidocr-onnxruntime; what follows
the cut is left out, with its weights.

Source: https://github.com/PaddlePaddle/PaddleOCR
"""
import sys
import zipfile

import onnx_wire as onnx

RECOGNISER = "rapidocr_onnxruntime/models/ch_PP-OCRv4_rec_infer.onnx"
CUT = "transpose_51.tmp_0"  # N×columns×120, the input of the head
DIMENSION = 120


def cut(model):
    rest = b"".join(raw for field, _, raw in onnx.fields(model) if field != onnx.GRAPH)
    graph, = (value for field, value, _ in onnx.fields(model) if field == onnx.GRAPH)
    nodes, constants, others = [], [], []
    for field, value, raw in onnx.fields(graph):
        if field == onnx.GRAPH_NODE:
            nodes.append((onnx.names(value, 1), onnx.names(value, 2), raw))
        elif field == onnx.GRAPH_INITIALIZER:
            constants.append((onnx.names(value, 8)[0], raw))
        elif field not in (onnx.GRAPH_OUTPUT, onnx.GRAPH_VALUE_INFO):
            others.append(raw)

    # Nodes are in the order of the computation, so one pass from behind finds all that leads to the cut.
    needed, kept = {CUT}, []
    for inputs, outputs, raw in reversed(nodes):
        if needed.intersection(outputs):
            needed.update(inputs)
            kept.append(raw)
    kept.reverse()
    mean = onnx.node("ReduceMean", [CUT], ["embedding"], onnx.integers_attribute("axes", [1]),
                     onnx.integer_attribute("keepdims", 0))
    return rest + onnx.message(onnx.GRAPH, b"".join(kept) + mean + b"".join(others)
                               + b"".join(raw for name, raw in constants if name in needed)
                               + onnx.value(onnx.GRAPH_OUTPUT, "embedding", ["N", DIMENSION]))


if __name__ == "__main__":
    recogniser = zipfile.ZipFile(sys.argv[1]).read(RECOGNISER)
    with open(sys.argv[2], "wb") as out:
        out.write(cut(recogniser))
