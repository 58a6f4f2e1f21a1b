"""Makes the golden files of Tests/FixedModelTests with Keras on TensorFlow: the network, its gradients, its first
steps, and the resizing.

What is expected comes from Keras, never from Tessera. Weights and images are drawn from a counter by splitmix64, which
both sides compute, so that only results are stored. Run with a Python that has tensorflow-cpu and numpy:

    python Benchmarks/reference/fixed_model_golden.py Tests/FixedModelTests/Golden
"""

import json
import os
import pathlib
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
import keras
import numpy as np
import tensorflow as tf

out = pathlib.Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
CLASSES, BATCH, STEPS, SIDE = 10, 8, 20, 32


def draws(key, count):
    """Uniform in [0, 1): CounterRandom of Sources/Matrices."""
    with np.errstate(over="ignore"):
        z = np.uint64(key) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(11)).astype(np.float64) * 2.0**-53


def network():
    whole = keras.applications.ResNet50(include_top=False, weights=None, input_shape=(SIDE, SIDE, 3))
    body = keras.Model(whole.input, whole.get_layer("conv2_block3_out").output)
    inputs = keras.Input((SIDE, SIDE, 3))
    features = keras.layers.GlobalAveragePooling2D()(body(keras.applications.resnet50.preprocess_input(inputs)))
    model = keras.Model(inputs, keras.layers.Dense(CLASSES, name="dense")(features))
    assert model.count_params() == 232_330
    return model, body, keras.Model(inputs, features)


def variables(model, body):
    """In the order of Tessera's FixedModelWeights: the stem, the shortcut, three a block, the dense layer."""
    names = ["conv1", "conv2_block1_0"] + [f"conv2_block{b}_{i}" for b in (1, 2, 3) for i in (1, 2, 3)]
    found = []
    for name in names:
        convolution, norm = body.get_layer(name + "_conv"), body.get_layer(name + "_bn")
        assert norm.momentum == 0.99 and norm.epsilon == 1.001e-5
        found += [convolution.kernel, convolution.bias, norm.gamma, norm.beta, norm.moving_mean, norm.moving_variance]
    dense = model.get_layer("dense")
    return found + [dense.kernel, dense.bias]


def start(values):
    """Numbers in every variable, none of them 0 or 1 throughout."""
    place = 0
    for variable in values:
        shape = tuple(variable.shape)
        count = int(np.prod(shape))
        u = draws(1, place + count)[place:].reshape(shape)
        place += count
        kind = variable.name
        if kind == "kernel":
            fan = int(np.prod(shape[:-2])) * (shape[-2] + shape[-1])
            value = (2 * u - 1) * np.sqrt(6 / fan)
        elif kind in ("gamma", "moving_variance"):
            value = 0.8 + 0.4 * u
        else:
            value = 0.2 * u - 0.1
        variable.assign(value.astype(np.float32))


def batch(index):
    """Images of a few smooth strokes' worth of structure: noise on a 4 x 4 grid, blown up."""
    coarse = draws(100 + index, BATCH * 4 * 4 * 3).reshape(BATCH, 4, 4, 3)
    images = np.floor(np.repeat(np.repeat(coarse, 8, axis=1), 8, axis=2) * 256).astype(np.float32)
    labels = np.floor(draws(200 + index, BATCH) * CLASSES).astype(np.int64)
    return images, labels


model, body, features = network()
ordered = variables(model, body)
trained = [v for v in ordered if v.trainable]
cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def train(rate, watch=None, disturb=0.0):
    """Losses of STEPS + 1 steps from the same beginning; `watch` is told of the first one."""
    start(ordered)
    if disturb:
        noise = np.random.default_rng(0)
        for v in ordered:
            v.assign(np.asarray(v) * (1 + noise.uniform(-disturb, disturb, v.shape)).astype(np.float32))
    adam = keras.optimizers.Adam(rate)
    adam.build(trained)
    losses = []
    for step in range(STEPS + 1):
        images, labels = batch(step % 4)
        with tf.GradientTape() as tape:
            logits = model(images, training=True)
            loss = cross_entropy(labels, logits)
        gradients = tape.gradient(loss, [v.value for v in trained])
        losses.append(float(loss))
        if step == 0 and watch:
            watch(logits, gradients)
        adam.apply(gradients, trained)
    return losses


def first_step(logits, gradients):
    expected["logits"] = np.asarray(logits).tolist()
    flat = np.concatenate([np.asarray(g, dtype=np.float32).ravel() for g in gradients])
    assert flat.size == 229_386
    np.save(out / "gradients.npy", flat[None, :])
    moving = np.concatenate([np.asarray(v) for v in ordered if not v.trainable])
    np.save(out / "moving.npy", moving[None, :].astype(np.float32))


start(ordered)
images, _ = batch(0)
expected = {
    "inference": np.asarray(model(images, training=False)).tolist(),
    "features": np.asarray(features(images, training=False)).tolist(),
}
expected["losses"] = train(1e-4, first_step)
expected["slowLosses"] = train(1e-5)
# How far Keras is from itself when its weights begin with another last digit: what nobody can do better than.
apart = [abs(a - b) for a, b in zip(expected["losses"], train(1e-4, disturb=1e-7))]
slowly = [abs(a - b) for a, b in zip(expected["slowLosses"], train(1e-5, disturb=1e-7))]
print("Keras from itself at 1e-4: at most", max(apart), "and at 1e-5:", max(slowly))
expected["versions"] = {"tensorflow": tf.__version__, "keras": keras.__version__}
(out / "network.json").write_text(json.dumps(expected) + "\n")

# The resizing, of pictures that are worked out from their coordinates.
sizes = [(64, 48, 1), (33, 17, 3), (7, 9, 1), (32, 32, 3), (1, 1, 1), (100, 3, 1), (31, 200, 3), (45, 45, 1)]
rows = []
for width, height, channels in sizes:
    y, x, c = np.mgrid[0:height, 0:width, 0:channels]
    picture = ((x * 7 + y * 13 + c * 50 + x * y) % 256).astype(np.uint8)
    if channels == 1:
        picture = np.repeat(picture, 3, axis=2)
    rows.append(tf.image.resize(picture, (SIDE, SIDE), method="bilinear", antialias=False).numpy().ravel())
np.save(out / "resized.npy", np.stack(rows).astype(np.float32))
(out / "resized.json").write_text(json.dumps(sizes) + "\n")
