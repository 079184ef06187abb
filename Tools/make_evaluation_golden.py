"""Writes the golden values of EvaluationTests from scikit-learn, SciPy and DeLong's own formula.

    python3 -m venv venv && venv/bin/pip install numpy scipy scikit-learn
    venv/bin/python Tools/make_evaluation_golden.py

Output: Tests/EvaluationTests/Golden/*.json. Made with scikit-learn 1.9.1, SciPy 1.17.1, NumPy 2.4.6.
An undefined value is null, where scikit-learn warns or sets 0, 1 or NaN; so are average precision and
the predictive values where a class is absent, since the data alone then make them 0 or 1.
"""

import json
import math
import warnings
from pathlib import Path

import numpy as np
from scipy import stats
from sklearn import metrics

warnings.filterwarnings("ignore")
GOLDEN = Path(__file__).resolve().parent.parent / "Tests/EvaluationTests/Golden"
CONFIDENCES = [0.5, 0.8, 0.9, 0.95, 0.99, 0.999999]


# --- samples --------------------------------------------------------------------------------------


def drawn(seed, count, share, separation, decimals):
    rng = np.random.default_rng(seed)
    labels = rng.random(count) < share
    logits = rng.normal(0, 1, count) + separation * labels - 1
    return np.round(1 / (1 + np.exp(-logits)), decimals), labels


def cases():
    yield "textbook", [0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]
    yield "ties across classes", [0.9, 0.5, 0.5, 0.5, 0.5, 0.2, 0.2, 0.1], [1, 1, 0, 1, 0, 0, 1, 0]
    yield "runs of one class", [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2], [1, 1, 1, 0, 0, 0, 1, 0]
    yield "all scores equal", [0.5] * 7, [1, 0, 0, 1, 0, 0, 0]
    yield "all scores zero", [0.0] * 5, [1, 0, 0, 1, 0]
    yield "all scores one", [1.0] * 5, [1, 0, 0, 1, 0]
    yield "no positive", [0.1, 0.6, 0.4], [0, 0, 0]
    yield "no negative", [0.1, 0.6, 0.4], [1, 1, 1]
    yield "perfect", [0.1, 0.2, 0.3, 0.7, 0.8], [0, 0, 0, 1, 1]
    yield "inverted", [0.9, 0.8, 0.7, 0.2, 0.1], [0, 0, 0, 1, 1]
    yield "one of each", [0.3, 0.6], [0, 1]
    yield "one positive", [0.3, 0.6, 0.5, 0.2], [0, 1, 0, 0]
    yield "single sample", [0.7], [1]
    yield "empty", [], []
    yield "zeros of both signs", [0.0, -0.0, 0.25, 0.75], [0, 1, 0, 1]
    yield "saturated", [0.0, 1.0, 1.0, 0.0, 1e-300, 1 - 2**-53], [0, 1, 0, 1, 1, 0]
    yield "not probabilities", [-3.5, 2.25, 0.0, 7.0, -1.0, 1e300], [0, 1, 0, 1, 1, 0]
    yield "thousand", *drawn(1, 1000, 0.3, 1.3, 6)
    yield "thousand with ties", *drawn(2, 1000, 0.3, 1.3, 2)
    yield "heavy imbalance", *drawn(3, 1000, 0.01, 2.0, 5)
    yield "mostly positive", *drawn(4, 300, 0.97, 1.0, 3)
    yield "no signal", *drawn(5, 400, 0.2, 0.0, 4)


# --- DeLong, straight from the formula over all pairs ----------------------------------------------


def placements(scores, labels):
    positives, negatives = scores[labels], scores[~labels]
    wins = (positives[:, None] > negatives[None, :]) + 0.5 * (
        positives[:, None] == negatives[None, :]
    )
    return wins.mean(axis=1), wins.mean(axis=0)


def delong(scores, labels):
    if labels.sum() < 2 or (~labels).sum() < 2:
        return None
    of_positives, of_negatives = placements(scores, labels)
    variance = of_positives.var(ddof=1) / len(of_positives) + of_negatives.var(ddof=1) / len(
        of_negatives
    )
    if variance < 1e-15:
        return {"variance": 0.0, "linear": None, "logit": None}
    area = of_positives.mean()
    z, error = stats.norm.ppf(0.975), math.sqrt(variance)
    center, reach = math.log(area / (1 - area)), z * error / (area * (1 - area))
    return {
        "variance": variance,
        "linear": [max(0, area - z * error), min(1, area + z * error)],
        "logit": [1 / (1 + math.exp(-(center - reach))), 1 / (1 + math.exp(-(center + reach)))],
    }


def paired_delong(first, second, labels):
    a, b = placements(first, labels), placements(second, labels)
    covariance = np.cov(a[0], b[0]) / labels.sum() + np.cov(a[1], b[1]) / (~labels).sum()
    error = math.sqrt(covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1])
    difference = a[0].mean() - b[0].mean()
    half = stats.norm.ppf(0.975) * error
    return {
        "first": a[0].mean(),
        "second": b[0].mean(),
        "standardError": error,
        "z": difference / error,
        "pValue": 2 * stats.norm.sf(abs(difference / error)),
        "interval": [difference - half, difference + half],
    }


# --- scikit-learn ---------------------------------------------------------------------------------


def ratio(count, total):
    return count / total if total else None


def rates(scores, labels, threshold):
    predicted = scores >= threshold
    tn, fp, fn, tp = (int(v) for v in metrics.confusion_matrix(labels, predicted, labels=[0, 1]).ravel())
    both = labels.any() and not labels.all()
    skl = lambda function, defined, **options: (
        float(function(labels, predicted, **options)) if defined else None
    )
    return {
        "threshold": threshold,
        "counts": [tp, fp, tn, fn],
        "accuracy": skl(metrics.accuracy_score, len(labels) > 0),
        "recall": skl(metrics.recall_score, tp + fn > 0),
        "specificity": skl(metrics.recall_score, tn + fp > 0, pos_label=0),
        "precision": skl(metrics.precision_score, both and tp + fp > 0),
        "negativePredictiveValue": skl(metrics.precision_score, both and tn + fn > 0, pos_label=0),
        "f1": skl(metrics.f1_score, tp + fn > 0),
        "balancedAccuracy": skl(metrics.balanced_accuracy_score, both),
        "predictedPositiveShare": ratio(int(predicted.sum()), len(labels)),
    }


def moments(*columns):
    """A long curve in few numbers: its length, sums, and sums weighted by position."""
    weight = np.cos(np.arange(len(columns[0])))
    return [len(columns[0])] + [float(v) for c in columns for v in (c.sum(), (c * weight).sum())]


def curves(scores, labels):
    result = {}
    for key, drop in (("roc", True), ("rocAll", False)):
        fpr, tpr, at = metrics.roc_curve(labels, scores, drop_intermediate=drop)
        result[key] = (
            [[None if math.isinf(t) else t, f, r] for t, f, r in zip(at.tolist(), fpr.tolist(), tpr.tolist())]
            if len(scores) <= 20
            else moments(fpr[1:], tpr[1:], at[1:])
        )
    precision, recall, at = metrics.precision_recall_curve(labels, scores)
    at = np.append(at, np.inf)[::-1]
    precision, recall = precision[::-1], recall[::-1]
    result["precisionRecall"] = (
        [[None if math.isinf(t) else t, p, r] for t, p, r in zip(at.tolist(), precision.tolist(), recall.tolist())]
        if len(scores) <= 20
        else moments(precision[1:], recall[1:], at[1:])
    )
    return result


def rank_golden():
    for name, scores, labels in cases():
        scores, labels = np.array(scores, float), np.array(labels, bool)
        both = len(labels) > 0 and labels.any() and not labels.all()
        in_unit = len(scores) > 0 and scores.min() >= 0 and scores.max() <= 1
        case = {
            "name": name,
            "scores": scores.tolist(),
            "labels": "".join("1" if label else "0" for label in labels),
            "auc": float(metrics.roc_auc_score(labels, scores)) if both else None,
            "averagePrecision": float(metrics.average_precision_score(labels, scores)) if both else None,
            "brierScoreLoss": float(metrics.brier_score_loss(labels, scores, pos_label=True))
            if in_unit
            else None,
            "logLoss": float(metrics.log_loss(labels, scores, labels=[0, 1])) if in_unit else None,
            "delong": delong(scores, labels),
            "rates": [rates(scores, labels, t) for t in (0.5, 0.2, 2.0)] if len(labels) else [],
        }
        yield case | (curves(scores, labels) if both else {"roc": [], "rocAll": [], "precisionRecall": []})


def paired_golden():
    for name, seed, count, share, decimals in (
        ("independent errors", 11, 400, 0.3, 5),
        ("with ties", 12, 300, 0.2, 1),
        ("few positives", 13, 500, 0.02, 4),
    ):
        rng = np.random.default_rng(seed)
        labels = rng.random(count) < share
        shared = rng.normal(0, 1, count) + labels
        first = np.round(shared + rng.normal(0, 0.7, count) + 0.4 * labels, decimals)
        second = np.round(shared + rng.normal(0, 0.7, count), decimals)
        yield {
            "name": name,
            "first": first.tolist(),
            "second": second.tolist(),
            "labels": "".join("1" if label else "0" for label in labels),
            "expected": paired_delong(first, second, labels),
        }


# --- intervals and the normal distribution --------------------------------------------------------


def wilson_golden():
    for k, n in ((0, 1), (1, 1), (0, 10), (10, 10), (1, 10), (54, 117), (93, 94), (5, 33126), (2, 4)):
        for confidence in (0.8, 0.95, 0.99):
            interval = stats.binomtest(k, n).proportion_ci(confidence, method="wilson")
            yield [k, n, confidence, interval.low, interval.high]


def normal_golden():
    return {
        "criticalValues": [[c, stats.norm.isf((1 - c) / 2)] for c in CONFIDENCES],
        "upperQuantiles": [[p, stats.norm.isf(p)] for p in (1e-300, 1e-20, 1e-6, 0.1, 0.4999, 0.5, 0.6, 0.999)],
        "twoSidedTails": [[z, 2 * stats.norm.sf(z)] for z in (0.0, 0.3, 1.959963984540054, 5.0, 12.0)],
    }


# --- the bootstrap, with the same small generator as the tests -------------------------------------


class SplitMix64:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        mask = 2**64 - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return z ^ (z >> 31)


def bootstrap_golden():
    rng = np.random.default_rng(21)
    patient = np.sort(rng.integers(0, 40, 150))
    labels = rng.random(150) < 0.3
    scores = np.round(rng.normal(0, 1, 150) + labels + rng.normal(0, 0.8, 40)[patient], 2)
    names, patient = np.unique(patient, return_inverse=True)
    count, resamples, generator = len(names), 200, SplitMix64(7)
    values = {"areaUnderROC": [], "averagePrecision": [], "sensitivityAtThreshold": []}
    for _ in range(resamples):
        draws = [generator.next() * count >> 64 for _ in range(count)]
        picked = np.concatenate([np.flatnonzero(patient == d) for d in draws])
        y, s = labels[picked], scores[picked]
        values["areaUnderROC"].append(metrics.roc_auc_score(y, s))
        values["averagePrecision"].append(metrics.average_precision_score(y, s))
        values["sensitivityAtThreshold"].append(metrics.recall_score(y, s >= 0.5))
    return {
        "scores": scores.tolist(),
        "labels": "".join("1" if label else "0" for label in labels),
        "patients": [f"IP_{names[p]}" for p in patient],
        "seed": 7,
        "resamples": resamples,
        "threshold": 0.5,
        "intervals": {k: np.quantile(v, [0.025, 0.975]).tolist() for k, v in values.items()},
    }


def write(name, value):
    text = json.dumps(value, allow_nan=False, separators=(",", ":"))
    (GOLDEN / name).write_text(text.replace("},{", "},\n{") + "\n")
    print(f"{name}: {len(text)} bytes")


write("metrics.json", list(rank_golden()))
write("paired.json", list(paired_golden()))
write("intervals.json", {"wilson": list(wilson_golden()), "normal": normal_golden()})
write("bootstrap.json", bootstrap_golden())
