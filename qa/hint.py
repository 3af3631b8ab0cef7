"""The hint: the model's answer in a few words, read out of all excerpts at once. Never shown, it tells where to look.

A small model that reads a page finds the answer better than it judges one sentence, and says plainly that there is none
(`docs/abstention.md`); but what it says in its own words stands on nothing. So its words only point, and the sentence speaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass

from qa import prompts
from qa.answer import Usage
from qa.check import hint_share
from qa.evidence import Sentence
from qa.llm.model import LanguageModel

_MOST_TOKENS, _MOST_CHARACTERS = 12, 200  # a server that minds neither is left
_NOTHING = re.compile(
    r"\b(?:not|n't|isn't|no)\b.{0,20}\b(?:state[ds]?|mention(?:s|ed)?|specif(?:y|ied)|provide[ds]?|given?|known|say|information)\b"
    r"|\bpas\b.{0,20}\b(?:précisé|indiqué|mentionné|dit)|\bnon (?:précisé|indiqué|mentionné)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Hint:
    """What the model said in a few words.

    Attributes:
        question: What it was asked.
        text: Its words.
        usage: What the call used.
    """

    question: str
    text: str
    usage: Usage

    @property
    def denied(self) -> bool:
        """Whether it said that the excerpts do not state it."""
        return bool(_NOTHING.search(self.text))

    def points_at(self, sentence: Sentence) -> float:
        """Return in [-1, 1] how much it speaks for `sentence`: the share of it that stands there; -1 when there is no answer.

        Yes and no bring nothing, and point nowhere: 0.
        """
        return -1.0 if self.denied else hint_share(self.question, self.text, sentence) or 0.0


async def hint(model: LanguageModel, question: str, evidence: Sequence[Sentence]) -> Hint:
    """Have `model` answer `question` from `evidence` in a few words.

    Raises:
        LanguageModelError: The model failed.
    """
    text, usage = "", Usage()
    async with aclosing(model.chat(prompts.hinting(question, evidence), max_tokens=_MOST_TOKENS)) as pieces:
        async for piece in pieces:
            text += piece.text
            usage = piece.usage or usage
            if len(text) > _MOST_CHARACTERS:
                break
    return Hint(question, text.strip(), usage)
