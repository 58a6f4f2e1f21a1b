"""The fixed model's training beside PyTorch's and Keras', each at its best setting, in one run on one machine.

    python Benchmarks/fixed_model.py [--epochs 4] [--train 1024] [--val 400] [--only torch,keras]

Needs torch and tensorflow-cpu (from PyPI) beside what Scripts/setup bench installs, and builds the driver
`fixed-model-epochs`. An epoch is what a user waits for: shuffling, gathering batches of 8, the steps, and the pass
over val. All have the images in memory, resized, before the clock starts; 2 threads, or --threads 1. Between the peers ours runs
again, so that a machine that gets slower meanwhile is seen; medians and bests of all epochs but the first.
The last column, processor seconds an epoch, is what to read with one thread on a machine that others use too.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
BATCH, SIDE, CLASSES = 8, 32, 10


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--train", type=int, default=1024)
    parser.add_argument("--val", type=int, default=400)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only", default="torch,torch-compile,keras-jit")
    parser.add_argument("--driver", help="a fixed-model-epochs that is built already")
    parser.add_argument("--peer", help=argparse.SUPPRESS)
    return parser.parse_args()


def made_up(numpy, count, seed):
    random = numpy.random.default_rng(seed)
    return random.integers(0, 256, (count, SIDE, SIDE, 3)).astype("float32"), numpy.arange(count) % CLASSES


def torch_epochs(wanted, compiled):
    import numpy
    import torch
    from torch import nn

    torch.set_num_threads(wanted.threads)
    torch.manual_seed(1)

    def norm(width):
        return nn.BatchNorm2d(width, eps=1.001e-5, momentum=0.01)

    class Block(nn.Module):
        def __init__(self, width, has_shortcut):
            super().__init__()
            self.path = nn.Sequential(
                nn.Conv2d(width, 64, 1), norm(64), nn.ReLU(), nn.Conv2d(64, 64, 3, padding=1), norm(64), nn.ReLU(),
                nn.Conv2d(64, 256, 1), norm(256))
            self.shortcut = nn.Sequential(nn.Conv2d(width, 256, 1), norm(256)) if has_shortcut else nn.Identity()

        def forward(self, x):
            return torch.relu(self.path(x) + self.shortcut(x))

    model = nn.Sequential(
        nn.Conv2d(3, 64, 7, stride=2, padding=3), norm(64), nn.ReLU(), nn.MaxPool2d(3, 2, 1), Block(64, True),
        Block(256, False), Block(256, False), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(256, CLASSES))
    assert sum(p.numel() for p in model.parameters()) == 229_386
    model = model.to(memory_format=torch.channels_last)
    adam = torch.optim.Adam(model.parameters(), lr=1e-4, eps=1e-7, fused=True)
    run = torch.compile(model) if compiled else model

    def data(count, seed):
        images, labels = made_up(numpy, count, seed)
        images = torch.from_numpy(images[..., ::-1] - numpy.float32([103.939, 116.779, 123.68])).permute(0, 3, 1, 2)
        return images.contiguous(memory_format=torch.channels_last), torch.from_numpy(labels)

    (train, labels), (val, val_labels) = data(wanted.train, 1), data(wanted.val, 2)
    for _ in range(wanted.epochs + 1):
        began, processor = time.perf_counter(), time.process_time()
        model.train()
        order = torch.randperm(len(train))
        for first in range(0, len(train), BATCH):
            chosen = order[first:first + BATCH]
            loss = nn.functional.cross_entropy(run(train[chosen]), labels[chosen])
            adam.zero_grad(set_to_none=True)
            loss.backward()
            adam.step()
        trained = time.perf_counter()
        model.eval()
        with torch.inference_mode():
            right = sum(
                int((run(val[first:first + BATCH]).argmax(1) == val_labels[first:first + BATCH]).sum())
                for first in range(0, len(val), BATCH))
        assert 0 <= right <= len(val)
        yield trained - began, time.perf_counter() - trained, time.process_time() - processor


def keras_epochs(wanted):
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import keras
    import numpy
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(wanted.threads)
    tf.config.threading.set_inter_op_parallelism_threads(wanted.threads)
    whole = keras.applications.ResNet50(include_top=False, weights=None, input_shape=(SIDE, SIDE, 3))
    body = keras.Model(whole.input, whole.get_layer("conv2_block3_out").output)
    inputs = keras.Input((SIDE, SIDE, 3))
    features = keras.layers.GlobalAveragePooling2D()(body(keras.applications.resnet50.preprocess_input(inputs)))
    model = keras.Model(inputs, keras.layers.Dense(CLASSES)(features))
    model.compile(
        keras.optimizers.Adam(1e-4), keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"], jit_compile=True)

    def data(count, seed):
        return tf.data.Dataset.from_tensor_slices(made_up(numpy, count, seed))

    train = data(wanted.train, 1).cache().shuffle(wanted.train).batch(BATCH, drop_remainder=True).prefetch(4)
    val = data(wanted.val, 2).batch(BATCH).cache().prefetch(4)

    class Clock(keras.callbacks.Callback):
        epochs = []

        def on_epoch_begin(self, epoch, logs=None):
            self.began, self.processor = time.perf_counter(), time.process_time()

        def on_test_begin(self, logs=None):
            self.trained = time.perf_counter()

        def on_epoch_end(self, epoch, logs=None):
            processor = time.process_time() - self.processor
            self.epochs.append((self.trained - self.began, time.perf_counter() - self.trained, processor))

    model.fit(train, validation_data=val, epochs=wanted.epochs + 1, verbose=0, callbacks=[Clock()])
    yield from Clock.epochs


PEERS = {
    "torch": lambda wanted: torch_epochs(wanted, compiled=False),
    "torch-compile": lambda wanted: torch_epochs(wanted, compiled=True),
    "keras-jit": keras_epochs,
}
NAMES = {
    "ours": "tessera", "torch": "PyTorch, channels_last, fused Adam",
    "torch-compile": "PyTorch, the same with torch.compile", "keras-jit": "Keras, jit_compile",
}


def ours(wanted, driver):
    words = [driver, "--made-up", wanted.train, wanted.val, "--epochs", wanted.epochs + 1, "--threads", wanted.threads]
    lines = subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True).stdout
    epochs = [json.loads(line) for line in lines.splitlines() if '"epoch"' in line]
    return [(epoch["trainSeconds"], epoch["valSeconds"], epoch["processorSeconds"]) for epoch in epochs]


def main():
    wanted = arguments()
    if wanted.peer:
        print(json.dumps(list(PEERS[wanted.peer](wanted))))
        return
    driver = wanted.driver
    if not driver:
        build = ["swift", "build", "-c", "release", "--product", "fixed-model-epochs"]
        subprocess.run(build, check=True, stdout=sys.stderr, cwd=HERE.parent)
        shown = subprocess.run(build[:4] + ["--show-bin-path"], check=True, capture_output=True, text=True, cwd=HERE.parent)
        driver = pathlib.Path(shown.stdout.strip()) / "fixed-model-epochs"
    times = {"ours": ours(wanted, driver)[1:]}
    for peer in wanted.only.split(","):
        words = [sys.executable, __file__, "--peer", peer]
        for option in ("epochs", "train", "val", "threads"):
            words += [f"--{option}", str(getattr(wanted, option))]
        answer = subprocess.run(words, check=True, capture_output=True, text=True, cwd=HERE).stdout
        times[peer] = json.loads(answer.splitlines()[-1])[1:]
        times["ours"] += ours(wanted, driver)[1:]
    steps = (wanted.train + BATCH - 1) // BATCH
    medians = {}
    print(f"{'':42} {'images/s':>9} {'best':>7} {'ms a step':>10} {'best':>7} {'val s':>7} {'CPU s':>7}  epochs")
    for name, epochs in times.items():
        rates = [wanted.train / (train + val) for train, val, _ in epochs]
        step = [1000 * train / steps for train, _, _ in epochs]
        medians[name] = (statistics.median(rates), max(rates))
        print(
            f"{NAMES[name]:42} {statistics.median(rates):9.0f} {max(rates):7.0f} {statistics.median(step):10.2f} "
            f"{min(step):7.2f} {statistics.median(val for _, val, _ in epochs):7.3f} "
            f"{statistics.median(cpu for _, _, cpu in epochs):7.2f}  {len(epochs)}")
    for name in times:
        if name != "ours":
            median, best = (mine / theirs for mine, theirs in zip(medians["ours"], medians[name]))
            print(f"tessera is {median:.1f} times {NAMES[name]} (best against best {best:.1f})")


if __name__ == "__main__":
    main()
