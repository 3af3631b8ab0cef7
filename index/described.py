"""How articles and hits look on the command line, as JSON and in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from index.article import StoredArticle
from index.hit import Hit


def described(stored: StoredArticle) -> dict[str, Any]:
    """Return the record of an article, without its text."""
    article = stored.article
    return {
        "id": stored.id,
        "external_id": article.external_id,
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "published_at": iso(article.published_at),
        "url": article.url,
        "language": article.language,
        "version": stored.version,
        "added_at": iso(stored.added_at),
        "text_sha256": article.text_sha256,
    }


def described_hit(hit: Hit) -> dict[str, Any]:
    """Return a hit with its passage and the article it stands in."""
    return {
        "rank": hit.rank,
        "score": hit.score,
        "similarity": hit.similarity,
        "article_id": hit.article.id,
        "external_id": hit.article.article.external_id,
        "title": hit.article.article.title,
        "source": hit.article.article.source,
        "published_at": iso(hit.article.article.published_at),
        "text": hit.passage.text,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "also_in": list(hit.also_in),
    }


def iso(moment: datetime | None) -> str | None:
    """Return ISO 8601 in UTC with a `Z`."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def day(moment: datetime | None) -> str:
    """Return the date alone, empty when there is none."""
    return moment.strftime("%Y-%m-%d") if moment else ""
