#!/usr/bin/env python3
"""Makes Tests/NeuralNetworkTests/Golden/mobilenet-v3-small.{keras,torchvision}.safetensors.

    python3 -m venv .venv-goldens
    .venv-goldens/bin/pip install numpy torch torchvision keras
    KERAS_BACKEND=torch .venv-goldens/bin/python Tools/make_network_goldens.py

The networks are the frameworks' own, so names, paddings, epsilons and activations are theirs. Their
weights are not committed: both sides fill every tensor from its name, as `generated` below and
`GeneratedWeights.swift` say. Each golden file holds what the framework computed from them:

    features  every 8th channel of the last feature map, 7 x 7 x 72
    largest   the largest magnitude of the whole feature map
    pooled    every 64th of the 5184 pooled and flattened values
    logit     the output of the paper's head

and in its metadata, under `tensors`, the framework's list of tensors: `name shape` line by line.
"""
import json
import os
import struct

import numpy as np

FOLDER = os.path.join(os.path.dirname(__file__), "..", "Tests", "NeuralNetworkTests", "Golden")


def uniform(name, count):
    """`count` numbers in 0..<1: SplitMix64 seeded with the name's 64-bit FNV-1a hash."""
    seed = 0xCBF29CE484222325
    for byte in name.encode():
        seed = (seed ^ byte) * 0x100000001B3 % 2**64
    with np.errstate(over="ignore"):
        z = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(40)).astype(np.float32) * np.float32(2**-24)


def generated(name, shape, fan_in=None):
    """A tensor from its name. Scales and variances lie in .5 to 1.5; kernels within the square root
    of 6 / fan_in; everything else within .25 of zero."""
    u = uniform(name, int(np.prod(shape))).reshape(shape)
    if fan_in is not None:
        bound = np.float32(np.sqrt(6.0 / fan_in))
        return (u * np.float32(2) - np.float32(1)) * bound
    scale = name.endswith(("/gamma", "/moving_variance", ".running_var")) or (
        name.endswith(".weight"))
    return u + np.float32(0.5) if scale else u * np.float32(0.5) - np.float32(0.25)


def image():
    """224 x 224 x 3 numbers in -1..<1, already normalised."""
    return (uniform("image", 224 * 224 * 3) * np.float32(2) - np.float32(1)).reshape(224, 224, 3)


def head(features):
    """The paper's head on 7 x 7 x C features, in double."""
    f = features.astype(np.float64)
    pooled = f[:6, :6].reshape(3, 2, 3, 2, -1).max(axis=(1, 3)).reshape(-1)
    hidden = pooled @ generated("head.dense1.kernel", (5184, 128), 5184).astype(np.float64)
    hidden = np.maximum(hidden + generated("head.dense1.bias", (128,)), 0)
    logit = hidden @ generated("head.dense2.kernel", (128, 1), 128).astype(np.float64)
    return pooled, logit + generated("head.dense2.bias", (1,))


def write(origin, features, tensors):
    pooled, logit = head(features)
    arrays = {
        "features": features[:, :, ::8],
        "largest": np.abs(features).max().reshape(1),
        "pooled": pooled[::64],
        "logit": logit,
    }
    lines = "\n".join(f"{name} {'x'.join(map(str, shape))}" for name, shape in tensors)
    header = {"__metadata__": {"made_by": "Tools/make_network_goldens.py", "tensors": lines}}
    data = b""
    for name, array in arrays.items():
        array = np.ascontiguousarray(array, dtype=np.float32)
        header[name] = {"dtype": "F32", "shape": list(array.shape),
                        "data_offsets": [len(data), len(data) + array.nbytes]}
        data += array.tobytes()
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path = os.path.join(FOLDER, f"mobilenet-v3-small.{origin}.safetensors")
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)
    print(origin, "largest", arrays["largest"], "logit", logit, os.path.getsize(path), "bytes")


def keras_golden():
    import keras

    model = keras.applications.MobileNetV3Small(
        weights=None, include_top=False, input_shape=(224, 224, 3), include_preprocessing=False)
    for weight in model.weights:
        shape = tuple(weight.shape)
        kernel = weight.path.endswith("/kernel")
        depthwise = weight.path.endswith("depthwise/kernel")
        fan_in = (shape[0] * shape[1] * (1 if depthwise else shape[2])) if kernel else None
        weight.assign(generated(weight.path, shape, fan_in))
    features = keras.ops.convert_to_numpy(model(image()[None], training=False))[0]
    write("keras", features, [(w.path, tuple(w.shape)) for w in model.weights])


def torchvision_golden():
    import torch

    # torchvision's compiled operators may be built for another torch. The network needs none, but
    # the import asks for their names.
    library = torch.library.Library("torchvision", "DEF")
    for operator in ("nms", "qnms"):
        try:
            library.define(f"{operator}(Tensor dets, Tensor scores, float threshold) -> Tensor")
        except RuntimeError:
            pass
    import torchvision

    model = torchvision.models.mobilenet_v3_small(weights=None).eval()
    tensors = []
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            if not name.startswith("features.") or name.endswith("num_batches_tracked"):
                continue
            shape = tuple(tensor.shape)
            fan_in = int(np.prod(shape[1:])) if len(shape) == 4 else None
            tensor.copy_(torch.from_numpy(generated(name, shape, fan_in)))
            tensors.append((name, shape))
        x = torch.from_numpy(image()).permute(2, 0, 1)[None]
        features = model.features(x)[0].permute(1, 2, 0).numpy()
    write("torchvision", features, tensors)


if __name__ == "__main__":
    os.makedirs(FOLDER, exist_ok=True)
    os.environ.setdefault("KERAS_BACKEND", "torch")
    keras_golden()
    torchvision_golden()
