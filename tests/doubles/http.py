"""A real server on loopback, clients from near and far, and a reader of server-sent events."""

from __future__ import annotations

import asyncio
import json
import threading
from contextlib import contextmanager

import httpx

from qa.web.serve import Server, address, listen


@contextmanager
def serving(app):
    """Run `app` with uvicorn on a free port of loopback; yields its address."""
    ready, listening = threading.Event(), listen("127.0.0.1", 0)
    server = Server(app, ready.set)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    assert ready.wait(30)
    try:
        yield address(listening)
    finally:
        server.should_exit = True
        thread.join(10)


def frames(text):
    """Read a body of server-sent events as `(name, data)` pairs; comments are skipped."""
    found = []
    for block in text.split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith(":")]
        if lines:
            fields = dict(line.split(": ", 1) for line in lines)
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def from_elsewhere(app, *, address="203.0.113.7"):
    """A client whose requests come from another machine."""
    transport = httpx.ASGITransport(app=app, client=(address, 50000), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://quotidian.example")


def run(work):
    """Run a coroutine to its end."""
    return asyncio.run(work)


def until(true):
    """Wait until it is; ten seconds at most."""
    for _ in range(2000):
        if true():
            return
        threading.Event().wait(0.005)
    raise AssertionError("it never came true")
