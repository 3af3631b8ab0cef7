"""`/v1/answers`: ask, fetch an answer again, say what it was worth."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, aclosing
from typing import Literal

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from qa import record
from qa.answer import Answer
from qa.events import Completed, Event
from qa.record import AnswerRecord, AskRequest
from qa.web.event_stream import EventStream
from qa.web.leaving import ClientLeftError, unless_left
from qa.web.parts import Here, Parts, json_only, welcome
from qa.web.problems import NOT_FOUND, UNKNOWN_MODEL, ProblemError
from qa.web.starting import Answering

logger = logging.getLogger(__name__)
router = APIRouter(prefix="/v1/answers", tags=["answers"])

_CLIENT_CLOSED_REQUEST = 499


class Feedback(record.Request):
    """What a reader thought of an answer."""

    rating: Literal["up", "down"]
    comment: str | None = Field(None, max_length=2000)


@router.post(
    "",
    response_model=AnswerRecord,
    dependencies=[Depends(json_only), Depends(welcome)],
    responses={200: {"content": {"text/event-stream": {}}}},
)
async def ask(here: Here, asked: AskRequest, request: Request) -> Response:
    """Answer a question from the articles; as JSON, or as server-sent events when asked for them."""
    answering = _answering(here, asked.model)

    def events() -> AsyncGenerator[Event]:
        return _kept(here, answering, asked)

    if asked.stream or "text/event-stream" in request.headers.get("accept", ""):
        return EventStream(events, here.admission.slot())
    try:
        answer = await unless_left(request.receive, _last(events(), here.admission.slot()))
    except ClientLeftError:
        return Response(status_code=_CLIENT_CLOSED_REQUEST)
    return JSONResponse(AnswerRecord.of(answer).model_dump(mode="json"))


@router.get("/{answer_id}")
def fetch(here: Here, answer_id: str) -> AnswerRecord:
    """Return an answer given before, as long as it is kept."""
    found = here.kept.get(answer_id)
    if found is None:
        raise ProblemError(NOT_FOUND, "There is no answer of that id, or it is no longer kept.")
    return found


@router.post("/{answer_id}/feedback", status_code=204, dependencies=[Depends(json_only)])
def rate(here: Here, answer_id: str, feedback: Feedback) -> None:
    """Write down whether an answer was any good; a second word replaces the first."""
    if not here.kept.rate(answer_id, feedback.rating, feedback.comment):
        raise ProblemError(NOT_FOUND, "There is no answer of that id, or it is no longer kept.")


def _answering(here: Parts, model: str) -> Answering:
    if model == "none":
        return here.extractive
    if model in {"auto", here.starting.model_name}:
        return here.answerer
    raise ProblemError(UNKNOWN_MODEL, f"This server runs {here.starting.model_name or 'no model'}.")


async def _kept(here: Parts, answering: Answering, asked: AskRequest) -> AsyncGenerator[Event]:
    """Yield the events of an answer; it is kept before its completion is told."""
    async with aclosing(answering.stream(asked.ask())) as events:
        async for event in events:
            if isinstance(event, Completed):
                await asyncio.to_thread(_keep, here, event.answer)
            yield event


def _keep(here: Parts, answer: Answer) -> None:
    times = answer.timings_ms
    logger.info(
        "%s %s mode=%s confidence=%.2f quotes=%d search_ms=%.0f total_ms=%.0f",
        *(answer.id, answer.status, answer.mode, answer.confidence, len(answer.quotes), times.search, times.total),
    )
    here.kept.keep(AnswerRecord.of(answer))


async def _last(events: AsyncGenerator[Event], slot: AbstractAsyncContextManager[None]) -> Answer:
    async with slot, aclosing(events):
        async for event in events:
            if isinstance(event, Completed):
                return event.answer
    raise RuntimeError("the answerer ended without an answer")
