#!/usr/bin/env python3
"""Times steps of fine-tuning beside Python's PyTorch: the same network, batch and optimiser.

    make setup-torch build
    python training_step.py --lentigo ../.build/release/lentigo

Needs torch and torchvision of the version that `make setup-torch` fetches. Torchvision's
MobileNetV3-Small with the paper's head, channels last, batch norm in training mode, binary cross-
entropy, PyTorch's fused AdamW. Both take turns, `--rounds` times; of the rounds' ratios (Lentigo's
median step over Python's) the median counts.
"""
import argparse
import json
import os
import statistics
import time

# As Lentigo loads libtorch: threads that wait let others compute. Read when torch is loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import torch
import torch.nn.functional as F
from torch import nn

import processes

library = torch.library.Library("torchvision", "FRAGMENT")
for operator in ("nms", "qnms"):
    # torchvision's compiled operators may be built for another torch; only their names are asked for.
    try:
        library.define(f"{operator}(Tensor dets, Tensor scores, float threshold) -> Tensor")
    except RuntimeError:
        pass
import torchvision


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = torchvision.models.mobilenet_v3_small(weights=None).features
        self.dense1, self.dense2 = nn.Linear(9 * 576, 128), nn.Linear(128, 1)

    def forward(self, images):
        maps = F.max_pool2d(self.features(images), 2)
        return self.dense2(F.relu(self.dense1(maps.permute(0, 2, 3, 1).flatten(1)))).flatten()


def python_steps(batch, seconds):
    model = Classifier().train().to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4, weight_decay=0.01, fused=True)
    images = (torch.rand(batch, 3, 224, 224) * 2 - 1).to(memory_format=torch.channels_last)
    labels = (torch.arange(batch) % 2).float()

    def step():
        optimizer.zero_grad()
        F.binary_cross_entropy_with_logits(model(images), labels).backward()
        optimizer.step()

    for _ in range(2):
        step()
    times, start = [], time.perf_counter()
    while not times or time.perf_counter() - start < seconds:
        before = time.perf_counter()
        step()
        times.append((time.perf_counter() - before) * 1e3)
    return statistics.median(times)


def lentigo_steps(lentigo, batch, threads, seconds):
    words = [lentigo, "benchmark", "--training-step", "--json", "--batch", str(batch),
             "--threads", str(threads), "--seconds", str(seconds)]
    return json.loads(processes.last_line(processes.run(words)))["median_ms"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lentigo", required=True)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    ratios = []
    for number in range(options.rounds):
        ours = lentigo_steps(options.lentigo, options.batch, options.threads, options.seconds)
        theirs = python_steps(options.batch, options.seconds)
        ratios.append(ours / theirs)
        print(f"round {number + 1}: Lentigo {ours:.1f} ms, PyTorch {torch.__version__} "
              f"{theirs:.1f} ms, ratio {ratios[-1]:.3f}", flush=True)
    print(f"ratio: median {statistics.median(ratios):.3f}, "
          f"{min(ratios):.3f} to {max(ratios):.3f}")


if __name__ == "__main__":
    main()
