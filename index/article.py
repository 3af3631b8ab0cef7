"""The article: what the archive remembers, and how it is told from another.

Lives here: the record as it was given, the record as it is stored, and their ids. Does not live here: how it is kept (`store`)
or cut (`passage`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit


@dataclass(frozen=True, slots=True)
class Article:
    r"""One news article as its publisher gave it.

    Attributes:
        title: The headline; may be empty.
        text: The body, Unicode NFC, with `\n` line ends. Every offset in the project counts code points of this string.
        external_id: The id from the publisher's own record, if it has one.
        url: Where the article was published, if anywhere.
        published_at: When it was published, aware, in UTC; a date without a time is midnight.
        source: The outlet's name.
        author: The byline.
        language: A BCP 47 tag such as `en` or `fr`.
        origin: The file that held this article alone; lets an edited file be known as a correction. Not part of the record.
    """

    title: str
    text: str
    external_id: str | None = None
    url: str | None = None
    published_at: datetime | None = None
    source: str | None = None
    author: str | None = None
    language: str | None = None
    origin: str | None = field(default=None, compare=False)

    @property
    def id(self) -> str:
        """The archive's id: `art_` and 16 hex digits of the identity (external id, else canonical URL, else the content)."""
        return article_id(self.external_id, self.url, self.title, self.text)

    @property
    def text_sha256(self) -> str:
        """The hex SHA-256 of the UTF-8 text: names the version a quote was copied from."""
        return text_sha256(self.text)


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """The current version of an article in the store.

    Attributes:
        id: The archive's id, the same for every version.
        article: The record.
        version: 1 for the first text stored under this id, then one more for every correction.
        added_at: When this version was acknowledged, aware, in UTC.
    """

    id: str
    article: Article
    version: int
    added_at: datetime


def text_sha256(text: str) -> str:
    """Return the hex SHA-256 of `text` in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def canonical_url(url: str) -> str:
    """Return `url` without what does not identify the page: case of the host, fragment, query and trailing slash."""
    parts = urlsplit(url.strip())
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path.rstrip("/"), "", ""))


def article_id(external_id: str | None, url: str | None, title: str, text: str) -> str:
    """Return the id under which a record is stored: by external id, else canonical URL, else content."""
    if external_id:
        identity = f"id\0{external_id}"
    elif url:
        identity = f"url\0{canonical_url(url)}"
    else:
        identity = f"content\0{title}\0{text}"
    return f"art_{text_sha256(identity)[:16]}"
