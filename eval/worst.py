"""What went wrong worst, as HTML: what was said beside what was wanted, everything escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from eval.judge import Score

_WORST = 40
_FAULTS = (
    "a quote that is not in the article",
    "a statement that its quotes do not bear out",
    "answered what the articles do not say",
    "failed",
    "answered wrongly, or in part",
    "declined what the articles do say",
    "showed one side only",
)


def failures(scores: Sequence[Score]) -> str:
    """Return the worst failures as HTML, the gravest kind first, and within a kind the most confident."""
    wrong = sorted((score for score in scores if _fault(score)), key=_rank)
    if not wrong:
        return "<p>Nothing did.</p>"
    more = f'<p class="dim">The {_WORST} worst of {len(wrong)}.</p>' if len(wrong) > _WORST else ""
    return more + "".join(_failure(score) for score in wrong[:_WORST])


def _fault(score: Score) -> str | None:
    outcome, gold = score.outcome, score.question
    holds = (
        any(not piece.verbatim for piece in outcome.shown),
        not all(score.supported),
        not gold.answerable and not outcome.abstained and not outcome.failed,
        outcome.failed is not None,
        gold.answerable and not outcome.abstained and not score.right,
        gold.answerable and outcome.abstained,
        score.both_sides is False,
    )
    return next((fault for fault, held in zip(_FAULTS, holds, strict=True) if held), None)


def _rank(score: Score) -> tuple[int, float]:
    return _FAULTS.index(_fault(score) or _FAULTS[-1]), -(score.outcome.confidence or 0.0)


def _failure(score: Score) -> str:
    gold, sure = score.question, score.outcome.confidence
    marks = [escape(gold.id), escape(gold.kind), f'<span class="bad">{escape(_fault(score) or "")}</span>']
    marks += [f"confidence {sure:.2f}"] if sure is not None else []
    sides = f"<div><strong>said</strong>{_said(score)}</div><div><strong>wanted</strong>{_wanted(score)}</div>"
    return (
        f'<article><p class="dim">{" · ".join(marks)}</p><h3>{escape(gold.question)}</h3>{_history(score)}'
        f'<div class="sides">{sides}</div></article>'
    )


def _history(score: Score) -> str:
    turns = [f"{escape(turn.role)}: {escape(turn.content)}" for turn in score.question.history]
    return f'<p class="dim">after {" · ".join(turns)}</p>' if turns else ""


def _said(score: Score) -> str:
    outcome = score.outcome
    text = outcome.failed or outcome.text or "(declined)"
    quotes = [_quote(piece.extract.text, piece.extract.article, bad=not piece.verbatim) for piece in outcome.shown]
    return f"<p>{escape(text)}</p>{''.join(quotes)}"


def _wanted(score: Score) -> str:
    gold = score.question
    if not gold.answerable:
        return "<p>(to decline: the articles do not say)</p>"
    facts = " and ".join(escape(" / ".join(fact)) for fact in gold.sides or gold.wanted)
    return f"<p>{facts}</p>{''.join(_quote(piece.text, piece.article) for piece in gold.evidence)}"


def _quote(text: str, article: str, *, bad: bool = False) -> str:
    return f'<blockquote{" class=bad" if bad else ""}>{escape(text)}<br><span class="dim">{escape(article)}</span></blockquote>'
