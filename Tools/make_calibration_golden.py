"""Writes the golden values of EvaluationTests' calibration from scikit-learn, statsmodels and SciPy.

    python3 -m venv venv && venv/bin/pip install numpy scipy scikit-learn statsmodels
    venv/bin/python Tools/make_calibration_golden.py

Output: Tests/EvaluationTests/Golden/calibration.json. Made with scikit-learn 1.9.1, statsmodels 0.15.0,
SciPy 1.17.1, NumPy 2.4.6.
"""

import json
import warnings
from pathlib import Path

import numpy as np
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from scipy import optimize, special
from sklearn.calibration import _SigmoidCalibration, calibration_curve

warnings.filterwarnings("ignore")
GOLDEN = Path(__file__).resolve().parent.parent / "Tests/EvaluationTests/Golden"
BINS = 10


def cases():
    """Counts are one more than a prime, so that no quantile falls on a sample but for rounding."""
    for name, seed, count, share, separation, scale, shift, decimals in (
        ("sure of itself", 1, 500, 0.16, 1.5, 3.0, 0.0, 9),
        ("timid", 2, 500, 0.16, 1.5, 0.3, 0.0, 9),
        ("too high", 3, 1010, 0.3, 1.0, 1.0, 2.0, 9),
        ("few malignant", 4, 618, 0.02, 2.0, 1.0, -1.0, 9),
        ("ties", 5, 510, 0.25, 1.2, 1.0, 0.0, 1),
        ("large unit", 6, 368, 0.4, 1.0, 40.0, 0.0, 6),
    ):
        rng = np.random.default_rng(seed)
        labels = rng.random(count) < share
        logits = rng.normal(0, 1, count) + separation * labels + np.log(share / (1 - share))
        yield name, np.round(scale * logits + shift, decimals), labels


def targets(labels):
    positives, negatives = labels.sum(), (~labels).sum()
    return np.where(labels, (positives + 1) / (positives + 2), 1 / (negatives + 2))


def platt(logits, labels):
    scale = np.abs(logits).max()
    fit = sm.GLM(
        targets(labels), sm.add_constant(logits / scale), family=sm.families.Binomial()
    ).fit(tol=1e-14, maxiter=200)
    return [fit.params[1] / scale, fit.params[0]]


def temperature(logits, labels):
    scale, goal = np.abs(logits).max(), targets(labels)
    derivative = lambda s: ((special.expit(s * logits / scale) - goal) * logits / scale).sum()
    # Without an intercept, scores that are all too high fit best upside down: no temperature then.
    return optimize.brentq(derivative, 0, 1e6, xtol=1e-14) / scale if derivative(0) < 0 else None


def curve(scores, labels):
    """scikit-learn gives shares and means; the counts behind them follow from its own edges."""
    observed, mean = calibration_curve(labels, scores, n_bins=BINS, strategy="quantile")
    edges = np.percentile(scores, np.linspace(0, 1, BINS + 1) * 100)
    bins = np.searchsorted(edges[1:-1], scores)
    count = np.bincount(bins, minlength=BINS)
    count = count[count > 0]
    distance = mean - observed
    debiased = (count * (distance**2 - observed * (1 - observed) / (count - 1))).sum() / len(scores)
    return {
        "observed": observed.tolist(),
        "mean": mean.tolist(),
        "count": count.tolist(),
        "expectedError": (count * np.abs(distance)).sum() / len(scores),
        "debiasedError": np.sqrt(max(0.0, debiased)),
    }


def regression(scores, labels):
    logits = special.logit(np.clip(scores, np.finfo(float).eps, 1 - np.finfo(float).eps))
    slope = sm.Logit(labels.astype(float), sm.add_constant(logits)).fit(disp=0, tol=1e-14, method="newton")
    large = sm.GLM(
        labels.astype(float), np.ones(len(labels)), family=sm.families.Binomial(), offset=logits
    ).fit(tol=1e-14)
    return {
        "slope": slope.params[1],
        "slopeInterval": slope.conf_int()[1].tolist(),
        "intercept": large.params[0],
        "interceptInterval": large.conf_int()[0].tolist(),
    }


def golden():
    for name, logits, labels in cases():
        scores = special.expit(logits)
        peer = _SigmoidCalibration().fit(logits, labels)
        yield {
            "name": name,
            "logits": logits.tolist(),
            "labels": "".join("1" if label else "0" for label in labels),
            "platt": platt(logits, labels),
            "scikitPlatt": [-peer.a_, -peer.b_],
            "temperature": temperature(logits, labels),
            "scores": scores.tolist(),
            "curve": curve(scores, labels),
            "regression": regression(scores, labels),
        }


text = json.dumps(list(golden()), allow_nan=False, separators=(",", ":"))
(GOLDEN / "calibration.json").write_text(text.replace("},{", "},\n{") + "\n")
print(f"{len(text)} bytes; scikit-learn {sklearn.__version__}, statsmodels {statsmodels.__version__}, "
      f"SciPy {scipy.__version__}, NumPy {np.__version__}")
