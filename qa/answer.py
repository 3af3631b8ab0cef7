"""The answer: the one record that every surface returns.

Lives here: the answer and the nouns it is made of, frozen. Does not live here: how it is made (`answerer`), or how it looks as
JSON (`record`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Status = Literal["answered", "partial", "no_answer"]
Mode = Literal["generated", "extractive"]
Reason = Literal["not_in_articles", "outside_dates", "outside_sources", "empty_archive", "not_a_question"]
WarningCode = Literal[
    "extractive_fallback",
    "llm_unavailable",
    "llm_timeout",
    "llm_rubbish",
    "statements_dropped",
    "index_degraded",
]


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of an article, copied by our code and never by the model.

    `article.text[start:end] == text`, code points, for the version that the source of the same `article_id` names.

    Attributes:
        id: `q1`, `q2`, … within the answer.
        article_id: The article that it is cut from.
        text: One or more whole sentences.
        start: First code point, inclusive.
        end: Last code point, exclusive.
        prefix: Up to 32 code points before it.
        suffix: Up to 32 code points after it.
        score: How near it is to the question, in [0, 1].
        url: The article's address with a text fragment that marks the quote; None when the article has no address.
    """

    id: str
    article_id: str
    text: str
    start: int
    end: int
    prefix: str
    suffix: str
    score: float
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Ties the range `[start, end)` of the answer's text (code points, one statement) to the quotes that bear it out.

    Attributes:
        id: `c1`, `c2`, … within the answer.
        label: What a reader sees, `1`, `2`, ….
        start: First code point of the statement.
        end: End of the statement, exclusive.
        quote_ids: At least one; the strongest first.
    """

    id: str
    label: str
    start: int
    end: int
    quote_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An article that the answer quotes.

    Attributes:
        article_id: Its id in this archive.
        title: Its headline.
        publisher: The outlet.
        author: The byline.
        published_at: Aware, in UTC.
        url: Its address, without a fragment.
        language: BCP 47 tag.
        text_sha256: The version that the quotes' offsets count in.
        also_in: Ids of articles that carry a near-copy.
        external_id: The id from the publisher's own record.
    """

    article_id: str
    title: str
    publisher: str | None
    author: str | None
    published_at: datetime | None
    url: str | None
    language: str | None
    text_sha256: str
    also_in: tuple[str, ...] = ()
    external_id: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One value in a disagreement, with the quotes that state it."""

    value: str
    quote_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Articles that state different values for what was asked; `sides` holds two or more."""

    about: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Caveat:
    """Something the reader should know about how the answer came about."""

    code: WarningCode
    detail: str


@dataclass(frozen=True, slots=True)
class Understood:
    """The question as it was searched: standalone, with the constraints that were read from it or given beside it."""

    question: str
    published_after: datetime | None = None
    published_before: datetime | None = None
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """The language model that wrote; `runtime` is `ollama`, `embedded` (llama.cpp), `openvino`, `openai` or `none`."""

    name: str
    runtime: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens over all calls made for one answer."""

    prompt_tokens: int = 0
    completion_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds since the question came in; `first_sentence` is None when none was shown before the end."""

    search: float = 0.0
    first_sentence: float | None = None
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What Quotidian says to one question.

    Attributes:
        id: `ans_` and 24 hex digits, unguessable.
        status: `answered` when all that was asked is borne out, `partial` when a part of the question has no answer or some of
            what was written had to be dropped, `no_answer` when the articles do not say.
        reason: Why there is no answer; None otherwise.
        mode: `generated` when a model chose the sentences or wrote from them, `extractive` when no model had a say.
        confidence: How sure it is that the articles answer the question, in [0, 1].
        question: As asked.
        understood: As searched.
        text: The statements, one space between them; empty when there is no answer.
        citations: One for each statement, in order.
        quotes: What the citations point to, and for `no_answer` nothing.
        sources: One for each article quoted.
        disagreements: Values on which independent articles differ.
        warnings: What went wrong on the way.
        model: Which model chose or wrote.
        usage: Its tokens.
        timings_ms: Where the time went.
        created_at: Aware, in UTC.
    """

    id: str
    status: Status
    reason: Reason | None
    mode: Mode
    confidence: float
    question: str
    understood: Understood
    text: str
    citations: tuple[Citation, ...]
    quotes: tuple[Quote, ...]
    sources: tuple[Source, ...]
    disagreements: tuple[Disagreement, ...]
    warnings: tuple[Caveat, ...]
    model: Model
    usage: Usage
    timings_ms: Timings
    created_at: datetime
    object: Literal["answer"] = field(default="answer")
    offset_unit: Literal["codepoint"] = field(default="codepoint")
