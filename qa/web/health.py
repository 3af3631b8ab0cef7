"""`/healthz`, `/readyz` and `/v1/archive`: is it alive, can it answer, what is in it."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from index.errors import ArchiveError
from qa.record import Record
from qa.web.parts import Here

router = APIRouter(tags=["state"])


class ArchiveRecord(Record):
    """What the archive holds, and questions to begin with."""

    articles: int
    passages: int
    published_from: datetime | None
    published_to: datetime | None
    sources: list[str]
    languages: list[str]
    suggestions: list[str]


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """Say that the process is alive."""
    return {"status": "alive"}


@router.get("/readyz")
def readyz(here: Here) -> JSONResponse:
    """Say whether questions can be answered: `ready`, `degraded` (with fewer means, and why), or 503 `unavailable`."""
    try:
        status = here.archive.status()
    except ArchiveError as error:
        return JSONResponse({"status": "unavailable", "reasons": [str(error)], "model": None}, status_code=503)
    reasons = [*status.degraded, *here.starting.missing()]
    if not status.articles:
        reasons.append("the archive is empty: add articles with `python -m index add`")
    body = {"status": "degraded" if reasons else "ready", "reasons": reasons, "model": here.starting.model_name}
    return JSONResponse(body)


@router.get("/v1/archive")
def describe(here: Here) -> ArchiveRecord:
    """Say what the archive holds."""
    status = here.archive.status()
    newest = here.archive.articles(limit=50)
    titles = [each.article.title for each in newest if each.article.title]
    return ArchiveRecord(
        articles=status.articles,
        passages=status.passages,
        published_from=status.first_published,
        published_to=status.last_published,
        sources=[name for name, _ in status.sources if name],
        languages=sorted({each.article.language for each in newest if each.article.language}),
        suggestions=[f"What do the articles say about “{title}”?" for title in titles[:4]],
    )
