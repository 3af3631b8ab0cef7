"""The query: a question as the rules of answering see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.check.answering.kinds import AnswerKind
from qa.check.reading import Ground, Reading
from qa.check.reading.tokens import stem
from qa.check.reading.words import word_set
from qa.check.verdict import Failure

_ASKING = {
    stem(word)
    for word in word_set("""who whom whose which what where when why how tell explain describe give list name say please know
    long many much far old tall high deep big wide often number percentage percent share proportion amount price take last
    happen article account outlet
    year day month week date time kind sort type reason exactly full qui que quoi quel quelle où quand combien pourquoi
    comment durer nombre jour
    année mois""")
}


@dataclass(frozen=True, slots=True)
class Query:
    """A question and what kind of thing it asks for."""

    reading: Reading
    kind: AnswerKind

    @property
    def content(self) -> tuple[int, ...]:
        """Indices of the words that say what the question is about, without those that only ask."""
        tokens = self.reading.tokens
        return tuple(at for at in self.reading.content if tokens[at].stem not in _ASKING)


Rule = Callable[[Query, Reading, Sequence[Ground]], Failure | None]
