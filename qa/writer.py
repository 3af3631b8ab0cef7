"""The writer: asks the model for statements and reads them as they stream.

What the model says is data to be checked, never text to be shown: here it is only brought into shape.
"""

from __future__ import annotations

import unicodedata
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json

from qa import prompts
from qa.answer import Usage
from qa.errors import ModelRubbishError
from qa.evidence import Sentence
from qa.llm.model import LanguageModel

_LONGEST_REPLY = 6_000  # code points; a model that has not finished by then is going round in circles
_LONGEST_STATEMENT = 500
_MOST_TOKENS = 320
_UNPRINTABLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence as the model wrote it, with the numbers of the sentences that it says it rests on; unchecked."""

    text: str
    numbers: tuple[int, ...]


class ReplyReader:
    """Reads whole statements out of a JSON reply that is still arriving.

    Anything that is not a statement (a wrong type, an unknown number, a text that cannot be shown) is left out without an error.
    """

    def __init__(self, count: int) -> None:
        """Read a reply about sentences numbered 1 to `count`."""
        self._count = count
        self._text = ""
        self._read = 0

    def feed(self, piece: str) -> list[Statement]:
        """Take the next piece of the reply and return the statements that it completes.

        Raises:
            ModelRubbishError: The reply has no end.
        """
        self._text += piece
        if len(self._text) > _LONGEST_REPLY:
            raise ModelRubbishError(f"the model wrote more than {_LONGEST_REPLY} characters")
        try:
            return self._take(_items(self._text)[:-1])
        except ModelRubbishError:  # cut in the middle of an escape, or rubbish: the end will tell
            return []

    def finish(self) -> list[Statement]:
        """Return the statement that the end of the reply completes, if it is whole.

        Raises:
            ModelRubbishError: The reply is no JSON.
        """
        items = _items(self._text)
        return self._take(items if _is_whole(self._text) else items[:-1])

    def _take(self, items: Sequence[Any]) -> list[Statement]:
        fresh, self._read = items[self._read :], max(self._read, len(items))
        return [statement for item in fresh for statement in self._statement(item)]

    def _statement(self, item: Any) -> Iterator[Statement]:  # noqa: ANN401 - whatever the model sent
        text, numbers = (item.get("text"), item.get("evidence")) if isinstance(item, dict) else (None, None)
        if not isinstance(text, str) or not (shown := showable(text)):
            return
        known = [number for number in numbers if self._is_known(number)] if isinstance(numbers, list) else []
        yield Statement(shown, tuple(dict.fromkeys(known)))

    def _is_known(self, number: object) -> bool:
        return isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= self._count


def _items(text: str) -> list[Any]:
    try:
        reply = from_json(text, allow_partial=True) if text.strip() else {}
    except (ValueError, TypeError, RecursionError) as error:  # TypeError: a lone surrogate
        raise ModelRubbishError(f"the model's reply is no JSON: {error}") from None
    items = reply.get("statements") if isinstance(reply, dict) else None
    return items if isinstance(items, list) else []


def _is_whole(text: str) -> bool:
    try:
        from_json(text)
    except (ValueError, TypeError):
        return False
    return True


def showable(text: str) -> str:
    """Return `text` as one line that ends like a sentence, or nothing when it cannot be shown.

    Text with control, bidirectional or unassigned characters, without a letter, or over 500 code points cannot be.
    """
    line = " ".join(text.split())
    if not any(character.isalpha() for character in line) or len(line) > _LONGEST_STATEMENT:
        return ""
    if any(unicodedata.category(character) in _UNPRINTABLE for character in line):
        return ""
    return line if line.endswith((".", "!", "?", "”", '"', "»", "…")) else f"{line.rstrip(',;:')}."


async def write(model: LanguageModel, question: str, evidence: Sequence[Sentence]) -> AsyncGenerator[Statement | Usage, None]:
    """Yield the model's statements, each as soon as it is whole, and the usage at the end.

    Raises:
        LanguageModelError: The model failed; statements yielded before stand.
    """
    reader = ReplyReader(len(evidence))
    reply = model.chat(
        prompts.writing(question, evidence), schema=prompts.statements_schema(len(evidence)), max_tokens=_MOST_TOKENS
    )
    async with aclosing(reply) as pieces:
        async for piece in pieces:
            for statement in reader.feed(piece.text):
                yield statement
            if piece.usage:
                yield piece.usage
    for statement in reader.finish():
        yield statement
