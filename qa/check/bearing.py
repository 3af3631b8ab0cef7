"""Bearing out: one statement against the sentences it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.check.reading import grounds_of, read, sentences_in
from qa.check.rules import RULES, Rule
from qa.check.verdict import Failure, Verdict
from qa.evidence import Sentence

LONGEST_STATEMENT = 1000
"""Code points; whatever is longer is no statement but a page, and is refused unread."""

MOST_FIGURES = 30
"""Numbers and dates in a statement; whatever has more is a table, and is refused."""


def bears_out(statement: str, evidence: Sequence[Sentence], *, rules: Sequence[Rule] = RULES) -> Verdict:
    """Tell whether the sentences of `evidence` together bear `statement` out.

    A copy of one of the sentences, or of a quote of several, white space apart, always stands. Never raises, whatever the texts
    are.

    Args:
        statement: One sentence, as a model wrote it.
        evidence: The sentences it is said to rest on, a handful.
        rules: The rules to apply; all of them unless a test leaves one out.
    """
    words = statement.split()
    if words and any(words == text.split() for text in _copies(evidence)):
        return Verdict()
    if not words or not evidence:
        return Verdict((Failure("grounding", "there is no statement" if not words else "there is no quote"),))
    if len(statement) > LONGEST_STATEMENT:
        return Verdict((Failure("grounding", f"longer than {LONGEST_STATEMENT} characters"),))
    grounds = grounds_of(evidence)
    reading = read(statement, grounds[0].line.language)
    if len(reading.quantities) + len(reading.whens) > MOST_FIGURES:
        return Verdict((Failure("numbers", f"more than {MOST_FIGURES} figures"),))
    return Verdict(tuple(failure for rule in rules if (failure := rule(reading, grounds))))


def _copies(evidence: Sequence[Sentence]) -> Iterator[str]:
    for sentence in evidence:
        yield sentence.text
        yield from sentences_in(sentence.text)
