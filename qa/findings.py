"""Findings: what a search came to, seen in the three ways that the making of an answer needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index import Hit
from qa.evidence import Sentence
from qa.extract import Extract, extracts
from qa.gather import Embed, number_sentences, rank_sentences

_SHOWN_SENTENCES = 8
_SHOWN_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True)
class Findings:
    """The sentences that a search found.

    Attributes:
        ranked: All of them, nearest to the question first.
        evidence: Those that the model is shown, numbered, in reading order.
        extracts: Those that may answer by themselves, the most appealing first.
    """

    ranked: tuple[Sentence, ...]
    evidence: tuple[Sentence, ...]
    extracts: tuple[Extract, ...]


def findings(searched: str, checked: str, hits: Sequence[Hit], embed: Embed) -> Findings:
    """Return the findings among `hits`; all empty when there are none.

    Args:
        searched: The standalone question, which sentences are ranked against.
        checked: The question that they are to answer.
        hits: Best first.
        embed: The archive's encoder.
    """
    ranked = rank_sentences(searched, hits, embed)
    evidence = number_sentences(ranked, most=_SHOWN_SENTENCES, budget=_SHOWN_CHARACTERS)
    return Findings(tuple(ranked), tuple(evidence), tuple(extracts(checked, ranked)))
