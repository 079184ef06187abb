#!/usr/bin/env python3
"""Writes Tests/LesionImageTests/Golden/augmentation.json: Table 1's changes made by PyTorch
(affine_grid and grid_sample in double precision, reflection at the border) on a synthetic picture.

    python3 -m venv .venv
    .venv/bin/pip install numpy torch==2.13.0 --extra-index-url https://download.pytorch.org/whl/cpu
    .venv/bin/python Tools/make_augmentation_golden.py
"""
import json
import math
import os

import torch
import torch.nn.functional as F

from make_resize_golden import noise

SIDE = 18
CASES = [  # mirrors columns, mirrors rows, rotation, zoom, shear, saturation, brightness
    (0, 0, 0, 0, 0, 1, 1), (1, 0, 0, 0, 0, 1, 1), (0, 1, 90, 0, 0, 1, 1), (0, 0, 30, 0, 0, 1, 1),
    (0, 0, 0, .2, 0, 1, 1), (0, 0, 0, 0, .2, 1, 1), (0, 0, 0, 0, 0, .4, 1), (0, 0, 0, 0, 0, 1, 1.3),
    (0, 0, 0, 0, 0, .6, .7), (1, 0, 17, .11, .07, .45, .9), (0, 1, 73.5, .2, .2, .6, 1.3),
    (1, 1, 45, .05, .13, .5, 1.1),
]


def augmented(picture, columns, rows, rotation, zoom, shear, saturation, brightness):
    x = torch.from_numpy(picture).double().permute(2, 0, 1)[None] / 255
    angle, scale = math.radians(rotation), 1 - zoom
    c, s = math.cos(angle), math.sin(angle)
    h, v = scale * (-1 if columns else 1), scale * (-1 if rows else 1)
    matrix = torch.tensor([[[c * h, (shear * c - s) * v, 0], [s * h, (shear * s + c) * v, 0]]])
    grid = F.affine_grid(matrix.double(), list(x.shape), align_corners=False)
    x = F.grid_sample(x, grid, padding_mode="reflection", align_corners=False) * brightness
    grey = x.mean(1, keepdim=True)
    x = (grey + (x - grey) * saturation).clamp(0, 1) * 255
    return x.round()[0].permute(1, 2, 0).to(torch.uint8)


def main():
    picture = noise(SIDE, SIDE, 2)
    results = []
    for case in CASES:
        names = ("mirrorsColumns", "mirrorsRows", "rotation", "zoom", "shear", "saturation",
                 "brightness")
        result = dict(zip(names, case))
        result["mirrorsColumns"], result["mirrorsRows"] = bool(case[0]), bool(case[1])
        result["pixels"] = augmented(picture, *case).flatten().tolist()
        results.append(result)
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    with open(f"{root}/Tests/LesionImageTests/Golden/augmentation.json", "w") as file:
        file.write('{"torch": "%s", "side": %d, "seed": 2, "cases": [\n' % (torch.__version__, SIDE))
        file.write(",\n".join(json.dumps(result) for result in results) + "\n]}\n")


if __name__ == "__main__":
    main()
