"""Origins: which web pages may talk to this server, decided before any work is done.

CORS alone only hides the reply from a foreign page; by then the question has been answered. So a foreign
`Origin` is refused here.
"""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.web.problems import FOREIGN_ORIGIN, ProblemError, response_of

_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "600",
}


def is_foreign(headers: Headers) -> bool:
    """Say whether a page of another site sent this.

    Only host and port are compared: behind a proxy that ends TLS we do not know the scheme that the browser saw.
    """
    origin = headers.get("origin")
    return origin is not None and origin.lower().partition("://")[2] != headers.get("host", "").lower()


class Origins:
    """ASGI middleware that refuses foreign pages, except those on the list, and grants these CORS.

    Args:
        app: What runs behind it.
        allowed: Origins such as `https://news.example`, lower case; `*` allows all.
    """

    def __init__(self, app: ASGIApp, *, allowed: Collection[str] = ()) -> None:
        self._app = app
        self._allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, grant or pass on."""
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        if not is_foreign(headers) or _is_public(scope["path"]):
            await self._app(scope, receive, send)
            return
        origin = headers["origin"]
        if "*" not in self._allowed and origin.lower() not in self._allowed:
            refusal = ProblemError(FOREIGN_ORIGIN, "The page that sent this is of an origin that may not use this server.")
            await response_of(refusal)(scope, receive, send)
        elif scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await Response(status_code=204, headers=_PREFLIGHT | _granted(origin))(scope, receive, send)
        else:
            await self._app(scope, receive, _granting(send, origin))


def _is_public(path: str) -> bool:
    """The widget's own files hold no news: any page may load them, and gets no further."""
    return path == "/widget.js" or path.startswith("/static/")


def _granted(origin: str) -> dict[str, str]:
    return {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Expose-Headers": "ETag, Location, Retry-After",
        "Vary": "Origin",
    }


def _granting(send: Send, origin: str) -> Send:
    async def granting(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(_granted(origin))
        await send(message)

    return granting
