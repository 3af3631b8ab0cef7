"""Understanding: a follow-up is read together with the exchange before it, and the time limits that a question sets are read.

The exchange tells which articles are meant, the follow-up's own words which sentence (`docs/abstention.md`). The model is asked
the follow-up as it rewrote it, or behind the exchange where it is to rewrite none, or its rewriting is not to be trusted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from qa.answer import Understood, Usage
from qa.ask import Ask, Turn
from qa.check.reading import read
from qa.check.reading.tokens import language_of
from qa.check.reading.when import When
from qa.llm.model import LanguageModel
from qa.premise import opened
from qa.rewriting import leans, rewritten

_FEW_WORDS, _WORDS_OF_A_NAMELESS_ONE = 3, 6
_AS_OF = re.compile(r"\b(as of|as at|à la date du)\s+(?=\S)", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(?:published|reported|written|publiés?|parus?)\s+(?P<side>before|after|since|until|avant|après|depuis)\s+", re.IGNORECASE
)
_SIDES = {"after": "published_after", "since": "published_after", "après": "published_after", "depuis": "published_after"}
_DATE_REACH = 40  # code points after the phrase in which its date stands
_LONGEST = 300  # code points of an earlier message that are read


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of a question.

    Attributes:
        understood: The question that the model is asked, and its limits in time.
        checked: The question that answers are checked against: as it was rewritten or, behind an exchange, by itself, since with
            the exchange it would ask for more than the reader did.
        own: The question's own words, which sentences are ranked against.
        talk: A follow-up behind the exchange before it, which is searched; empty for a question that stands alone.
        usage: What the rewriting cost.
    """

    understood: Understood
    checked: str
    own: str
    talk: str = ""
    usage: Usage = field(default_factory=Usage)

    @property
    def searched(self) -> str:
        """What the articles are searched for."""
        return self.talk or self.own


def leans_on_history(question: str) -> bool:
    """Whether a question hardly says what it is about: it holds a pronoun, opens in mid-talk, or is short and names nothing."""
    words = question.split()
    if leans(question) or len(words) <= _FEW_WORDS:
        return True
    named = any(word[:1].isupper() for word in words[1:]) or any(character.isdigit() for character in question)
    return len(words) <= _WORDS_OF_A_NAMELESS_ONE and not named


async def understand(ask: Ask, model: LanguageModel | None = None) -> Reading:
    """Return the question with what it leans on, and the limits in time that were given beside it or stand in it.

    Raises:
        LanguageModelError: The model failed at the rewriting; call again without one.
    """
    question = opened(" ".join(ask.question.encode("utf-8", "replace").decode().split()))  # no lone surrogate reaches the encoder
    if not ask.history or not leans_on_history(question):
        return Reading(_limited(ask, question), question, question)
    talk, alone, usage = _joined(question, ask.history), "", Usage()
    if model is not None:
        alone, usage = await rewritten(question, ask.history, model)
    return Reading(_limited(ask, alone or talk), alone or question, question, talk, usage)


def _joined(question: str, history: tuple[Turn, ...]) -> str:
    """Return the last exchange with the question behind it, for the search and the model to find the subject."""
    last = [" ".join(turn.content[:_LONGEST].split()) for turn in history[-2:]]
    return " ".join([*last, question])


def _limited(ask: Ask, question: str) -> Understood:
    """Read the limits that the question sets; those given beside it go first."""
    read_limits = _limits(ask.question)
    return Understood(
        question=question,
        published_after=ask.published_after or read_limits.get("published_after"),
        published_before=ask.published_before or read_limits.get("published_before"),
        as_of=ask.as_of or read_limits.get("as_of"),
    )


def _limits(question: str) -> dict[str, datetime]:
    limits: dict[str, datetime] = {}
    as_of = _AS_OF.search(question)
    if as_of and (day := _day_at(question, as_of.end())):
        limits["as_of"] = _end_of(day)
    published = _PUBLISHED.search(question)
    if published and (day := _day_at(question, published.end())):
        side = _SIDES.get(published["side"].lower(), "published_before")
        limits[side] = day
    return limits


def _day_at(question: str, start: int) -> datetime | None:
    """Return the full date that stands right behind `start`; a date without a year is no limit."""
    text = question[start : start + _DATE_REACH]
    whens = read(text, language_of(question)).whens
    return _midnight(whens[0]) if whens and whens[0].start <= 1 else None


def _midnight(when: When) -> datetime | None:
    if when.year and when.month and not when.decade:
        return datetime(when.year, when.month, when.day or 1, tzinfo=UTC)
    return None


def _end_of(day: datetime) -> datetime:
    return datetime.combine(day.date(), time.max, tzinfo=UTC)
