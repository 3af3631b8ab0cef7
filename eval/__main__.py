"""The door: `python -m eval`, its commands and what they print."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from eval.adapters.leave_one_out import left_out
from eval.adapters.load import load_articles, load_questions, spread
from eval.asking import Plan, ask_here, ask_server, settings_of
from eval.bench.commands import bench
from eval.compare import Comparison
from eval.compare import compare as compare_reports
from eval.entailment import load_entailment
from eval.errors import EvalError, GoldError
from eval.figures_table import figures_table
from eval.gate import baseline_of, breaches, read_baseline, write_baseline
from eval.goldfile import Split
from eval.metrics.citations import Entails
from eval.metrics.intervals import Figure
from eval.options import Articles, AsJson, DataDir, Gold, Limit, Reading
from eval.page import html_page
from eval.report import as_json as report_json
from eval.report import read_report, write_json
from eval.retrieval import MODES, rank, score
from eval.runfolder import RunFolder
from eval.table import tables
from eval.terminal import bar, fill, folder_or_temporary
from index import DEFAULT_ENCODER, Archive, ArchiveError, SearchMode
from qa.errors import QuotidianError

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Is it right, are its quotes right, does it know when to be silent, and did my change make it better?",
)
app.add_typer(bench, name="bench")
console = Console()

GivenArchive = Annotated[
    Path | None, typer.Option("--archive", help="The articles: a folder, .jsonl(.gz), .json or BEIR folder.")
]
Half = Annotated[Split | None, typer.Option(help="Only this half of a gold file that is split.")]
Model = Annotated[str | None, typer.Option(help="As QUOTIDIAN_MODEL: auto, ollama:NAME, gguf:PATH, openai:URL#NAME, none.")]
Encoder = Annotated[str, typer.Option(help="Encoder to search with.")]
Mode = Annotated[SearchMode, typer.Option(help="Take half of the search away, to see what it is worth.")]
Out = Annotated[Path | None, typer.Option(help="The folder of the run, begun or taken up again. Default: a new one in runs/.")]
Run = Annotated[Path, typer.Argument(help="The folder of a run.")]
Runs = Annotated[list[Path], typer.Argument(help="Folders of runs; shown side by side.")]
Nli = Annotated[str | None, typer.Option(help="A CrossEncoder with an entailment label, by name or folder.")]
LeaveOut = Annotated[bool, typer.Option("--leave-out", help="Ask without the gold articles: all should be declined.")]
MinVerbatim = Annotated[float, typer.Option(min=0, max=1, help="The share of quotes that must stand in their article.")]
Write = Annotated[bool, typer.Option("--write", help="Write the baseline from this run instead of holding the run to it.")]


@app.command()
def run(
    gold: Gold,
    *,
    archive: GivenArchive = None,
    server: Annotated[str | None, typer.Option(help="Ask this server instead; it must hold the articles already.")] = None,
    model: Model = None,
    search: Mode = "hybrid",
    encoder: Encoder = DEFAULT_ENCODER,
    out: Out = None,
    limit: Limit = None,
    split: Half = None,
    leave_out: LeaveOut = False,
    as_json: AsJson = False,
) -> None:
    """Ask every question once and report. Stopped half-way, the same command with the same --out goes on where it was.

    `python -m eval run eval/gold/seeds.jsonl --archive seeds --model none --out runs/seeds`
    """
    asked = load_questions(gold, split=split)
    asked = [left_out(question) for question in asked if question.evidence] if leave_out else asked
    words = (split, "left out" if leave_out else None, f"{limit} spread evenly" if limit else None)
    narrowed = ", ".join(word for word in words if word)
    plan = Plan(gold.stem, spread(asked, limit), search, encoder, model, narrowed)
    folder = RunFolder(out or _new_folder(gold.stem))
    if server:
        asyncio.run(ask_server(plan, server, folder))
    elif archive:
        asyncio.run(ask_here(plan, load_articles(archive), folder))
    else:
        raise GoldError("name the articles with --archive, or a server that holds them with --server")
    _publish([folder.path], as_json=as_json)


@app.command()
def report(runs: Runs, *, nli: Nli = None, as_json: AsJson = False) -> None:
    """Judge runs again and show them: tables here, `report.json` and `report.html` in each folder.

    With --nli, a model of textual entailment gives a second opinion on the citations (ALCE's recall and precision).
    """
    _publish(runs, as_json=as_json, entails=load_entailment(nli) if nli else None)


@app.command()
def compare(before: Run, after: Run, *, as_json: AsJson = False) -> None:
    """Say what changed from one run to another: each measure's paired difference, the questions that flipped, the settings.

    A flip is a question that came right in one run and wrong in the other; p is McNemar's, exact.
    """
    found = compare_reports(read_report(before), read_report(after))
    if as_json:
        print(json.dumps(asdict(found), indent=2))
    else:
        _print_comparison(found)


@app.command()
def gate(
    run: Run,
    *,
    baseline: Annotated[Path, typer.Option(help="The file of bars.")],
    min_verbatim: MinVerbatim = 1.0,
    write: Write = False,
    slack: Annotated[float, typer.Option(min=0, max=1, help="How far below this run the written bars lie.")] = 0.02,
) -> None:
    """Hold a run to its bars, for CI: exit code 1 when one breaks, and which."""
    judged = read_report(run)
    if write:
        write_baseline(baseline, baseline_of(judged, slack=slack))
        console.print(f"wrote {baseline}")
        return
    broken = breaches(judged, read_baseline(baseline), min_verbatim=min_verbatim)
    for breach in broken:
        console.print(f"[red]broke[/red] {breach.name}: {breach.detail}", highlight=False)
    if broken:
        raise typer.Exit(1)
    console.print(f"[green]cleared[/green] every bar of {baseline.name} over {len(judged.scores)} questions", highlight=False)


@app.command()
def retrieval(
    articles: Articles,
    questions: Gold,
    *,
    mode: Annotated[SearchMode | None, typer.Option(help="How to search; default: each in turn.")] = None,
    encoder: Encoder = DEFAULT_ENCODER,
    data_dir: DataDir = None,
    split: Half = None,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """Score search alone: Success@1, Success@10, R@10, RR and nDCG@10 at article level, best passage.

    `python -m eval retrieval articles.jsonl.gz questions.jsonl --mode hybrid --data-dir runs/archive`
    """
    asked = spread(load_questions(questions, split=split), limit)
    with folder_or_temporary(data_dir) as folder, Archive.open(folder, encoder_name=encoder) as archive:
        fill(archive, load_articles(articles))
        figures: dict[str, Mapping[str, Figure]] = {}
        for each in [mode] if mode else MODES:
            with bar(len(asked), f"searching, {each}") as shown:
                figures[each] = score(asked, rank(archive, asked, each, shown.step))
    _print_figures("article level, best passage; 95% intervals, bootstrap by article", figures, as_json=as_json)


@app.command()
def peers(
    gold: Gold,
    *,
    archive: Annotated[Path, typer.Option(help="The articles: a folder, .jsonl(.gz), .json or BEIR folder.")],
    model: Model = None,
    encoder: Encoder = DEFAULT_ENCODER,
    out: Out = None,
    limit: Limit = None,
    split: Half = None,
    as_json: AsJson = False,
) -> None:
    """Ask the same questions of us and of the stacks one could write instead, with the same encoder, model and judge.

    Writes `peers.json` and `peers.md`. Questions with a history or an as-of date are passed over: a single query cannot ask them.

    `python -m eval peers eval/gold/seeds.jsonl --archive seeds`
    """
    from eval.peers.contest import askable, contest  # noqa: PLC0415 - two seconds of LlamaIndex that only this command should cost
    from eval.peers.table import figures_of, markdown  # noqa: PLC0415

    plan = Plan(gold.stem, spread(askable(load_questions(gold, split=split)), limit), "hybrid", encoder, model)
    folder = RunFolder(out or _new_folder(f"{gold.stem}-peers")).path
    figures = figures_of(asyncio.run(contest(plan, load_articles(archive), folder)))
    plain = {column: {name: asdict(figure) for name, figure in found.items()} for column, found in figures.items()}
    write_json(folder / "peers.json", {"settings": settings_of(plan), "stacks": plain})
    (folder / "peers.md").write_text(markdown(figures), "utf-8")
    _print_figures(f"{len(plan.questions)} questions; 95% intervals in brackets", figures, as_json=as_json)


@app.command()
def probe(
    sets: Annotated[list[Path], typer.Argument(help="Folders with articles.jsonl and questions.jsonl.")],
    *,
    model: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="The GGUF file that the probes are for.")],
    kept: Annotated[Path, typer.Option(help="A folder for what the network makes of each prompt, to go on from.")],
    out: Annotated[Path, typer.Option(help="The file of probes, as in qa/llm/probes; those of other readings stay in it.")],
    reading: Annotated[Reading | None, typer.Option(help="Train this one alone.")] = None,
) -> None:
    """Train the probes that judge in a model's place: half a second a prompt on two cores, and seconds once the prompts are read.

    `python -m eval probe eval/gold/archive eval/gold/training/mainland --model FILE.gguf --kept runs/probes --out FILE.json`
    """
    from eval.probing.examples import READINGS  # noqa: PLC0415 - a second of scikit-learn with the next
    from eval.probing.training import examples_in, trained, write_probes  # noqa: PLC0415

    fits = trained(model, kept, examples_in(sets, [reading] if reading else list(READINGS)))
    write_probes(out, fits, ", ".join(each.name for each in sets))
    names = ("auroc", "worst", "strength", "layer", "examples")
    print(json.dumps([{"told": told} | {name: getattr(fit, name) for name in names} for told, fit in fits.items()], indent=2))


def _new_folder(name: str) -> Path:
    return Path("runs") / f"{name}-{datetime.now(UTC):%Y%m%d-%H%M%S}"


def _publish(runs: Sequence[Path], *, as_json: bool, entails: Entails | None = None) -> None:
    reports = [read_report(path, entails) for path in runs]
    for path, each in zip(runs, reports, strict=True):
        write_json(path / "report.json", report_json(each))
        (path / "report.html").write_text(html_page(each), "utf-8")
    if as_json:
        print(json.dumps([report_json(each) for each in reports], indent=2))
        return
    for table in tables(reports):
        console.print(table)
    console.print(f"[dim]written: {', '.join(str(path / 'report.html') for path in runs)}[/dim]", soft_wrap=True)


def _print_comparison(found: Comparison) -> None:
    console.print(figures_table(f"after - before, over {found.questions} questions", {"difference": found.differences}))
    console.print(f"came right: {len(found.gained)}, went wrong: {len(found.lost)}, p = {found.p:.4f}", highlight=False)
    for sign, names in (("[green]+[/green]", found.gained), ("[red]-[/red]", found.lost)):
        for name in names:
            console.print(f"  {sign} {name}", highlight=False)
    for name, (old, new) in found.settings.items():
        console.print(f"  {name}: {old} → {new}", highlight=False, markup=False)


def _print_figures(title: str, columns: Mapping[str, Mapping[str, Figure]], *, as_json: bool) -> None:
    if as_json:
        plain = {column: {name: asdict(figure) for name, figure in figures.items()} for column, figures in columns.items()}
        print(json.dumps(plain, indent=2))
    else:
        console.print(figures_table(title, columns))


def main() -> None:
    """Run a command; what went wrong is one sentence and exit code 2."""
    try:
        app()
    except (EvalError, QuotidianError, ArchiveError) as error:
        Console(stderr=True).print(f"[red]{error}[/red]", highlight=False)
        sys.exit(2)


if __name__ == "__main__":
    main()
