"""`/v1/articles/batch`: many articles at once, one JSON record a line, with a report on every line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from fastapi import APIRouter, Depends, Request
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from index import Article, ArticleRecord
from qa.record import Record
from qa.web.access import require_writer
from qa.web.parts import Here, Parts
from qa.web.problems import INVALID, WRONG_TYPE, ProblemError

router = APIRouter(prefix="/v1/articles", tags=["articles"])

Stored = Literal["added", "corrected", "unchanged"]
STORED: tuple[Stored, ...] = ("added", "corrected", "unchanged")
_TYPES = {"application/x-ndjson", "application/ndjson", "application/jsonl"}


class LineReport(Record):
    """What became of one line, counted from 1; `detail` says why one was refused."""

    line: int
    status: Stored | Literal["refused"]
    id: str | None = None
    detail: str | None = None


class BatchReport(Record):
    """What became of a batch, in all and line by line."""

    added: int
    corrected: int
    unchanged: int
    refused: int
    lines: list[LineReport]


@router.post(
    "/batch", dependencies=[Depends(require_writer)], openapi_extra={"requestBody": {"content": {"application/x-ndjson": {}}}}
)
async def add_batch(here: Here, request: Request) -> BatchReport:
    """Store the articles of an NDJSON body; a bad line is refused and the others are stored."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in _TYPES:
        raise ProblemError(WRONG_TYPE, "Send Content-Type: application/x-ndjson.")
    return await run_in_threadpool(_add, here, await request.body())


def _add(here: Parts, body: bytes) -> BatchReport:
    read = list(_lines(body))
    if not read:
        raise ProblemError(INVALID, "The body holds no line.")
    report = here.archive.add([each for _, each in read if isinstance(each, Article)])
    # One id may stand on several lines: each line takes one of the fates that its id met.
    fates = {status: Counter(getattr(report, status)) for status in STORED}
    lines = [_line(number, each, fates) for number, each in read]
    counts = {status: sum(line.status == status for line in lines) for status in (*STORED, "refused")}
    return BatchReport(lines=lines, **counts)


def _lines(body: bytes) -> Iterator[tuple[int, Article | str]]:
    """Yield each line's number with its article, or with what is wrong with it."""
    for number, line in enumerate(body.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            yield number, ArticleRecord.model_validate_json(line).to_article()
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            yield number, f"{where}: {first['msg']}" if where else first["msg"]


def _line(number: int, each: Article | str, fates: dict[Stored, Counter[str]]) -> LineReport:
    if isinstance(each, str):
        return LineReport(line=number, status="refused", detail=each)
    status = next(status for status in STORED if fates[status][each.id])
    fates[status][each.id] -= 1
    return LineReport(line=number, status=status, id=each.id)
