"""The door to the stopwatches: `python -m eval bench`."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from eval.adapters.load import load_articles, load_questions, spread
from eval.bench.ingest import ingest_rate
from eval.bench.model import model_rates
from eval.bench.search import search_latency
from eval.options import Articles, AsJson, DataDir, Gold, Limit
from eval.retrieval import MODES
from eval.terminal import bar, fill, folder_or_temporary, print_numbers
from index import Archive

bench = typer.Typer(no_args_is_help=True, help="Time the parts on this machine.")

Gguf = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A GGUF file with a chat template.")]
Rounds = Annotated[int, typer.Option(min=1, help="How often each runtime is timed.")]


@bench.command("search")
def bench_search(
    articles: Articles, questions: Gold, *, data_dir: DataDir = None, limit: Limit = None, as_json: AsJson = False
) -> None:
    """Time one search after another, in each mode."""
    queries = [question.question for question in spread(load_questions(questions), limit)]
    with folder_or_temporary(data_dir) as folder, Archive.open(folder) as archive:
        fill(archive, load_articles(articles))
        waits: dict[str, object] = {}
        for mode in MODES:
            with bar(len(queries), f"searching, {mode}") as shown:
                waits[mode] = search_latency(archive, queries, mode, shown.step)
        passages = archive.status().passages
    print_numbers({"passages": passages, **waits}, as_json=as_json)


@bench.command("ingest")
def bench_ingest(articles: Articles, *, limit: Limit = None, as_json: AsJson = False) -> None:
    """Time how fast articles become searchable, in an empty archive."""
    given = spread(load_articles(articles), limit)
    with folder_or_temporary(None) as folder, Archive.open(folder) as archive, bar(len(given), "adding") as shown:
        rate = ingest_rate(archive, given, shown.at)
    print_numbers(rate, as_json=as_json)


@bench.command("model")
def bench_model(path: Gguf, *, rounds: Rounds = 5, as_json: AsJson = False) -> None:
    """Time how fast each embedded runtime reads and writes with this model: the median and the range of turns."""
    with bar(2 * rounds, "timing") as shown:
        print_numbers(asyncio.run(model_rates(path, rounds, shown.step)), as_json=as_json)
