"""The door for the command line: `python -m qa serve|ask|settings|fetch-model`.

Answers go to standard output, progress and complaints to standard error. Exit codes: 0 done, 1 it failed, 2 wrong usage.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
from collections.abc import Iterator
from contextlib import aclosing, contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from index import Archive, ArchiveError
from qa.answer import Answer
from qa.answerer import Answerer
from qa.ask import Ask
from qa.console import FetchBar, answer_page
from qa.errors import LanguageModelError, QuotidianError, SettingsError
from qa.events import Completed, Stage
from qa.llm.catalogue import DEFAULT_NAME
from qa.llm.fetch import fetch_model
from qa.record import AnswerRecord, AskRequest
from qa.settings import Settings, listed, unknown_variables
from qa.web.serve import Server, address, app_of, chooser, listen

app = typer.Typer(
    help="Ask a news archive; every sentence of an answer stands on a quote that is really in the article.\n\n"
    "Begin with: python -m index add seeds/",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
_out = Console()
_err = Console(stderr=True, highlight=False)

DataDir = Annotated[Path | None, typer.Option(help="The archive's folder.", show_default="$QUOTIDIAN_DATA_DIR, else data")]
ModelSpec = Annotated[
    str | None,
    typer.Option(
        help="auto, ollama:NAME, gguf:PATH or catalogue name, openai:BASE_URL#NAME, or none for quotes alone.",
        show_default="$QUOTIDIAN_MODEL, else auto",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; 0.0.0.0 lets other machines in.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
    model: ModelSpec = None,
    data_dir: DataDir = None,
) -> None:
    """Serve the archive over HTTP, with a page to ask from.

    Example: python -m qa serve --port 9000 --model ollama:qwen2.5:3b
    """
    with _sentences():
        settings = Settings.read(host=host, port=port, model=model, data_dir=data_dir)
        _log(logging.INFO)
        listening = listen(settings.host, settings.port)
        _err.print(f"Opening the archive in {escape(str(settings.data_dir))}")
        with Archive.open(settings.data_dir, encoder_name=settings.encoder) as archive:
            service = app_of(archive, settings, FetchBar(_err))
            server = Server(service, lambda: _tell(archive, settings, address(listening)))
            with suppress(KeyboardInterrupt):  # Ctrl-C is how it is meant to end
                server.run(sockets=[listening])
    _err.print("Stopped.")


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="In your own words, in quotation marks.")],
    *,
    after: Annotated[str | None, typer.Option(help="Only articles published on this day or later, such as 2026-03-01.")] = None,
    before: Annotated[str | None, typer.Option(help="Only articles published on this day or earlier.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Answer as if it were this day.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Only this outlet; give it again for another.")] = None,
    max_quotes: Annotated[int, typer.Option(help="At most so many quotes, 1 to 20.")] = 6,
    model: ModelSpec = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Ask the archive and print the answer with its quotes; works beside a running server too.

    Example: python -m qa ask "Why did the strike end?" --after 2026-03-01 --source "Alder Gazette"
    """
    with _sentences():
        settings = Settings.read(model=model, data_dir=data_dir)
        _log(logging.ERROR)
        asked = _asked(
            question=question,
            published_after=after,
            published_before=before,
            as_of=as_of,
            sources=source or [],
            max_quotes=max_quotes,
        )
        with Archive.open(settings.data_dir, encoder_name=settings.encoder, read_only=True) as archive:
            record = AnswerRecord.of(asyncio.run(_answer(archive, settings, asked)))
    if as_json:
        print(record.model_dump_json(indent=2))
    else:
        _out.print(answer_page(record))


@app.command()
def settings(as_json: AsJson = False) -> None:
    """Show every setting, its value and where it comes from; each is an environment variable.

    Example: QUOTIDIAN_PORT=9000 python -m qa settings
    """
    with _sentences():
        rows = listed(Settings.read(), os.environ)
    if as_json:
        print(json.dumps({row.variable: asdict(row) for row in rows}, indent=2))
    else:
        table = Table("Setting", "Value", "From", "What it is", box=None, padding=(0, 2, 0, 0), header_style="bold")
        for row in rows:
            value = "" if row.value is None else json.dumps(row.value) if isinstance(row.value, list) else str(row.value)
            table.add_row(row.variable, escape(value), row.source, escape(row.description))
        _out.print(table)
    for name in unknown_variables(os.environ):
        _err.print(f"[yellow]{escape(name)} is set, but there is no such setting.[/]")


@app.command(name="fetch-model")
def fetch(
    name: Annotated[str, typer.Argument(help="A name from the catalogue of embedded models.")] = DEFAULT_NAME,
    models_dir: Annotated[Path | None, typer.Option(help="Where to keep it.", show_default="$QUOTIDIAN_MODELS_DIR")] = None,
) -> None:
    """Fetch an embedded model's file, checked by its hash; what was fetched before is not fetched again.

    Example: python -m qa fetch-model
    """
    with _sentences():
        path = fetch_model(name, Settings.read(models_dir=models_dir).models_dir, FetchBar(_err))
    print(path)


def _tell(archive: Archive, settings: Settings, url: str) -> None:
    """Say that the server answers, where, and what it does not do yet."""
    status = archive.status()
    holds = f"{status.articles} articles" if status.articles else "an empty archive: fill it with `python -m index add PATH`"
    writer = "quotes alone" if settings.model == "none" else "quotes alone until the language model is loaded"
    _err.print(f"[bold green]Ready[/] on [bold]{url}[/] with {holds}; answering with {writer}. Ctrl-C stops it.")
    if settings.host not in {"127.0.0.1", "::1", "localhost"} and settings.api_key is None:
        _err.print("Other machines may ask; only this one may write articles, until QUOTIDIAN_API_KEY is set.")


def _asked(**fields: object) -> Ask:
    try:
        return AskRequest.model_validate(fields).ask()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).removeprefix("published_") if first["loc"] else "the question"
        raise SettingsError(f"{name}: {first['msg'].removeprefix('Value error, ')}") from None


async def _answer(archive: Archive, settings: Settings, asked: Ask) -> Answer:
    """Answer in this process, saying on standard error what is being done."""
    choice = await chooser(settings, FetchBar(_err))(lambda _done, _total: None)
    missing = choice.reason if choice.model is None and settings.model != "none" else ""
    answerer = Answerer(
        archive,
        choice.model,
        deadline_s=settings.answer_deadline_s,
        write_over_words=settings.write_over_words,
        missing=missing,
    )
    with _err.status("loading") as status:
        await asyncio.to_thread(archive.embed, ["warm"])
        try:
            if choice.model is not None:
                with suppress(LanguageModelError):  # the answer will say so itself
                    await choice.model.warm_up()
            async with aclosing(answerer.stream(asked)) as events:
                async for event in events:
                    if isinstance(event, Stage):
                        status.update(event.stage)
                    elif isinstance(event, Completed):
                        return event.answer
        finally:
            if choice.model is not None:
                await choice.model.aclose()
    raise AssertionError("every answer is completed")


@contextmanager
def _sentences() -> Iterator[None]:
    """Turn an expected failure into one sentence and an exit code."""
    try:
        yield
    except (QuotidianError, ArchiveError) as error:
        _err.print(f"[red]{escape(str(error))}[/]", soft_wrap=True)
        raise typer.Exit(2 if isinstance(error, SettingsError) else 1) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _log(level: int) -> None:
    """Log our own lines from `level` on, and other people's warnings."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=max(level, logging.WARNING))
    for package in ("qa", "index"):
        logging.getLogger(package).setLevel(level)


if __name__ == "__main__":
    app(prog_name="python -m qa")
