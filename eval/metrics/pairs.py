"""Whether two runs over the same questions differ by more than luck."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from eval.metrics.intervals import NOTHING, Figure, cluster_means


def mcnemar(gained: int, lost: int) -> float:
    """Return the exact two-sided p-value that `gained` and `lost` questions come from the same coin.

    Only questions that flipped speak: those right in one run and wrong in the other.

    Source: McNemar 1947, in its exact binomial form (Dietterich 1998).

    Trap: a large p is no proof that nothing changed; with 5 flips even 5 to 0 gives .0625.

    Example:
        >>> mcnemar(5, 0), mcnemar(3, 3)
        (0.0625, 1.0)
    """
    flips = gained + lost
    tail: float = sum(math.comb(flips, k) for k in range(min(gained, lost) + 1)) / 2**flips
    return min(1.0, 2 * tail)


def paired_difference(
    before: Sequence[float], after: Sequence[float], clusters: Sequence[str], *, rounds: int = 2000, seed: int = 20
) -> Figure:
    """Return the mean of `after - before` question by question, with its 95% interval over resampled clusters.

    Source: the paired bootstrap of Efron and Tibshirani 1993; for systems on one test set, Koehn 2004.

    Trap: an interval that holds 0 says "not seen", not "equal". Both lists must be in the same order.

    Example:
        >>> paired_difference([0.0, 0.5], [1.0, 0.5], ["a", "b"]).value
        0.5
    """
    if not before:
        return NOTHING
    change = np.asarray(after, dtype=np.float64) - np.asarray(before, dtype=np.float64)
    low, high = np.quantile(cluster_means(change, clusters, rounds=rounds, seed=seed), [0.025, 0.975])
    return Figure(float(change.mean()), float(low), float(high), len(change), "bootstrap")
