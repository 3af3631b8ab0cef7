"""Access: who may write articles, and who is this machine itself."""

from __future__ import annotations

import ipaddress
import secrets

from fastapi import Request

from qa.web.origins import is_foreign
from qa.web.problems import UNAUTHORIZED, ProblemError


def is_local(request: Request) -> bool:
    """Say whether the request came from this machine and was addressed to it.

    The `Host` is looked at as well: a foreign page that rebinds its own name to 127.0.0.1 still says its own name there.
    """
    client = request.client.host if request.client else ""
    return _is_loopback(client) and _is_loopback(_name(request.headers.get("host", "")))


def require_writer(request: Request) -> None:
    """Let in whoever holds the key, and without a key only this machine itself.

    Raises:
        ProblemError: Neither is the case.
    """
    key: str | None = request.app.state.parts.api_key
    if key is not None and _holds(request, key):
        return
    if is_local(request) and not is_foreign(request.headers):
        return
    detail = "The key is missing or wrong." if key else "This server has no key, so only its own machine may write."
    raise ProblemError(UNAUTHORIZED, detail, headers={"WWW-Authenticate": "Bearer"})


def _holds(request: Request, key: str) -> bool:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return scheme.lower() == "bearer" and secrets.compare_digest(given.strip().encode(), key.encode())


def _name(host: str) -> str:
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0].lower()


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
