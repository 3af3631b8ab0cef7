"""An OpenAI-compatible server's double: scripted replies to `/v1/chat/completions` on loopback, and `yes` otherwise.

What it does not prove: that any vendor's server behaves so. The embedded model's server is a real one, and tested as such.
"""

import json
from typing import Any

from tests.doubles.loopback import Exchange, Loopback

USAGE = {"prompt_tokens": 12, "completion_tokens": 1, "total_tokens": 13}
TOP = [{"token": "Yes", "logprob": -0.2877}, {"token": " no", "logprob": -2.0794}, {"token": "NO", "logprob": -2.0794}]


def data(text: str | None = None, **fields: Any) -> bytes:
    """Return one event of a streamed chat, as the server sends it."""
    choices = [] if text is None else [{"index": 0, "delta": {"content": text}, "finish_reason": None}]
    return b"data: " + json.dumps({"object": "chat.completion.chunk", "choices": choices, **fields}).encode() + b"\n\n"


def finish(reason: str = "stop") -> bytes:
    """Return the event that ends the one choice."""
    return data(choices=[{"index": 0, "delta": {}, "finish_reason": reason}])


def graded(top: list[dict[str, Any]]) -> bytes:
    """Return the event of a token with its alternatives, the likeliest first."""
    logprobs = {"content": [{**top[0], "top_logprobs": top}]}
    return data(choices=[{"index": 0, "delta": {"content": top[0]["token"]}, "finish_reason": None, "logprobs": logprobs}])


class OpenAIDouble(Loopback):
    """Use it as a context manager; `url` is where it answers."""

    async def answer(self, exchange: Exchange) -> None:
        act = self.scripted()
        if act is not None:
            await act(exchange)
            return
        text = graded(TOP) if exchange.request.body.get("logprobs") else data("yes")
        await exchange.open("text/event-stream")
        for event in (data(""), text, finish(), data(usage=USAGE), b"data: [DONE]\n\n", b""):
            await exchange.write(event)
