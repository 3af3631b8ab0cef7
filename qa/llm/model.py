"""The one Protocol behind which every language model runtime stands."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from qa.answer import Usage


@dataclass(frozen=True, slots=True)
class Message:
    """One chat message."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a streamed reply; the last one carries the usage of the call, earlier ones None."""

    text: str
    usage: Usage | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """What a model makes of a question that is answered by yes or no.

    Attributes:
        yes: The probability, in [0, 1], of yes rather than no.
        usage: What the call used.
        probed: Whether a probe of the model's network tells it, not the first token of the reply.
        disputed: Where a probe tells that, too: the probability, in [0, 1], that the archive answers the question in more than
            one way.
    """

    yes: float
    usage: Usage
    probed: bool = False
    disputed: float | None = None


class LanguageModel(Protocol):
    """A chat model that can be made to keep to a JSON schema.

    Every method raises a leaf of `qa.errors.LanguageModelError` and nothing else. Closing the iterator that `chat` returns, or
    cancelling the task that waits on it, stops the generation at the server.
    """

    @property
    def name(self) -> str:
        """The model's name, as the runtime knows it."""

    @property
    def runtime(self) -> str:
        """`ollama`, `embedded` (llama.cpp), `openvino` or `openai`."""

    @property
    def probed(self) -> bool:
        """Whether probes read its network where it is asked for yes or no."""

    def chat(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None, max_tokens: int = 256
    ) -> AsyncGenerator[Piece, None]:
        """Stream the reply, greedily decoded; under `schema` the reply is JSON that keeps to it."""

    async def grade(self, messages: Sequence[Message]) -> Grade:
        """Ask for one token and return P(yes) / (P(yes) + P(no)) from its log probabilities, case and leading space ignored."""

    async def warm_up(self) -> None:
        """Load the model, so that the first question does not wait for it; returns once it answers."""

    async def aclose(self) -> None:
        """Let go of connections, and of the model where it runs in this process."""
