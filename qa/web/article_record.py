"""Articles as a reader of the API gets them; what a writer sends is `index.ArticleRecord`, the same as a line of a JSONL file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from index import StoredArticle
from qa.record import Record


class ArticleSummary(Record):
    """An article without its text; `length` counts the text's code points."""

    id: str
    external_id: str | None
    url: str | None
    title: str
    published_at: datetime | None
    source: str | None
    author: str | None
    language: str | None
    version: int
    text_sha256: str
    length: int
    added_at: datetime

    @classmethod
    def of(cls, stored: StoredArticle) -> ArticleSummary:
        """Return the summary of `stored`."""
        return cls(**_members(stored))


class ArticleOut(ArticleSummary):
    """An article with its text."""

    text: str

    @classmethod
    def of(cls, stored: StoredArticle) -> ArticleOut:
        """Return the record of `stored`."""
        return cls(**_members(stored), text=stored.article.text)


class ArticlePage(Record):
    """Some articles; `next` is the `after` of the page that follows, null on the last one."""

    articles: list[ArticleSummary]
    next: str | None


def etag(stored: StoredArticle) -> str:
    """Return the entity tag: the text's hash, and the version, which a corrected headline raises too."""
    return f'"{stored.article.text_sha256}.{stored.version}"'


def _members(stored: StoredArticle) -> dict[str, Any]:
    article = stored.article
    return {
        "id": stored.id,
        "external_id": article.external_id,
        "url": article.url,
        "title": article.title,
        "published_at": article.published_at,
        "source": article.source,
        "author": article.author,
        "language": article.language,
        "version": stored.version,
        "text_sha256": article.text_sha256,
        "length": len(article.text),
        "added_at": stored.added_at,
    }
