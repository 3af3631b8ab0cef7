"""A progress bar for whoever waits at a terminal while a model is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from qa.llm.sources import OnProgress


@contextmanager
def fetch_bar(label: str) -> Iterator[OnProgress]:
    """Yield what to hand on as `on_progress`; the bar is on stderr, and appears with the first byte."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(label, total=None, visible=False)
        yield lambda done, total: bar.update(task, completed=done, total=total, visible=True)
