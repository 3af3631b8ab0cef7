"""`/v1/articles`: put articles in, page through them, take them out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from index import Article, ArticleRecord, StoredArticle
from qa.web.access import require_writer
from qa.web.article_record import ArticleOut, ArticlePage, ArticleSummary, etag
from qa.web.parts import Here, Parts, json_only
from qa.web.problems import BAD_CURSOR, CONFLICT, NOT_FOUND, ProblemError

router = APIRouter(prefix="/v1/articles", tags=["articles"])
writing = [Depends(require_writer), Depends(json_only)]

_ID = re.compile(r"art_[0-9a-f]{16}")


@router.post("", status_code=201, response_model=ArticleSummary, dependencies=writing)
def add(here: Here, given: ArticleRecord) -> Response:
    """Store an article; one that is known (by id, else address, else content) is corrected or left as it is."""
    return _stored(here, given.to_article())


@router.get("")
def page(here: Here, after: str | None = None, limit: Annotated[int, Query(ge=1, le=500)] = 50) -> ArticlePage:
    """List the articles by their ids, without their texts."""
    if after is not None and not _ID.fullmatch(after):
        raise ProblemError(BAD_CURSOR, "`after` is none of the cursors that this server gives out.")
    found = here.archive.articles(after=after, limit=limit + 1)
    more = len(found) > limit
    return ArticlePage(articles=[ArticleSummary.of(each) for each in found[:limit]], next=found[limit - 1].id if more else None)


@router.get("/{article_id}", response_model=ArticleOut, responses={304: {"description": "Unchanged"}})
def fetch(here: Here, article_id: str, request: Request, text_sha256: str | None = None) -> Response:
    """Return an article by our id or the publisher's; `text_sha256` picks the version that a quote was copied from."""
    stored = _known(here, article_id)
    if text_sha256 is not None:
        stored = _version(here, stored, text_sha256)
    tag = etag(stored)
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": tag})
    return JSONResponse(ArticleOut.of(stored).model_dump(mode="json"), headers={"ETag": tag})


@router.put("/{article_id}", response_model=ArticleSummary, dependencies=writing)
def correct(here: Here, article_id: str, given: ArticleRecord) -> Response:
    """Correct the article of that id, ours or the publisher's; an id not seen before becomes the publisher's id of a new one."""
    article, known = given.to_article(), here.archive.get(article_id)
    before = known.article if known else replace(article, external_id=article_id)
    article = replace(article, external_id=article.external_id or before.external_id, url=article.url or before.url)
    if article.id != (known.id if known else before.id):
        raise ProblemError(CONFLICT, f"The record's id, address or text is another article's than {article_id}.")
    return _stored(here, article)


@router.delete("/{article_id}", status_code=204, dependencies=[Depends(require_writer)])
def remove(here: Here, article_id: str) -> None:
    """Delete an article with all its versions, from the store and from every index."""
    if not here.archive.remove(_known(here, article_id).id):
        raise ProblemError(NOT_FOUND, "There is no article of that id.")


def _stored(here: Parts, article: Article) -> Response:
    report = here.archive.add([article])
    (article_id,) = (*report.added, *report.corrected, *report.unchanged)
    stored = _known(here, article_id)
    headers = {"Location": f"/v1/articles/{article_id}", "ETag": etag(stored)}
    return JSONResponse(ArticleSummary.of(stored).model_dump(mode="json"), 201 if report.added else 200, headers)


def _known(here: Parts, article_id: str) -> StoredArticle:
    stored = here.archive.get(article_id)
    if stored is None:
        raise ProblemError(NOT_FOUND, "There is no article of that id.")
    return stored


def _version(here: Parts, stored: StoredArticle, text_sha256: str) -> StoredArticle:
    for each in reversed(here.archive.versions(stored.id)):
        if each.article.text_sha256 == text_sha256:
            return each
    raise ProblemError(NOT_FOUND, "The article has no version of that hash.")
