"""A model that is not there yet: it says so until it has been loaded, and stands for the loaded one from then on.

A server with it answers from its first second, with quotes, while gigabytes are fetched and loaded.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import Any

from qa.errors import ModelUnavailableError, QuotidianError
from qa.llm.choose import Choice
from qa.llm.model import Grade, LanguageModel, Message, Piece

logger = logging.getLogger(__name__)


class DeferredModel:
    """A language model that `warm_up` brings in.

    Args:
        choose: Finds the model, or says why there is none.
    """

    def __init__(self, choose: Callable[[], Awaitable[Choice]]) -> None:
        self._choose = choose
        self._model: LanguageModel | None = None
        self._missing = "the language model is still loading"

    @property
    def missing(self) -> str | None:
        """Why there is no model yet, in one sentence; None once there is."""
        return self._missing if self._model is None else None

    @property
    def name(self) -> str:
        """The loaded model's name, `none` until then."""
        return self._model.name if self._model else "none"

    @property
    def runtime(self) -> str:
        """The loaded model's runtime, `none` until then."""
        return self._model.runtime if self._model else "none"

    async def chat(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None, max_tokens: int = 256
    ) -> AsyncIterator[Piece]:
        """Stream the loaded model's reply.

        Raises:
            ModelUnavailableError: It is not loaded.
        """
        pieces = self._loaded().chat(messages, schema=schema, max_tokens=max_tokens)
        try:
            async for piece in pieces:
                yield piece
        finally:
            close = getattr(pieces, "aclose", None)
            if close is not None:
                await close()

    async def grade(self, messages: Sequence[Message]) -> Grade:
        """Ask the loaded model.

        Raises:
            ModelUnavailableError: It is not loaded.
        """
        return await self._loaded().grade(messages)

    async def warm_up(self) -> None:
        """Find the model and load it; when that fails, say why in `missing` and in the log."""
        try:
            choice = await self._choose()
            self._missing = choice.reason
            if choice.model is not None:
                await choice.model.warm_up()
                self._model = choice.model
        except QuotidianError as error:
            self._missing = str(error)
        logger.info("answering with %s", f"{self.name} ({self.runtime})" if self._model else f"quotes alone: {self._missing}")

    async def aclose(self) -> None:
        """Close the loaded model, if any."""
        if self._model is not None:
            await self._model.aclose()

    def _loaded(self) -> LanguageModel:
        if self._model is None:
            raise ModelUnavailableError(self._missing)
        return self._model
