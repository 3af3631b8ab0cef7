"""Starting: what is loaded in the background while the server already answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from index import Archive
from index.errors import ArchiveError
from qa.llm.deferred import DeferredModel

logger = logging.getLogger(__name__)


class Starting:
    """Warms the encoder and brings the model in.

    Args:
        archive: Whose encoder to warm.
        model: What to load; None when the server answers with quotes alone, or got a model that is ready.
    """

    def __init__(self, archive: Archive, model: DeferredModel | None = None) -> None:
        self._archive = archive
        self._model = model
        self._encoder_missing: str | None = "the encoder is still loading"

    @property
    def model_name(self) -> str | None:
        """The name of the model that was loaded; None when there is none."""
        return self._model.name if self._model and self._model.missing is None else None

    def missing(self) -> list[str]:
        """Return what is not there (yet), each in a sentence."""
        found = (self._encoder_missing, self._model.missing if self._model else None)
        return [each for each in found if each]

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Load in the background; on leaving, stop loading and let go of the model."""
        tasks = [asyncio.ensure_future(self._warm_encoder())]
        if self._model is not None:
            tasks.append(asyncio.ensure_future(self._model.warm_up()))
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
        except ArchiveError as error:
            self._encoder_missing = str(error)
            logger.warning("searching by words alone: %s", error)
        else:
            self._encoder_missing = None
