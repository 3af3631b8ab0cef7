"""A service on loopback for a browser to visit: the real app over a real archive, in a thread of this process."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

from tests.widget.scripted import ScriptedAnswerer


@dataclass(frozen=True, slots=True)
class Service:
    """A running service.

    Attributes:
        url: Its address, without a slash at the end.
        answerer: Where its answers come from.
    """

    url: str
    answerer: ScriptedAnswerer


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """Serve `app` on a free port of 127.0.0.1 and yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, args=([door],), daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)
