"""The door: `python -m eval`, its commands and what they print."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from eval.adapters.load import load_articles, load_questions
from eval.bench.ingest import ingest_rate
from eval.bench.search import search_latency
from eval.errors import EvalError
from eval.figures_table import figures_table
from eval.metrics.intervals import Figure
from eval.retrieval import MODES, rank, score
from eval.terminal import bar, folder_or_temporary
from index import DEFAULT_ENCODER, Archive, ArchiveError, SearchMode
from qa.errors import QuotidianError

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Is it right, are its quotes right, does it know when to be silent, and did my change make it better?",
)
bench = typer.Typer(no_args_is_help=True, help="Time the parts on this machine.")
app.add_typer(bench, name="bench")
console = Console()

Articles = Annotated[Path, typer.Argument(help="Articles: a folder, .jsonl(.gz), a SQuAD .json or a BEIR folder.")]
Questions = Annotated[Path, typer.Argument(help="A gold file, rows with gold_articles, a SQuAD .json or a BEIR folder.")]
DataDir = Annotated[
    Path | None,
    typer.Option(
        help="Keep the archive here for the next time; take a new folder when passages are cut anew. Default: built afresh."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")]
Limit = Annotated[int | None, typer.Option(min=1, help="Only the first so many questions.")]


@app.command()
def retrieval(
    articles: Articles,
    questions: Questions,
    *,
    mode: Annotated[SearchMode | None, typer.Option(help="How to search; default: each in turn.")] = None,
    encoder: Annotated[str, typer.Option(help="Encoder to search with.")] = DEFAULT_ENCODER,
    data_dir: DataDir = None,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """Score search alone: Success@1, Success@10, R@10, RR and nDCG@10 at article level, best passage.

    An example: `python -m eval retrieval articles.jsonl.gz questions.jsonl --mode hybrid --data-dir runs/archive`
    """
    asked = load_questions(questions)[:limit]
    with folder_or_temporary(data_dir) as folder, Archive.open(folder, encoder_name=encoder) as archive:
        _fill(archive, articles)
        figures: dict[str, Mapping[str, Figure]] = {}
        for each in [mode] if mode else MODES:
            with bar(len(asked), f"searching, {each}") as shown:
                figures[each] = score(asked, rank(archive, asked, each, shown.step))
    _print_figures("article level, best passage; 95% intervals, bootstrap by article", figures, as_json=as_json)


@bench.command("search")
def bench_search(
    articles: Articles, questions: Questions, *, data_dir: DataDir = None, limit: Limit = None, as_json: AsJson = False
) -> None:
    """Time one search after another, in each mode."""
    queries = [question.question for question in load_questions(questions)[:limit]]
    with folder_or_temporary(data_dir) as folder, Archive.open(folder) as archive:
        _fill(archive, articles)
        waits: dict[str, object] = {}
        for mode in MODES:
            with bar(len(queries), f"searching, {mode}") as shown:
                waits[mode] = search_latency(archive, queries, mode, shown.step)
        passages = archive.status().passages
    _print_numbers({"passages": passages, **waits}, as_json=as_json)


@bench.command("ingest")
def bench_ingest(articles: Articles, *, limit: Limit = None, as_json: AsJson = False) -> None:
    """Time how fast articles become searchable, in an empty archive."""
    given = load_articles(articles)[:limit]
    with folder_or_temporary(None) as folder, Archive.open(folder) as archive, bar(len(given), "adding") as shown:
        rate = ingest_rate(archive, given, shown.at)
    _print_numbers(rate, as_json=as_json)


def _fill(archive: Archive, path: Path) -> None:
    articles = load_articles(path)
    with bar(len(articles), "adding articles") as shown:
        archive.add(articles, progress=shown.at)


def _print_figures(title: str, columns: Mapping[str, Mapping[str, Figure]], *, as_json: bool) -> None:
    if as_json:
        plain = {column: {name: asdict(figure) for name, figure in figures.items()} for column, figures in columns.items()}
        print(json.dumps(plain, indent=2))
    else:
        console.print(figures_table(title, columns))


def _print_numbers(values: Mapping[str, object], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(values, indent=2))
        return
    for name, value in values.items():
        if isinstance(value, Mapping):
            console.print(f"{name}: " + ", ".join(f"{key} {number:.1f}" for key, number in value.items()))
        else:
            console.print(f"{name}: {value:,.1f}" if isinstance(value, float) else f"{name}: {value}")


def main() -> None:
    """Run a command; what went wrong is one sentence and exit code 2."""
    try:
        app()
    except (EvalError, QuotidianError, ArchiveError) as error:
        Console(stderr=True).print(f"[red]{error}[/red]", highlight=False)
        sys.exit(2)


if __name__ == "__main__":
    main()
