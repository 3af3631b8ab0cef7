"""What happens while an answer is made, in order; the doors turn these into SSE, JSON or a terminal page.

One `Created`, then any number of `Stage`, `Sources`, `Delta` and `Cited`, then exactly one `Completed`. A fault of the language
model is no failure: it ends in a `Completed` with a warning. Only what leaves nothing to say (the archive itself broken) raises.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qa.answer import Answer, Citation, Quote, Source


@dataclass(frozen=True, slots=True)
class Created:
    """The answer has its id."""

    answer_id: str


@dataclass(frozen=True, slots=True)
class Stage:
    """What is being done now."""

    stage: Literal["understanding", "searching", "judging", "writing", "checking"]


@dataclass(frozen=True, slots=True)
class Sources:
    """The articles that the evidence was taken from, best first; the answer may quote fewer."""

    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Delta:
    """One whole verified statement, to be put at `offset` (code points) of the text."""

    offset: int
    delta: str


@dataclass(frozen=True, slots=True)
class Cited:
    """The citation of the statement just shown, with the quotes that it brings in."""

    citation: Citation
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Completed:
    """The whole record; nothing in it contradicts what was streamed."""

    answer: Answer


Event = Created | Stage | Sources | Delta | Cited | Completed
