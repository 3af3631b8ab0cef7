"""The terminal's view: an answer with labels and the quotes under them, and a bar while a model is fetched."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn
from rich.text import Text

from qa.record import AnswerRecord, QuoteRecord, SourceRecord

_SILENCE = {
    "not_in_articles": "The articles don't say.",
    "outside_dates": "The articles of those dates don't say.",
    "outside_sources": "The articles of those outlets don't say.",
    "empty_archive": "The archive is empty. Add articles with `python -m index add PATH`.",
    "not_a_question": "That is not a question the articles could answer.",
}


def answer_page(answer: AnswerRecord) -> RenderableType:
    """Return the whole answer, ready to be printed."""
    return Group(
        Panel(
            _body(answer),
            title=Text(answer.question, style="bold"),
            title_align="left",
            border_style=_colour(answer),
            padding=(1, 2),
        ),
        *_quotes(answer),
        *_disagreements(answer),
        *_warnings(answer),
        _footer(answer),
    )


def _colour(answer: AnswerRecord) -> str:
    return {"answered": "green", "partial": "yellow", "no_answer": "bright_black"}[answer.status]


def _body(answer: AnswerRecord) -> Text:
    """Return the text with `[1]` after each statement."""
    if answer.status == "no_answer":
        return Text(_SILENCE[answer.reason or "not_in_articles"])
    body, shown = Text(), 0
    for citation in answer.citations:
        body.append(answer.text[shown : citation.end]).append(f" [{citation.label}]", style="cyan")
        shown = citation.end
    return body.append(answer.text[shown:])


def _quotes(answer: AnswerRecord) -> Iterator[RenderableType]:
    sources = {source.article_id: source for source in answer.sources}
    quotes = {quote.id: quote for quote in answer.quotes}
    told: set[str] = set()
    for citation in answer.citations:
        for quote_id in citation.quote_ids:
            known = quote_id in told
            told.add(quote_id)
            if not known and quote_id in quotes:
                yield _quote(citation.label, quotes[quote_id], sources[quotes[quote_id].article_id])


def _quote(label: str, quote: QuoteRecord, source: SourceRecord) -> RenderableType:
    text = Text.assemble((f"[{label}] ", "cyan"), (f"“{quote.text}”", "italic"))
    return Padding(Group(text, Padding(_source(source), (0, 0, 0, 4))), (1, 2, 0, 2))


def _source(source: SourceRecord) -> Text:
    day = source.published_at.date().isoformat() if source.published_at else None
    line = Text(" · ".join(part for part in (source.publisher, day, source.title) if part), style="dim")
    if source.also_in:
        line.append(f" · and {len(source.also_in)} near-copies", style="dim")
    return line


def _disagreements(answer: AnswerRecord) -> Iterator[RenderableType]:
    labels = {quote_id: citation.label for citation in answer.citations for quote_id in citation.quote_ids}
    for each in answer.disagreements:
        sides = (f"{side.value} {_labels(side.quote_ids, labels)}".strip() for side in each.sides)
        yield Padding(Text.assemble(("The articles differ ", "yellow"), f"on {each.about}: {' / '.join(sides)}"), (1, 2, 0, 2))


def _labels(quote_ids: list[str], labels: dict[str, str]) -> str:
    return "".join(f"[{label}]" for label in dict.fromkeys(labels[each] for each in quote_ids if each in labels))


def _warnings(answer: AnswerRecord) -> Iterator[RenderableType]:
    for each in answer.warnings:
        yield Padding(Text.assemble(("! ", "yellow"), (each.detail, "yellow")), (1, 2, 0, 2))


def _footer(answer: AnswerRecord) -> RenderableType:
    seconds = answer.timings_ms.total / 1000
    writer = f"{answer.model.name} ({answer.model.runtime})" if answer.mode == "generated" else "quotes alone, no model"
    return Padding(
        Text(f"{answer.status} · confidence {answer.confidence:.2f} · {writer} · {seconds:.1f} s", style="dim"), (1, 2)
    )


class FetchBar:
    """Draws how much of a model has been fetched; called with the bytes done and the bytes in all, from any thread.

    Args:
        console: Where to draw.
    """

    def __init__(self, console: Console) -> None:
        columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
        self._progress = Progress(TextColumn("Fetching the language model"), *columns, console=console)
        self._task = self._progress.add_task("", total=None)

    def __call__(self, done: int, total: int) -> None:
        """Draw the bar, and take it down when all is done."""
        if done < total:
            self._progress.start()
        self._progress.update(self._task, completed=done, total=total)
        if done >= total:
            self._progress.stop()
