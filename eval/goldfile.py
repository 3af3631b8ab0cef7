"""How a file spells gold questions: one JSON object a line, checked field by field (`eval/gold/README.md` describes them)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from eval.errors import GoldError
from eval.gold import GoldQuestion, GoldQuote, Kind
from qa.ask import Turn

Split = Literal["dev", "test"]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class QuoteRecord(_Record):
    """A quote as the file spells it."""

    article: str = Field(min_length=1)
    quote: str = Field(min_length=1)


class EvidenceRecord(QuoteRecord):
    """A piece of evidence, with those that serve as well."""

    also: list[QuoteRecord] = []


class TurnRecord(_Record):
    """An earlier message as the file spells it."""

    role: Literal["user", "assistant"]
    content: str = Field(min_length=1)


class GoldRecord(_Record):
    """One line of a gold file."""

    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    answers: list[str]
    answers_all: list[list[str]] = []
    sides: list[list[str]] = []
    evidence: list[EvidenceRecord]
    answerable: bool
    kind: Kind
    history: list[TurnRecord] = []
    as_of: date | None = None
    language: str | None = None
    split: Split | None = None

    @model_validator(mode="after")
    def _whole(self) -> GoldRecord:
        if self.answerable and not (self.answers and self.evidence):
            raise ValueError("an answerable question needs at least one answer and one piece of evidence")
        if not self.answerable and (self.answers or self.evidence):
            raise ValueError("an unanswerable question has neither answers nor evidence")
        return self

    def as_question(self) -> GoldQuestion:
        """Return the row as the judge reads it; a day in `as_of` ends at midnight UTC."""
        return GoldQuestion(
            id=self.id,
            question=self.question,
            answers=tuple(self.answers),
            facts=tuple(tuple(fact) for fact in self.answers_all),
            sides=tuple(tuple(side) for side in self.sides),
            evidence=tuple(_evidence(piece) for piece in self.evidence),
            answerable=self.answerable,
            kind=self.kind,
            history=tuple(Turn(turn.role, turn.content) for turn in self.history),
            as_of=datetime.combine(self.as_of, time.max, UTC) if self.as_of else None,
        )


def read_gold(path: Path, *, split: Split | None = None) -> list[GoldQuestion]:
    """Read a gold file, JSONL in UTF-8; blank lines are skipped.

    Args:
        path: The file.
        split: Keep only the rows of this half; None keeps all.

    Raises:
        GoldError: The file cannot be read, a line is not a gold row, an id comes twice, or no row is left;
            names the file and the line.
    """
    questions = list(_unique((record for record in _records(path) if split in (None, record.split)), path))
    if not questions:
        raise GoldError(f"{path}: no question {f'with split {split!r} ' if split else ''}in it")
    return questions


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text file that hold something, with their numbers from 1.

    Raises:
        GoldError: There is no such file, or it is not UTF-8.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


def complaint(path: Path, number: int, error: ValidationError) -> GoldError:
    """Return the error that says where in a file the first fault is, and what it is."""
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "the row"
    return GoldError(f"{path}:{number}: {where}: {first['msg']}")


def _records(path: Path) -> Iterator[GoldRecord]:
    for number, line in numbered_lines(path):
        try:
            yield GoldRecord.model_validate_json(line)
        except ValidationError as error:
            raise complaint(path, number, error) from error


def _unique(records: Iterable[GoldRecord], path: Path) -> Iterator[GoldQuestion]:
    seen: set[str] = set()
    for record in records:
        if record.id in seen:
            raise GoldError(f"{path}: the id {record.id!r} comes twice; give each question its own")
        seen.add(record.id)
        yield record.as_question()


def _evidence(piece: EvidenceRecord) -> GoldQuote:
    return GoldQuote(piece.article, piece.quote, tuple(GoldQuote(other.article, other.quote) for other in piece.also))
