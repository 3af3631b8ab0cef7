"""The border: what an answer looks like as JSON, and what a question must look like to be let in.

Lives here: the pydantic models that every surface shares. Does not live here: what only one route speaks (`qa.web`).
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from qa.answer import Answer, Mode, Reason, Status, WarningCode
from qa.ask import Ask, Turn


class Record(BaseModel):
    """What goes out: read from the frozen dataclasses inside."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class Request(BaseModel):
    """What comes in: a field that nobody knows is refused rather than ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class QuoteRecord(Record):
    """A quote; `start` and `end` count code points of the article's text, half-open."""

    id: str
    article_id: str
    text: str
    start: int
    end: int
    prefix: str
    suffix: str
    score: float
    url: str | None


class CitationRecord(Record):
    """Ties `text[start:end]` of the answer to the quotes that bear it out."""

    id: str
    label: str
    start: int
    end: int
    quote_ids: list[str]


class SourceRecord(Record):
    """An article that is quoted; `text_sha256` names the version in which the offsets count."""

    article_id: str
    external_id: str | None
    title: str
    publisher: str | None
    author: str | None
    published_at: datetime | None
    url: str | None
    language: str | None
    text_sha256: str
    also_in: list[str]


class SideRecord(Record):
    """One value in a disagreement."""

    value: str
    quote_ids: list[str]


class DisagreementRecord(Record):
    """What articles differ on."""

    about: str
    sides: list[SideRecord]


class CaveatRecord(Record):
    """Something to know about how the answer came about."""

    code: WarningCode
    detail: str


class UnderstoodRecord(Record):
    """The question as it was searched."""

    question: str
    published_after: datetime | None
    published_before: datetime | None
    as_of: datetime | None


class ModelRecord(Record):
    """Which model wrote."""

    name: str
    runtime: str


class UsageRecord(Record):
    """Tokens over all calls."""

    prompt_tokens: int
    completion_tokens: int


class TimingsRecord(Record):
    """Milliseconds since the question came in."""

    search: float
    first_sentence: float | None
    total: float


class AnswerRecord(Record):
    """The answer as every surface shows it."""

    id: str
    object: Literal["answer"]
    created_at: datetime
    status: Status
    reason: Reason | None
    mode: Mode
    confidence: float
    question: str
    understood: UnderstoodRecord
    text: str
    offset_unit: Literal["codepoint"]
    citations: list[CitationRecord]
    quotes: list[QuoteRecord]
    sources: list[SourceRecord]
    disagreements: list[DisagreementRecord]
    warnings: list[CaveatRecord]
    model: ModelRecord
    usage: UsageRecord
    timings_ms: TimingsRecord

    @classmethod
    def of(cls, answer: Answer) -> AnswerRecord:
        """Return the record of `answer`."""
        return cls.model_validate(answer)


def _moment(value: object, *, at: time) -> datetime | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError("write an ISO 8601 date such as 2026-03-01 or 2026-03-01T12:00:00Z")  # noqa: TRY004 - pydantic's way
    try:
        moment = datetime.fromisoformat(value.strip())
        if len(value.strip()) <= len("2026-03-01"):
            moment = datetime.combine(moment.date(), at)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"{value[:40]!r} is no ISO 8601 date; write 2026-03-01 or 2026-03-01T12:00:00Z") from None


def earliest(value: object) -> datetime | None:
    """Read an ISO 8601 date or time as the first moment it can mean, in UTC; one without a zone is UTC.

    Raises:
        ValueError: It is none.
    """
    return _moment(value, at=time.min)


def latest(value: object) -> datetime | None:
    """Read an ISO 8601 date or time as the last moment it can mean: a date takes in the whole day.

    Raises:
        ValueError: It is none.
    """
    return _moment(value, at=time.max)


From = Annotated[datetime | None, BeforeValidator(earliest, json_schema_input_type=str | None)]
Until = Annotated[datetime | None, BeforeValidator(latest, json_schema_input_type=str | None)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Outlet = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class TurnRequest(Request):
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str = Field(max_length=8000)


class AskRequest(Request):
    """A question and the limits set on its answer.

    Attributes:
        question: 1 to 2,000 code points, white space around it not counted.
        history: At most 20 earlier turns, oldest first.
        published_after: Earliest publication date, inclusive.
        published_before: Latest publication date, inclusive.
        as_of: Answer as if it were this time.
        sources: Outlets to search, compared without case; none means all.
        max_quotes: At most so many quotes in the answer.
        model: `auto` for the one that the server runs, its name, or `none` for quotes alone.
        stream: Answer with server-sent events.
    """

    question: Line
    history: list[TurnRequest] = Field(default_factory=list, max_length=20)
    published_after: From = None
    published_before: Until = None
    as_of: Until = None
    sources: list[Outlet] = Field(default_factory=list, max_length=50)
    max_quotes: int = Field(6, ge=1, le=20)
    model: str = Field("auto", max_length=200)
    stream: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> AskRequest:
        if self.published_after and self.published_before and self.published_after > self.published_before:
            raise ValueError("published_after is later than published_before, so no article can match")
        return self

    def ask(self) -> Ask:
        """Return what the answerer takes."""
        return Ask(
            question=self.question,
            history=tuple(Turn(turn.role, turn.content) for turn in self.history),
            published_after=self.published_after,
            published_before=self.published_before,
            as_of=self.as_of,
            sources=tuple(self.sources),
            max_quotes=self.max_quotes,
        )
