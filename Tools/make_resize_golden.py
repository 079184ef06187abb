#!/usr/bin/env python3
"""Writes Tests/LesionImageTests/Golden/resize.json: what Pillow's bilinear filter makes of synthetic
pictures of awkward sizes. Run it again with

    python3 -m venv .venv && .venv/bin/pip install pillow==13.0.0 numpy
    .venv/bin/python Tools/make_resize_golden.py

Sources are not stored: `noise` below is repeated in the test. Small results are stored whole, larger
ones as the FNV-1a hash of their bytes.
"""
import json
import os

import numpy as np
import PIL
from PIL import Image

CASES = [  # source width, height -> width, height
    (1024, 768, 224, 224), (768, 1024, 224, 224), (256, 256, 224, 224), (200, 150, 224, 224),
    (512, 384, 224, 224), (640, 480, 224, 224), (600, 450, 224, 224), (1023, 767, 224, 224),
    (450, 337, 224, 224), (1600, 1201, 224, 224), (37, 53, 224, 224), (2, 3, 224, 224),
    (1, 1, 5, 4), (3, 1, 7, 2), (1, 200, 3, 5), (17, 13, 5, 4), (17, 13, 16, 12), (17, 13, 17, 4),
    (17, 13, 5, 13), (17, 13, 18, 14), (5, 4, 17, 13), (301, 299, 7, 5), (1000, 2, 6, 1),
    (3000, 4, 1, 3), (64, 64, 16, 16), (63, 65, 16, 16), (9, 9, 1, 1), (223, 225, 8, 8),
]


def noise(width, height, seed):
    """Hashed bytes; an odd seed drives them to 0 and 255, where rounding could overflow."""
    x = np.arange(3 * width * height, dtype=np.uint32) * np.uint32(2654435761)
    x += np.uint32((seed * 40503) % 2**32)
    x ^= x >> np.uint32(15)
    x *= np.uint32(2246822519)
    x ^= x >> np.uint32(13)
    level = (x >> np.uint32(16)).astype(np.uint8)
    if seed % 2:
        level = np.where(level >= 64, 255, 0).astype(np.uint8)
    return level.reshape(height, width, 3)


def centre_crop(width, height, new_width, new_height):
    """The largest centred part with the new proportions, in whole pixels."""
    crop_width, crop_height = width, height
    if width * new_height > height * new_width:
        crop_width = max((2 * height * new_width + new_height) // (2 * new_height), 1)
    else:
        crop_height = max((2 * width * new_height + new_width) // (2 * new_width), 1)
    left, top = (width - crop_width) // 2, (height - crop_height) // 2
    return left, top, left + crop_width, top + crop_height


def fnv1a(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return f"{value:016x}"


def main():
    results = []
    for index, (width, height, new_width, new_height) in enumerate(CASES):
        for mode in ("squash", "centre-crop"):
            image = Image.fromarray(noise(width, height, index))
            if mode == "centre-crop":
                image = image.crop(centre_crop(width, height, new_width, new_height))
            data = image.resize((new_width, new_height), Image.BILINEAR).tobytes()
            result = {"width": width, "height": height, "seed": index, "mode": mode,
                      "newWidth": new_width, "newHeight": new_height, "fnv1a": fnv1a(data)}
            if len(data) <= 1000:
                result["pixels"] = list(data)
            results.append(result)
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    with open(f"{root}/Tests/LesionImageTests/Golden/resize.json", "w") as file:
        file.write('{"pillow": "%s", "cases": [\n' % PIL.__version__)
        file.write(",\n".join(json.dumps(result) for result in results) + "\n]}\n")


if __name__ == "__main__":
    main()
