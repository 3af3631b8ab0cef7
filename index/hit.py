"""The hit: a passage that search found, with its rank; and the filters that narrow a search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from index.article import StoredArticle
from index.passage import Passage

SearchMode = Literal["hybrid", "dense", "lexical"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit's article must satisfy; the default lets everything through.

    An article without a date passes no date filter.

    Attributes:
        published_after: Earliest publication time, inclusive, aware.
        published_before: Latest publication time, inclusive, aware.
        as_of: Answer as of this time: whatever was published later is not seen.
        sources: Outlet names, compared without case; empty means all.
    """

    published_after: datetime | None = None
    published_before: datetime | None = None
    as_of: datetime | None = None
    sources: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result.

    Attributes:
        passage: What was found.
        article: The article it stands in, whole, so that quotes can be cut from it.
        score: The fused score, higher is better; comparable within one result list only.
        rank: 1 for the best.
        similarity: Cosine of query and passage in [-1, 1]; None when the dense half did not see this passage.
        also_in: Ids of articles that carry a near-copy of this article and were folded into this hit.
    """

    passage: Passage
    article: StoredArticle
    score: float
    rank: int
    similarity: float | None = None
    also_in: tuple[str, ...] = ()
