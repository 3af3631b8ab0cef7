"""Starting: what is loaded in the background while the server already answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Protocol

from index import Archive, ArchiveError
from qa.ask import Ask
from qa.errors import LanguageModelError, QuotidianError
from qa.events import Event
from qa.llm.choose import Choice
from qa.llm.model import LanguageModel
from qa.llm.sources import OnProgress

logger = logging.getLogger(__name__)

Choose = Callable[[OnProgress], Awaitable[Choice]]
"""Finds a model, fetching its file if need be; told where to report the bytes done and the bytes in all."""

_AGAIN_S = 30.0


class Answering(Protocol):
    """Makes answers; the answerer does."""

    def stream(self, ask: Ask) -> AsyncGenerator[Event, None]:
        """Yield what happens, `Completed` last; closing it stops the model."""

    def use(self, model: LanguageModel | None, *, missing: str = "") -> None:
        """Write with another model from the next question on; `missing` says why there is none."""


class Starting:
    """Warms the encoder and brings the model in.

    Args:
        archive: Whose encoder to warm.
        answerer: Who gets the model.
        choose: Finds the model; None when `answerer` has what it is to have.
    """

    def __init__(self, archive: Archive, answerer: Answering, choose: Choose | None = None) -> None:
        self._archive, self._answerer, self._choose = archive, answerer, choose
        self._model: LanguageModel | None = None
        self._encoder_missing = "the encoder is still loading"
        self._model_missing = "the language model is still loading" if choose else ""

    @property
    def model_name(self) -> str | None:
        """The name of the model that writes; None when there is none, or not yet."""
        return self._model.name if self._model and not self._model_missing else None

    def missing(self) -> list[str]:
        """Return what is not there (yet), each in a sentence."""
        return [each for each in (self._encoder_missing, self._model_missing) if each]

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Load in the background; on leaving, stop loading and let go of the model."""
        tasks = [asyncio.ensure_future(self._warm_encoder()), asyncio.ensure_future(self._bring_model())]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            if self._model is not None:
                await self._model.aclose()

    async def _warm_encoder(self) -> None:
        try:
            await asyncio.to_thread(self._archive.embed, ["warm"])
            self._encoder_missing = ""
        except ArchiveError as error:
            self._encoder_missing = str(error)
            logger.warning("searching by words alone: %s", error)

    async def _bring_model(self) -> None:
        if self._choose is None:
            return
        self._answerer.use(None, missing=self._model_missing)
        try:
            choice = await self._choose(self._fetching)
        except QuotidianError as error:
            choice = Choice(None, str(error))
        self._model_missing = choice.reason
        if choice.model is None:
            self._answerer.use(None, missing=choice.reason)
            logger.warning("answering with quotes alone: %s", choice.reason)
        else:
            self._model = choice.model
            await self._warm_model(choice)

    async def _warm_model(self, choice: Choice) -> None:
        """Load the model, again and again if need be: its server may come up later, and until then each answer says so."""
        while self._model_missing and self._model is not None:
            try:
                await self._model.warm_up()
                self._model_missing = ""
                logger.info("answering with %s (%s): %s", self._model.name, self._model.runtime, choice.reason)
            except LanguageModelError as error:
                self._model_missing = str(error)
                logger.warning("the language model is not ready: %s", error)
            self._answerer.use(self._model)
            if self._model_missing:
                await asyncio.sleep(_AGAIN_S)

    def _fetching(self, done: int, total: int) -> None:
        self._model_missing = f"the language model is being fetched: {done / 1e6:,.0f} of {total / 1e6:,.0f} MB"
