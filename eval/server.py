"""Who is asked: a server, over HTTP, that already holds the archive."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from eval.candidate import PASSAGES
from eval.errors import ServerError
from eval.gold import GoldQuestion
from eval.runfolder import Found
from index import Article, SearchMode, StoredArticle
from qa.record import AnswerRecord

_PATIENCE_S = 180.0
Reply = TypeVar("Reply", bound=BaseModel)


class _ArticleReply(BaseModel):
    id: str
    external_id: str | None
    url: str | None
    title: str
    text: str
    published_at: datetime | None
    source: str | None
    author: str | None
    language: str | None
    version: int
    added_at: datetime

    def stored(self) -> StoredArticle:
        kept = ("title", "text", "external_id", "url", "published_at", "source", "author", "language")
        return StoredArticle(self.id, Article(**{name: getattr(self, name) for name in kept}), self.version, self.added_at)


class _HitReply(BaseModel):
    article_id: str
    external_id: str | None
    start: int
    end: int
    score: float
    also_in: list[str] = []

    def found(self) -> Found:
        named = self.external_id or self.article_id
        return Found(article=named, also_in=self.also_in, start=self.start, end=self.end, score=self.score)


class _HitsReply(BaseModel):
    hits: list[_HitReply]


class Server:
    """Asks over HTTP; what goes wrong there is a `ServerError` that says what the server answered.

    Args:
        client: Whose base URL is the server's.
        search: How to search for the passages that are ranked; how it answers is the server's own affair.
    """

    def __init__(self, client: httpx.AsyncClient, search: SearchMode) -> None:
        self._client = client
        self._search = search

    @classmethod
    @asynccontextmanager
    async def at(cls, url: str, search: SearchMode) -> AsyncIterator[Server]:
        """Connect to the server at `url`."""
        async with httpx.AsyncClient(base_url=url, timeout=_PATIENCE_S) as client:
            yield cls(client, search)

    async def answer(self, question: GoldQuestion) -> AnswerRecord:
        """Return the record of the answer."""
        body = {
            "question": question.question,
            "history": [{"role": turn.role, "content": turn.content} for turn in question.history],
            "as_of": question.as_of.isoformat() if question.as_of else None,
        }
        return _read(AnswerRecord, await self._call("POST", "/v1/answers", json=body))

    async def search(self, record: AnswerRecord) -> list[Found]:
        """Return the passages for the question as it was understood."""
        asked = record.understood
        limits = {"published_after": asked.published_after, "published_before": asked.published_before, "as_of": asked.as_of}
        params = {name: moment.isoformat() for name, moment in limits.items() if moment}
        params |= {"q": asked.question, "limit": str(PASSAGES), "mode": self._search}
        return [hit.found() for hit in _read(_HitsReply, await self._call("GET", "/v1/search", params=params)).hits]

    async def article(self, article_id: str, text_sha256: str | None = None) -> StoredArticle | None:
        """Return an article by the server's id or the publisher's, in the version named, else the current one."""
        params = {"text_sha256": text_sha256} if text_sha256 else {}
        reply = await self._call("GET", f"/v1/articles/{article_id}", params=params, missing_ok=True)
        return _read(_ArticleReply, reply).stored() if reply is not None else None

    @asynccontextmanager
    async def without(self, external_ids: Sequence[str]) -> AsyncIterator[None]:
        """Refuse to take articles out of an archive that others are reading.

        Raises:
            ServerError: There is something to take out.
        """
        if external_ids:
            raise ServerError("Leaving articles out needs an archive of our own: run without --server.")
        yield

    async def _call(self, method: str, path: str, *, missing_ok: bool = False, **how: Any) -> Any:  # noqa: ANN401 - httpx's own arguments, any JSON
        try:
            reply = await self._client.request(method, path, **how)
        except httpx.HTTPError as error:
            raise ServerError(f"{self._client.base_url} did not answer {method} {path}: {error!r}") from error
        if missing_ok and reply.status_code == httpx.codes.NOT_FOUND:
            return None
        if reply.status_code >= httpx.codes.BAD_REQUEST:
            raise ServerError(f"{self._client.base_url} answered {reply.status_code} to {method} {path}: {reply.text[:300]}")
        return reply.content


def _read(kind: type[Reply], content: bytes) -> Reply:
    try:
        return kind.model_validate_json(content)
    except ValidationError as error:
        raise ServerError(f"the server's reply is no {kind.__name__.strip('_')}: {error.errors(include_url=False)[0]}") from error
