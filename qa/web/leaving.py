"""Leaving: a client that goes away stops the work that was done for it.

A server notices a disconnect by itself only when it next sends something; an answer in the making sends nothing for seconds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.types import Receive

T = TypeVar("T")


class ClientLeftError(Exception):
    """The client went away before the work was done; nobody is there to be told."""


async def unless_left(receive: Receive, work: Coroutine[Any, Any, T]) -> T:
    """Do `work`, and cancel it as soon as the client goes away.

    Args:
        receive: The request's channel, its body read to the end.
        work: What to do.

    Raises:
        ClientLeftError: The client went away first.
    """
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(receive))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise ClientLeftError
    finally:
        leaving.cancel()
        working.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
