#!/usr/bin/env python3
"""Makes the .h5 files of Tests/PretrainedWeightsTests/Golden with Keras and h5py.

    python3 -m venv .venv && .venv/bin/pip install keras jax h5py numpy
    .venv/bin/python Tools/make_h5_golden.py

Every tensor holds one number that says which it is, and another one in its last place, so that
whole networks shrink to a few kilobytes. Layers, names and shapes are Keras' own.

mobilenet-v3-small.official.h5  the legacy layout, under the names that TensorFlow 2 gave its layers
vgg16.official.h5               the legacy layout of Keras 1
mobilenet-v3-small.keras3.h5    model.save_weights of Keras 3: layers/KIND_N/vars/N
keras_layers.json               every network's layers with weights, in the order of Keras, and those
                                of ResNet50 as Keras listed and named them before 2019
small.h5                        two layers in the oldest file format; lists split over attributes
hostile-*.h5                    links and storage that lead out of the file, endless groups, and so on
"""
import json
import os
import pathlib
import re

os.environ["KERAS_BACKEND"] = "jax"
import h5py
import keras
import numpy as np

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "Tests/PretrainedWeightsTests/Golden"
APPLICATIONS = {
    "mobilenet-v3-small": keras.applications.MobileNetV3Small,
    "efficientnetv2-b0": keras.applications.EfficientNetV2B0,
    "resnet50": keras.applications.ResNet50,
    "vgg16": keras.applications.VGG16,
}


def build(name):
    keras.backend.clear_session()
    return APPLICATIONS[name](include_top=False, weights=None, input_shape=(224, 224, 3))


def layers(model):
    """Name, kind and [(variable, shape)] of each layer with weights, in the order of Keras."""
    for layer in model.layers:
        if layer.weights:
            yield layer.name, [(w.name, tuple(w.shape)) for w in layer.weights]


def value(name):
    """A number for a tensor's name: 1 to 32767, / 4096, so that halves hold it exactly enough."""
    seed = 0xCBF29CE484222325
    for byte in name.encode():
        seed = (seed ^ byte) * 0x100000001B3 % 2**64
    return np.float16((seed >> 40) % 2000 / 1024 + 1)


def numbers(name, shape):
    tensor = np.full(shape, value(name), np.float16)
    tensor.reshape(-1)[-1] = np.float16(-1)
    return tensor


def add(group, way, tensor):
    packed = dict(compression="gzip", compression_opts=9, shuffle=True)
    size = tensor.size
    if size <= 200:
        packed = {}
    else:
        # Rows that come to at most 1 MiB.
        chunk = list(tensor.shape)
        for axis in range(len(chunk)):
            while np.prod(chunk) * 2 > 1 << 20 and chunk[axis] > 1:
                chunk[axis] = (chunk[axis] + 1) // 2
        packed["chunks"] = tuple(chunk)
    group.create_dataset(way, data=tensor, **packed)


def write_legacy(path, rows, rename=lambda layer, variable: (layer, f"{layer}/{variable}:0")):
    """rows: [(layer, [(variable, shape)])]; the tensors' numbers follow from today's names."""
    with h5py.File(path, "w", libver=("v110", "v110")) as file:
        named = []
        for layer, variables in rows:
            group_name = rename(layer, variables[0][0])[0]
            group = file.create_group(group_name)
            ways = [rename(layer, variable)[1] for variable, _ in variables]
            group.attrs["weight_names"] = np.array(ways, "S")
            for way, (variable, shape) in zip(ways, variables):
                add(group, way, numbers(f"{layer}/{variable}", shape))
            named.append(group_name)
        file.attrs["layer_names"] = np.array(named, "S")
        file.attrs["backend"] = np.bytes_("tensorflow")
        file.attrs["keras_version"] = np.bytes_("2.11.0")


def write_keras3(path, model, prefix=""):
    used = {}
    with h5py.File(path, "w", libver=("v110", "v110")) as file:
        for layer in model.layers:
            if not layer.weights:
                continue
            kind = KINDS[type(layer).__name__]
            count = used.get(kind, 0)
            used[kind] = count + 1
            group = file.create_group(
                f"{prefix}layers/{kind}{f'_{count}' if count else ''}/vars")
            group.attrs["name"] = layer.name
            for index, weight in enumerate(layer.weights):
                add(group, str(index), numbers(f"{layer.name}/{weight.name}", tuple(weight.shape)))


def mobilenet_of_tensorflow(layer, variable):
    """expanded_conv_depthwise_bn -> expanded_conv/depthwise/BatchNorm, as tf.keras named it."""
    normalized = layer.endswith("_bn")
    name = layer[:-3] if normalized else layer
    match = re.fullmatch(r"(expanded_conv(?:_\d+)?)_(expand|depthwise|project|squeeze_excite_.*)", name)
    if match:
        part = match[2].replace("squeeze_excite_conv", "squeeze_excite/Conv")
        name = f"{match[1]}/{part}"
    else:
        name = name.replace("conv", "Conv")
    if normalized:
        name += "/BatchNorm"
    if "depthwise" in name and variable == "kernel":
        variable = "depthwise_kernel"
    return name, f"{name}/{variable}:0"


def resnet_before_2019(layer, variable):
    match = re.fullmatch(r"conv(\d)_block(\d)_(\d)_(conv|bn)", layer)
    if match:
        kind = {"conv": "res", "bn": "bn"}[match[4]]
        branch = {"0": "1", "1": "2a", "2": "2b", "3": "2c"}[match[3]]
        name = f"{kind}{match[1]}{'abcdef'[int(match[2]) - 1]}_branch{branch}"
    else:
        name = {"conv1_conv": "conv1", "conv1_bn": "bn_conv1"}[layer]
    return name, f"{name}/{variable}:0"


def old_order(rows):
    """Keras before 2019 listed the shortcut's layers behind the main path's."""
    swapped = list(rows)
    for index in range(len(swapped) - 1):
        pair = swapped[index][0], swapped[index + 1][0]
        if re.fullmatch(r".*_0_(conv|bn)", pair[0]) and pair[1] == pair[0].replace("_0_", "_3_"):
            swapped[index], swapped[index + 1] = swapped[index + 1], swapped[index]
    return swapped


KINDS = {"Conv2D": "conv2d", "DepthwiseConv2D": "depthwise_conv2d",
         "BatchNormalization": "batch_normalization"}


def keras_1(layer, variable):
    """The official VGG16 file is of this time: no layer before a tensor's name."""
    return layer, f"{layer}_{'W' if variable == 'kernel' else 'b'}_1:0"


def write_networks():
    table = {}
    for name in APPLICATIONS:
        model = build(name)
        rows = list(layers(model))
        table[name] = [
            {"name": layer.name, "kind": KINDS[type(layer).__name__],
             "variables": [[w.name, list(w.shape)] for w in layer.weights]}
            for layer in model.layers if layer.weights]
        if name == "mobilenet-v3-small":
            write_legacy(GOLDEN / f"{name}.official.h5", rows, mobilenet_of_tensorflow)
            write_keras3(GOLDEN / f"{name}.keras3.h5", model)
        if name == "vgg16":
            write_legacy(GOLDEN / f"{name}.official.h5", rows, keras_1)
        if name == "resnet50":
            table["resnet50-before-2019"] = [
                {"name": old[0], "kind": "", "variables": [
                    [resnet_before_2019(layer, v)[1], list(shape)] for v, shape in variables]}
                for layer, variables in old_order(rows)
                for old in [resnet_before_2019(layer, "kernel")]]
    (GOLDEN / "keras_layers.json").write_text(json.dumps(table, separators=(",", ":")) + "\n")


def write_small(path, **options):
    """A convolution and a batch norm: float64, float16 and big-endian numbers, one packed tensor."""
    with h5py.File(path, "w", **options) as file:
        root = file.create_group("model_weights")
        # Lists that Keras splits because an attribute holds at most 64 KiB.
        root.attrs["layer_names0"] = np.array(["input", "stem"], "S")
        root.attrs["layer_names1"] = np.array(["stem/bn"], "S")
        root.create_group("input").attrs["weight_names"] = np.array([], "f8")
        stem = root.create_group("stem")
        stem.attrs["weight_names0"] = np.array(["stem/kernel:0"], "S")
        stem.attrs["weight_names1"] = np.array(["stem/bias:0"], "S")
        stem["stem/kernel:0"] = np.arange(12, dtype="<f8").reshape(2, 3, 1, 2) / 8
        stem["stem/bias:0"] = np.array([0.5, -0.25], "<f2")
        norm = root.create_group("stem/bn")
        norm.attrs["weight_names"] = np.array(["gamma:0", "beta:0"], "S")
        norm["gamma:0"] = np.array([1.5, 2.5], ">f4")
        norm.create_dataset(
            "beta:0", data=np.arange(600, dtype="<f4"), compression="gzip", shuffle=True,
            fletcher32=True, chunks=(100,))


def write_hostile():
    """Files that try to make a reader open others, or take more memory than there is."""
    def file(name):
        file = h5py.File(GOLDEN / f"hostile-{name}.h5", "w")
        group = file.create_group("a")
        file.attrs["layer_names"] = np.array(["a"], "S")
        group.attrs["weight_names"] = np.array(["a/w:0"], "S")
        return file, group

    numbers = np.ones(4, "f4")
    opened, group = file("external-link")
    group["a/w:0"] = h5py.ExternalLink("small.h5", "/model_weights/stem/stem/bias:0")
    opened, group = file("soft-link")
    group["b"] = numbers
    group["a/w:0"] = h5py.SoftLink("/a/b")
    opened, group = file("external-storage")
    group.create_dataset("a/w:0", (4,), "f4", external=[("/etc/passwd", 0, 16)])
    opened, group = file("virtual")
    layout = h5py.VirtualLayout((4,), "f4")
    layout[:] = h5py.VirtualSource("small.h5", "a", (4,))
    group.create_virtual_dataset("a/w:0", layout)
    opened, group = file("huge")
    group.create_dataset("a/w:0", (2**40, 2**20), "f4", chunks=(1024, 1024), compression="gzip")
    opened, group = file("unwritten")
    group.create_dataset("a/w:0", (4,), "f4")
    opened, group = file("integers")
    group["a/w:0"] = np.ones(4, "i4")
    opened, group = file("text")
    group["a/w:0"] = np.array(["x"] * 4, "S4")
    opened, group = file("foreign-filter")
    group.create_dataset("a/w:0", data=numbers, chunks=(4,), compression="lzf")
    opened, group = file("large-chunk")
    group.create_dataset("a/w:0", data=numbers, chunks=(4,), maxshape=(None,))
    del group["a/w:0"]
    group.create_dataset("a/w:0", (2**22,), "f4", chunks=(2**22,), compression="gzip")[:] = 1
    opened, group = file("missing")
    opened, group = file("cycle")
    group["a"] = group
    opened.attrs.create("layer_names", ["a"], dtype=h5py.string_dtype())
    opened, group = file("cycle-by-kind")
    del opened.attrs["layer_names"]
    opened["layers"] = group
    group["layers"] = group
    group["b"] = group
    group.create_group("vars")["0"] = numbers
    opened, group = file("scalar-names")
    opened.attrs["layer_names"] = 7
    opened, group = file("long-name")
    opened.attrs["layer_names"] = np.array(["a/" * 500], "S")
    h5py.File(GOLDEN / "hostile-empty.h5", "w")


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    write_networks()
    write_small(GOLDEN / "small.h5")
    write_hostile()
