"""Unanswerable questions made from answerable ones: asked while the articles that hold the answer are out of the archive.

Trap: another article may answer as well, a near-copy above all; then silence would be wrong. Gold's own restatements (`also`) are
taken out too, what nobody labelled is not: read a sample before believing the rate.
"""

from __future__ import annotations

from dataclasses import replace

from eval.gold import GoldQuestion


def left_out(question: GoldQuestion) -> GoldQuestion:
    """Return the question to be asked without its gold articles, so that declining is right.

    Raises:
        ValueError: It has no articles to leave out.
    """
    if not question.evidence:
        raise ValueError(f"question {question.id!r} has no gold articles to leave out")
    names = dict.fromkeys(quote.article for piece in question.evidence for quote in (piece, *piece.also))
    return replace(
        question, id=f"{question.id}-left-out", answers=(), facts=(), sides=(), evidence=(), answerable=False,
        kind="unanswerable", without=tuple(names),
    )  # fmt: skip
