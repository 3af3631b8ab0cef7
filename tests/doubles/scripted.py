"""A scripted answerer, and two articles for it to quote."""

from __future__ import annotations

import asyncio
import secrets
import threading
from datetime import UTC, datetime

from index import Article
from qa.answer import Answer, Citation, Model, Quote, Source, Timings, Understood, Usage
from qa.events import Cited, Completed, Created, Delta, Sources, Stage

STRIKE = Article(
    title="Dockworkers end strike",
    text=(
        "Dockworkers in Port Alder voted on Monday to end their strike. They accepted a pay rise of 4.5% over two years. "
        "The harbour master, Ines Falk, said the first ships would leave on Tuesday."
    ),
    external_id="strike-1",
    url="https://gazette.example/strike",
    published_at=datetime(2026, 3, 2, tzinfo=UTC),
    source="Alder Gazette",
    language="en",
)
BRIDGE = Article(
    title="Bridge over the Lorne reopens",
    text="The Lorne bridge reopened on Friday after nine months of repairs. The work cost 12 million crowns.",
    external_id="bridge-1",
    published_at=datetime(2026, 4, 10, tzinfo=UTC),
    source="Lorne Post",
    language="en",
)


class Scripted:
    """Stands in for the answerer: says what happened as it is told to, and notes how far it came.

    Args:
        archive: Where the one quote is copied from.
        gate: Waits here, after the search and before the answer.
        breaks: Raises this instead of answering.
    """

    def __init__(self, archive, *, gate=None, breaks=None):
        self.archive, self.gate, self.breaks = archive, gate, breaks
        self.asked, self.closed = [], threading.Event()
        self.waiting = threading.Event()

    async def stream(self, ask):
        self.asked.append(ask)
        try:
            yield Created("ans_" + secrets.token_hex(12))
            yield Stage("searching")
            if self.breaks:
                raise self.breaks
            if self.gate:
                self.waiting.set()
                while not self.gate.is_set():  # noqa: ASYNC110 - the gate belongs to another thread
                    await asyncio.sleep(0.005)
            answer = self._answer(ask)
            yield Sources(answer.sources)
            yield Delta(0, answer.text)
            yield Cited(answer.citations[0], answer.quotes)
            yield Completed(answer)
        finally:
            self.closed.set()

    def use(self, model, *, missing=""):
        self.model, self.missing = model, missing

    def _answer(self, ask):
        stored = self.archive.get("strike-1")
        article, end = stored.article, stored.article.text.index(".") + 1
        return Answer(
            id="ans_" + secrets.token_hex(12),
            status="answered",
            reason=None,
            mode="extractive",
            confidence=0.9,
            question=ask.question,
            understood=Understood(ask.question),
            text=article.text[:end],
            citations=(Citation("c1", "1", 0, end, ("q1",)),),
            quotes=(Quote("q1", stored.id, article.text[:end], 0, end, "", article.text[end : end + 32], 0.9, None),),
            sources=(
                Source(
                    stored.id,
                    article.title,
                    article.source,
                    None,
                    article.published_at,
                    article.url,
                    "en",
                    article.text_sha256,
                    external_id="strike-1",
                ),
            ),
            disagreements=(),
            warnings=(),
            model=Model("none", "none"),
            usage=Usage(),
            timings_ms=Timings(1.0, 2.0, 3.0),
            created_at=datetime.now(UTC),
        )
