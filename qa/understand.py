"""Understanding: a follow-up becomes a standalone question, and the time limits that a question sets are read from it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from qa import prompts
from qa.answer import Caveat, Understood, Usage
from qa.ask import Ask, Turn
from qa.check.reading import read
from qa.check.reading.dates import When
from qa.check.reading.tokens import language_of
from qa.errors import ModelRubbishError
from qa.llm.model import LanguageModel

_LEANS = re.compile(
    r"^(and|but|so|what about|how about|et)\b|\b(he|she|it|they|him|her|them|his|hers|its|their|theirs"
    r"|this|that|these|those|there|then|il|elle|ils|elles|lui|leur|cela|ça|celui|celle)\b",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"\b(as of|as at|à la date du)\s+(?=\S)", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(?:published|reported|written|publiés?|parus?)\s+(?P<side>before|after|since|until|avant|après|depuis)\s+", re.IGNORECASE
)
_SIDES = {"after": "published_after", "since": "published_after", "après": "published_after", "depuis": "published_after"}
_DATE_REACH = 40  # code points after the phrase in which its date stands
_LONGEST = 300  # code points of a rewritten question
_MOST_TOKENS = 80


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of a question.

    Attributes:
        understood: The standalone question and its limits in time.
        checked: The question that answers are checked against: the follow-up itself when it could not be rewritten, since a
            question patched together would ask for more than the reader did.
        usage: What the rewriting cost.
        caveats: A warning when a follow-up could not be rewritten.
    """

    understood: Understood
    checked: str
    usage: Usage = field(default_factory=Usage)
    caveats: tuple[Caveat, ...] = ()


def leans_on_history(question: str) -> bool:
    """Whether a question cannot be understood alone: it holds a pronoun or begins in the middle of a talk."""
    return bool(_LEANS.search(question)) or len(question.split()) <= 3


async def understand(ask: Ask, model: LanguageModel | None) -> Reading:
    """Return the standalone question and the limits in time that were given beside it or stand in it.

    Raises:
        LanguageModelError: The model failed at the rewriting; call again without one.
    """
    question = " ".join(ask.question.encode("utf-8", "replace").decode().split())  # no lone surrogate reaches the encoder
    if not ask.history or not leans_on_history(question):
        return Reading(_limited(ask, question), question)
    usage = Usage()
    if model is not None:
        rewritten, usage = await _rewrite(question, ask.history, model)
        if _is_new(rewritten, question) and _adds_nothing(rewritten, question, ask.history):
            return Reading(_limited(ask, rewritten), rewritten, usage)
    caveat = Caveat("question_not_rewritten", "The follow-up was searched together with the question before it.")
    return Reading(_limited(ask, _joined(question, ask.history)), question, usage, (caveat,))


async def _rewrite(question: str, history: tuple[Turn, ...], model: LanguageModel) -> tuple[str, Usage]:
    text, usage = "", Usage()
    async for piece in model.chat(
        prompts.rewriting(question, history), schema=prompts.question_schema(), max_tokens=_MOST_TOKENS
    ):
        text += piece.text
        usage = piece.usage or usage
    try:
        rewritten = json.loads(text).get("question", "")
    except (ValueError, AttributeError, RecursionError) as error:
        raise ModelRubbishError(f"the model's reply is no JSON object: {error}") from None
    return (" ".join(rewritten.split()) if isinstance(rewritten, str) and len(rewritten) <= _LONGEST else ""), usage


def _is_new(rewritten: str, question: str) -> bool:
    """Whether the model did rewrite: a small one hands many a follow-up back as it was, `it` and all."""
    return bool(rewritten) and rewritten.casefold().rstrip(" ?") != question.casefold().rstrip(" ?")


def _adds_nothing(rewritten: str, question: str, history: tuple[Turn, ...]) -> bool:
    """Whether every name and number of the rewritten question was said before, and something of the question is left."""
    said = " ".join([question, *(turn.content for turn in history)])
    known, fresh = read(said, language_of(said)), read(rewritten, language_of(rewritten))
    names = {token.folded for token in fresh.tokens if token.capital and token.start > 0}
    numbers = {token.text for token in fresh.tokens if token.kind == "number"}
    heard = {token.folded for token in known.tokens} | {token.text for token in known.tokens}
    return names <= heard and numbers <= heard and rewritten.endswith("?")


def _joined(question: str, history: tuple[Turn, ...]) -> str:
    """Return the last exchange with the question behind it, for the search and the model to find the subject."""
    last = [turn.content[:_LONGEST] for turn in history[-2:]]
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
