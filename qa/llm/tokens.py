"""Tokens: from messages to the numbers that a network reads, and back, by the tokenizer and chat template of its own file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import openvino_genai

from qa.errors import ModelUnavailableError
from qa.llm.model import Message

_UNWRITTEN = re.compile(rb"<\|.*\|>|\[PAD\d+\]|</?s>|<(?:unk|pad|bos|eos)>")
_ENDS = (b"<|im_end|>", b"<|endoftext|>", b"<|eot_id|>", b"<|end|>", b"<end_of_turn>")
_SAMPLE = '{"a": [1, 23], "b": "née à Tôkyô, 日本"}\n'


class Tokens:
    """The tokenizer of one converted model.

    Attributes:
        words: What each token stands for, as bytes; its place is the token's number.
        end: The token that ends a reply.
        ends: That, and others by which models of this kind end theirs.
        special: Tokens that are no text, `ends` among them.
    """

    def __init__(self, folder: Path) -> None:
        """Read it.

        Args:
            folder: What `converted` returned.

        Raises:
            ModelUnavailableError: It has no chat template, or does not write text byte for byte.
        """
        self._tokenizer = openvino_genai.Tokenizer(folder)
        numbered: dict[int, bytes] = {number: word for word, number in self._tokenizer.get_vocab().items()}
        self.words = [numbered.get(number, b"") for number in range(max(numbered) + 1)]
        self.end = int(self._tokenizer.get_eos_token_id())
        self.ends = frozenset([self.end, *(at for at, word in enumerate(self.words) if word in _ENDS)])
        self.special = self.ends | {at for at, word in enumerate(self.words) if _UNWRITTEN.fullmatch(word)}
        if not self._tokenizer.chat_template:
            raise ModelUnavailableError(f"the model in {folder} has no chat template")
        if b"".join(self.words[token] for token in self.of_text(_SAMPLE)) != _SAMPLE.encode():
            raise ModelUnavailableError(f"the tokenizer in {folder} is of a kind that is not read here")

    def of_chat(self, messages: Sequence[Message]) -> list[int]:
        """Return a conversation, with the beginning of the reply that is asked for."""
        prompt = self._tokenizer.apply_chat_template([asdict(each) for each in messages], add_generation_prompt=True)
        return self.of_text(prompt)  # the template has written what opens and ends a message

    def of_text(self, text: str) -> list[int]:
        """Return `text` as tokens."""
        return [int(token) for token in self._tokenizer.encode(text, add_special_tokens=False).input_ids.data[0]]
