"""The body limit: a body is counted while it comes in, because a chunked one does not say how long it is."""

from __future__ import annotations

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.web.problems import TOO_LARGE, ProblemError, response_of


class BodyLimit:
    """ASGI middleware that refuses a body past the limit, before it is read when it says its length.

    FastAPI has a limit of its own, but answers a declared length with plain text instead of a problem.

    Args:
        app: What runs behind it.
        max_bytes: The largest body.
    """

    def __init__(self, app: ASGIApp, *, max_bytes: int) -> None:
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or count and pass on."""
        declared = Headers(scope=scope).get("content-length", "0") if scope["type"] == "http" else "0"
        if declared.isdecimal() and int(declared[:20]) > self._max_bytes:
            await response_of(ProblemError(TOO_LARGE, self._refusal()))(scope, receive, send)
        else:
            await self._app(scope, self._counting(receive), send)

    def _counting(self, receive: Receive) -> Receive:
        read = 0

        async def counting() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._max_bytes:
                # FastAPI turns any other error met while reading into a 400.
                raise HTTPException(413, self._refusal())
            return message

        return counting

    def _refusal(self) -> str:
        return f"A body may have {self._max_bytes} bytes."
