#!/usr/bin/env python3
"""Two plain fine-tunings in PyTorch, as rivals of `finetune`: the same network, data, test and start.

    python plain_finetuning.py --recipe plain --data isic2020 --folds isic2020/folds.csv --test-fold 3 \\
        --also-train ham10000 --backbone-weights mobilenet_v3_small.safetensors --predictions plain.csv

Needs torch and torchvision of the version that `make setup-torch` fetches, and Pillow. `plain` is what most
would write first: AdamW 1e-3, cosine, 12 epochs, label smoothing, flips, rotation, brightness, saturation.
`varied` is AdamW 4e-4 with random crops, aspect, channel gains, contrast, saturation, down-sampling, vignette
and cutout, and the moving average of the weights. Both draw two fifths of each batch malignant, and leave
nothing for validation: they train on every image outside the test fold.

After each epoch the AUC of the test fold is printed, so that one sees what choosing the epoch there would
flatter; the predictions are those of the last epoch. `--within source_repo`, a column of the folds file, also
prints the AUC of pairs from one source.
"""
import argparse
import copy
import csv
import math
import pathlib
import time

from training_step import Classifier
import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

import network_file

SIDE = 224
MEAN = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
DEVIATION = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)


def read(folder):
    """The rows of a data set, and its pictures at the network's size."""
    folder = pathlib.Path(folder)
    with open(folder / "train.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    pictures = np.empty((len(rows), SIDE, SIDE, 3), np.uint8)
    for row, picture in zip(rows, pictures):
        image = Image.open(folder / "images" / f"{row['image_name']}.jpg").convert("RGB")
        picture[:] = image.resize((SIDE, SIDE), Image.BILINEAR)
    return rows, torch.from_numpy(pictures)


def auc(targets, scores):
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    positives = targets.sum()
    return (ranks[targets].sum() - positives * (positives + 1) / 2) / (
        positives * (len(targets) - positives))


def auc_within(groups, targets, scores):
    """The AUC of the pairs whose images are of one group."""
    found = pairs = 0
    for group in np.unique(groups):
        chosen = groups == group
        weight = targets[chosen].sum() * (~targets[chosen]).sum()
        if weight:
            found += weight * auc(targets[chosen], scores[chosen])
            pairs += weight
    return found / pairs if pairs else math.nan


def uniform(count, low, high):
    return torch.empty(count, 1, 1, 1).uniform_(low, high)


def factor(count, spread):
    return torch.exp(uniform(count, -spread, spread))


def turned(images, areas, aspects):
    """Turned by any angle and perhaps mirrored; a part of some area and aspect, near the middle."""
    count = len(images)
    angle = torch.rand(count) * 2 * math.pi
    area = torch.empty(count).uniform_(*areas)
    aspect = torch.exp(torch.empty(count).uniform_(-aspects, aspects))
    width, height = torch.sqrt(area * aspect), torch.sqrt(area / aspect)
    mirror = torch.where(torch.rand(count) < 0.5, -1.0, 1.0)
    matrix = torch.zeros(count, 2, 3)
    matrix[:, 0, 0], matrix[:, 0, 1] = torch.cos(angle) * width * mirror, -torch.sin(angle) * height
    matrix[:, 1, 0], matrix[:, 1, 1] = torch.sin(angle) * width * mirror, torch.cos(angle) * height
    for axis, share in ((0, width), (1, height)):
        matrix[:, axis, 2] = torch.empty(count).uniform_(-1, 1) * (1 - share).clamp(min=0)
    grid = F.affine_grid(matrix, images.shape, align_corners=False)
    return F.grid_sample(images, grid, padding_mode="reflection", align_corners=False)


def saturated(images, factors):
    grey = images.mean(1, keepdim=True)
    return grey + (images - grey) * factors


def plain(images):
    count = len(images)
    images = turned(images, (1, 1), 0) * uniform(count, 0.8, 1.2)
    return saturated(images, uniform(count, 0.8, 1.2))


def varied(images):
    count = len(images)
    images = turned(images, (0.45, 1), 0.29)
    images = images * factor(count, 0.25) * torch.exp(torch.empty(count, 3, 1, 1).uniform_(-0.12, 0.12))
    mean = images.mean((1, 2, 3), keepdim=True)
    images = saturated(mean + (images - mean) * factor(count, 0.25), factor(count, 0.35))
    if torch.rand(()) < 0.5:
        side = int(SIDE * (0.35 + 0.55 * torch.rand(())))
        small = F.interpolate(images, size=side, mode="bilinear", antialias=True)
        images = F.interpolate(small, size=SIDE, mode="bilinear")
    axis = torch.linspace(-1, 1, SIDE)
    across, down = axis.view(1, 1, 1, -1), axis.view(1, 1, -1, 1)
    distance = torch.sqrt((across - uniform(count, -0.15, 0.15)) ** 2 + (down - uniform(count, -0.15, 0.15)) ** 2)
    rim = torch.sigmoid((distance - uniform(count, 0.75, 1.25)) / uniform(count, 0.01, 0.1))
    images = images * (1 - rim * (torch.rand(count, 1, 1, 1) < 0.3))
    width, height = uniform(count, 0.1, 0.35), uniform(count, 0.1, 0.35)
    hole = ((across - uniform(count, -1, 1)).abs() < width) & ((down - uniform(count, -1, 1)).abs() < height)
    return torch.where(hole & (torch.rand(count, 1, 1, 1) < 0.3), 0.5, images)


RECIPES = {
    "plain": dict(augment=plain, rate=1e-3, average=0.0),
    "varied": dict(augment=varied, rate=4e-4, average=0.998),
}


def batches(malignant, benign, size):
    """An epoch: as many images as there are, two fifths of each batch malignant."""
    each = round(0.4 * size)
    count = (len(malignant) + len(benign)) // size

    def draw(pool, number):
        packs = [pool[torch.randperm(len(pool))] for _ in range(-(-number // len(pool)))]
        return torch.cat(packs)[:number]

    sick, healthy = draw(malignant, count * each), draw(benign, count * (size - each))
    for index in range(count):
        yield torch.cat([
            sick[index * each:(index + 1) * each],
            healthy[index * (size - each):(index + 1) * (size - each)]])


def scores(model, pictures):
    model.eval()
    with torch.no_grad():
        parts = [torch.sigmoid(model(normalized(part.permute(0, 3, 1, 2).float() / 255)))
                 for part in pictures.split(64)]
    model.train()
    return torch.cat(parts).numpy()


def normalized(images):
    return ((images.clamp(0, 1) - MEAN) / DEVIATION).to(memory_format=torch.channels_last)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--recipe", choices=RECIPES, required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--folds", required=True)
    parser.add_argument("--test-fold", type=int, required=True)
    parser.add_argument("--also-train", action="append", default=[])
    parser.add_argument("--backbone-weights", required=True)
    parser.add_argument("--predictions", required=True)
    parser.add_argument("--within")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    recipe = RECIPES[options.recipe]

    with open(options.folds, newline="") as file:
        table = {row["image_name"]: row for row in csv.DictReader(file)}
    folds = {name: int(row["fold"]) for name, row in table.items()}
    rows, pictures = read(options.data)
    is_test = torch.tensor([folds.get(row["image_name"]) == options.test_fold for row in rows])
    is_trained = torch.tensor(
        [folds.get(row["image_name"], options.test_fold) != options.test_fold for row in rows])
    tested = [row for row, test in zip(rows, is_test) if test]
    tests, targets = pictures[is_test], np.array([row["target"] in ("1", "1.0") for row in tested])
    groups = options.within and np.array([table[row["image_name"]][options.within] for row in tested])
    rows, pictures = [row for row, use in zip(rows, is_trained) if use], pictures[is_trained]
    for folder in options.also_train:
        more, added = read(folder)
        rows, pictures = rows + more, torch.cat([pictures, added])
    labels = torch.tensor([float(row["target"]) for row in rows])
    malignant, benign = torch.where(labels == 1)[0], torch.where(labels == 0)[0]
    print(f"{len(rows)} training images ({len(malignant)} malignant), {len(tested)} test images", flush=True)

    model = Classifier()
    weights, _ = network_file.tensors(options.backbone_weights)
    state = {f"features.{name}": torch.from_numpy(weights[f"features.{name}"].copy())
             for name in model.features.state_dict() if f"features.{name}" in weights}
    missing = [name for name in model.load_state_dict(state, strict=False).missing_keys
               if name.startswith("features") and not name.endswith("num_batches_tracked")]
    assert not missing, missing
    model = model.train().to(memory_format=torch.channels_last)
    averaged = copy.deepcopy(model)
    optimizer = torch.optim.AdamW(model.parameters(), lr=recipe["rate"], weight_decay=0.01, fused=True)
    steps = options.epochs * (len(rows) // options.batch)
    warm_up = max(1, steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / warm_up, 0.5 * (1 + math.cos(math.pi * step / steps))))
    step = 0
    for epoch in range(1, options.epochs + 1):
        start = time.perf_counter()
        for chosen in batches(malignant, benign, options.batch):
            images = recipe["augment"](pictures[chosen].permute(0, 3, 1, 2).float() / 255)
            smoothed = labels[chosen] * 0.9 + 0.05
            optimizer.zero_grad()
            F.binary_cross_entropy_with_logits(model(normalized(images)), smoothed).backward()
            optimizer.step()
            schedule.step()
            step += 1
            kept = min(recipe["average"], (1 + step) / (10 + step))
            with torch.no_grad():
                for own, other in zip(averaged.state_dict().values(), model.state_dict().values()):
                    own.lerp_(other, 1 - kept) if own.is_floating_point() else own.copy_(other)
        found = scores(averaged, tests)
        within = ""
        if options.within:
            within = f"within {options.within} {auc_within(groups, targets, found):.4f}, "
        print(f"epoch {epoch}: test AUC {auc(targets, found):.4f}, {within}"
              f"{time.perf_counter() - start:.0f} s", flush=True)
    with open(options.predictions, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["image_name", "risk"])
        writer.writerows([row["image_name"], f"{risk:.6f}"] for row, risk in zip(tested, found))


if __name__ == "__main__":
    main()
