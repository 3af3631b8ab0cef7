"""A hand-made answerer that speaks the real events: what a reader asks picks the script.

It reaches the states that a real answerer reaches rarely or slowly, and it can be held in the middle of an answer.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from index import Article
from qa.answer import (
    Answer,
    Caveat,
    Citation,
    Disagreement,
    Mode,
    Model,
    Quote,
    Reason,
    Side,
    Source,
    Status,
    Timings,
    Understood,
    Usage,
)
from qa.ask import Ask
from qa.events import Cited, Completed, Created, Delta, Event, Sources, Stage
from tests.widget.news import BRIDGE, COST, HARBOUR, STRIKE

Proof = tuple[Article, str]


@dataclass(frozen=True, slots=True)
class Script:
    """An answer in short.

    Attributes:
        sentences: Each with the quotes it rests on, as article and exact words.
        sides: What the articles differ on, each value with its quote.
    """

    sentences: Sequence[tuple[str, Sequence[Proof]]] = ()
    status: Status = "answered"
    mode: Mode = "generated"
    reason: Reason | None = None
    warnings: Sequence[Caveat] = ()
    about: str = ""
    sides: Sequence[tuple[str, Proof]] = ()


VOTE = "Dockworkers voted on Monday evening to accept a pay rise of 4.5% over two years."
COUNT = "The union counted 812 votes in favour and 377 against."
COURIER_COST = "The strike cost the port an estimated €41 million, its director, Amal Deniz, told reporters."
GAZETTE_COST = (
    "The strike cost the port €58 million, according to the chamber of commerce, "
    "which also counts the lost trade of hauliers and cold stores."
)
MARKET = "The night shift starts on Wednesday, and the fish market, closed since 12 February, opens again on Friday at five."
SHIPS = "Forty-one container ships were turned away to other harbours, most of them to Marrow and Lund Haven."

SCRIPTS = {
    "strike end": Script(
        [
            ("The strike ended when dockworkers voted to accept a pay rise of 4.5% over two years.", [(STRIKE, VOTE)]),
            ("The union counted 812 votes in favour and 377 against.", [(STRIKE, COUNT)]),
        ]
    ),
    "cost": Script(
        [
            ("The port’s director puts the cost at €41 million.", [(STRIKE, COURIER_COST)]),
            ("The chamber of commerce, which counts lost trade as well, says €58 million.", [(COST, GAZETTE_COST)]),
        ],
        about="What the strike cost",
        sides=[("€41 million", (STRIKE, COURIER_COST)), ("€58 million", (COST, GAZETTE_COST))],
    ),
    "bill": Script(
        [("The port’s director puts it at €41 million.", [(STRIKE, COURIER_COST)])],
        about="The bill",
        sides=[("€41 million", (STRIKE, COURIER_COST)), ("€58 million", (COST, GAZETTE_COST))],
    ),
    "mayor": Script(status="no_answer", reason="not_in_articles"),
    "last year": Script(status="no_answer", reason="outside_dates"),
    "fish": Script(
        [(MARKET, [(STRIKE, MARKET)])],
        mode="extractive",
        warnings=[Caveat("llm_unavailable", "no model")],
    ),
    "ships": Script(
        [("Forty-one container ships were turned away.", [(STRIKE, SHIPS)])],
        status="partial",
        warnings=[Caveat("statements_dropped", "one")],
    ),
    "pont": Script([("Le pont rouvrira aux piétons le 21 mars.", [(BRIDGE, BRIDGE.text.split("\n")[0])])]),
    "الميناء": Script([("وافق العمال على زيادة قدرها 4.5 في المئة.", [(HARBOUR, HARBOUR.text.split(". ", 1)[1])])]),
}
FALLBACK = SCRIPTS["strike end"]


class ScriptedAnswerer:
    """Answers from `scripts`, by the first key that the question holds.

    Attributes:
        asked: What was asked, oldest first.
        closed: How many answers were left before their end.
    """

    def __init__(self, scripts: dict[str, Script] | None = None) -> None:
        self.scripts = scripts or SCRIPTS
        self.asked: list[Ask] = []
        self.closed = 0
        self._hold_after: type = Cited
        self._going = threading.Event()
        self._going.set()

    def hold(self, after: type = Cited) -> None:
        """Stop every answer after its first event of that kind, until `release`."""
        self._hold_after = after
        self._going.clear()

    def release(self) -> None:
        """Let the answers go on."""
        self._going.set()

    async def stream(self, ask: Ask) -> AsyncGenerator[Event]:
        """Yield the events of the script."""
        self.asked.append(ask)
        script = next((script for key, script in self.scripts.items() if key in ask.question), FALLBACK)
        answer = answer_of(ask.question, script, number=len(self.asked))
        complete = False
        try:
            for event in events_of(answer):
                if "breaks off" in ask.question and isinstance(event, Completed):
                    raise RuntimeError("the archive is broken")
                yield event
                if isinstance(event, self._hold_after):
                    await self._held()
            complete = True
        finally:
            self.closed += not complete

    async def _held(self) -> None:
        while not self._going.is_set():  # noqa: ASYNC110 - set from the test's thread
            await asyncio.sleep(0.01)


def events_of(answer: Answer) -> list[Event]:
    """Return the events that lead to `answer`, in the order in which the answerer sends them."""
    quotes = {quote.id: quote for quote in answer.quotes}
    events: list[Event] = [Created(answer.id), Stage("searching"), Sources(answer.sources), Stage("writing")]
    at = 0
    for citation in answer.citations:
        events.append(Delta(at, answer.text[at : citation.end]))
        events.append(Cited(citation, tuple(quotes[quote_id] for quote_id in citation.quote_ids)))
        at = citation.end
    return [*events, Completed(answer)]


def answer_of(question: str, script: Script, *, number: int = 1) -> Answer:
    """Return the record that `script` stands for, its offsets found in the articles."""
    proofs = list(
        dict.fromkeys([proof for _, proofs in script.sentences for proof in proofs] + [proof for _, proof in script.sides])
    )
    ids = {proof: f"q{place}" for place, proof in enumerate(proofs, 1)}
    text, citations = "", []
    for place, (sentence, cited) in enumerate(script.sentences, 1):
        start = len(text) + bool(text)
        text = f"{text} {sentence}".strip()
        citations.append(Citation(f"c{place}", str(place), start, len(text), tuple(ids[proof] for proof in cited)))
    sides = tuple(Side(value, (ids[proof],)) for value, proof in script.sides)
    return Answer(
        id=f"ans_{number:024x}",
        status=script.status,
        reason=script.reason,
        mode=script.mode,
        confidence=0.9,
        question=question,
        understood=Understood(question),
        text=text,
        citations=tuple(citations),
        quotes=tuple(_quote(ids[proof], *proof) for proof in proofs),
        sources=tuple(_source(article) for article in dict.fromkeys(article for article, _ in proofs)),
        disagreements=(Disagreement(script.about, sides),) if sides else (),
        warnings=tuple(script.warnings),
        model=Model("scripted", "none"),
        usage=Usage(),
        timings_ms=Timings(),
        created_at=datetime(2026, 3, 6, tzinfo=UTC),
    )


def _quote(quote_id: str, article: Article, words: str) -> Quote:
    start = article.text.index(words)
    end = start + len(words)
    url = f"{article.url}#:~:text={words.split(maxsplit=1)[0]}" if article.url else None
    before, after = article.text[max(0, start - 32) : start], article.text[end : end + 32]
    return Quote(quote_id, article.id, words, start, end, before, after, 0.9, url)


def _source(article: Article) -> Source:
    return Source(
        article_id=article.id,
        title=article.title,
        publisher=article.source,
        author=article.author,
        published_at=article.published_at,
        url=article.url,
        language=article.language,
        text_sha256=article.text_sha256,
        external_id=article.external_id,
    )
