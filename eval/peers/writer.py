"""Our language model as a plain function from prompt to text, for code that knows nothing of event loops."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from qa.answer import Usage
from qa.llm.model import LanguageModel, Message

CONTEXT_TOKENS = 4096
MAX_TOKENS = 256


@dataclass(slots=True)
class Spent:
    """Tokens of the calls made since it was reset."""

    prompt: int = 0
    completion: int = 0


class Writer:
    """Calls the model from another thread than the event loop's.

    Args:
        model: Who writes; `spent` adds up what it reports.
        loop: The loop that the model lives on; it must be running, and not in the calling thread.
    """

    def __init__(self, model: LanguageModel, loop: asyncio.AbstractEventLoop) -> None:
        self.name = model.name
        self.spent = Spent()
        self._model = model
        self._loop = loop

    def write(self, prompt: str) -> str:
        """Return the reply to one prompt, greedily decoded, at most 256 tokens.

        Raises:
            LanguageModelError: The model did not do its part.
        """
        return asyncio.run_coroutine_threadsafe(self._write(prompt), self._loop).result()

    async def _write(self, prompt: str) -> str:
        pieces = []
        async for piece in self._model.chat([Message("user", prompt)], max_tokens=MAX_TOKENS):
            pieces.append(piece.text)
            self._count(piece.usage)
        return "".join(pieces)

    def _count(self, usage: Usage | None) -> None:
        if usage:
            self.spent.prompt += usage.prompt_tokens
            self.spent.completion += usage.completion_tokens
