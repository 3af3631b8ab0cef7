"""Figures with their intervals, as text and as a table on a terminal."""

from __future__ import annotations

import math
from collections.abc import Mapping

from rich.table import Table

from eval.metrics.intervals import Figure


def shown(figure: Figure | None, name: str) -> str:
    """Return a figure as it is printed: `0.873 [0.801, 0.921]`, `212 ms`, or a dash when it is not there."""
    if figure is None or math.isnan(figure.value):
        return "–"
    if name.endswith((" ms", " tokens")):
        return f"{figure.value:,.0f}"
    interval = f" [{figure.low:.3f}, {figure.high:.3f}]" if figure.how != "none" else ""
    return f"{figure.value:.3f}{interval}"


def figures_table(title: str, columns: Mapping[str, Mapping[str, Figure]]) -> Table:
    """Return a table of figures, one line a figure and one column for each of `columns`."""
    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold", pad_edge=False)
    table.add_column("figure")
    for column in columns:
        table.add_column(column, justify="right")
    for name in dict.fromkeys(name for figures in columns.values() for name in figures):
        cells = [figures.get(name) for figures in columns.values()]
        n = next((figure.n for figure in cells if figure), 0)
        table.add_row(f"{name} [dim](n={n})[/dim]", *(shown(figure, name) for figure in cells))
    return table
