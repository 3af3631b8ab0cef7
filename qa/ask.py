"""What a reader asks: the question and the limits set on its answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One question, as every door hands it to the answerer.

    Attributes:
        question: 1 to 2,000 code points once stripped; the doors refuse others.
        history: Earlier turns, oldest first.
        published_after: Earliest publication time, aware, inclusive.
        published_before: Latest publication time, aware, inclusive.
        as_of: Answer as if it were this time.
        sources: Outlets to search; empty means all.
        max_quotes: At most so many quotes in the answer, 1 to 20.
    """

    question: str
    history: tuple[Turn, ...] = ()
    published_after: datetime | None = None
    published_before: datetime | None = None
    as_of: datetime | None = None
    sources: tuple[str, ...] = ()
    max_quotes: int = 6
