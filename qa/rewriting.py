"""Rewriting: the model puts names for the pronouns of a follow-up, and what it hands back is held to what was said.

A small model often hands a follow-up back as it was, loses what it asks for, or brings in a name of its own: none is taken.
"""

from __future__ import annotations

import json
import re

from qa import prompts
from qa.answer import Usage
from qa.ask import Turn
from qa.check.reading import read
from qa.check.reading.tokens import language_of
from qa.errors import ModelRubbishError
from qa.llm.model import LanguageModel

_LEANS = re.compile(
    r"^(and|but|so|what about|how about|et)\b|\b(he|she|it|they|him|her|them|his|hers|its|their|theirs"
    r"|this|that|these|those|there|then|il|elle|ils|elles|lui|leur|cela|ça|celui|celle)\b",
    re.IGNORECASE,
)
_LONGEST = 300  # code points
_MOST_TOKENS = 80


def leans(question: str) -> bool:
    """Whether a question opens in mid-talk or holds a word that stands for another."""
    return bool(_LEANS.search(question))


async def rewritten(question: str, history: tuple[Turn, ...], model: LanguageModel) -> tuple[str, Usage]:
    """Return the follow-up as a question that stands alone, empty when the model made none of it; and what the call used.

    Raises:
        LanguageModelError: The model failed.
    """
    text, usage = "", Usage()
    async for piece in model.chat(
        prompts.rewriting(question, history), schema=prompts.question_schema(), max_tokens=_MOST_TOKENS
    ):
        text += piece.text
        usage = piece.usage or usage
    try:
        given = json.loads(text).get("question", "")
    except (ValueError, AttributeError, RecursionError) as error:
        raise ModelRubbishError(f"the model's reply is no JSON object: {error}") from None
    fresh = " ".join(given.split()) if isinstance(given, str) else ""
    return (fresh if _stands_alone(fresh) and _says_the_same(fresh, question, history) else ""), usage


def _stands_alone(fresh: str) -> bool:
    return fresh.endswith("?") and len(fresh) <= _LONGEST and not leans(fresh)


def _says_the_same(fresh: str, question: str, history: tuple[Turn, ...]) -> bool:
    """Whether all that the follow-up asks is left, each name and number was said before, and one was put in if there were any."""
    said = " ".join([question, *(turn.content for turn in history)])
    known, new, asked = read(said, language_of(said)), read(fresh, language_of(fresh)), read(question, language_of(question))
    names = {token.folded for token in new.tokens if token.capital and token.start > 0}
    numbers = {token.text for token in new.tokens if token.kind == "number"}
    heard = {token.folded for token in known.tokens} | {token.text for token in known.tokens}
    kept = {asked.tokens[at].stem for at in asked.content} <= {token.stem for token in new.tokens}
    named = bool(new.names) or not known.names
    return kept and named and names <= heard and numbers <= heard
