"""Which model answers: from the setting `QUOTIDIAN_MODEL` to a runtime, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qa.errors import SettingsError
from qa.llm.embedded import EmbeddedModel
from qa.llm.model import LanguageModel
from qa.llm.openai import OpenAIModel

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


async def choose_model(spec: str, *, models_dir: Path, openai_api_key: str | None = None) -> Choice:
    """Return the model that `spec` names; it is not loaded yet, `warm_up` does that.

    Args:
        spec: One of `FORMS`.
        models_dir: Where embedded models are kept.
        openai_api_key: Sent to an `openai:` server.

    Raises:
        SettingsError: `spec` has none of the forms.
    """
    kind, _, rest = spec.strip().partition(":")
    if kind == "none" and not rest:
        return Choice(None, "The setting MODEL is none: answers are quotes alone.")
    if kind == "openai" and "#" in rest:
        base_url, _, name = rest.rpartition("#")
        return Choice(OpenAIModel(base_url, name, api_key=openai_api_key), f"{name} at {base_url}, as the setting says.")
    if kind == "gguf" and Path(rest).is_file():
        return Choice(EmbeddedModel(Path(rest)), f"{rest}, as the setting says.")
    raise SettingsError(f"MODEL is {spec!r}, which is none of: {FORMS}")
