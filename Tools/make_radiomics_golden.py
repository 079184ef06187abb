#!/usr/bin/env python3
"""Writes Tests/RadiomicsTests/Golden/features.json: Hu moments by OpenCV, Haralick features by
mahotas and colour histograms by NumPy, of synthetic pictures and of four real ones; and machines.json:
scikit-learn's machines on made-up examples. Run it again with

    python3 -m venv .venv
    .venv/bin/pip install opencv-python-headless==5.0.0.93 mahotas==1.4.19 numpy==2.4.6 pillow==13.0.0 \
        scikit-learn==1.9.1
    .venv/bin/python Tools/make_radiomics_golden.py [DIR_WITH_ISIC_2020_IMAGES]

Synthetic pictures are not stored: `noise`, `gradient`, `waves` and `flat` are repeated in the test.
Real ones may not be stored; the test looks for them by name and first compares their pixels, by hash,
with Pillow's decoding and resizing. Without the folder the real pictures' old values are kept.
"""
import json
import os
import sys

import cv2
import mahotas
import numpy as np
import PIL
from PIL import Image
from sklearn.preprocessing import MinMaxScaler
from sklearn.svm import SVC

GOLDEN = os.path.join(os.path.dirname(__file__), "../Tests/RadiomicsTests/Golden")
REAL = ["ISIC_0015719", "ISIC_0052212", "ISIC_0068279", "ISIC_0074268"]


def noise(width, height, seed):
    """Hashed bytes; an odd seed drives them to 0 and 255."""
    x = np.arange(3 * width * height, dtype=np.uint32) * np.uint32(2654435761)
    x += np.uint32((seed * 40503) % 2**32)
    x ^= x >> np.uint32(15)
    x *= np.uint32(2246822519)
    x ^= x >> np.uint32(13)
    level = (x >> np.uint32(16)).astype(np.uint8)
    if seed % 2:
        level = np.where(level >= 64, 255, 0).astype(np.uint8)
    return level.reshape(height, width, 3)


def gradient(width, height):
    y, x = np.mgrid[:height, :width]
    channels = (
        255 * x // max(width - 1, 1),
        255 * y // max(height - 1, 1),
        255 * (x + y) // max(width + height - 2, 1),
    )
    return np.stack(channels, 2).astype(np.uint8)


def waves(width, height):
    """A dark oval on brighter ground with a fine grain, in whole numbers throughout."""
    y, x = np.mgrid[:height, :width]
    u, v = 5 * x - 2 * width, 4 * y - 2 * height
    distance = (u * u + 2 * v * v) // (width + height)
    depth = np.clip(160 - distance // 8, 0, 120)
    grain = (x * x + 3 * x * y + 7 * y) % 13
    channels = (220 - depth + grain, 170 - depth + grain, 150 - depth * 3 // 4 + grain)
    return np.stack(channels, 2).astype(np.uint8)


def flat(width, height, colour):
    return np.full((height, width, 3), colour, np.uint8)


def fnv1a(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return f"{value:016x}"


def features(rgb):
    gray = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    hsv = cv2.cvtColor(rgb, cv2.COLOR_RGB2HSV)
    counts, _ = np.histogramdd(hsv.reshape(-1, 3).astype(float), bins=(8, 8, 8), range=[(0, 256)] * 3)
    by_opencv = cv2.normalize(
        cv2.calcHist([hsv], [0, 1, 2], None, [8, 8, 8], [0, 256] * 3), None).ravel()
    histogram = (counts / np.sqrt((counts**2).sum())).ravel()
    # The recipe's own histogram, which is in single precision, must be this one.
    assert np.allclose(by_opencv, histogram, rtol=0, atol=1e-6)
    return {
        "grayHash": fnv1a(gray.tobytes()),
        "hsvHash": fnv1a(hsv.tobytes()),
        "hu": cv2.HuMoments(cv2.moments(gray)).ravel().tolist(),
        "haralick": mahotas.features.haralick(gray).mean(axis=0).tolist(),
        "histogram": {str(i): v for i, v in enumerate(histogram.tolist()) if v},
    }


SYNTHETIC = {
    "noise 64x48 seed 2": lambda: noise(64, 48, 2),
    "noise 224x224 seed 4": lambda: noise(224, 224, 4),
    "noise 64x48 seed 3": lambda: noise(64, 48, 3),
    "gradient 224x224": lambda: gradient(224, 224),
    "gradient 31x57": lambda: gradient(31, 57),
    "waves 224x224": lambda: waves(224, 224),
    "waves 97x61": lambda: waves(97, 61),
    "waves 2x2": lambda: waves(2, 2),
    "noise 3x2 seed 6": lambda: noise(3, 2, 6),
    "flat 224x224 200,150,120": lambda: flat(224, 224, (200, 150, 120)),
    "flat 17x9 255,255,255": lambda: flat(17, 9, (255, 255, 255)),
    "flat 224x224 0,0,0": lambda: flat(224, 224, (0, 0, 0)),
}


def machines():
    """Decision values of scikit-learn's SVC behind its MinMaxScaler, on two overlapping clouds."""
    rng = np.random.default_rng(5)
    labels = np.array([0] * 34 + [1] * 14)
    rows = rng.normal(size=(48, 6)) * [1, 10, 0.1, 1, 1, 1] + [0, 5, -3, 0, 2, 1]
    rows[:, 0] += 1.2 * labels
    rows[:, 3] = np.where(rng.random(48) < 0.5, 0, rows[:, 3] + labels)
    rows[:, 4] = 0
    rows = rows.round(3)
    new = (rng.normal(size=(9, 6)) * [2, 10, 0.1, 1, 1, 1] + [0, 5, -3, 0, 2, 1]).round(3)
    scaler = MinMaxScaler().fit(rows)
    # A feature that never varied says nothing: here it is 0 for every image.
    scaled_new = scaler.transform(new)
    scaled_new[:, 4] = 0
    cases = []
    for kernel, name in [
        ("linear", "linear"), ("poly", "polynomial"), ("rbf", "rbf"), ("sigmoid", "sigmoid")
    ]:
        for cost in (0.1, 10):
            for weights in (None, "balanced"):
                machine = SVC(kernel=kernel, C=cost, class_weight=weights, gamma="scale", tol=1e-3)
                machine.fit(scaler.transform(rows), labels)
                cases.append({
                    "kernel": name, "c": cost, "balancesClasses": weights is not None,
                    "decisionValues": machine.decision_function(scaled_new).tolist(),
                })
    return {
        "rows": rows.tolist(), "labels": labels.astype(bool).tolist(), "new": new.tolist(),
        "scaledNew": scaled_new.tolist(), "cases": cases,
    }


def write(name, value):
    with open(os.path.join(GOLDEN, name), "w", encoding="utf-8") as file:
        json.dump(value, file, indent=1, sort_keys=True)
        file.write("\n")


def main():
    # Every fifth level of each channel, and 255.
    lattice = np.stack(np.meshgrid(*[np.arange(0, 256, 5)] * 3, indexing="ij"), -1)
    lattice = lattice.astype(np.uint8).reshape(1, -1, 3)
    real = {}
    if len(sys.argv) > 1:
        for name in REAL:
            image = Image.open(os.path.join(sys.argv[1], name + ".jpg")).convert("RGB")
            pixels = np.asarray(image.resize((224, 224), Image.Resampling.BILINEAR))
            real[name] = {"pixelHash": fnv1a(pixels.tobytes()), "values": features(pixels)}
    elif os.path.exists(os.path.join(GOLDEN, "features.json")):
        with open(os.path.join(GOLDEN, "features.json"), encoding="utf-8") as file:
            real = json.load(file)["real"]
    golden = {
        "versions": {
            "opencv": cv2.__version__, "mahotas": mahotas.__version__, "numpy": np.__version__,
            "pillow": PIL.__version__,
        },
        "latticeGrayHash": fnv1a(cv2.cvtColor(lattice, cv2.COLOR_RGB2GRAY).tobytes()),
        "latticeHSVHash": fnv1a(cv2.cvtColor(lattice, cv2.COLOR_RGB2HSV).tobytes()),
        "synthetic": {name: features(make()) for name, make in SYNTHETIC.items()},
        "real": real,
    }
    os.makedirs(GOLDEN, exist_ok=True)
    write("features.json", golden)
    write("machines.json", machines())


if __name__ == "__main__":
    main()
