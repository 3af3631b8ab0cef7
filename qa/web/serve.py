"""Serving: from settings to a listening server, and down again in good order."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from qa.errors import SettingsError

_LAST_WORDS_S = 10


class Server(uvicorn.Server):
    """Runs an app on a socket that is already ours, and tells when it answers.

    Args:
        app: What to serve.
        on_ready: Called once, when requests are being answered.
    """

    def __init__(self, app: FastAPI, on_ready: Callable[[], None]) -> None:
        config = uvicorn.Config(
            app,
            # The address of a search holds the reader's question, so there is no access log.
            access_log=False,
            log_level="warning",
            log_config=None,
            server_header=False,
            timeout_graceful_shutdown=_LAST_WORDS_S,
        )
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start as uvicorn does, then tell."""
        await super().startup(sockets)
        if self.started:
            self._on_ready()


def listen(host: str, port: int) -> socket.socket:
    """Take the port before anything heavy is loaded, so that a taken one is said at once.

    Raises:
        SettingsError: The port is taken, or the address is none of this machine's.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        taken = socket.socket(family, socket.SOCK_STREAM)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
    except OSError as error:
        remedy = "Choose another with --port, or 0 for a free one." if port else "Choose another with --host."
        raise SettingsError(f"Cannot listen on {host}:{port}: {error.strerror or error}. {remedy}") from None
    return taken


def address(listening: socket.socket) -> str:
    """Return the URL under which a browser on this machine reaches the socket."""
    host, port = listening.getsockname()[:2]
    reachable = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - read, not bound
    return f"http://{reachable}:{port}"
