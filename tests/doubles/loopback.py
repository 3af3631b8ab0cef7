"""A small HTTP/1.1 server on loopback, in a thread of its own, whose every byte a test can choose.

It keeps no connection alive, and it knows when the client leaves: the answer under way is then cancelled and counted in `left`.
"""

import asyncio
import json
import threading
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent; `body` is parsed JSON, None when there was none."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


class Exchange:
    """One request, and the means to answer it."""

    def __init__(self, request: Request, writer: asyncio.StreamWriter) -> None:
        self.request = request
        self._writer = writer

    async def send(self, status: int, body: Any) -> None:
        """Answer at once: bytes as they are, anything else as JSON."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = "text/plain" if isinstance(body, bytes) else "application/json"
        head = f"HTTP/1.1 {status} Said\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\nConnection: close\r\n\r\n"
        await self._write(head.encode() + content)

    async def open(self, kind: str) -> None:
        """Begin a stream."""
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        await self._write(head.encode())

    async def write(self, content: bytes) -> None:
        """Send a piece of the stream; an empty piece ends it properly."""
        await self._write(f"{len(content):x}\r\n".encode() + content + b"\r\n")

    def cut(self) -> None:
        """Drop the connection as a killed process does."""
        self._writer.transport.abort()

    async def _write(self, content: bytes) -> None:
        self._writer.write(content)
        await self._writer.drain()


Act = Callable[[Exchange], Awaitable[None]]


def refuse(status: int, body: Any) -> Act:
    """Answer with a status and a body."""
    return lambda exchange: exchange.send(status, body)


async def hang(_exchange: Exchange) -> None:
    """Take the request and never answer."""
    await asyncio.Event().wait()


def stream(*pieces: bytes, end: str = "properly") -> Act:
    """Send the pieces under HTTP 200, then end `properly`, `cut` the connection, or `hang`."""

    async def act(exchange: Exchange) -> None:
        await exchange.open("application/x-ndjson")
        for piece in pieces:
            await exchange.write(piece)
        if end == "properly":
            await exchange.write(b"")
        elif end == "cut":
            exchange.cut()
        else:
            await hang(exchange)

    return act


class Loopback:
    """Subclasses say in `answer` what the server does when no act is scripted."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.left = threading.Semaphore(0)
        self._script: deque[Act] = deque()
        self._always: Act | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def script(self, *acts: Act) -> None:
        """Have the next requests for a chat answered by these, one each."""
        self._script.extend(acts)

    def always(self, act: Act | None) -> None:
        """Have every request for a chat answered by this one; None ends it."""
        self._always = act

    async def answer(self, exchange: Exchange) -> None:
        raise NotImplementedError

    def scripted(self) -> Act | None:
        """Return what the script says of the next chat."""
        return self._script.popleft() if self._script else self._always

    def __enter__(self):
        self._thread.start()
        self._server = self._wait(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    def __exit__(self, *_exc: object) -> None:
        self._wait(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _stop(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _wait(self, coroutine: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(timeout=30)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            request = await _read(reader)
            self.requests.append(request)
            answering = asyncio.ensure_future(self.answer(Exchange(request, writer)))
            leaving = asyncio.ensure_future(reader.read(1))
            try:
                await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
                if not answering.done():
                    self.left.release()
            finally:
                for task in (answering, leaving):
                    task.cancel()
                await asyncio.gather(answering, leaving, return_exceptions=True)
                writer.close()


async def _read(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    method, path, _version = head[0].split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
    content = await reader.readexactly(int(headers.get("content-length", 0)))
    return Request(method, path, headers, json.loads(content) if content else None)
