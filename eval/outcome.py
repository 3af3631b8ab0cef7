"""What one question came to, in the form that is judged: the same for us and for the peers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eval.metrics.quotes import Extract


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of an article that was put before the reader as evidence.

    Attributes:
        extract: Where it is said to stand, and what was shown.
        verbatim: Whether exactly this stands there in the stored article.
        article_id: The archive's id of the article, under which a run keeps its text.
        text_sha256: The version that the offsets count in.
    """

    extract: Extract
    verbatim: bool
    article_id: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of the answer; `cites` indexes the outcome's `shown`, and is empty when nothing is cited for it."""

    text: str
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer as the judge sees it.

    Attributes:
        failed: What went wrong when there is no answer at all; None otherwise.
        abstained: Whether it declined to answer.
        text: What it said.
        shown: The evidence put before the reader.
        statements: What it said, statement by statement.
        sides: Texts in which a disagreement may be shown, beside `text`.
        confidence: How sure it is that the articles answer, in [0, 1]; None when it does not say.
        ranked: What search found, best first: for each passage the external ids of its article and of near-copies folded in.
        timings_ms: Stage to milliseconds.
        prompt_tokens: Over all calls of the model.
        completion_tokens: Over all calls of the model.
    """

    failed: str | None = None
    abstained: bool = False
    text: str = ""
    shown: tuple[Shown, ...] = ()
    statements: tuple[Statement, ...] = ()
    sides: tuple[str, ...] = ()
    confidence: float | None = None
    ranked: tuple[tuple[str, ...], ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    prompt_tokens: int = 0
    completion_tokens: int = 0
