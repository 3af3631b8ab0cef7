"""The net under the web app: what nobody foresaw becomes a problem with an id, and the server goes on."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.web.problems import STOPPING, ProblemError, response_of


class Net:
    """ASGI middleware that answers an unforeseen error with a problem; one in mid-reply breaks the reply off.

    Args:
        app: What runs behind it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the app; catch what it drops."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def noting(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except asyncio.CancelledError:
            if not started:
                await response_of(ProblemError(STOPPING, "The server is being stopped."))(scope, receive, send)
        except Exception as error:  # noqa: BLE001 - the web's one net
            response = response_of(error)
            if not started:
                await response(scope, receive, send)
