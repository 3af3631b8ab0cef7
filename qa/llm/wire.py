"""How `qa.llm` speaks HTTP: one way to connect, to read lines, and to turn every fault into an error of ours.

Lives here: what all runtimes share. Does not live here: any runtime's own requests and replies.
"""

from __future__ import annotations

import ipaddress
import re
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from functools import cache

import httpx
from pydantic import BaseModel, JsonValue, ValidationError

from qa.errors import (
    LanguageModelError,
    ModelBusyError,
    ModelRubbishError,
    ModelTimeoutError,
    ModelUnavailableError,
    PromptTooLongError,
)

CONNECT_TIMEOUT_S = 5.0
READ_TIMEOUT_S = 120.0
MAX_LINE_BYTES = 1_000_000

_TOO_LONG = re.compile(
    r"exceed_context|context[ _](size|length|window)|maximum model length|prompt (is )?too long", re.IGNORECASE
)
_LOADING = re.compile(r"\bloading\b", re.IGNORECASE)


def connect(
    base_url: str, *, headers: Mapping[str, str] | None = None, read_timeout_s: float = READ_TIMEOUT_S
) -> httpx.AsyncClient:
    """Return a client for one server; it opens nothing yet.

    Connections are not kept: a server that drops an idle one would look broken at the next question, and a client without any
    serves one event loop after another. A loopback server is reached directly, whatever proxy the environment names.

    Args:
        base_url: Where the paths start.
        headers: Sent with every request.
        read_timeout_s: Longest silence within a reply; it must outlast the reading of a long prompt.
    """
    return httpx.AsyncClient(
        base_url=base_url,
        headers=dict(headers or {}),
        timeout=httpx.Timeout(read_timeout_s, connect=CONNECT_TIMEOUT_S),
        limits=httpx.Limits(max_keepalive_connections=0),
        trust_env=not is_loopback(base_url),
        verify=_certificates(),
    )


@cache
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context()  # reading them takes longer than a request to loopback


def is_loopback(url: str) -> bool:
    """Tell whether `url` names this machine."""
    host = httpx.URL(url).host
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextmanager
def faults(server: str) -> Iterator[None]:
    """Raise a leaf of `LanguageModelError` for whatever httpx raises inside; `server` is named in the message."""
    try:
        yield
    except httpx.ConnectTimeout as error:
        raise ModelUnavailableError(f"{server} does not accept connections: check that it is running") from error
    except httpx.TimeoutException as error:
        raise ModelTimeoutError(f"{server} fell silent: it may be overloaded, or the model too large for its machine") from error
    except httpx.ConnectError as error:
        raise ModelUnavailableError(f"{server} cannot be reached: check that it is running, and its address") from error
    except httpx.DecodingError as error:
        raise ModelRubbishError(f"{server} sent a reply that cannot be decoded") from error
    except httpx.UnsupportedProtocol as error:
        raise ModelUnavailableError(f"{server} is no http:// or https:// address") from error
    except httpx.HTTPError as error:
        raise broken_off(server) from error


def broken_off(server: str) -> ModelUnavailableError:
    """Return the error for a reply that stops before its end."""
    return ModelUnavailableError(f"{server} broke off before the end of its reply: look into its log")


def refusal(server: str, status: int, body: bytes) -> LanguageModelError:
    """Return the error for an HTTP status of 400 or more, told apart by the status and by what the body says."""
    detail = error_detail(body)
    said = f"{server} answered {status}: {detail}"
    if status == 413 or (status in {400, 422, 500} and _TOO_LONG.search(detail)):
        return PromptTooLongError(said)
    if status in {401, 403}:  # the body may repeat the key
        return ModelUnavailableError(f"{server} answered {status}: it refuses the API key")
    if status in {408, 504}:
        return ModelTimeoutError(said)
    if status == 429 or (status == 503 and not _LOADING.search(detail)):
        return ModelBusyError(said)
    if status == 404 or status >= 500:
        return ModelUnavailableError(said)
    return ModelRubbishError(said)


class _ErrorBody(BaseModel):
    error: JsonValue = None
    message: str | None = None
    detail: JsonValue = None


def error_detail(body: bytes) -> str:
    """Return what an error body says, at most 300 code points, whichever of the usual shapes it has."""
    try:
        parsed = _ErrorBody.model_validate_json(body)
    except ValidationError:
        return body[:300].decode("utf-8", "replace")
    found = parsed.error or parsed.message or parsed.detail or ""
    if isinstance(found, str) and found.startswith("{"):  # Ollama wraps llama.cpp's own error body in a string
        return error_detail(found.encode())
    if isinstance(found, dict):
        found = f"{found.get('type') or found.get('code') or ''} {found.get('message') or ''}".strip()
    return str(found)[:300]


async def lines(response: httpx.Response, server: str) -> AsyncIterator[bytes]:
    r"""Yield the lines of a streamed reply, cut at `\n` alone.

    `httpx.Response.aiter_lines` also cuts at U+2028 and its kin, which JSON allows within a string.

    Raises:
        ModelRubbishError: A line is longer than `MAX_LINE_BYTES`.
    """
    rest = b""
    async for chunk in response.aiter_bytes():
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield line.strip()
        if len(rest) > MAX_LINE_BYTES:
            raise ModelRubbishError(f"{server} sent a line without an end")
    if rest.strip():
        yield rest.strip()
