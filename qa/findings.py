"""Findings: what a search came to, seen in the ways that the making of an answer needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index import Hit
from qa.check import asks_for_accounts, parts_of
from qa.evidence import Sentence
from qa.extract import Extract, extracts, near
from qa.gather import Embed, number_sentences, rank_sentences
from qa.understand import Reading, leans_on_history

_T = TypeVar("_T")

_SHOWN_SENTENCES, _SHOWN_MORE = 7, 2  # of a question in parts so many more for each further part
_SHOWN_CHARACTERS = 1_800


@dataclass(frozen=True, slots=True)
class Part:
    """One of the questions that are asked in one sentence, and the sentences ranked against it alone.

    Attributes:
        question: What a statement about it must answer.
        asked: What the model is asked: with the talk before it, or with the part before it when it leans on that.
        ranked: Those that most likely answer come first.
        extracts: Those that may answer by themselves, the most appealing first.
    """

    question: str
    asked: str
    ranked: tuple[Sentence, ...]
    extracts: tuple[Extract, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """The sentences that a search found.

    Attributes:
        parts: The question's parts; one for most questions.
        ranked: All sentences, those that most likely answer first, of a question in parts by turns.
        evidence: Those that the model is shown, numbered, in reading order.
        extracts: Those that may answer by themselves, the most appealing first, of a question in parts by turns.
        every_account: Whether the question asks what more than one article says.
    """

    parts: tuple[Part, ...]
    ranked: tuple[Sentence, ...]
    evidence: tuple[Sentence, ...]
    extracts: tuple[Extract, ...]
    every_account: bool


def findings(reading: Reading, hits: Sequence[Hit], embed: Embed) -> Findings:
    """Return the findings among `hits`; all empty when there are none.

    Args:
        reading: The question.
        hits: Best first.
        embed: The archive's encoder.
    """
    asked = parts_of(reading.checked)
    known = _remembering(embed)
    every_account = asks_for_accounts(reading.checked) and not asked[1:]
    parts = []
    for before, part in zip((None, *asked), asked, strict=False):
        nearest = rank_sentences(part if asked[1:] else reading.own, hits, known, talk=reading.searched)
        found = extracts(part, nearest, talk=reading.talk)
        ranked = [*(extract.sentences[-1] for extract in found), *nearest[len(found) :]]
        whole = _standing(before, part) if asked[1:] else reading.understood.question
        parts.append(Part(part, whole, tuple(ranked), tuple(_mixed(found) if every_account else near(found))))
    by_turns = _by_turns((part.ranked for part in parts), lambda sentence: sentence.place)
    evidence = number_sentences(by_turns, most=_SHOWN_SENTENCES + _SHOWN_MORE * len(asked[1:]), budget=_SHOWN_CHARACTERS)
    extracted = _by_turns((part.extracts for part in parts), lambda extract: extract.sentences[-1].place)
    return Findings(tuple(parts), tuple(by_turns), tuple(evidence), tuple(extracted), every_account)


def _mixed(found: Sequence[Extract]) -> list[Extract]:
    """Return the best of each article first, then the second of each."""
    articles = dict.fromkeys(_article(extract) for extract in found)
    return _by_turns([[one for one in found if _article(one) == article] for article in articles], id)


def _standing(before: str | None, part: str) -> str:
    """Return a part of a question as it can stand by itself: `what did they get?` behind the part that says who."""
    return f"{before.rstrip(' ?')}? {part}" if before and leans_on_history(part) else part


def _article(extract: Extract) -> str:
    return extract.sentences[-1].article.id


def _by_turns(rankings: Iterable[Sequence[_T]], place: Callable[[_T], object]) -> list[_T]:
    """Return the first of each ranking, then the second of each; of those in the same place the first."""
    first: dict[object, _T] = {}
    for turn in zip_longest(*rankings):
        for one in turn:
            if one is not None:
                first.setdefault(place(one), one)
    return list(first.values())


def _remembering(embed: Embed) -> Embed:
    """Return `embed` so that no text is embedded twice."""
    known: dict[str, NDArray[np.float32]] = {}

    def embedded(texts: Sequence[str]) -> NDArray[np.float32]:
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        if fresh:
            known.update(zip(fresh, embed(fresh), strict=True))
        return np.stack([known[text] for text in texts])

    return embedded
