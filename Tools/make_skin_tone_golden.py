"""Golden values for the individual typology angle, from scikit-image's rgb2lab and NumPy.

    python3 Tools/make_skin_tone_golden.py > Tests/LesionImageTests/Golden/skin_tone.json

Single colours, and whole lists of pixels with L* and b* trimmed to one standard deviation.
"""

import json

import numpy
from skimage.color import rgb2lab

random = numpy.random.default_rng(11)


def lab(pixels):
    return rgb2lab(numpy.asarray(pixels, numpy.uint8).reshape(1, -1, 3))[0]


def trimmed(values):
    return float(values[abs(values - values.mean()) <= values.std()].mean())


colors = [[0, 0, 0], [255, 255, 255], [1, 2, 3], [10, 10, 10], [255, 0, 0], [0, 0, 255]]
colors += random.integers(0, 256, (60, 3)).tolist()
# Skin from light to dark, each with grain.
tones = [[238, 205, 185], [222, 178, 150], [200, 152, 122], [170, 120, 92], [120, 80, 58], [70, 46, 36]]
skins = []
for tone in tones:
    pixels = numpy.clip(random.normal(tone, [9, 8, 8], (150, 3)), 0, 255).round().astype(int)
    values = lab(pixels)
    lightness, yellowness = trimmed(values[:, 0]), trimmed(values[:, 2])
    skins.append(
        {
            "pixels": pixels.tolist(),
            "lightness": lightness,
            "yellowness": yellowness,
            "angle": float(numpy.degrees(numpy.arctan2(lightness - 50, yellowness))),
        }
    )

print(
    json.dumps(
        {
            "colors": [
                {"rgb": color, "lightness": float(value[0]), "yellowness": float(value[2])}
                for color, value in zip(colors, lab(colors))
            ],
            "skins": skins,
        }
    )
)
