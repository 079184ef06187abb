#!/usr/bin/env python3
"""Makes Tests/TorchBackendTests/Golden/mobilenet-v3-small.training.safetensors.

    python3 -m venv .venv-goldens
    .venv-goldens/bin/pip install numpy torch torchvision
    .venv-goldens/bin/python Tools/make_torch_golden.py

The network is torchvision's MobileNetV3-Small with the paper's head, its weights and images are filled
from names as `make_network_goldens.py` says, and everything is computed in float64. Four images of
64 x 64; losses are means over them:

    logits.batch, logits.running    with batch norm in training mode, in inference mode
    losses                          binary cross-entropy with labels smoothed by .1 and focal loss
                                    (gamma 2, hard labels), in training mode, then in inference mode
    gradients.MODE.LOSS             of every parameter, one line each
    statistics                      every running mean and variance after one batch in training mode
    parameters                      what two steps of AdamW (1e-2, weight decay .05, epsilon 1e-3; cross-
                                    entropy, training mode) have added to each parameter

A line tells a tensor by six numbers: its length, its product with `uniform(name + ".probe") - .5`, and
the values at 0, 1/4, 1/2 and 3/4 of it. Which tensor each line is of: the metadata `trained`, `running`.
"""
import copy
import os

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from make_network_goldens import generated, save, uniform

# torchvision's compiled operators may be built for another torch; only their names are asked for.
library = torch.library.Library("torchvision", "FRAGMENT")
for operator in ("nms", "qnms"):
    try:
        library.define(f"{operator}(Tensor dets, Tensor scores, float threshold) -> Tensor")
    except RuntimeError:
        pass
import torchvision

FOLDER = os.path.join(os.path.dirname(__file__), "..", "Tests", "TorchBackendTests", "Golden")
SIDE, LABELS, SMOOTHING, GAMMA = 64, [1.0, 0.0, 0.0, 1.0], 0.1, 2.0


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = torchvision.models.mobilenet_v3_small(weights=None).features
        self.dense1, self.dense2 = nn.Linear(576, 128), nn.Linear(128, 1)

    def forward(self, images):
        maps = F.max_pool2d(self.features(images), 2)
        # Row, column, channel.
        hidden = F.relu(self.dense1(maps.permute(0, 2, 3, 1).flatten(1)))
        return self.dense2(hidden).flatten()


def make():
    network = Classifier()
    tensors = {}
    for name, tensor in network.state_dict().items():
        if name.endswith("num_batches_tracked"):
            continue
        shape = tuple(tensor.shape)
        if name.startswith("dense"):
            # Ours are inputs x outputs.
            ours = "head." + name.replace("weight", "kernel")
            kernel = name.endswith("weight")
            values = generated(ours, shape[::-1] if kernel else shape, shape[1] if kernel else None)
            tensors[name], values = ours, values.T
        else:
            fan_in = int(np.prod(shape[1:])) if len(shape) == 4 else None
            tensors[name], values = name, generated(name, shape, fan_in)
        with torch.no_grad():
            tensor.copy_(torch.from_numpy(np.ascontiguousarray(values)))
    return network.double(), tensors


def line(name, tensor):
    values = tensor.detach()
    if name.startswith("head.") and values.dim() == 2:
        values = values.T
    values = values.numpy().reshape(-1)
    probe = uniform(name + ".probe", values.size).astype(np.float64) - 0.5
    samples = [values[values.size * quarter // 4] for quarter in range(4)]
    return [np.sqrt((values**2).sum()), (values * probe).sum(), *samples]


def main():
    network, names = make()
    count = len(LABELS)
    images = uniform("images", count * SIDE * SIDE * 3) * np.float32(2) - np.float32(1)
    images = torch.from_numpy(images.reshape(count, SIDE, SIDE, 3)).permute(0, 3, 1, 2).double()
    labels = torch.tensor(LABELS, dtype=torch.float64)
    smooth = labels * (1 - SMOOTHING) + SMOOTHING / 2

    def entropy(logits):
        return F.binary_cross_entropy_with_logits(logits, smooth)

    def focal(logits):
        return torchvision.ops.sigmoid_focal_loss(
            logits, labels, alpha=-1, gamma=GAMMA, reduction="mean")

    found, losses = {}, []
    for mode in ("batch", "running"):
        for loss_name, loss in (("entropy", entropy), ("focal", focal)):
            model = copy.deepcopy(network)
            model.train(mode == "batch")
            logits = model(images)
            value = loss(logits)
            value.backward()
            losses.append(value.item())
            found[f"logits.{mode}"] = logits.detach().numpy()
            found[f"gradients.{mode}.{loss_name}"] = np.array(
                [line(names[n], p.grad) for n, p in model.named_parameters()])
            if (mode, loss_name) == ("batch", "entropy"):
                running = [(n, b) for n, b in model.named_buffers() if b.dim() == 1]
                found["statistics"] = np.array([line(n, b) for n, b in running])
    found["losses"] = np.array(losses)

    model = copy.deepcopy(network).train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2, weight_decay=0.05, eps=1e-3)
    for _ in range(2):
        optimizer.zero_grad()
        entropy(model(images)).backward()
        optimizer.step()
    start = dict(network.named_parameters())
    found["parameters"] = np.array(
        [line(names[n], p - start[n]) for n, p in model.named_parameters()])

    import make_network_goldens
    make_network_goldens.FOLDER = FOLDER
    size = save("mobilenet-v3-small.training", found, {
        "made_by": "Tools/make_torch_golden.py",
        "trained": "\n".join(names[n] for n, _ in network.named_parameters()),
        "running": "\n".join(n for n, _ in running),
    })
    print(found["losses"], found["logits.batch"], found["logits.running"], size, "bytes")


if __name__ == "__main__":
    main()
