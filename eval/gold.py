"""The gold file: questions with their answers, the verbatim evidence, and whether the articles answer them at all.

Lives here: the question as the judge reads it. Does not live here: how a file spells it (`goldfile`), the articles (`index` reads
them), or other people's formats (`adapters`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from qa.ask import Ask, Turn

Kind = Literal["single", "multi", "conflict", "temporal", "followup", "unanswerable", "adversarial"]


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """A verbatim quote that bears the answer out.

    Attributes:
        article: The `external_id` of the article that it stands in.
        text: The quote; empty where a set names the article only.
        also: Other quotes that serve as well: a near-copy, a restatement.
    """

    article: str
    text: str
    also: tuple[GoldQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """One question with all that is needed to judge an answer to it.

    Attributes:
        id: Unique in its file.
        question: What is asked.
        answers: Strings that mean the same; one of them in the answer is enough. Empty when unanswerable.
        facts: Where several facts are asked for, the strings for each; empty otherwise.
        sides: For a conflict, the values that an honest answer shows, each with its spellings.
        evidence: The quotes that bear the answer out.
        answerable: Whether the articles answer it.
        kind: What makes it hard.
        history: Earlier turns, oldest first, for follow-ups.
        as_of: Asked as if it were this time, aware.
        without: External ids of articles that are left out when this is asked (leave-one-out).
    """

    id: str
    question: str
    answers: tuple[str, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    sides: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[GoldQuote, ...] = ()
    answerable: bool = True
    kind: Kind = "single"
    history: tuple[Turn, ...] = ()
    as_of: datetime | None = None
    without: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[tuple[str, ...], ...]:
        """The facts that a full answer states, each with its spellings; at least one for an answerable question."""
        return self.facts or ((self.answers,) if self.answers else ())

    @property
    def articles(self) -> tuple[str, ...]:
        """The external ids of the articles with evidence, each once, in order."""
        return tuple(dict.fromkeys(quote.article for quote in self.evidence))

    @property
    def cluster(self) -> str:
        """What it is resampled with: questions on the same first article err together; one without evidence stands alone."""
        return self.evidence[0].article if self.evidence else f"question {self.id}"

    @property
    def ask(self) -> Ask:
        """The question as a reader would put it."""
        return Ask(question=self.question, history=self.history, as_of=self.as_of)
