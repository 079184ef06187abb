#!/usr/bin/env python3
"""Makes Tests/TrainingTests/Golden/novelty.json with scikit-learn and numpy.

    python3 -m venv .venv && .venv/bin/pip install scikit-learn numpy
    .venv/bin/python Tools/make_novelty_golden.py

Each case has rows of correlated numbers, what scikit-learn's OAS makes of them (shrinkage and mean), and
how far other rows lie: the root of scikit-learn's squared Mahalanobis distance by the dimensions. One case
has fewer rows than dimensions, one a dimension that does not vary.
"""
import json
import pathlib

import numpy as np
from sklearn.covariance import OAS

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "Tests/TrainingTests/Golden"


def rows(generator, count, dimensions, constant):
    mixing = generator.normal(size=(dimensions, dimensions))
    found = generator.normal(size=(count, dimensions)) @ mixing + generator.normal(size=dimensions)
    if constant:
        found[:, 2] = 0.25
    # What a 32-bit float holds, so that both sides begin with the same numbers.
    return np.round(found * 256) / 256


def case(seed, count, dimensions, constant=False):
    generator = np.random.default_rng(seed)
    fitted = rows(generator, count, dimensions, constant)
    others = np.concatenate([fitted[:2], fitted[2:4] * 3, rows(generator, 2, dimensions, False)])
    model = OAS().fit(fitted)
    return {
        "rows": fitted.tolist(),
        "others": others.tolist(),
        "shrinkage": float(model.shrinkage_),
        "mean": model.location_.tolist(),
        "distances": np.sqrt(model.mahalanobis(others) / dimensions).tolist(),
    }


if __name__ == "__main__":
    cases = [case(1, 60, 6), case(2, 5, 8), case(3, 40, 5, constant=True), case(4, 120, 8)]
    text = json.dumps(cases, separators=(",", ":"))
    (GOLDEN / "novelty.json").write_text(text + "\n")
    print([(len(c["rows"]), round(c["shrinkage"], 4)) for c in cases], len(text), "bytes")
