"""The event stream: the events of an answer in the making, as server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, aclosing, suppress
from typing import Any

from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from qa.events import Cited, Completed, Created, Delta, Event, Sources, Stage
from qa.record import AnswerRecord, CitationRecord, QuoteRecord, SourceRecord
from qa.web.leaving import ClientLeftError, unless_left
from qa.web.problems import body_of, problem_of

_PING_S = 10.0


def named(event: Event) -> tuple[str, dict[str, Any]]:
    """Return the name and the data under which `event` goes out."""
    match event:
        case Created(answer_id=answer_id):
            return "answer.created", {"id": answer_id}
        case Stage(stage=stage):
            return "answer.status", {"stage": stage}
        case Sources(sources=sources):
            return "answer.sources", {"sources": [SourceRecord.model_validate(each).model_dump(mode="json") for each in sources]}
        case Delta(offset=offset, delta=delta):
            return "answer.text.delta", {"offset": offset, "delta": delta}
        case Cited(citation=citation, quotes=quotes):
            return "answer.citation.added", {
                "citation": CitationRecord.model_validate(citation).model_dump(mode="json"),
                "quotes": [QuoteRecord.model_validate(each).model_dump(mode="json") for each in quotes],
            }
        case Completed(answer=answer):
            return "answer.completed", {"answer": AnswerRecord.of(answer).model_dump(mode="json")}


class EventStream(Response):
    """Streams events until the answer is complete or the client leaves; a ping keeps proxies from hanging up.

    Args:
        events: Made anew when the reply starts; closed when it ends in any way.
        slot: Held while the reply lasts; when it cannot be had, nothing has been sent yet.
    """

    media_type = "text/event-stream"

    def __init__(self, events: Callable[[], AsyncGenerator[Event]], slot: AbstractAsyncContextManager[None]) -> None:
        super().__init__(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._events = events
        self._slot = slot

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's signature
        """Wait for the slot, then stream."""
        with suppress(ClientLeftError):
            await unless_left(receive, self._reply(send))

    async def _reply(self, send: Send) -> None:
        async with self._slot:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            pinging = asyncio.ensure_future(_ping(send))
            try:
                async with aclosing(_frames(self._events())) as frames:
                    async for frame in frames:
                        await send({"type": "http.response.body", "body": frame, "more_body": True})
            finally:
                pinging.cancel()
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _frames(events: AsyncGenerator[Event]) -> AsyncGenerator[bytes]:
    async with aclosing(events):
        try:
            async for event in events:
                yield _frame(*named(event))
        except Exception as error:  # noqa: BLE001 - part of the web's net: the status line has gone out already
            yield _frame("answer.failed", {"problem": body_of(problem_of(error))})


async def _ping(send: Send) -> None:
    while True:
        await asyncio.sleep(_PING_S)
        await send({"type": "http.response.body", "body": KEEPALIVE_COMMENT, "more_body": True})


def _frame(name: str, data: dict[str, Any]) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(data, ensure_ascii=False))
