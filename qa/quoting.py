"""Quoting: how sentences of the articles are stated as they stand, so that each says by itself whom it speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from qa.check import bears_out
from qa.evidence import Sentence
from qa.extract import Extract
from qa.making import Making


def grounds_of(extract: Extract, making: Making) -> Sequence[Sentence]:
    """Return its sentences, without the one that it leans on where that was stated just before."""
    *before, meant = extract.sentences
    last = making.cited[-1:]
    return [meant] if before and last and last[0].place == before[-1].place else extract.sentences


def statements_of(sentences: Sequence[Sentence], making: Making) -> list[str]:
    """Return the statements that they make: the sentence meant, and before it the one that it leans on.

    Alone it would not say whom it speaks of, or what is denied. The check reads statements of one sentence; where it does not
    follow two, each is stated by itself, unless the first has been.
    """
    *before, meant = sentences
    whole = " ".join(sentence.text for sentence in sentences)
    if not before or bears_out(whole, sentences).ok:
        return [whole]
    return [*(sentence.text for sentence in before if not making.quotes(sentence)), meant.text]
