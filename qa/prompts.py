"""Every word that is said to a language model, and the schemas it must keep to.

Prompts that ask for one token are kept short: on a processor their length is the time they take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from qa.ask import Turn
from qa.evidence import Sentence
from qa.llm.model import Message

_SYSTEM = "You are a careful news librarian. You answer only from the numbered excerpts, never from memory."
_JUDGE = "You are a careful news librarian. You answer only from the excerpts, never from memory."
TOGETHER = "Do the excerpts state the answer to this question? Reply Yes or No."
_EDITOR = "You are a careful editor."
ALONE = "Does the excerpt prove that this answers the question? Reply Yes or No."
ANOTHER = "Does the excerpt give another answer to the same question? Reply Yes or No."
_WRITE = (
    "Answer the question in one or two short sentences, in the words of the excerpts. Keep who said it, every number and date. "
    'Reply in JSON: {"statements": [{"evidence": [numbers of the excerpts that state it], "text": "one sentence"}]}'
)
_REWRITE = (
    "Rewrite the last question so that it can be understood without the conversation. Replace words such as he, it, there or "
    "that by the names they stand for. Change nothing else and do not answer it."
)
_MOST_STATEMENTS = 3
_MOST_NUMBERS = 3
_TURNS_READ = 6
_TURN_LENGTH = 400  # code points of an earlier message that the rewriting sees


class Excerpt(Protocol):
    """Whatever is quoted to a model without its number or place."""

    @property
    def text(self) -> str:
        """Its words."""


def grading(question: str, evidence: Sequence[Excerpt]) -> list[Message]:
    """Ask whether the evidence answers the question; the reply is one token."""
    return _about(_JUDGE, (f"- {_one_line(sentence.text)}" for sentence in evidence), question, TOGETHER)


def writing(question: str, evidence: Sequence[Sentence]) -> list[Message]:
    """Ask for statements under `statements_schema`."""
    return _about(_SYSTEM, _lines(evidence), question, _WRITE)


def proving(question: str, statement: str, quotes: Sequence[Sentence], *, headed: bool = False) -> list[Message]:
    """Ask whether `quotes` prove that `statement` answers the question; the reply is one token.

    Args:
        question: Standalone.
        statement: One sentence.
        quotes: What it rests on.
        headed: Whether the headline and the date of the last quote's article stand before them.
    """
    excerpt = _headed(quotes) if headed and quotes else _running(quotes)
    return [
        Message("system", _EDITOR),
        Message("user", f"Excerpt: {excerpt}\n\nQuestion: {question}\nAnswer: {_one_line(statement)}\n\n{ALONE}"),
    ]


def comparing(question: str, answer: Sequence[Sentence], account: Sequence[Sentence]) -> list[Message]:
    """Ask whether `account` answers the question as well, and otherwise than `answer`; the reply is one token.

    All accounts beside one answer are asked about in prompts that begin alike, so that a runtime reads the beginning once.

    Args:
        question: Standalone.
        answer: The sentences of an answer; not empty.
        account: Those of another excerpt, the one meant last; not empty. What it leans on is left out where the answer has it.
    """
    given = {sentence.place for sentence in answer}
    *before, meant = account
    fresh = [*(sentence for sentence in before if sentence.place not in given), meant]
    told = f"Answer: {_headed(answer)}\n\nExcerpt: {_headed(fresh)}"
    asked = f"Question: {question}\nAnother answer: {_one_line(meant.text)}"
    return [Message("system", _EDITOR), Message("user", f"{told}\n\n{asked}\n\n{ANOTHER}")]


def rewriting(question: str, history: Sequence[Turn]) -> list[Message]:
    """Ask for a standalone question under `question_schema`."""
    told = "\n".join(f"{turn.role}: {turn.content[:_TURN_LENGTH]}" for turn in history[-_TURNS_READ:])
    return [Message("system", _REWRITE), Message("user", f"Conversation:\n{told}\n\nLast question: {question}")]


def statements_schema(count: int) -> Mapping[str, Any]:
    """Return the schema of the writer's reply: one to three statements, each with numbers from 1 to `count`.

    The numbers come before the text, so that the model writes with its evidence already chosen. No length is set on the text: in
    llama.cpp a bounded repetition makes the grammar slow; the reader of the reply bounds it instead.
    """
    numbers = {"type": "array", "items": {"enum": list(range(1, count + 1))}, "minItems": 1, "maxItems": _MOST_NUMBERS}
    statement = {
        "type": "object",
        "properties": {"evidence": numbers, "text": {"type": "string"}},
        "required": ["evidence", "text"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"statements": {"type": "array", "items": statement, "minItems": 1, "maxItems": _MOST_STATEMENTS}},
        "required": ["statements"],
        "additionalProperties": False,
    }


def question_schema() -> Mapping[str, Any]:
    """Return the schema of a rewritten question."""
    return {
        "type": "object",
        "properties": {"question": {"type": "string"}},
        "required": ["question"],
        "additionalProperties": False,
    }


def _about(role: str, excerpts: Iterable[str], question: str, task: str) -> list[Message]:
    lines = "\n".join(excerpts)
    return [Message("system", role), Message("user", f"Excerpts:\n{lines}\n\nQuestion: {question}\n\n{task}")]


def _lines(evidence: Sequence[Sentence]) -> Iterator[str]:
    last = ""
    for sentence in evidence:
        if sentence.article.id != last:
            last = sentence.article.id
            yield _heading(sentence)
        yield f"[{sentence.number}] {_one_line(sentence.text)}"


def _running(quotes: Sequence[Sentence]) -> str:
    return " ".join(_one_line(sentence.text) for sentence in quotes)


def _headed(quotes: Sequence[Sentence]) -> str:
    """Return them behind the headline and the date of the last one's article."""
    return f"{_titled(quotes[-1], [])}: {_running(quotes)}"


def _heading(sentence: Sentence) -> str:
    return _titled(sentence, [sentence.article.article.source or "unknown outlet"])


def _titled(sentence: Sentence, facts: Sequence[str]) -> str:
    """Return the title of its article, behind it in brackets `facts` and the date, where there are any."""
    article = sentence.article.article
    known = [*facts, *([f"{article.published_at:%d %B %Y}"] if article.published_at else [])]
    return f"{_one_line(article.title)} ({', '.join(known)})" if known else _one_line(article.title)


def _one_line(text: str) -> str:
    return " ".join(text.split())
