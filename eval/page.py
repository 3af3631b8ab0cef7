"""The report as one self-contained HTML page: figures, plots, and the worst failures beside what was wanted.

Everything that comes from an article, a question or a model is escaped; the page loads nothing and runs no script.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape
from pathlib import Path

from eval import svg
from eval.compare import flat
from eval.figures_table import shown
from eval.metrics.intervals import Figure
from eval.report import Report
from eval.worst import failures

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = Path(__file__).with_name("page.css")


def html_page(report: Report) -> str:
    """Return the whole page."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><title>{escape(report.name)}</title>'
        f"<style>{_STYLE.read_text('utf-8')}</style></head><body><h1>{escape(report.name)}</h1>{_lead(report)}"
        f"<h2>Figures</h2>{_figures(report.figures)}<h2>Plots</h2>{_plots(report)}"
        f"<h2>The worst of what went wrong</h2>{failures(report.scores)}"
        f"<h2>Settings</h2>{_settings(report)}</body></html>\n"
    )


def _lead(report: Report) -> str:
    right = sum(score.right for score in report.scores)
    missing = f' <span class="bad">{report.missing} questions were not asked yet.</span>' if report.missing else ""
    return f"<p>{right} of {len(report.scores)} questions came out right. Intervals are at 95%.{missing}</p>"


def _figures(figures: Mapping[str, Figure]) -> str:
    rows = [f'<tr><td>{escape(name)}</td><td class="n">{escape(shown(figure, name))}</td><td>{_whisker(figure)}</td>'
            f'<td class="n dim">n = {figure.n}</td></tr>' for name, figure in figures.items()]  # fmt: skip
    return f"<table>{''.join(rows)}</table>"


def _whisker(figure: Figure) -> str:
    return svg.whisker(figure.value, figure.low, figure.high) if figure.how != "none" and not math.isnan(figure.value) else ""


def _plots(report: Report) -> str:
    waits: dict[str, list[float]] = {}
    for score in report.scores:
        for stage, wait in score.outcome.timings_ms.items():
            waits.setdefault(stage, []).append(wait / 1000)
    slowest = max((wait for stage in waits.values() for wait in stage), default=1.0) or 1.0
    right = {kind: figures["right outcome"].value for kind, figures in report.kinds.items()}
    plots = [
        svg.lines("Risk over coverage", "share of questions answered", "share of them wrong", {"risk": report.curve}),
        svg.lines("Latency", "seconds", "share of answers", {s: svg.cumulative(w) for s, w in waits.items()}, widest=slowest),
        svg.bars("Right outcome by kind", right),
    ]
    return f'<div class="plots">{"".join(plots)}</div>'


def _settings(report: Report) -> str:
    rows = [f"<tr><td>{escape(name)}</td><td>{escape(str(value))}</td></tr>" for name, value in flat(report.settings).items()]
    return f"<table>{''.join(rows)}</table>"
