"""A stack, as the contest asks it: a question in, an answer with the pieces it rests on out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from eval.outcome import Outcome
from eval.peers.reading import Piece, cited, plain, quoted, refuses, shown_piece, statements_of
from eval.peers.writer import Spent, Writer
from index import StoredArticle
from qa.errors import LanguageModelError


@dataclass(frozen=True, slots=True)
class Reply:
    """What a stack returned: its text as it stands, and what it retrieved, best first."""

    text: str
    pieces: tuple[Piece, ...]


class Stack(Protocol):
    """One way to answer questions over articles."""

    name: str
    numbered: bool

    def ask(self, question: str) -> Reply:
        """Answer; blocks, and calls the writer.

        Raises:
            LanguageModelError: The model did not do its part.
        """


def outcome_of(stack: Stack, writer: Writer, question: str, articles: Sequence[StoredArticle]) -> Outcome:
    """Ask one question and read the reply; a fault of the model is a failure, as it is for us."""
    writer.spent = Spent()
    started = time.perf_counter()
    try:
        reply = stack.ask(question)
    except LanguageModelError as error:
        return Outcome(failed=f"{type(error).__name__}: {error}", timings_ms={"total": _since(started)})
    return _read(reply, stack, writer.spent, _since(started), articles)


def _read(reply: Reply, stack: Stack, spent: Spent, total_ms: float, articles: Sequence[StoredArticle]) -> Outcome:
    declined = refuses(plain(reply.text))
    taken = [reply.pieces[at] for at in cited(reply.text, reply.pieces)] if stack.numbered else list(reply.pieces)
    statements = statements_of(reply.text, taken, numbered=stack.numbered)
    return Outcome(
        abstained=declined,
        text=plain(reply.text),
        shown=() if declined else (*map(shown_piece, taken), *quoted(reply.text, articles)),
        statements=() if declined else statements,
        ranked=tuple((piece.article.article.external_id or piece.article.id,) for piece in reply.pieces),
        timings_ms={"total": total_ms},
        prompt_tokens=spent.prompt,
        completion_tokens=spent.completion,
    )


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
