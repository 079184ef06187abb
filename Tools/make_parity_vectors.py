#!/usr/bin/env python3
"""Makes Tests/PlatformTests/Golden/parity.json: made-up pictures, and what Pillow, torchvision's network
and autograd make of them. Every platform is compared with it.

    python3 -m venv .venv-goldens
    .venv-goldens/bin/pip install numpy torch torchvision pillow==13.0.0
    .venv-goldens/bin/python Tools/make_parity_vectors.py

Neither pictures nor weights are stored. `picture` below is repeated in Tests/PlatformTests/
ParityVector.swift and in Tools/parity_vectors.mjs, in integers; weights come from tensors' names, as in
Tools/make_network_goldens.py. Of each picture the file holds

    pixels    FNV-1a of its bytes: whether it was drawn alike
    input     FNV-1a of the network's input, 224 x 224 x 3 floats taken as 32-bit words, and `samples`,
              every 9973rd of those words: the same bits everywhere
    logit     in double precision
    verdict   refer, no-sign or retake
    map       7 x 7, what each place adds to the logit: the gradient of the logit with respect to the
              last feature map times that map, summed over its channels; and `bias`, the rest
"""
import json
import os

import numpy as np
from PIL import Image

from make_network_goldens import generated

FOLDER = os.path.join(os.path.dirname(__file__), "..", "Tests", "PlatformTests", "Golden")
PICTURES = [  # width, height, bytes of a pixel, seed, divisor of levels
    (640, 480, 3, 1, 1), (389, 517, 4, 2, 1), (129, 173, 3, 3, 1), (224, 224, 4, 4, 1),
    (1600, 1201, 4, 5, 1), (400, 300, 3, 6, 6),
]
SLOPE = 0.5


def picture(width, height, channels, seed, divisor):
    """A dark blot on lighter skin in uneven light, with grain; a fourth byte of anything."""
    y, x = np.mgrid[0:height, 0:width].astype(np.int64)
    dx, dy = 2 * x + 1 - width, 2 * y + 1 - height
    u, v = np.abs(dx) * 1024 // width, np.abs(dy) * 1024 // height
    inside = u * u + v * v + np.where(dx > 0, u * v // 2, 0) < 420 * 420
    index = np.arange(channels * width * height, dtype=np.uint32)
    hashed = index * np.uint32(2654435761) + np.uint32(seed * 40503)
    hashed ^= hashed >> np.uint32(15)
    hashed *= np.uint32(2246822519)
    hashed ^= hashed >> np.uint32(13)
    byte = ((hashed >> np.uint32(16)) & np.uint32(255)).astype(np.int64)
    byte = byte.reshape(height, width, channels)
    base = np.where(inside[..., None], np.array([110, 70, 50]), np.array([205, 160, 140]))
    light = (x * 24 // width - 12)[..., None]
    levels = byte.copy()
    levels[..., :3] = (base + light + byte[..., :3] // 16 - 8) // divisor
    return levels.astype(np.uint8)


def fnv1a(words):
    value = 0x811C9DC5
    for word in words:
        value = ((value ^ int(word)) * 0x01000193) & 0xFFFFFFFF
    return value


def backbone():
    import torch

    # As in make_network_goldens.py: the import asks for the names of compiled operators.
    library = torch.library.Library("torchvision", "FRAGMENT")
    for operator in ("nms", "qnms"):
        try:
            library.define(f"{operator}(Tensor dets, Tensor scores, float threshold) -> Tensor")
        except RuntimeError:
            pass
    import torchvision

    model = torchvision.models.mobilenet_v3_small(weights=None).eval().double()
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            if name.startswith("classifier.") or name.endswith("num_batches_tracked"):
                continue
            shape = tuple(tensor.shape)
            fan_in = int(np.prod(shape[1:])) if len(shape) == 4 else None
            tensor.copy_(torch.from_numpy(generated(name, shape, fan_in)))
    return model.features


def head(features):
    """The paper's head on 1 x C x 7 x 7 features: the logit."""
    import torch

    def tensor(name, shape, fan_in=None):
        return torch.from_numpy(generated(f"head.{name}", shape, fan_in)).double()

    pooled = torch.nn.functional.max_pool2d(features, 2).permute(0, 2, 3, 1).reshape(-1)
    count = len(pooled)
    hidden = pooled @ tensor("dense1.kernel", (count, 128), count) + tensor("dense1.bias", (128,))
    return (torch.relu(hidden) @ tensor("dense2.kernel", (128, 1), 128)
            + tensor("dense2.bias", (1,)))[0]


def vector(network, width, height, channels, seed, divisor):
    import torch

    pixels = picture(width, height, channels, seed, divisor)
    resized = np.asarray(
        Image.fromarray(np.ascontiguousarray(pixels[..., :3])).resize((224, 224), Image.BILINEAR))
    mean, deviation = np.float32([0.485, 0.456, 0.406]), np.float32([0.229, 0.224, 0.225])
    scale, offset = np.float32(1) / (np.float32(255) * deviation), -mean / deviation
    values = resized.astype(np.float32) * scale + offset
    words = np.ascontiguousarray(values, dtype="<f4").view("<u4").reshape(-1)
    with torch.no_grad():
        features = network(torch.from_numpy(values).double().permute(2, 0, 1)[None])
    features.requires_grad_()
    logit = head(features)
    (gradient,) = torch.autograd.grad(logit, features)
    shares = (gradient * features).sum(1)[0].detach().numpy()
    return {
        "width": width, "height": height, "channels": channels, "seed": seed, "divisor": divisor,
        "pixels": fnv1a(pixels.reshape(-1)), "input": fnv1a(words),
        "samples": [int(word) for word in words[::9973]],
        "logit": logit.item(),
        "map": [[round(float(value), 6) for value in row] for row in shares],
        "bias": round(logit.item() - float(shares.sum()), 6),
    }


def main():
    network = backbone()
    vectors = [vector(network, *entry) for entry in PICTURES]
    judged = sorted(v["logit"] for v in vectors if v["divisor"] == 1)
    intercept = round(-SLOPE * float(np.median(judged)), 3)
    risks = [1 / (1 + np.exp(-(SLOPE * logit + intercept))) for logit in judged]
    # The middle of the widest gap, so that no rounding decides a verdict.
    gap = max(range(len(risks) - 1), key=lambda i: risks[i + 1] - risks[i])
    threshold = round((risks[gap] + risks[gap + 1]) / 2, 4)
    for v in vectors:
        risk = 1 / (1 + np.exp(-(SLOPE * v["logit"] + intercept)))
        v["verdict"] = ("retake" if v["divisor"] > 1 else "refer" if risk >= threshold else "no-sign")
        print(v["width"], v["height"], "logit", v["logit"], "risk", risk, v["verdict"])
    metadata = {
        "format": 2, "architecture": "mobilenet-v3-small", "weights": "torchvision",
        "preprocessing": {"width": 224, "height": 224, "mode": "squash"},
        "calibration": {"method": "platt", "slope": SLOPE, "intercept": intercept},
        "operating_point": {"threshold": threshold},
    }
    os.makedirs(FOLDER, exist_ok=True)
    with open(os.path.join(FOLDER, "parity.json"), "w") as file:
        lines = ",\n".join("    " + json.dumps(v, separators=(",", ":")) for v in vectors)
        file.write('{\n  "made_by": "Tools/make_parity_vectors.py",\n'
                   f'  "metadata": {json.dumps(metadata)},\n  "vectors": [\n{lines}\n  ]\n}}\n')
    print("threshold", threshold, "intercept", intercept)


if __name__ == "__main__":
    main()
