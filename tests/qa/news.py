"""Two small articles of one fire and the sentences in them, for tests that need no search."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from index import Article, Hit, Passage, StoredArticle, sentence_spans
from qa.evidence import Sentence

HARBOUR = Article(
    title="Fire at the Alder harbour kills twelve dockworkers",
    text=(
        "A fire at the harbour of Alder killed twelve dockworkers on Monday. It broke out in a warehouse at 4 a.m. "
        "Mayor Ines Falk said the sprinklers had failed.\n\nThe damage is put at 12 million crowns."
    ),
    external_id="harbour",
    url="https://gazette.example/fire-harbour",
    published_at=datetime(2026, 3, 3, tzinfo=UTC),
    source="Alder Gazette",
    language="en",
)
POST = Article(
    title="Alder harbour fire",
    text="The fire at the harbour of Alder killed fifteen dockworkers, the coastguard said. Its cause is not known.",
    external_id="post",
    published_at=datetime(2026, 3, 4, tzinfo=UTC),
    source="Lorne Post",
    language="en",
)


def stored(article):
    """Return the article as the store would hand it out."""
    return StoredArticle(article.id, article, 1, datetime(2026, 3, 5, tzinfo=UTC))


def sentences(*articles, score=0.8):
    """Return every sentence of the articles, numbered from 1, each scored a little lower than the one before."""
    found = []
    for article in articles:
        for span in sentence_spans(article.text, article.language):
            number = len(found) + 1
            text = article.text[span.start : span.end]
            found.append(Sentence(number, stored(article), span.start, span.end, text, round(score - number / 100, 2)))
    return found


def hit(article, rank=1):
    """Return the whole article as one hit."""
    passage = Passage(f"pas_{rank}", article.id, article.text_sha256, 0, len(article.text), article.text)
    return Hit(passage, stored(article), 1 / rank, rank)


def renumbered(found):
    """Return the sentences numbered from 1 in the order given."""
    return [replace(sentence, number=number) for number, sentence in enumerate(found, start=1)]
