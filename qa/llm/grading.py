"""From the alternatives for one token to the probability of yes."""

from __future__ import annotations

import math
from collections.abc import Iterable

from pydantic import BaseModel

from qa.errors import ModelRubbishError

TOP_LOGPROBS = 20  # the most that OpenAI-compatible servers and Ollama give


class Alternative(BaseModel):
    """One token that could have stood here, with its natural log probability."""

    token: str
    logprob: float


class GradedToken(Alternative):
    """The token that was chosen, with the likeliest alternatives, itself among them."""

    top_logprobs: list[Alternative] = []


def yes_probability(tokens: Iterable[GradedToken], server: str) -> float:
    """Return P(yes) / (P(yes) + P(no)) at the first token; case and surrounding space are ignored.

    Raises:
        ModelRubbishError: There are no log probabilities, or neither yes nor no is among them.
    """
    first = next(iter(tokens), None)
    if first is None:
        raise ModelRubbishError(f"{server} gives no log probabilities, which grading needs")
    yes = _mass("yes", first.top_logprobs)
    no = _mass("no", first.top_logprobs)
    if yes + no == 0.0:
        raise ModelRubbishError(f"{server} answered {first.token!r} where yes or no was asked for")
    return yes / (yes + no)


def _mass(word: str, alternatives: Iterable[Alternative]) -> float:
    return sum(math.exp(min(each.logprob, 0.0)) for each in alternatives if each.token.strip().casefold() == word)
