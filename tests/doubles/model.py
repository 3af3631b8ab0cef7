"""A scripted language model: says what it is told to say, in pieces, and grades as it is told to."""

from __future__ import annotations

import asyncio

from qa.answer import Usage
from qa.llm.model import Grade, Piece

ENDLESS = object()


class ScriptedModel:
    """Stands in for a runtime where a fault is to be planted.

    Args:
        reply: What every chat says; `ENDLESS` never stops.
        yes: What every grade says.
        breaks: Raised after the reply.
        hangs: Never says anything.
    """

    name, runtime, probed = "scripted", "embedded", False

    def __init__(self, reply="", *, yes=0.99, breaks=None, hangs=False):
        self.reply, self.yes, self.breaks, self.hangs = reply, yes, breaks, hangs
        self.closed = 0

    async def chat(self, messages, *, schema=None, max_tokens=256):
        try:
            if self.hangs:
                await asyncio.Event().wait()
            if self.reply is ENDLESS:
                while True:
                    yield Piece('{"statements": [' * 50)
                    await asyncio.sleep(0)
            for at in range(0, len(self.reply), 4096):
                yield Piece(self.reply[at : at + 4096])
            if self.breaks:
                raise self.breaks
            yield Piece("", Usage(1, 1))
        finally:
            self.closed += 1

    async def grade(self, messages):
        return Grade(self.yes, Usage(1, 1))

    async def warm_up(self):
        pass

    async def aclose(self):
        pass
