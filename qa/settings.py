"""Settings: what an operator can turn, read once at the door from `QUOTIDIAN_…` and passed on as plain arguments."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from qa.errors import SettingsError

PREFIX = "QUOTIDIAN_"


def _default_models_dir() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(cache).expanduser() / "quotidian" / "models"


class Settings(BaseSettings):
    """Every setting, with its bounds; an unset or empty variable means the default."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="ignore")

    data_dir: Path = Field(Path("data"), description="The one folder that holds the archive and the answers kept.")
    host: str = Field("127.0.0.1", description="Address to listen on; 0.0.0.0 lets other machines in.")
    port: int = Field(8000, ge=0, le=65535, description="TCP port to listen on; 0 takes a free one.")

    model: str = Field(
        "auto",
        pattern=r"^(auto|none|ollama:.+|gguf:.+|openai:.+#.+)$",
        description="auto, ollama:NAME, gguf:PATH or catalogue name, openai:BASE_URL#NAME, or none for quotes alone.",
    )
    models_dir: Path = Field(default_factory=_default_models_dir, description="Where embedded models are kept; outside the tree.")
    embedded_runtime: Literal["auto", "llama.cpp", "openvino"] = Field(
        "auto", description="What runs an embedded model: llama.cpp, openvino, or auto for the quicker one on this processor."
    )
    ollama_url: str = Field("http://127.0.0.1:11434", pattern=r"^https?://", description="Where Ollama answers.")
    openai_api_key: SecretStr | None = Field(None, description="Key for the server named by openai:BASE_URL#NAME.")

    encoder: str = Field("all-MiniLM-L6-v2", min_length=1, description="A sentence-transformers model, by name or path.")
    store: Literal["embedded"] = Field("embedded", description="Vector store; only embedded (Chroma) so far.")
    database: Literal["embedded"] = Field("embedded", description="Article store; only embedded (SQLite) so far.")
    reranker: Literal["none"] = Field("none", description="Cross-encoder; only none so far.")

    answer_deadline_s: float = Field(60.0, ge=1, le=600, description="Seconds after which an answer makes do with quotes.")
    write_over_words: int = Field(
        40,
        ge=0,
        le=1000,
        description="Up to so many words a sentence that answers by itself is shown as it stands; 0: the model always writes.",
    )
    max_concurrent_answers: int = Field(2, ge=1, le=256, description="Answers written at the same time.")
    queue_length: int = Field(16, ge=0, le=1000, description="Questions that may wait for a slot; the next one gets a 503.")
    visitor_answers_per_min: int = Field(
        60, ge=0, le=100_000, description="Questions a minute from one address; 0 for no limit. This machine itself has none."
    )
    max_body_bytes: int = Field(16 * 2**20, ge=2**10, le=2**30, description="Largest request body, in bytes.")
    answers_kept: int = Field(10_000, ge=0, le=10_000_000, description="Answers kept for GET /v1/answers/{id}; 0 keeps none.")

    allowed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Other sites whose pages may ask, such as https://news.example, with commas between; * for all."
    )
    api_key: SecretStr | None = Field(
        None, min_length=16, description="Key for writing articles from elsewhere; without one only this machine may write."
    )

    @field_validator("allowed_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip().rstrip("/").lower() for part in value.split(",") if part.strip())
        return value

    @field_validator("allowed_origins")
    @classmethod
    def _are_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for origin in value:
            scheme, _, rest = origin.partition("://")
            if origin != "*" and (scheme not in {"http", "https"} or not rest or "/" in rest):
                raise ValueError(f"{origin!r} is no origin: write scheme and host, such as https://news.example")
        return value

    @classmethod
    def read(cls, **given: Any) -> Settings:  # noqa: ANN401 - the fields' own types are checked by pydantic
        """Read the environment; what is `given` (and not None) goes before it.

        Raises:
            SettingsError: A value is out of its bounds; the message names the variable, the value and the bound.
        """
        try:
            return cls(**{name: value for name, value in given.items() if value is not None})
        except ValidationError as error:
            raise SettingsError(_sentence(error)) from None


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of `python -m qa settings`; a secret's `value` is masked, `source` is `default` or `environment`."""

    variable: str
    value: object
    source: str
    description: str


def listed(settings: Settings, environment: Mapping[str, str]) -> list[Setting]:
    """Return every setting in the class's order."""
    return [
        Setting(
            variable=PREFIX + name.upper(),
            value=_shown(getattr(settings, name)),
            source="environment" if environment.get(PREFIX + name.upper()) else "default",
            description=field.description or "",
        )
        for name, field in Settings.model_fields.items()
    ]


def unknown_variables(environment: Mapping[str, str]) -> list[str]:
    """Return the `QUOTIDIAN_…` variables that set nothing: misspelt ones."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    return sorted(name for name in environment if name.upper().startswith(PREFIX) and name.upper() not in known)


def _shown(value: object) -> object:
    if isinstance(value, SecretStr):
        return "********"
    if isinstance(value, Path):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    field = str(first["loc"][0])
    given = "" if field.endswith("_key") else f"={first['input']!r}"
    why = first["msg"].removeprefix("Value error, ")
    return f"{PREFIX}{field.upper()}{given} is refused: {why}. It takes: {Settings.model_fields[field].description}"
