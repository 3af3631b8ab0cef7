"""How sure a figure is: a value is never shown without the range it may well lie in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_Z95 = 1.959963984540054
_FEWEST_CLUSTERS = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its 95% interval.

    Attributes:
        value: The value; NaN when nothing was measured.
        low: Lower end of the interval.
        high: Upper end.
        n: Over how many items.
        how: `wilson`, `bootstrap` or `none` when no interval is known.
    """

    value: float
    low: float
    high: float
    n: int
    how: str = "none"


NOTHING = Figure(math.nan, math.nan, math.nan, 0)


def wilson(hits: int, n: int) -> Figure:
    """Return the rate `hits / n` with Wilson's 95% score interval.

    Source: Wilson 1927; Brown, Cai and DasGupta 2001 recommend it for small n, where the textbook interval leaves [0, 1].

    Trap: it takes the n trials to be independent. Ten questions on one article are fewer than ten trials; for means over
    questions use `bootstrap_mean`. A perfect 10 of 10 is no certainty.

    Example:
        >>> figure = wilson(10, 10)
        >>> round(figure.low, 3), figure.high
        (0.722, 1.0)
    """
    if n == 0:
        return NOTHING
    rate, spread = hits / n, _Z95**2 / n
    middle = (rate + spread / 2) / (1 + spread)
    reach = _Z95 / (1 + spread) * math.sqrt(rate * (1 - rate) / n + spread / (4 * n))
    low = 0.0 if hits == 0 else middle - reach
    high = 1.0 if hits == n else middle + reach
    return Figure(rate, low, high, n, "wilson")


def bootstrap_mean(values: Sequence[float], clusters: Sequence[str], *, rounds: int = 2000, seed: int = 20) -> Figure:
    """Return the mean of `values` with a 95% percentile interval, whole clusters drawn with replacement.

    Questions on one article succeed and fail together, so articles are drawn, not questions. Fewer than ten articles cannot be
    drawn from: then each question is its own cluster.

    Source: Efron and Tibshirani 1993, §13.3; clusters as in Davison and Hinkley 1997, §3.8.

    Trap: the interval speaks of other questions *like these*, not of other archives. The seed makes it repeat exactly.

    Example:
        >>> bootstrap_mean([1.0, 1.0, 1.0], ["a", "a", "b"])
        Figure(value=1.0, low=1.0, high=1.0, n=3, how='bootstrap')
    """
    if not values:
        return NOTHING
    means = cluster_means(np.asarray(values, dtype=np.float64), clusters, rounds=rounds, seed=seed)
    low, high = np.quantile(means, [0.025, 0.975])
    return Figure(float(np.mean(values)), float(low), float(high), len(values), "bootstrap")


def cluster_means(values: np.ndarray, clusters: Sequence[str], *, rounds: int, seed: int) -> np.ndarray:
    """Return `rounds` means, float64, each over as many clusters as there are, drawn with replacement."""
    members = _members(clusters)
    sums = np.bincount(members, weights=values)
    sizes = np.bincount(members)
    drawn = np.random.default_rng(seed).integers(len(sums), size=(rounds, len(sums)))
    means: np.ndarray = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    return means


def _members(clusters: Sequence[str]) -> np.ndarray:
    names, members = np.unique(np.asarray(clusters), return_inverse=True)
    return np.arange(len(clusters)) if len(names) < _FEWEST_CLUSTERS else members
