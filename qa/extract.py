"""Extraction: the sentences that answer by themselves, for when there is no model or nothing that it wrote stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.check import answers, focus_share, was_said
from qa.evidence import Sentence
from qa.neighbours import with_support

_LOOKED_AT = 24
_ANSWERS, _FOCUS = 0.2, 0.1  # what a sentence gains that passes as an answer, and for sharing all of the question's words
_FAR = 0.6  # of the best appeal: what is further off only dilutes the answer


@dataclass(frozen=True, slots=True)
class Extract:
    """A sentence that may answer, behind the one it leans on, if any.

    Attributes:
        sentences: In reading order; the last is the one meant.
        appeal: Its score, and what it gained for answering and for its focus; orders extracts, nothing else.
        answers: Whether the check takes it as an answer.
        focus: The share in [0, 1] of the question's words that it holds.
    """

    sentences: tuple[Sentence, ...]
    appeal: float
    answers: bool
    focus: float

    @property
    def score(self) -> float:
        """How near the sentence meant is to the question, in [0, 1]."""
        return self.sentences[-1].score


def extracts(question: str, ranked: Sequence[Sentence], *, talk: str = "", every_account: bool = False) -> list[Extract]:
    """Return the nearest sentences as extracts, the most appealing first.

    The check orders them and does not sift them: it knows few synonyms, and a sentence is true by itself.

    Args:
        question: What they are to answer.
        ranked: Nearest first.
        talk: For a follow-up, the question behind the exchange before it: what was said there is no answer to it.
        every_account: Return those of far articles too.
    """
    found = [_extract(question, with_support(sentence), talk) for sentence in ranked[:_LOOKED_AT]]
    found.sort(key=lambda extract: -extract.appeal)
    least = 0.0 if every_account or not found else _FAR * found[0].appeal
    return [extract for extract in found if extract.appeal >= least]


def _extract(question: str, group: Sequence[Sentence], talk: str) -> Extract:
    passes = answers(question, group[-1].text, group).ok and not (talk and was_said(talk, group[-1]))
    focus = focus_share(question, group)
    return Extract(tuple(group), group[-1].score + _ANSWERS * passes + _FOCUS * focus, passes, focus)
