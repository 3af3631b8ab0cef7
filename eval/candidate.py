"""Who is asked: this checkout, in this process, with an archive of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager

from eval.gold import GoldQuestion
from eval.runfolder import Found
from index import Archive, Filters, Hit, SearchMode, StoredArticle
from qa.answerer import WRITE_OVER_WORDS, Answerer
from qa.llm.model import LanguageModel
from qa.record import AnswerRecord

PASSAGES = 50
"""How many passages are asked for when articles are ranked: ten articles may need several passages each."""


class OneModeArchive(Archive):
    """An archive that searches in one mode, whatever it is asked for: what is left when half of the search is taken away."""

    only: SearchMode = "hybrid"

    def search(self, query: str, *, limit: int = 10, mode: SearchMode = "hybrid", filters: Filters = Filters()) -> list[Hit]:  # noqa: ARG002, B008 - the archive's own signature
        """Return what `Archive.search` finds in this archive's one mode."""
        return super().search(query, limit=limit, mode=self.only, filters=filters)


class InProcess:
    """Asks the answerer of this checkout.

    Args:
        archive: Where the articles are.
        model: Who chooses and writes; None for quotes alone.
        write_over_words: See `Answerer`; 0 has the model write every answer.
    """

    def __init__(self, archive: Archive, model: LanguageModel | None, *, write_over_words: int = WRITE_OVER_WORDS) -> None:
        self._archive = archive
        self._answerer = Answerer(archive, model, write_over_words=write_over_words)

    async def answer(self, question: GoldQuestion) -> AnswerRecord:
        """Return the record of the answer."""
        return AnswerRecord.of(await self._answerer.answer(question.ask))

    async def search(self, record: AnswerRecord) -> list[Found]:
        """Return the passages for the question as it was understood."""
        asked = record.understood
        filters = Filters(asked.published_after, asked.published_before, asked.as_of)
        hits = self._archive.search(asked.question, limit=PASSAGES, filters=filters)
        return [_found(hit, self._archive) for hit in hits]

    async def article(self, article_id: str, text_sha256: str | None = None) -> StoredArticle | None:
        """Return an article by our id or the publisher's, in the version named, else the current one."""
        if text_sha256 is None:
            return self._archive.get(article_id)
        return next((each for each in self._archive.versions(article_id) if each.article.text_sha256 == text_sha256), None)

    @asynccontextmanager
    async def without(self, external_ids: Sequence[str]) -> AsyncIterator[None]:
        """Take articles out for the time of one question, and put them back."""
        with removed(self._archive, external_ids):
            yield


@contextmanager
def removed(archive: Archive, external_ids: Sequence[str]) -> Iterator[None]:
    """Take articles out of an archive and put them back at the end."""
    taken = [stored.article for name in external_ids if (stored := archive.get(name))]
    for article in taken:
        archive.remove(article.id)
    try:
        yield
    finally:
        archive.add(taken)


def _found(hit: Hit, archive: Archive) -> Found:
    return Found(
        article=hit.article.article.external_id or hit.article.id,
        also_in=[_external(archive, name) for name in hit.also_in],
        start=hit.passage.start,
        end=hit.passage.end,
        score=hit.score,
    )


def _external(archive: Archive, article_id: str) -> str:
    stored = archive.get(article_id)
    return (stored.article.external_id if stored else None) or article_id
