#!/usr/bin/env python3
"""Makes Models/mobilenet-v3-small.synthetic.safetensors: a backbone trained on synthetic lesions alone.

It lets the demonstration and the tests train a head where no pretrained weights are at hand. It was
trained from random numbers on lesions that Lentigo drew (seed 1000; those of the demonstration have
other seeds), so it is the project's own and carries nobody's licence. It knows nothing of real skin.

    lentigo dataset synthesize --count 6000 --seed 1000 --malignant-share 0.4 --size 192 --output lesions
    python3 -m venv .venv && .venv/bin/pip install torch torchvision numpy pillow
    .venv/bin/python Tools/train_synthetic_backbone.py lesions Models/mobilenet-v3-small.synthetic.safetensors
"""
import csv, json, math, struct, sys, time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from PIL import Image

# torchvision registers compiled operators that a CPU-only PyTorch may lack; none is needed here.
_register = torch.library.register_fake
torch.library.register_fake = (
    lambda op, *a, **k: (lambda f: f) if str(op).startswith("torchvision::") else _register(op, *a, **k)
)
import torchvision

MEAN = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
STD = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)
STORED, BATCH, EPOCHS, RATE = 192, 32, 7, 2e-3


def load(folder):
    rows = list(csv.DictReader(open(f"{folder}/train.csv")))
    images = [Image.open(f"{folder}/images/{r['image_name']}.jpg").resize((STORED, STORED)) for r in rows]
    pixels = torch.from_numpy(np.stack([np.asarray(i) for i in images]))
    return pixels, torch.tensor([float(r["target"]) for r in rows])


def batch(pixels, side, augment):
    x = pixels.permute(0, 3, 1, 2).float() / 255
    n = len(x)
    if augment:
        angle = torch.rand(n) * 2 * math.pi
        zoom = 0.75 + 0.35 * torch.rand(n)
        flip = torch.where(torch.rand(n) < 0.5, -1.0, 1.0)
        c, s = torch.cos(angle) * zoom, torch.sin(angle) * zoom
        m = torch.stack([torch.stack([c * flip, -s, torch.zeros(n)], 1), torch.stack([s * flip, c, torch.zeros(n)], 1)], 1)
        grid = F.affine_grid(m, (n, 3, side, side), align_corners=False)
        x = F.grid_sample(x, grid, padding_mode="reflection", align_corners=False)
        grey = x.mean(1, keepdim=True)
        x = (grey + (x - grey) * (0.4 + 0.8 * torch.rand(n, 1, 1, 1))) * (0.7 + 0.6 * torch.rand(n, 1, 1, 1))
        x = x.clamp(0, 1)
    else:
        x = F.interpolate(x, (side, side), mode="bilinear", antialias=True)
    return ((x - MEAN) / STD).contiguous(memory_format=torch.channels_last)


def auc(labels, scores):
    rank = scores.argsort().argsort().double() + 1
    p = labels == 1
    return float((rank[p].sum() - p.sum() * (p.sum() + 1) / 2) / (p.sum() * (~p).sum()))


def save(path, state):
    """Half precision, the names of torchvision, in the order of the network."""
    header, body = {"__metadata__": {"made_with": "Tools/train_synthetic_backbone.py, synthetic lesions only"}}, b""
    for name, tensor in state.items():
        if name.endswith("num_batches_tracked"):
            continue
        data = tensor.detach().contiguous().numpy().astype("<f2").tobytes()
        header["features." + name] = {
            "dtype": "F16", "shape": list(tensor.shape), "data_offsets": [len(body), len(body) + len(data)]}
        body += data
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + body)


def main():
    torch.manual_seed(0)
    pixels, labels = load(sys.argv[1])
    held = len(labels) // 10
    features = torchvision.models.mobilenet_v3_small(weights=None).features
    for module in features.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.momentum = 0.05
    model = nn.Sequential(features, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.2), nn.Linear(576, 1))
    model = model.to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(model.parameters(), RATE, weight_decay=0.02)
    steps = (len(labels) - held) // BATCH * EPOCHS
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1)
    start = time.time()
    for epoch in range(EPOCHS):
        # The last epochs run at the size of use, so that batch norm's statistics fit it.
        side = 128 if epoch < EPOCHS - 2 else 224
        model.train()
        order = torch.randperm(len(labels) - held) + held
        for i in range(0, len(order) - BATCH + 1, BATCH):
            j = order[i : i + BATCH]
            logits = model(batch(pixels[j], side, True))[:, 0]
            loss = F.binary_cross_entropy_with_logits(logits, labels[j])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        model.eval()
        with torch.no_grad():
            scores = torch.cat([model(batch(pixels[i : min(i + 64, held)], 224, False))[:, 0] for i in range(0, held, 64)])
        print(f"epoch {epoch + 1} loss {loss:.3f} AUC {auc(labels[:held], scores):.4f} {time.time() - start:.0f} s", flush=True)
    save(sys.argv[2], features.state_dict())


if __name__ == "__main__":
    main()
