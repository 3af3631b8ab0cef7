"""What the commands share on a terminal: one bar, archives that live as long as a command, figures as JSON."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from index import Archive, Article

_COLUMNS = (
    TextColumn("{task.description}"),
    BarColumn(),
    MofNCompleteColumn(),
    TimeElapsedColumn(),
    TextColumn("left"),
    TimeRemainingColumn(),
)

progress_console = Console(stderr=True)
"""Progress goes to standard error, so that `--json` stays clean."""


class Bar:
    """A progress bar with the time left."""

    def __init__(self, progress: Progress, total: int, what: str) -> None:
        self._progress = progress
        self._task = progress.add_task(what, total=total)

    def step(self) -> None:
        """One more is done."""
        self._progress.advance(self._task)

    def at(self, done: int) -> None:
        """So many are done."""
        self._progress.update(self._task, completed=done)


@contextmanager
def bar(total: int, what: str) -> Iterator[Bar]:
    """Show a bar for `total` steps of `what` while the context is open."""
    with Progress(*_COLUMNS, console=progress_console) as progress:
        yield Bar(progress, total, what)


@contextmanager
def folder_or_temporary(path: Path | None) -> Iterator[Path]:
    """Open `path`, or a folder that is gone afterwards."""
    if path is not None:
        path.mkdir(parents=True, exist_ok=True)
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="quotidian-eval-") as name:
        yield Path(name)


def fill(archive: Archive, articles: Sequence[Article]) -> None:
    """Add articles to an archive behind a bar."""
    with bar(len(articles), "adding articles") as shown:
        archive.add(articles, progress=shown.at)


def print_numbers(values: Mapping[str, object], *, as_json: bool) -> None:
    """Print numbers by name, and numbers by name by column, one line each."""
    console = Console(highlight=False, soft_wrap=True)
    if as_json:
        console.print(json.dumps(values, indent=2), markup=False)
        return
    for name, value in values.items():
        if isinstance(value, Mapping):
            console.print(f"{name}: " + ", ".join(f"{key} {number:.1f}" for key, number in value.items()))
        else:
            console.print(f"{name}: {value:,.1f}" if isinstance(value, float) else f"{name}: {value}")
