"""Guidance: which tokens may come next if a reply is to keep to a JSON schema.

Protocol: https://github.com/microsoft/llguidance
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import llguidance
import numpy as np
from numpy.typing import NDArray

from qa.errors import ModelRubbishError
from qa.llm.tokens import Tokens

_COMPACT = {"whitespace_flexible": False}  # a small model may write nothing but blanks where they may stand


class Grammars:
    """What is needed of a tokenizer to guide replies; made once, for it takes a moment."""

    def __init__(self, tokens: Tokens) -> None:
        """Take what `tokens` says of every token."""
        self._tokenizer = llguidance.LLTokenizer(llguidance.TokenizerWrapper(_Vocabulary(tokens)))
        self._size = len(tokens.words)

    def guide(self, schema: Mapping[str, Any]) -> Guide:
        """Return a guide for one reply under `schema`.

        Raises:
            ModelRubbishError: The schema cannot be kept to.
        """
        grammar = llguidance.LLMatcher.grammar_from_json_schema(json.dumps({**schema, "x-guidance": _COMPACT}))
        matcher = llguidance.LLMatcher(self._tokenizer, grammar, log_level=0)
        if matcher.is_error():
            raise ModelRubbishError(f"the schema cannot be kept to: {matcher.get_error()}")
        return Guide(matcher, self._size)


class Guide:
    """The state of one reply under a schema."""

    def __init__(self, matcher: llguidance.LLMatcher, size: int) -> None:
        self._matcher, self._size = matcher, size

    @property
    def ended(self) -> bool:
        """Whether the reply is whole: nothing may follow."""
        return self._matcher.is_stopped()

    def forced(self) -> list[int]:
        """Return the tokens that must come next, whatever the model would say; none where it has a choice."""
        return list(self._matcher.compute_ff_tokens())

    def allowed(self) -> NDArray[np.bool_]:
        """Return for each token whether it may come next."""
        return np.frombuffer(self._matcher.compute_logit_bias(), np.uint8)[: self._size] > 0

    def take(self, tokens: Iterable[int]) -> None:
        """Go on behind `tokens`.

        Raises:
            ModelRubbishError: The grammar has grown too large to follow.
        """
        if not self._matcher.consume_tokens(list(tokens)):
            raise ModelRubbishError(f"the schema cannot be followed further: {self._matcher.get_error()}")


class _Vocabulary:
    """A tokenizer as llguidance wants to see it."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens.words
        self.special_token_ids = sorted(tokens.special)
        self.eos_token_id = tokens.end
        self.bos_token_id = None
        self._of_text = tokens.of_text

    def __call__(self, text: bytes | str) -> list[int]:
        return self._of_text(text.decode("utf-8", "replace") if isinstance(text, bytes) else text)
