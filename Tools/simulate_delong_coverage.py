"""How often 95 % DeLong intervals hold the true AUC, on the linear and the logit scale.

    python3 Tools/simulate_delong_coverage.py        (needs NumPy and SciPy; about a minute)

Two normal distributions, 8,000 samples a row. The reason why IntervalScale.logit is the default.
"""

import numpy as np
from scipy import stats

ROWS = ((0.83, 94, 500), (0.83, 20, 500), (0.95, 20, 500), (0.98, 30, 500), (0.5, 20, 100))
REPEATS = 8000
rng = np.random.default_rng(0)
z = stats.norm.ppf(0.975)

for truth, positives, negatives in ROWS:
    shift = np.sqrt(2) * stats.norm.ppf(truth)
    held = {"linear": 0, "logit": 0}
    for _ in range(REPEATS):
        p = np.sort(rng.normal(shift, 1, positives))
        n = np.sort(rng.normal(0, 1, negatives))
        of_p = np.searchsorted(n, p) / negatives
        of_n = 1 - np.searchsorted(p, n) / positives
        area = of_p.mean()
        half = z * np.sqrt(of_p.var(ddof=1) / positives + of_n.var(ddof=1) / negatives)
        if half == 0:
            continue  # no interval on either scale
        held["linear"] += abs(area - truth) <= half
        logit = lambda x: np.log(x / (1 - x))
        held["logit"] += abs(logit(area) - logit(truth)) <= half / (area * (1 - area))
    shares = ", ".join(f"{scale} {count / REPEATS:.3f}" for scale, count in held.items())
    print(f"AUC {truth}, {positives} of {positives + negatives} positive: {shares}")
