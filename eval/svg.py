"""Plots as SVG text, small enough to read in the page's source; colours come from the page's style sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

_WIDTH, _HEIGHT, _LEFT, _BOTTOM = 420, 240, 46, 34
_PLOT_WIDTH, _PLOT_HEIGHT = _WIDTH - _LEFT - 12, _HEIGHT - _BOTTOM - 12

Point = tuple[float, float]


def lines(title: str, across: str, up: str, series: Mapping[str, Sequence[Point]], *, widest: float = 1.0) -> str:
    """Return a line plot; y runs from 0 to 1, x from 0 to `widest`; series without points are left out."""
    drawn = {name: points for name, points in series.items() if points}
    marks = [_polyline(points, at, widest) for at, points in enumerate(drawn.values())]
    names = [f'<text class="s{at}" x="{_LEFT + 8}" y="{26 + 15 * at}">{escape(name)}</text>' for at, name in enumerate(drawn)]
    marks += names if len(drawn) > 1 else []
    return _frame(title, [*_axes(across, up, widest), *marks], _HEIGHT)


def bars(title: str, values: Mapping[str, float]) -> str:
    """Return a bar for each value in [0, 1], with its label on the left and the value on its right."""
    rows = [_bar(at, name, value) for at, (name, value) in enumerate(values.items())]
    return _frame(title, rows, 22 * len(values) + 8)


def whisker(value: float, low: float, high: float) -> str:
    """Return a value in [0, 1] as a dot on its interval, for a table cell."""
    x, left, right = (2 + 100 * share for share in (value, low, high))
    return (
        f'<svg class="whisker" viewBox="0 0 104 14" role="img" aria-label="{value:.3f}, from {low:.3f} to {high:.3f}">'
        '<line class="axis" x1="2" x2="102" y1="7" y2="7"/>'
        f'<line class="range" x1="{left:.1f}" x2="{right:.1f}" y1="7" y2="7"/><circle cx="{x:.1f}" cy="7" r="3.5"/></svg>'
    )


def cumulative(values: Sequence[float]) -> list[Point]:
    """Return the share of values at or below each value: the steps of the empirical distribution."""
    ordered = sorted(values)
    return [(value, (at + 1) / len(ordered)) for at, value in enumerate(ordered)]


def _frame(title: str, parts: Sequence[str], height: int) -> str:
    body = "".join(parts)
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg class="plot" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}">{body}</svg></figure>'
    )


def _axes(across: str, up: str, widest: float) -> list[str]:
    ground = _HEIGHT - _BOTTOM
    ticks = [_tick_up(share) + _tick_across(share, widest) for share in (0.0, 0.5, 1.0)]
    return [
        f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH - 12}" y1="{ground}" y2="{ground}"/>',
        f'<line class="axis" x1="{_LEFT}" x2="{_LEFT}" y1="12" y2="{ground}"/>',
        f'<text x="{_WIDTH - 12}" y="{_HEIGHT - 4}" text-anchor="end">{escape(across)}</text>',
        f'<text transform="translate(12 {ground - _PLOT_HEIGHT / 2}) rotate(-90)" text-anchor="middle">{escape(up)}</text>',
        *ticks,
    ]


def _tick_up(share: float) -> str:
    y = _HEIGHT - _BOTTOM - share * _PLOT_HEIGHT
    return f'<text x="{_LEFT - 5}" y="{y + 4:.1f}" text-anchor="end">{share:g}</text>'


def _tick_across(share: float, widest: float) -> str:
    x = _LEFT + share * _PLOT_WIDTH
    return f'<text x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 14}" text-anchor="middle">{share * widest:,.3g}</text>'


def _polyline(points: Sequence[Point], colour: int, widest: float) -> str:
    places = " ".join(f"{_LEFT + x / widest * _PLOT_WIDTH:.1f},{_HEIGHT - _BOTTOM - y * _PLOT_HEIGHT:.1f}" for x, y in points)
    return f'<polyline class="s{colour}" points="{places}"/>'


def _bar(row: int, name: str, value: float) -> str:
    y, length = 4 + 22 * row, 220 * value
    return (
        f'<text x="126" y="{y + 13}" text-anchor="end">{escape(name)}</text>'
        f'<rect x="134" y="{y}" width="{length:.1f}" height="17" rx="2"/>'
        f'<text x="{140 + length:.1f}" y="{y + 13}">{value:.2f}</text>'
    )
