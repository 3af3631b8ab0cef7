"""The article record: what files and the HTTP API carry, checked at the border and turned into an `Article`."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, time
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, TypeAdapter, field_validator

from index.article import Article

_URL = TypeAdapter(HttpUrl)


class ArticleRecord(BaseModel):
    """One article as a user writes it."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=False)

    id: Annotated[
        str | None, Field(max_length=500, description="Your own id; adding the same id again corrects the article.")
    ] = None
    url: Annotated[str | None, Field(max_length=2_000, description="Where it was published; http or https.")] = None
    title: Annotated[str, Field(max_length=2_000, description="The headline.")] = ""
    text: Annotated[str, Field(min_length=1, max_length=2_000_000, description="The body, plain text.")]
    published_at: Annotated[datetime | None, Field(description="ISO 8601; UTC unless it says otherwise; a date is midnight.")] = (
        None
    )
    source: Annotated[str | None, Field(max_length=200, description="The outlet.")] = None
    author: Annotated[str | None, Field(max_length=500, description="The byline.")] = None
    language: Annotated[
        str | None, Field(max_length=35, pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*$", description="A BCP 47 tag.")
    ] = None

    @field_validator("id", "url", "title", "text", "source", "author")
    @classmethod
    def _clean(cls, value: str | None) -> str | None:
        if value is None:
            return None
        if "\0" in value:
            raise ValueError("holds a NUL character")
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ValueError("holds a lone surrogate; the file was read in the wrong encoding") from None
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))

    @field_validator("text")
    @classmethod
    def _visible(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("is empty; an article needs a text")
        return value

    @field_validator("url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value is not None:
            _URL.validate_python(value)
        return value

    @field_validator("published_at", mode="before")
    @classmethod
    def _moment(cls, value: Any) -> Any:  # noqa: ANN401
        """Take ISO dates and times only; a bare number would be read as seconds since 1970."""
        if value is None or isinstance(value, datetime):
            return value
        if isinstance(value, date):
            return datetime.combine(value, time(), UTC)
        if isinstance(value, str):
            return datetime.fromisoformat(value.strip())
        raise ValueError("is not an ISO 8601 date")

    @field_validator("published_at")
    @classmethod
    def _in_utc(cls, value: datetime | None) -> datetime | None:
        if value is None:
            return None
        try:
            return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        except OverflowError:
            raise ValueError("is outside the years 1 to 9999 in UTC") from None

    def to_article(self, *, origin: str | None = None) -> Article:
        """Return the article, its strings trimmed at the edges."""
        return Article(
            title=" ".join(self.title.split()),
            text=self.text.strip(),
            external_id=_or_none(self.id),
            url=_or_none(self.url),
            published_at=self.published_at,
            source=_or_none(self.source),
            author=_or_none(self.author),
            language=_or_none(self.language),
            origin=origin,
        )


def _or_none(value: str | None) -> str | None:
    return (value or "").strip() or None
