"""Golden values for areas within strata, from scikit-learn and plain loops over pairs.

    python3 Tools/make_subgroup_golden.py > Tests/EvaluationTests/Golden/strata.json
"""

import itertools
import json

import numpy
from sklearn.metrics import roc_auc_score


def case(name, count, strata, seed, ties):
    random = numpy.random.default_rng(seed)
    labels = random.random(count) < 0.3
    groups = random.integers(0, strata, count)
    scores = random.normal(size=count) + 0.8 * labels + 0.7 * groups
    if ties:
        scores = numpy.round(scores, 1)
    areas, weights, wins, pairs = [], [], 0.0, 0
    for group in range(strata):
        inside = groups == group
        both = 0 < labels[inside].sum() < inside.sum()
        if both:
            areas.append(float(roc_auc_score(labels[inside], scores[inside])))
            weights.append(int(labels[inside].sum() * (~labels[inside]).sum()))
        positives, negatives = scores[inside & labels], scores[inside & ~labels]
        for positive, negative in itertools.product(positives, negatives):
            wins += 1.0 if positive > negative else 0.5 if positive == negative else 0.0
            pairs += 1
    weighted = float(numpy.average(areas, weights=weights))
    assert pairs == sum(weights) and abs(weighted - wins / pairs) < 1e-12
    return {
        "name": name,
        "scores": [float(score) for score in scores],
        "labels": "".join("1" if label else "0" for label in labels),
        "strata": [f"s{group}" for group in groups],
        "pairs": pairs,
        "overall": float(roc_auc_score(labels, scores)),
        "within": weighted,
    }


print(
    json.dumps(
        [
            case("two strata", 120, 2, 1, False),
            case("four strata with ties", 300, 4, 2, True),
            case("many small strata", 90, 25, 3, True),
        ]
    )
)
