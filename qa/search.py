"""Search: the hits for a question and for each part of it, within its limits in time and source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index import Archive, Filters, Hit
from qa.answer import Reason
from qa.check import parts_of
from qa.understand import Reading

_HITS = 12


def search(archive: Archive, reading: Reading, sources: Sequence[str]) -> tuple[list[Hit], Reason]:
    """Return the hits, best first, and the reason to give when there are none.

    Of a question in parts each part is searched too: the passage that answers the second part is often far down for the whole.

    Raises:
        ArchiveError: The archive cannot be searched.
    """
    asked = dict.fromkeys((reading.searched, *parts_of(reading.searched)))
    hits = _pooled(search_for(archive, question, reading, sources) for question in asked)
    limits = reading.understood
    if hits or not (limits.published_after or limits.published_before or limits.as_of or sources):
        return hits, "not_in_articles" if archive.status().articles else "empty_archive"
    elsewhere = archive.search(reading.searched, limit=1, filters=Filters(sources=sources))
    return [], "outside_dates" if elsewhere else "outside_sources"


def search_for(archive: Archive, text: str, reading: Reading, sources: Sequence[str]) -> list[Hit]:
    """Return the hits for `text` within the limits of the question, best first.

    Raises:
        ArchiveError: The archive cannot be searched.
    """
    limits = reading.understood
    filters = Filters(limits.published_after, limits.published_before, limits.as_of, sources=sources)
    return archive.search(text, limit=_HITS, filters=filters)


def _pooled(lists: Iterable[Sequence[Hit]]) -> list[Hit]:
    """Return each passage once, at the best rank that it has in any list."""
    best: dict[tuple[str, int], Hit] = {}
    for hit in (hit for hits in lists for hit in hits):
        place = hit.article.id, hit.passage.start
        if place not in best or hit.rank < best[place].rank:
            best[place] = hit
    return sorted(best.values(), key=lambda hit: hit.rank)
