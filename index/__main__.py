"""The door for the command line: `python -m index add|list|show|remove|search|status|rebuild`.

Results go to standard output, progress and complaints to standard error. Exit codes: 0 done, 1 it failed, 2 wrong usage, 3 done
but for some files, which were named.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from index.archive import AddReport, Archive
from index.article import StoredArticle
from index.described import day, described, described_hit, iso
from index.encoder import DEFAULT_ENCODER
from index.errors import ArchiveError, BadArticleError
from index.hit import Filters, SearchMode
from index.readers import count_records, read_articles

app = typer.Typer(
    help="Keep a news archive and search it.\n\nBegin with: python -m index add seeds/",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
_out = Console()
_err = Console(stderr=True)

DataDir = Annotated[
    Path,
    typer.Option("--data-dir", envvar="QUOTIDIAN_DATA_DIR", help="The archive's folder.", file_okay=False, show_default=True),
]
EncoderName = Annotated[str, typer.Option("--encoder", envvar="QUOTIDIAN_ENCODER", help="The sentence-transformers model.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]

_DATA = Path("data")


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(help="Files (.txt .md .html .jsonl .jsonl.gz) or folders of them.")],
    data_dir: DataDir = _DATA,
    encoder: EncoderName = DEFAULT_ENCODER,
    as_json: AsJson = False,
) -> None:
    """Add articles; what is already there is corrected, or left alone when nothing changed.

    Example: python -m index add seeds/ wire-2022.jsonl.gz
    """
    refused: list[BadArticleError] = []
    with _sentences(), Archive.open(data_dir, encoder_name=encoder) as archive:
        articles = (article for path in paths for article in read_articles(path, on_error=refused.append))
        with _bar("Adding articles", sum(count_records(path) for path in paths)) as advance:
            report = archive.add(articles, progress=advance)
    for error in refused:
        _err.print(f"[yellow]passed over[/] {escape(str(error))}", soft_wrap=True)
    _print_report(report, refused, as_json=as_json)
    raise typer.Exit(3 if refused else 0)


@app.command(name="list")
def list_(
    data_dir: DataDir = _DATA,
    after: Annotated[str | None, typer.Option(help="Begin behind this id, the last of the page before.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Articles on a page.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List the articles, a page at a time.

    Example: python -m index list --limit 20
    """
    with _sentences(), Archive.open(data_dir, read_only=True) as archive:
        page = archive.articles(after=after, limit=limit)
    if as_json:
        _print_json([described(stored) for stored in page])
        return
    table = Table("id", "published", "outlet", "title", "version", box=None)
    for stored in page:
        article = stored.article
        table.add_row(stored.id, day(article.published_at), article.source or "", escape(article.title), str(stored.version))
    _out.print(table)
    if len(page) == limit:
        _err.print(f"More: python -m index list --after {page[-1].id}")


@app.command()
def show(
    article_id: Annotated[str, typer.Argument(help="Our id, or the publisher's own.")],
    data_dir: DataDir = _DATA,
    versions: Annotated[bool, typer.Option("--versions", help="Every version, oldest first.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show an article with its text.

    Example: python -m index show art_0123456789abcdef --versions
    """
    with _sentences(), Archive.open(data_dir, read_only=True) as archive:
        found = archive.versions(article_id)
    if not found:
        _fail(f"There is no article {article_id!r} in {data_dir}. See `python -m index list`.")
    shown = found if versions else found[-1:]
    if as_json:
        records = [{**described(stored), "text": stored.article.text} for stored in shown]
        _print_json(records if versions else records[0])
        return
    for stored in shown:
        _print_article(stored)


@app.command()
def remove(
    article_ids: Annotated[list[str], typer.Argument(help="Our ids, or the publisher's own.")],
    data_dir: DataDir = _DATA,
    as_json: AsJson = False,
) -> None:
    """Remove articles with all their versions, from every index.

    Example: python -m index remove art_0123456789abcdef
    """
    with _sentences(), Archive.open(data_dir) as archive:
        outcome = {article_id: archive.remove(article_id) for article_id in article_ids}
    if as_json:
        _print_json(
            {
                "removed": [id_ for id_, done in outcome.items() if done],
                "unknown": [id_ for id_, done in outcome.items() if not done],
            }
        )
    else:
        for article_id, done in outcome.items():
            _out.print(f"{'removed' if done else 'not there'}  {escape(article_id)}")
    raise typer.Exit(0 if all(outcome.values()) else 1)


@app.command()
def status(data_dir: DataDir = _DATA, as_json: AsJson = False) -> None:
    """Say what the archive holds and what it lacks.

    Example: python -m index status --json
    """
    with _sentences(), Archive.open(data_dir, read_only=True) as archive:
        state = archive.status()
    fields = {
        "articles": state.articles,
        "passages": state.passages,
        "first_published": iso(state.first_published),
        "last_published": iso(state.last_published),
        "sources": dict(state.sources),
        "pending": state.pending,
        "degraded": state.degraded,
    }
    if as_json:
        _print_json(fields)
        return
    table = Table(show_header=False, box=None)
    for name, value in fields.items():
        shown = ", ".join(f"{source or '(none)'} {count}" for source, count in state.sources) if name == "sources" else value
        table.add_row(name.replace("_", " "), escape(str(shown if shown not in (None, []) else "none")))
    _out.print(table)


@app.command()
def rebuild(data_dir: DataDir = _DATA, encoder: EncoderName = DEFAULT_ENCODER, as_json: AsJson = False) -> None:
    """Cut and embed every article anew, and make the search indexes from nothing.

    Example: python -m index rebuild
    """
    with _sentences(), Archive.open(data_dir, encoder_name=encoder) as archive:
        total = archive.status().articles
        with _bar("Rebuilding", total) as advance:
            archive.rebuild(progress=advance)
        passages = archive.status().passages
    if as_json:
        _print_json({"articles": total, "passages": passages})
    else:
        _out.print(f"{total} articles, {passages} passages")


@app.command()
def search(  # noqa: PLR0917 - a command's options
    query: Annotated[str, typer.Argument(help="A question, or words.")],
    data_dir: DataDir = _DATA,
    encoder: EncoderName = DEFAULT_ENCODER,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 10,
    mode: Annotated[str, typer.Option(help="hybrid, dense or lexical.")] = "hybrid",
    after: Annotated[datetime | None, typer.Option(help="Published at or after this time, UTC.")] = None,
    before: Annotated[datetime | None, typer.Option(help="Published at or before this time, UTC.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Outlet; may be given several times.")] = None,
    as_json: AsJson = False,
) -> None:
    """Search the archive.

    Example: python -m index search "Who left Mali?" --after 2022-08-01 --mode lexical
    """
    filters = Filters(published_after=_utc(after), published_before=_utc(before), sources=tuple(source or ()))
    with _sentences(), Archive.open(data_dir, encoder_name=encoder, read_only=True) as archive:
        hits = archive.search(query, limit=limit, mode=_mode(mode), filters=filters)
    if as_json:
        _print_json([described_hit(hit) for hit in hits])
        return
    for hit in hits:
        article = hit.article.article
        place = " · ".join(part for part in (article.source, day(article.published_at), hit.article.id) if part)
        _out.print(f"[bold]{hit.rank}[/]  {escape(article.title)}  [dim]{escape(place)}[/]", soft_wrap=True)
        _out.print(f"   {escape(' '.join(hit.passage.text.split())[:300])}\n", soft_wrap=True)


@contextmanager
def _sentences() -> Iterator[None]:
    """Let a failure that we know of end the command with its sentence instead of a traceback."""
    try:
        yield
    except ArchiveError as error:
        _fail(str(error))
    except KeyboardInterrupt:
        _fail("Stopped. What was acknowledged is kept; the same command goes on from there.")


def _fail(sentence: str) -> NoReturn:
    _err.print(f"[red]failed[/] {escape(sentence)}", soft_wrap=True)
    raise typer.Exit(1)


@contextmanager
def _bar(label: str, total: int) -> Iterator[Any]:
    columns = (
        TextColumn(label),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=_err, transient=True) as progress:
        task = progress.add_task(label, total=total)
        yield lambda done: progress.update(task, completed=done)


def _print_report(report: AddReport, refused: Iterable[BadArticleError], *, as_json: bool) -> None:
    problems = [{"path": str(error.path or ""), "line": error.line, "reason": error.reason} for error in refused]
    if as_json:
        _print_json({"added": report.added, "corrected": report.corrected, "unchanged": report.unchanged, "refused": problems})
    else:
        counts = (len(report.added), len(report.corrected), len(report.unchanged), len(problems))
        _out.print("{} added, {} corrected, {} unchanged, {} passed over".format(*counts))


def _print_article(stored: StoredArticle) -> None:
    article = stored.article
    _out.print(f"[bold]{escape(article.title or '(no title)')}[/]", soft_wrap=True)
    parts = (article.source, article.author, day(article.published_at), article.url, stored.id, f"version {stored.version}")
    _out.print(f"[dim]{escape(' · '.join(part for part in parts if part))}[/]\n", soft_wrap=True)
    _out.print(escape(article.text), soft_wrap=True, highlight=False)


def _mode(mode: str) -> SearchMode:
    if mode not in {"hybrid", "dense", "lexical"}:
        raise typer.BadParameter("must be hybrid, dense or lexical", param_hint="--mode")
    return mode  # type: ignore[return-value]


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _utc(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    app()
