"""A scripted language model: says what it is told to say, in pieces, and grades as it is told to."""

from __future__ import annotations

import asyncio

from qa import prompts
from qa.answer import Usage
from qa.llm.model import Grade, Piece

ENDLESS = object()


class ScriptedModel:
    """Stands in for a runtime where a fault is to be planted.

    Args:
        reply: What it writes; `ENDLESS` never stops.
        hint: What it says when a few words are asked for.
        yes: What every grade says.
        breaks: Raised after the reply.
        hangs: Never says anything.
    """

    name, runtime = "scripted", "embedded"

    def __init__(self, reply="", *, hint="", yes=0.99, breaks=None, hangs=False):
        self.reply, self.hint, self.yes, self.breaks, self.hangs = reply, hint, yes, breaks, hangs
        self.closed = 0  # replies, hints aside, that ended or were left

    async def chat(self, messages, *, schema=None, max_tokens=256):
        if messages[-1].content.endswith(prompts.HINT) and not self.hangs:
            yield Piece(self.hint, Usage(1, 1))
            return
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
