"""Attribution: which sentences bear a statement out.

The model's own choice is tried first. A true statement with wrongly chosen numbers is not lost: the sentences nearest to it are
tried in its place. What nothing bears out is dropped by the caller.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from qa.check import answers, bears_out
from qa.check.reading import read
from qa.check.reading.tokens import language_of
from qa.evidence import Sentence
from qa.neighbours import with_support

_NEAREST = 6  # sentences that are tried alone, with what they lean on and in pairs


def attribute(question: str, text: str, chosen: Sequence[Sentence], evidence: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the fewest sentences found that bear `text` out and make it an answer to `question`; empty when none do.

    Args:
        question: Standalone.
        text: The statement.
        chosen: The sentences that the model named, maybe none, maybe wrong.
        evidence: Every sentence that it was shown.
    """
    for group in _groups(text, chosen, evidence):
        if bears_out(text, group).ok and answers(question, text, group).ok:
            return _fewest(question, text, group)
    return ()


def _groups(text: str, chosen: Sequence[Sentence], evidence: Sequence[Sentence]) -> Iterator[tuple[Sentence, ...]]:
    if chosen:
        yield tuple(chosen)
    near = _nearest(text, evidence)
    for sentence in near:
        yield (sentence,)
    for sentence in (*chosen, *near):
        leaning = with_support(sentence)
        if len(leaning) > 1:
            yield tuple(leaning)
    yield from combinations(near, 2)
    if chosen:
        yield from ((*chosen, sentence) for sentence in near if sentence not in chosen)


def _nearest(text: str, evidence: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that share most words with `text`, most first."""
    stems = read(text, language_of(text)).stems
    shared = {sentence.place: len(stems & read(sentence.text, language_of(sentence.text)).stems) for sentence in evidence}
    near = sorted(evidence, key=lambda sentence: (-shared[sentence.place], -sentence.score))
    return [sentence for sentence in near[:_NEAREST] if shared[sentence.place]]


def _fewest(question: str, text: str, group: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Leave out each sentence without which the rest still bears the statement out."""
    for sentence in group[::-1]:
        rest = tuple(other for other in group if other is not sentence)
        if rest and bears_out(text, rest).ok and answers(question, text, rest).ok:
            return _fewest(question, text, rest)
    return group
