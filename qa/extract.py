"""Extraction: the sentences that answer by themselves, for when there is no model or nothing that it wrote stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.check import answers, focus_share, was_said
from qa.evidence import Sentence
from qa.neighbours import with_support

_LOOKED_AT = 24
_ANSWERS, _FOCUS = 0.19, 0.12  # what a sentence gains that passes as an answer, and for sharing all of the question's words
_ABOUTNESS = frozenset({"subject", "focus"})
_FAR = 0.6  # of the best appeal: what is further off only dilutes the answer


@dataclass(frozen=True, slots=True)
class Extract:
    """A sentence that may answer, behind the one it leans on, if any.

    Attributes:
        sentences: In reading order; the last is the one meant.
        appeal: Its score, and what it gained for answering and for its focus; orders extracts, nothing else.
        answers: Whether the check takes it as an answer.
        fits: Whether it holds something new of the kind that is asked for; what the check then misses is that it is about the
            same, which it tells by the words alone.
        focus: The share in [0, 1] of the question's words that it holds.
    """

    sentences: tuple[Sentence, ...]
    appeal: float
    answers: bool
    fits: bool
    focus: float

    @property
    def score(self) -> float:
        """How near the sentence meant is to the question, in [0, 1]."""
        return self.sentences[-1].score


def extracts(question: str, nearest: Sequence[Sentence], *, talk: str = "") -> list[Extract]:
    """Return the first of the nearest sentences as extracts, the most appealing first.

    The check orders them and does not sift them: it knows few synonyms, and a sentence is true by itself.

    Args:
        question: What they are to answer.
        nearest: Nearest first.
        talk: For a follow-up, the question behind the exchange before it: what was said there is no answer to it.
    """
    found = [extract_from(question, sentence, talk=talk) for sentence in nearest[:_LOOKED_AT]]
    return sorted(found, key=lambda extract: -extract.appeal)


def near(found: Sequence[Extract]) -> list[Extract]:
    """Return those that come near the first, the most appealing, in appeal."""
    return [extract for extract in found if extract.appeal >= _FAR * found[0].appeal]


def extract_from(question: str, sentence: Sentence, *, talk: str = "") -> Extract:
    """Return a sentence of an article as an extract, behind the one that it leans on there, if any; as `extract_of` reads it."""
    return extract_of(question, with_support(sentence), talk=talk)


def extract_of(question: str, group: Sequence[Sentence], *, talk: str = "") -> Extract:
    """Return one sentence as an extract, behind the one that it leans on, if any.

    Args:
        question: What it is to answer.
        group: In reading order; the last is the one meant.
        talk: As `extracts` takes it.
    """
    failed = {failure.rule for failure in answers(question, group[-1].text, group).failures}
    told = bool(talk) and was_said(talk, group[-1])
    passes, fits = not (told or failed), not told and failed <= _ABOUTNESS
    focus = focus_share(question, group)
    return Extract(tuple(group), group[-1].score + _ANSWERS * passes + _FOCUS * focus, passes, fits, focus)
