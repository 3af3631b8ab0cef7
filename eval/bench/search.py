"""How long a search takes, by mode."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from eval.metrics.latency import percentile
from index import Archive, SearchMode

_WARM_UP = 5


def search_latency(archive: Archive, queries: Sequence[str], mode: SearchMode, done: Callable[[], None]) -> dict[str, float]:
    """Return p50, p95 and maximum in milliseconds of one search after another, embedding of the query included.

    The first five are run once beforehand and not counted: they load the encoder and open files.
    """
    for query in queries[:_WARM_UP]:
        archive.search(query, mode=mode)
    waits = []
    for query in queries:
        started = time.perf_counter()
        archive.search(query, mode=mode)
        waits.append((time.perf_counter() - started) * 1000)
        done()
    return {"p50 ms": percentile(waits, 0.5), "p95 ms": percentile(waits, 0.95), "max ms": max(waits)}
