"""`/v1/search`: the passages nearest to some words, without an answer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from index import Filters, Hit, SearchMode
from qa.record import From, Line, Outlet, Record, Until
from qa.web.parts import Here

router = APIRouter(tags=["search"])


class HitRecord(Record):
    """A passage found; `start` and `end` count code points of the article's text, half-open.

    `score` compares within one result list only; `similarity` is a cosine, null when the dense half did not see the passage.
    """

    rank: int
    score: float
    similarity: float | None
    article_id: str
    external_id: str | None
    title: str
    publisher: str | None
    published_at: datetime | None
    url: str | None
    text: str
    start: int
    end: int
    text_sha256: str
    also_in: list[str]

    @classmethod
    def of(cls, hit: Hit) -> HitRecord:
        """Return the record of `hit`."""
        article, passage = hit.article.article, hit.passage
        return cls(
            rank=hit.rank,
            score=hit.score,
            similarity=hit.similarity,
            article_id=hit.article.id,
            external_id=article.external_id,
            title=article.title,
            publisher=article.source,
            published_at=article.published_at,
            url=article.url,
            text=passage.text,
            start=passage.start,
            end=passage.end,
            text_sha256=passage.text_sha256,
            also_in=list(hit.also_in),
        )


class HitList(Record):
    """What was found, best first."""

    hits: list[HitRecord]


def _filters(
    published_after: From = None,
    published_before: Until = None,
    as_of: Until = None,
    source: Annotated[list[Outlet] | None, Query(max_length=50)] = None,
) -> Filters:
    return Filters(published_after, published_before, as_of, tuple(source or ()))


@router.get("/v1/search")
def search(
    here: Here,
    q: Annotated[Line, Query(description="What to look for.")],
    filters: Annotated[Filters, Depends(_filters)],
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
    mode: SearchMode = "hybrid",
) -> HitList:
    """Search the archive, by meaning and by words unless `mode` says otherwise."""
    hits = here.archive.search(q, limit=limit, mode=mode, filters=filters)
    return HitList(hits=[HitRecord.of(hit) for hit in hits])
