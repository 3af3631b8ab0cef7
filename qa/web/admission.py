"""Admission: how many answers are written at once, how many wait, and how often one address may ask.

A language model on a small machine writes one or two answers at a time. Past a short queue it is kinder to say no at once, with
`Retry-After`, than to let everybody wait.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from qa.web.problems import OVERLOADED, TOO_MANY, ProblemError


class Admission:
    """Slots to answer in, and a queue before them.

    Args:
        slots: Answers written at the same time.
        queue_length: Questions that may wait.
    """

    def __init__(self, *, slots: int, queue_length: int) -> None:
        self._slots = slots
        self._free = asyncio.Semaphore(slots)
        self._queue_length = queue_length
        self.waiting = 0
        self._typical_s = 5.0

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Hold a slot, after waiting for it in the queue.

        Raises:
            ProblemError: The queue is full; it says when to come back.
        """
        await self._enter()
        started = time.monotonic()
        try:
            yield
        finally:
            self._free.release()
            self._typical_s += 0.2 * (time.monotonic() - started - self._typical_s)

    async def _enter(self) -> None:
        if self._free.locked() and self.waiting >= self._queue_length:
            raise ProblemError(OVERLOADED, "Every slot is taken and the queue is full.", headers=_retry_after(self._wait_s()))
        self.waiting += 1
        try:
            await self._free.acquire()
        finally:
            self.waiting -= 1

    def _wait_s(self) -> float:
        return self._typical_s * (self.waiting + 1) / self._slots


class Visitors:
    """A token bucket for each address: `per_min` questions a minute, as many at once after a quiet minute.

    Args:
        per_min: 0 for no limit.
        clock: Seconds, monotonic.
    """

    def __init__(self, per_min: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_min = per_min
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def let_in(self, address: str) -> None:
        """Take one question from the bucket of `address`.

        Raises:
            ProblemError: It is empty; the problem says when the next question is due.
        """
        if not self._per_min:
            return
        now = self._clock()
        tokens, seen = self._buckets.pop(address, (float(self._per_min), now))
        tokens = min(float(self._per_min), tokens + (now - seen) * self._per_min / 60)
        allowed = tokens >= 1
        self._buckets[address] = (tokens - 1 if allowed else tokens, now)
        if len(self._buckets) > 10_000:
            self._buckets.popitem(last=False)
        if not allowed:
            wait_s = (1 - tokens) * 60 / self._per_min
            raise ProblemError(TOO_MANY, f"At most {self._per_min} questions a minute.", headers=_retry_after(wait_s))


def _retry_after(seconds: float) -> dict[str, str]:
    return {"Retry-After": str(max(1, math.ceil(seconds)))}
