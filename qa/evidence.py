"""Evidence: the numbered sentences that a statement may rest on."""

from __future__ import annotations

from dataclasses import dataclass

from index import StoredArticle


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article, `article.article.text[start:end] == text`.

    Attributes:
        number: The number that the model sees, from 1; 0 outside a prompt.
        article: The article that it stands in, whole.
        start: First code point, inclusive.
        end: Last code point, exclusive.
        text: The sentence.
        score: How near it is to the question, in [0, 1].
        also_in: Ids of articles that carry a near-copy of its article.
    """

    number: int
    article: StoredArticle
    start: int
    end: int
    text: str
    score: float
    also_in: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands: article id and first code point."""
        return self.article.id, self.start
