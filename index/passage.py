"""The passage: a run of whole sentences of one article, the unit that is embedded and searched."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of one version of an article.

    `article.text[start:end] == text` holds for the version whose hash is `text_sha256`.

    Attributes:
        id: `pas_` and a hash of the article id, the version and the offsets.
        article_id: The archive's article id.
        text_sha256: The version of the article that the offsets count in.
        start: First code point, inclusive.
        end: Last code point, exclusive.
        text: The slice itself.
    """

    id: str
    article_id: str
    text_sha256: str
    start: int
    end: int
    text: str
