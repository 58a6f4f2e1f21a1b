"""ONNX files, read and written as what they are, protocol buffers, with the standard library alone.

Only the fields that the two conversions beside this file need; the numbers are those of onnx.proto (IR version 8).
"""


def varint(n):
    out = bytearray()
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


def read_varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def number(field, value):
    return varint(field << 3) + varint(value)


def message(field, body):
    body = body.encode() if isinstance(body, str) else body
    return varint(field << 3 | 2) + varint(len(body)) + body


def fields(data):
    """Every field of a message: its number, its value, and its bytes as they stand (to be copied on)."""
    at = 0
    while at < len(data):
        start = at
        key, at = read_varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = read_varint(data, at)
        else:
            length, at = read_varint(data, at) if kind == 2 else ({1: 8, 5: 4}[kind], at)
            value = data[at:at + length]
            at += length
        yield key >> 3, value, data[start:at]


def names(data, field):
    """The strings of one repeated field of a message."""
    return [value.decode() for number_, value, _ in fields(data) if number_ == field]


# What a ModelProto is made of.

GRAPH = 7
GRAPH_NODE, GRAPH_INITIALIZER, GRAPH_OUTPUT, GRAPH_VALUE_INFO = 1, 5, 12, 13


def node(operator, inputs, outputs, *attributes):
    return message(GRAPH_NODE, b"".join(message(1, i) for i in inputs) + b"".join(message(2, o) for o in outputs)
                   + message(4, operator) + b"".join(attributes))


def integer_attribute(name, value):
    return message(5, message(1, name) + number(3, value) + number(20, 2))


def string_attribute(name, value):
    return message(5, message(1, name) + message(4, value) + number(20, 3))


def integers_attribute(name, values):
    return message(5, message(1, name) + b"".join(number(8, v) for v in values) + number(20, 7))


def tensor(name, shape, values):
    """A constant of float32; `values` is an array of type "f" in C order."""
    return message(GRAPH_INITIALIZER, b"".join(number(1, d) for d in shape) + number(2, 1) + message(8, name)
                   + message(9, values.tobytes()))


def value(field, name, shape):
    """The declaration of an input (11) or output (12) of float32; a dimension that is a string is free."""
    dimensions = b"".join(message(1, message(2, d) if isinstance(d, str) else number(1, d)) for d in shape)
    return message(field, message(1, name) + message(2, message(1, number(1, 1) + message(2, dimensions))))


def model(producer, graph):
    """IR version 8, operator set 13: read by every runtime of the last years."""
    return number(1, 8) + message(2, producer) + message(GRAPH, graph) + message(8, message(1, "") + number(2, 13))
