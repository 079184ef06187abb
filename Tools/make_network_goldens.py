#!/usr/bin/env python3
"""Makes Tests/NeuralNetworkTests/Golden/NETWORK.{keras,torchvision}.safetensors.

    python3 -m venv .venv-goldens
    .venv-goldens/bin/pip install numpy torch torchvision keras
    KERAS_BACKEND=torch .venv-goldens/bin/python Tools/make_network_goldens.py [NETWORK ...]

The networks are the frameworks' own, so names, paddings, epsilons and activations are theirs. Their
weights are not committed: both sides fill every tensor from its name, as `generated` below and
`GeneratedWeights.swift` say. Each golden file holds what the framework computed from them:

    features  32 channels, evenly spread, of the last feature map, 7 x 7 x 32
    largest   the largest magnitude of the whole feature map
    pooled    every 64th of the pooled and flattened values
    logit     the output of the paper's head

for an image of numbers in -1..<1, and, for pixels in 0...255 of 70 rows and 93 columns, which the
framework's own preprocessing turned into the network's input,

    odd.features  32 channels, evenly spread, of the last feature map, 3 x 3 x 32 (VGG16 2 x 2 x 32)
    odd.largest   the largest magnitude of that whole feature map

and in its metadata, under `tensors`, the framework's list of tensors: `name shape` line by line.

    KERAS_BACKEND=torch .venv-goldens/bin/python Tools/make_network_goldens.py --pretrained FOLDER

makes NETWORK.pretrained.safetensors from FOLDER's vgg16.keras.safetensors and
efficientnetv2_b0.keras_bnfolded.safetensors: `features` and `largest` again, of 224 x 224 pixels in
14 x 14 squares of one colour. Only these outputs are kept, not the weights.

    .venv-goldens/bin/python Tools/make_network_goldens.py --taps

makes NETWORK.torchvision.taps.safetensors: of the same generated weights and the same image of numbers
in -1..<1, `means`, for every row of our tables that is the backbone's the means over all places of every
8th channel, row after row, and `largest`, the largest magnitude of each row's means.
"""
import json
import os
import struct
import sys

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
    of 6 / fan_in, EfficientNetV2's `project_conv` within half of it; everything else within .25 of
    zero.

    The projections, because no activation follows and their outputs add up from block to block:
    sums of that size would throw the gates of squeeze-and-excite from one end to the other, and
    rounding alone would decide."""
    u = uniform(name, int(np.prod(shape))).reshape(shape)
    if fan_in is not None:
        bound = np.float32(np.sqrt(6.0 / fan_in))
        if name.endswith("project_conv/kernel"):
            bound /= np.float32(2)
        return (u * np.float32(2) - np.float32(1)) * bound
    scale = name.endswith(("/gamma", "/moving_variance", ".running_var")) or (
        name.endswith(".weight"))
    return u + np.float32(0.5) if scale else u * np.float32(0.5) - np.float32(0.25)


def image():
    """224 x 224 x 3 numbers in -1..<1, already normalised."""
    return (uniform("image", 224 * 224 * 3) * np.float32(2) - np.float32(1)).reshape(224, 224, 3)


def pixels():
    """70 x 93 x 3 pixels in 0...255: sizes that come out odd, and differ, in most layers."""
    return np.floor(uniform("pixels", 70 * 93 * 3) * np.float32(256)).reshape(70, 93, 3)


def head(features):
    """The paper's head on 7 x 7 x C features, in double."""
    f = features.astype(np.float64)
    pooled = f[:6, :6].reshape(3, 2, 3, 2, -1).max(axis=(1, 3)).reshape(-1)
    count = len(pooled)
    hidden = pooled @ generated("head.dense1.kernel", (count, 128), count).astype(np.float64)
    hidden = np.maximum(hidden + generated("head.dense1.bias", (128,)), 0)
    logit = hidden @ generated("head.dense2.kernel", (128, 1), 128).astype(np.float64)
    return pooled, logit + generated("head.dense2.bias", (1,))


def spread(features):
    return features[:, :, ::features.shape[2] // 32]


def squares():
    """224 x 224 x 3 pixels in 0...255: 14 x 14 squares of one colour each."""
    colours = np.floor(uniform("squares", 14 * 14 * 3) * np.float32(256)).reshape(14, 14, 3)
    return np.kron(colours, np.ones((16, 16, 1), np.float32))


def write(network, origin, features, odd_features, tensors):
    pooled, logit = head(features)
    lines = "\n".join(f"{name} {'x'.join(map(str, shape))}" for name, shape in tensors)
    size = save(f"{network}.{origin}", {
        "features": spread(features),
        "largest": np.abs(features).max().reshape(1),
        "pooled": pooled[::64],
        "logit": logit,
        "odd.features": spread(odd_features),
        "odd.largest": np.abs(odd_features).max().reshape(1),
    }, {"tensors": lines})
    print(network, origin, "features", features.shape, odd_features.shape, "largest",
          np.abs(features).max(), np.abs(odd_features).max(), "logit", logit, size, "bytes")


def save(name, arrays, metadata):
    header = {"__metadata__": {"made_by": "Tools/make_network_goldens.py", **metadata}}
    data = b""
    for key, array in arrays.items():
        array = np.ascontiguousarray(array, dtype=np.float32)
        header[key] = {"dtype": "F32", "shape": list(array.shape),
                        "data_offsets": [len(data), len(data) + array.nbytes]}
        data += array.tobytes()
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path = os.path.join(FOLDER, f"{name}.safetensors")
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)
    return os.path.getsize(path)


def load(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    return {name: np.frombuffer(data[slice(*entry["data_offsets"])], np.float32)
            .reshape(entry["shape"]) for name, entry in header.items() if name != "__metadata__"}


# What Keras calls the networks, and, for those that do not hold it in themselves, where its
# preprocessing is.
KERAS = {
    "mobilenet-v3-small": ("MobileNetV3Small", None),
    "efficientnetv2-b0": ("EfficientNetV2B0", None),
    "resnet50": ("ResNet50", "resnet50"),
    "vgg16": ("VGG16", "vgg16"),
}
TORCHVISION = {
    "mobilenet-v3-small": ("mobilenet_v3_small", "MobileNet_V3_Small_Weights"),
    "resnet50": ("resnet50", "ResNet50_Weights"),
    "vgg16": ("vgg16", "VGG16_Weights"),
}


def keras_golden(network):
    import keras

    name, module = KERAS[network]

    def features(image, **options):
        model = getattr(keras.applications, name)(
            weights=None, include_top=False, input_shape=image.shape, **options)
        weights = [w for w in model.weights if not w.path.startswith(("rescaling", "normalization"))]
        for weight in weights:
            shape = tuple(weight.shape)
            kernel = weight.path.endswith("/kernel")
            # A kernel with one output per input is that of a depthwise convolution.
            fan_in = shape[0] * shape[1] * (1 if shape[3] == 1 else shape[2]) if kernel else None
            weight.assign(generated(weight.path, shape, fan_in))
        found = keras.ops.convert_to_numpy(model(image[None], training=False))[0]
        return found, [(w.path, tuple(w.shape)) for w in weights]

    if module is None:
        plain, tensors = features(image(), include_preprocessing=False)
        odd, _ = features(pixels(), include_preprocessing=True)
    else:
        plain, tensors = features(image())
        odd, _ = features(getattr(keras.applications, module).preprocess_input(pixels()))
    write(network, "keras", plain, odd, tensors)


def pretrained_golden(network, path):
    import keras

    name, module = KERAS[network]
    options = {} if module else {"include_preprocessing": True}
    model = getattr(keras.applications, name)(
        weights=None, include_top=False, input_shape=(224, 224, 3), **options)
    weights = load(path)
    for weight in model.weights:
        if weight.path in weights:
            weight.assign(weights.pop(weight.path))
    # Batch norm is folded into kernel and bias: Keras' own adds that bias, and else does nothing.
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            names = (layer.name[:-2] + "conv", layer.name[:-2] + "dwconv2")
            bias = next(n for n in (f"{name}/bias" for name in names) if n in weights)
            layer.beta.assign(weights.pop(bias))
            layer.gamma.assign(np.full(layer.gamma.shape, np.sqrt(1 + layer.epsilon)))
    assert not weights, sorted(weights)
    x = squares()
    if module:
        x = getattr(keras.applications, module).preprocess_input(x)
    features = keras.ops.convert_to_numpy(model(x[None], training=False))[0]
    largest = np.abs(features).max().reshape(1)
    size = save(f"{network}.pretrained", {"features": spread(features), "largest": largest}, {})
    print(network, "pretrained, largest", largest, size, "bytes")


def torchvision_model(network):
    """torchvision's network with generated weights, its preprocessing, and names and shapes."""
    import torch

    # torchvision's compiled operators may be built for another torch. The networks need none, but
    # the import asks for their names.
    library = torch.library.Library("torchvision", "FRAGMENT")
    for operator in ("nms", "qnms"):
        try:
            library.define(f"{operator}(Tensor dets, Tensor scores, float threshold) -> Tensor")
        except RuntimeError:
            pass
    import torchvision

    name, weights = TORCHVISION[network]
    model = getattr(torchvision.models, name)(weights=None).eval()
    preprocessing = getattr(torchvision.models, weights).IMAGENET1K_V1.transforms()
    tensors = []
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            if name.startswith(("classifier.", "fc.")) or name.endswith("num_batches_tracked"):
                continue
            shape = tuple(tensor.shape)
            fan_in = int(np.prod(shape[1:])) if len(shape) == 4 else None
            tensor.copy_(torch.from_numpy(generated(name, shape, fan_in)))
            tensors.append((name, shape))
    return model, preprocessing, tensors


def torchvision_golden(network):
    import torch

    model, preprocessing, tensors = torchvision_model(network)
    with torch.no_grad():
        # Everything but the last average and the classifier.
        parts = {n: m for n, m in model.named_children() if n not in ("avgpool", "classifier", "fc")}
        backbone = torch.nn.Sequential(*parts.values())

        def features(image):
            x = torch.from_numpy(np.ascontiguousarray(image, dtype=np.float32)).permute(2, 0, 1)
            return backbone(x[None])[0].permute(1, 2, 0).numpy()

        mean, deviation = np.float32(preprocessing.mean), np.float32(preprocessing.std)
        plain = features(image())
        odd = features((pixels() / np.float32(255) - mean) / deviation)
    write(network, "torchvision", plain, odd, tensors)


def rows(network, model):
    """The modules that make up each row of our tables, in order."""
    import torch

    if network == "mobilenet-v3-small":
        return list(model.features)
    if network == "resnet50":
        stem = torch.nn.Sequential(model.conv1, model.bn1, model.relu)
        stages = (model.layer1, model.layer2, model.layer3, model.layer4)
        return [stem, model.maxpool] + [block for stage in stages for block in stage]
    # A convolution is one row with its activation.
    found = []
    for module in model.features:
        if isinstance(module, torch.nn.ReLU):
            found[-1] = torch.nn.Sequential(found[-1], module)
        else:
            found.append(module)
    return found


def taps_golden(network):
    import torch

    model, _, _ = torchvision_model(network)
    x = torch.from_numpy(image()).permute(2, 0, 1)[None]
    means, largest = [], []
    with torch.no_grad():
        for row in rows(network, model):
            x = row(x)
            found = x.double().mean((2, 3))[0].numpy()
            means.append(found[::8])
            largest.append(np.abs(found).max())
    size = save(f"{network}.torchvision.taps",
                {"means": np.concatenate(means), "largest": np.array(largest)}, {})
    print(network, len(largest), "rows", size, "bytes")


if __name__ == "__main__":
    os.makedirs(FOLDER, exist_ok=True)
    os.environ.setdefault("KERAS_BACKEND", "torch")
    if sys.argv[1:2] == ["--pretrained"]:
        folder = sys.argv[2]
        pretrained_golden("vgg16", os.path.join(folder, "vgg16.keras.safetensors"))
        pretrained_golden(
            "efficientnetv2-b0",
            os.path.join(folder, "efficientnetv2_b0.keras_bnfolded.safetensors"))
        sys.exit()
    if sys.argv[1:2] == ["--taps"]:
        for network in TORCHVISION:
            taps_golden(network)
        sys.exit()
    for network in sys.argv[1:] or KERAS:
        keras_golden(network)
        if network in TORCHVISION:
            torchvision_golden(network)
