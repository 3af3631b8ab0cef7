"""Extraction: the sentences that answer by themselves, for when there is no model or nothing that it wrote stands."""

from __future__ import annotations

from collections.abc import Sequence

from qa.check import answers
from qa.evidence import Sentence

_LOOKED_AT = 12
_FAR = 0.6  # of the best sentence's score: what is further off only dilutes the answer


def answering_sentences(question: str, ranked: Sequence[Sentence], *, most: int = 3) -> list[Sentence]:
    """Return up to `most` sentences that answer `question` each by itself, nearest first; empty when none does."""
    least = _FAR * ranked[0].score if ranked else 0.0
    near = [sentence for sentence in ranked[:_LOOKED_AT] if sentence.score >= least]
    return [sentence for sentence in near if answers(question, sentence.text, [sentence]).ok][:most]
