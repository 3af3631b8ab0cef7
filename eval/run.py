"""The run: every question is asked once, and what comes back is written down as it comes, good or bad."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from eval.errors import EvalError, GoldError
from eval.gold import GoldQuestion
from eval.runfolder import AnswerLine, Found, RunFolder
from index import StoredArticle
from index.errors import ArchiveError
from qa.errors import QuotidianError
from qa.record import AnswerRecord


class Candidate(Protocol):
    """Who is asked."""

    async def answer(self, question: GoldQuestion) -> AnswerRecord:
        """Return the record of the answer."""

    async def search(self, record: AnswerRecord) -> list[Found]:
        """Return the passages for the question as the record says it was understood, best first."""

    async def article(self, article_id: str, text_sha256: str | None = None) -> StoredArticle | None:
        """Return an article by either of its ids, in the version named, else the current one; None when there is none."""

    def without(self, external_ids: Sequence[str]) -> AbstractAsyncContextManager[None]:
        """Take articles out for as long as the context is open."""


async def keep_gold_articles(folder: RunFolder, questions: Iterable[GoldQuestion], candidate: Candidate) -> None:
    """Write down the articles that gold names, and make sure that its quotes stand in them.

    Raises:
        GoldError: The archive lacks an article, or the article lacks a quote: no score would mean anything.
    """
    quotes = [quote for question in questions for piece in question.evidence for quote in (piece, *piece.also)]
    for article_id in dict.fromkeys(quote.article for quote in quotes):
        stored = await candidate.article(article_id)
        if stored is None:
            raise GoldError(f"the archive lacks {article_id!r}, which the gold set names; is --archive the right one?")
        folder.keep_article(stored)
        for quote in quotes:
            if quote.article == article_id and quote.text not in stored.article.text:
                raise GoldError(f"{article_id!r} in the archive does not hold the gold quote {quote.text[:80]!r}")


async def ask_all(folder: RunFolder, candidate: Candidate, questions: Sequence[GoldQuestion]) -> AsyncIterator[AnswerLine]:
    """Ask one question after another, so that each has the machine to itself; yield each line once it is on the disk.

    A question that has a line already is skipped, also when that line is a failure: remove the folder to start over.
    """
    done = folder.answers()
    for question in questions:
        if question.id not in done:
            line = await _ask(question, candidate)
            await _keep_quoted(folder, line, candidate)
            folder.keep_answer(line)
            yield line


async def _ask(question: GoldQuestion, candidate: Candidate) -> AnswerLine:
    """Ask one question; a failure is a line like any other, for it counts."""
    started = time.perf_counter()
    record, error, hits = None, None, []
    try:
        async with candidate.without(question.without):
            record = await candidate.answer(question)
            wall_ms = _since(started)
            hits = await candidate.search(record)
    except (EvalError, QuotidianError, ArchiveError) as failure:
        wall_ms, error = _since(started), f"{type(failure).__name__}: {failure}"
    return AnswerLine(id=question.id, wall_ms=wall_ms, hits=hits, record=record, error=error)


async def _keep_quoted(folder: RunFolder, line: AnswerLine, candidate: Candidate) -> None:
    for source in line.record.sources if line.record else ():
        stored = await candidate.article(source.article_id, source.text_sha256)
        if stored is not None:
            folder.keep_article(stored)


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
