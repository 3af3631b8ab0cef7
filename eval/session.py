"""What a command opens before it asks and closes after: an archive filled with articles, and the language model."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from eval.candidate import OneModeArchive
from eval.terminal import bar
from index import Article, SearchMode
from qa.llm.choose import Choice, choose_model
from qa.llm.model import LanguageModel
from qa.settings import Settings


@dataclass(frozen=True, slots=True)
class Session:
    """An archive and a writer, ready.

    Attributes:
        archive: Holds the articles, and searches in one mode.
        model: Loaded; None for quotes alone.
        reason: Why this model, or why none.
    """

    archive: OneModeArchive
    model: LanguageModel | None
    reason: str

    @property
    def model_name(self) -> str:
        """The runtime and the model as settings write them, `none` without one."""
        return f"{self.model.runtime}:{self.model.name}" if self.model else "none"


@asynccontextmanager
async def session(
    folder: Path, articles: Sequence[Article], *, model: str | None, search: SearchMode, encoder: str
) -> AsyncIterator[Session]:
    """Open an archive in `folder`, add what it lacks of `articles`, and load the model.

    Raises:
        SettingsError: `model` is none that could be.
        LanguageModelError: It cannot be loaded: a run that silently fell back to quotes alone would measure something else.
        ArchiveError: The archive cannot be opened, or an article cannot be taken.
    """
    settings = Settings.read(model=model)
    choice = await _choose(settings)
    with OneModeArchive.open(folder, encoder_name=encoder) as archive:
        archive.only = search
        with bar(len(articles), "adding articles") as shown:
            archive.add(articles, progress=shown.at)
        try:
            if choice.model:
                await choice.model.warm_up()
            yield Session(archive, choice.model, choice.reason)
        finally:
            if choice.model:
                await choice.model.aclose()


async def _choose(settings: Settings) -> Choice:
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
    where = settings.models_dir
    return await choose_model(
        settings.model,
        models_dir=where,
        ollama_url=settings.ollama_url,
        openai_api_key=key,
        embedded_runtime=settings.embedded_runtime,
    )
