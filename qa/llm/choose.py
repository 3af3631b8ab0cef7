"""Which model answers: from the setting `QUOTIDIAN_MODEL` to a runtime, and why."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass
from pathlib import Path

from qa.errors import LanguageModelError, ModelFileError, SettingsError
from qa.llm import ollama
from qa.llm.catalogue import CATALOGUE, DEFAULT_NAME
from qa.llm.fetch import fetch_model
from qa.llm.local import EmbeddedRuntime, local_model
from qa.llm.model import LanguageModel
from qa.llm.openai import OpenAIModel
from qa.llm.sources import OnProgress

FORMS = "auto, ollama:NAME, gguf:PATH-or-catalogue-name, openai:BASE_URL#NAME or none"


@dataclass(frozen=True, slots=True)
class Choice:
    """The model that was chosen.

    Attributes:
        model: None when answers are to be extractive.
        reason: One or two sentences for `/readyz` and for the answer's warning: what was chosen, or why there is none and what
            to do about it.
    """

    model: LanguageModel | None
    reason: str


async def choose_model(
    spec: str,
    *,
    models_dir: Path,
    ollama_url: str = ollama.DEFAULT_URL,
    openai_api_key: str | None = None,
    embedded_runtime: EmbeddedRuntime = "auto",
    on_progress: OnProgress | None = None,
) -> Choice:
    """Return the model that `spec` names; it is not loaded yet, `warm_up` does that.

    `auto` takes Ollama when its server answers and has a model that can chat, else the embedded default. What a model lacks
    of its files is fetched first, which may take minutes; cancelling ends the fetch, and the next one goes on from there.

    Args:
        spec: One of `FORMS`.
        models_dir: Where embedded models are kept.
        ollama_url: Where Ollama is.
        openai_api_key: Sent to an `openai:` server.
        embedded_runtime: What runs an embedded model; `auto` takes the quicker one for this processor.
        on_progress: Called with bytes done and bytes in all while files are fetched, in another thread.

    Raises:
        SettingsError: `spec` has none of the forms, or names a file or catalogue entry that is not there.
    """
    report = on_progress or (lambda _done, _total: None)
    kind, _, rest = spec.strip().partition(":")
    if kind == "openai" and rest.rpartition("#")[0]:
        return _openai(rest, openai_api_key)
    if kind == "ollama" and rest:
        return await _ollama(rest, ollama_url, report)
    if kind == "gguf" and rest:
        file = await asyncio.to_thread(_gguf_file, rest, embedded_runtime)
        return file or await _catalogued(rest, models_dir, embedded_runtime, report)
    if spec.strip() == "auto":
        return await _auto(models_dir, ollama_url, embedded_runtime, report)
    if spec.strip() == "none":
        return Choice(None, "The model setting is none: answers are quotes alone.")
    raise SettingsError(f"the model setting is {spec!r}, which is none of: {FORMS}")


def _openai(rest: str, api_key: str | None) -> Choice:
    base_url, _, name = rest.rpartition("#")
    return Choice(OpenAIModel(base_url, name, api_key=api_key), f"{name} at {base_url}, as the model setting says.")


async def _ollama(name: str, url: str, report: OnProgress) -> Choice:
    """Choose it even when the server is down: it may come up later, and each answer will say so until then."""
    model = ollama.OllamaModel(name, url=url)
    try:
        if not {name, f"{name}:latest"} & set(await ollama.chat_models(url)):
            await ollama.pull(name, url=url, on_progress=report)
    except LanguageModelError as error:
        return Choice(model, f"{name} in Ollama at {url}, as the model setting says; but {error}.")
    return Choice(model, f"{name} in Ollama at {url}, as the model setting says.")


async def _auto(models_dir: Path, ollama_url: str, runtime: EmbeddedRuntime, report: OnProgress) -> Choice:
    try:
        names = await ollama.chat_models(ollama_url)
    except LanguageModelError as error:
        why_not = str(error)
    else:
        if names:
            return Choice(ollama.OllamaModel(names[0], url=ollama_url), f"{names[0]} in Ollama, which answers at {ollama_url}.")
        why_not = f"Ollama at {ollama_url} has no model that can chat"
    choice = await _catalogued(DEFAULT_NAME, models_dir, runtime, report)
    return Choice(choice.model, f"{choice.reason} ({why_not}.)")


def _gguf_file(rest: str, runtime: EmbeddedRuntime) -> Choice | None:
    path = Path(rest).expanduser()
    if path.is_file():
        model, runner = local_model(path, None, runtime)
        return Choice(model, f"{path}, as the model setting says, run in this process {runner}.")
    if rest not in CATALOGUE:
        raise SettingsError(f"there is no file {rest}, and the catalogue has no such name but {', '.join(CATALOGUE)}")
    return None


async def _catalogued(name: str, models_dir: Path, runtime: EmbeddedRuntime, report: OnProgress) -> Choice:
    stopped = threading.Event()

    def go_on(done: int, total: int) -> None:
        if stopped.is_set():
            raise ModelFileError(f"fetching {name} was stopped")
        report(done, total)

    try:
        path = await asyncio.to_thread(fetch_model, name, models_dir, go_on)
    except ModelFileError as error:
        return Choice(None, f"Answers are quotes alone, because {error}.")
    except asyncio.CancelledError:
        stopped.set()
        raise
    model, runner = local_model(path, name, runtime)
    return Choice(model, f"{name}, run in this process {runner}.")
