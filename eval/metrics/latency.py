"""How long readers wait."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def percentile(values_ms: Sequence[float], share: float) -> float:
    """Return the value, in milliseconds, that `share` (in [0, 1]) of `values_ms` stay under, between neighbours linearly.

    Source: definition 7 of Hyndman and Fan 1996, numpy's default.

    Trap: with fewer than 20 values the 95th percentile is little but the maximum. An answer that failed fast makes a service look
    quick: hand over the answers only, and read the failures beside them. Nothing measured: NaN.

    Example:
        >>> percentile([10.0, 20.0, 30.0], 0.5)
        20.0
    """
    return float(np.quantile(np.asarray(values_ms, dtype=np.float64), share)) if values_ms else float("nan")
