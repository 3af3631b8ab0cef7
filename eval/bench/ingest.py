"""How fast articles become searchable."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from index import Archive, Article


def ingest_rate(archive: Archive, articles: Sequence[Article], progress: Callable[[int], None]) -> dict[str, float]:
    """Add `articles` to an empty archive and return seconds, articles and passages, and both a second.

    The encoder is loaded beforehand: a server does that once.
    """
    archive.embed(["warm"])
    started = time.perf_counter()
    archive.add(articles, progress=progress)
    seconds = time.perf_counter() - started
    status = archive.status()
    return {
        "seconds": seconds,
        "articles": status.articles,
        "passages": status.passages,
        "articles per s": status.articles / seconds,
        "passages per s": status.passages / seconds,
    }
