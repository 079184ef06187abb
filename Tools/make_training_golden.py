#!/usr/bin/env python3
"""Makes the golden values of Tests/TrainingTests/Golden with PyTorch and mpmath.

    python3 -m venv .venv && .venv/bin/pip install torch numpy mpmath
    .venv/bin/python Tools/make_training_golden.py

focal_loss.json       the loss and its derivative, in 50-digit arithmetic
head_steps.safetensors three optimiser steps of the head at a small size: PyTorch's autograd and SGD in
                      float64, rounded to float32 when written
"""
import json
import pathlib
import struct

import mpmath
import numpy as np
import torch
import torch.nn.functional as F

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "Tests/TrainingTests/Golden"
INPUTS, HIDDEN, STEPS = 12, 128, 3
BATCHES = [5, 4, 1]
RATE, MOMENTUM, GAMMA, MALIGNANT, BENIGN = 0.1, 0.9, 2.0, 0.67, 0.33


def focal_loss(logit, malignant, gamma, weight):
    margin = logit if malignant else -logit
    other = 1 / (1 + mpmath.exp(margin))
    return -weight * other**gamma * mpmath.log(1 - other)


def write_focal_loss():
    mpmath.mp.dps = 120  # 1 - sigmoid(100) needs 44 digits before the first useful one
    rows = []
    for gamma in (0.0, 0.5, 1.0, 2.0, 5.0):
        for malignant, weight in ((True, 0.67), (False, 0.33)):
            for logit in (-100, -40, -12.5, -3, -0.5, 0, 0.25, 1, 7.75, 30, 100):
                z = mpmath.mpf(logit)
                f = lambda x: focal_loss(x, malignant, mpmath.mpf(gamma), mpmath.mpf(weight))
                rows.append({
                    "gamma": gamma, "isMalignant": malignant, "weight": weight, "logit": logit,
                    "value": float(f(z)), "derivative": float(mpmath.diff(f, z, h=mpmath.mpf(10)**-40)),
                })
    (GOLDEN / "focal_loss.json").write_text("[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]\n")


def write_safetensors(path, tensors):
    header, body = {}, b""
    for name, value in tensors.items():
        data = np.ascontiguousarray(value.detach().numpy().astype("<f4")).tobytes()
        header[name] = {"dtype": "F32", "shape": list(value.shape),
                        "data_offsets": [len(body), len(body) + len(data)]}
        body += data
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + body)


def write_head_steps():
    torch.manual_seed(1)
    # Inputs are rounded to float32 first, so that both sides start from the same numbers.
    exact = lambda *shape, scale=1.0: (torch.randn(*shape) * scale).double()
    parameters = {
        "head.dense1.kernel": exact(INPUTS, HIDDEN, scale=0.3), "head.dense1.bias": exact(HIDDEN, scale=0.1),
        "head.dense2.kernel": exact(HIDDEN, 1, scale=0.3), "head.dense2.bias": exact(1, scale=0.1),
    }
    for value in parameters.values():
        value.requires_grad_()
    out = {f"start.{k}": v.clone() for k, v in parameters.items()}
    optimiser = torch.optim.SGD(parameters.values(), RATE, momentum=MOMENTUM)
    losses = []
    for step, batch in enumerate(BATCHES):
        x, y = exact(batch, INPUTS), (torch.rand(batch) < 0.4).double()
        hidden = torch.relu(x @ parameters["head.dense1.kernel"] + parameters["head.dense1.bias"])
        z = (hidden @ parameters["head.dense2.kernel"] + parameters["head.dense2.bias"])[:, 0]
        q = torch.sigmoid(z)
        pt = torch.where(y == 1, q, 1 - q)
        loss = (torch.where(y == 1, MALIGNANT, BENIGN) * (1 - pt) ** GAMMA
                * F.binary_cross_entropy_with_logits(z, y, reduction="none")).mean()
        optimiser.zero_grad()
        loss.backward()
        if step == 0:
            out.update({f"gradient.{k}": v.grad.clone() for k, v in parameters.items()})
            out["logits"] = z
        optimiser.step()
        losses.append(loss.detach())
        out[f"features.{step}"], out[f"labels.{step}"] = x, y
    out["losses"] = torch.stack(losses)
    out.update({f"end.{k}": v for k, v in parameters.items()})
    write_safetensors(GOLDEN / "head_steps.safetensors", out)


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    write_focal_loss()
    write_head_steps()
