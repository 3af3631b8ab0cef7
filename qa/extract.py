"""Extraction: the sentences that answer by themselves, for when there is no model or nothing that it wrote stands."""

from __future__ import annotations

from collections.abc import Sequence

from qa.check import answers
from qa.evidence import Sentence
from qa.gather import with_support

_LOOKED_AT = 12
_FAR = 0.6  # of the best sentence's score: what is further off only dilutes the answer


def answering_sentences(question: str, ranked: Sequence[Sentence], *, most: int = 3) -> list[list[Sentence]]:
    """Return up to `most` sentences that answer `question`, nearest first, each behind the one it leans on, if any."""
    least = _FAR * ranked[0].score if ranked else 0.0
    near = [with_support(sentence) for sentence in ranked[:_LOOKED_AT] if sentence.score >= least]
    return [group for group in near if answers(question, group[-1].text, group).ok][:most]
