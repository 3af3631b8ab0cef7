"""Replies that no writer should give, made from a seed."""

from __future__ import annotations

import json
import random

_RUBBISH = (
    "",
    "null",
    "[]",
    "{}",
    "{",
    '{"statements": ',
    "Sorry, I cannot.",
    "\ud800",
    "\x00",
    "[[[[" * 300,
    '{"a":' * 300,
    "NaN",
)
_NUMBERS = (0, -1, 1, 2, 3, 9, 10**30, 1.5, True, None, "1", [1], {"a": 1})


def reply(seed, sentences):
    """Return one hostile reply about `sentences` (the texts of the evidence); the same seed gives the same reply."""
    chance = random.Random(seed)
    kind = chance.randrange(10)
    if kind == 0:
        return chance.choice(_RUBBISH)
    if kind == 1 and seed % 50 == 0:
        return json.dumps({"statements": [{"evidence": [1], "text": "x " * 500_000}]})
    whole = json.dumps({"statements": [_statement(chance, sentences) for _ in range(chance.randint(0, 4))]})
    if kind in (2, 3):
        return whole[: chance.randrange(len(whole) + 1)]
    if kind == 4:
        at = chance.randrange(len(whole))
        return whole[:at] + chance.choice("\x00\ud800\"}{][,:0e'é😀") + whole[at + 1 :]
    return whole


def _statement(chance, sentences):
    if chance.random() < 0.08:
        return chance.choice([None, [], "text", 7, {"evidence": 1}, {"text": None, "evidence": []}])
    numbers = [chance.choice(_NUMBERS) if chance.random() < 0.3 else chance.randint(1, 8) for _ in range(chance.randint(0, 4))]
    return {"evidence": numbers, "text": _text(chance, sentences)}


def _text(chance, sentences):
    words = chance.choice(sentences).split()
    for _ in range(chance.randint(0, 3)):
        at = chance.randrange(len(words))
        words[at] = chance.choice(
            ["not", "180", "Berlin", "Tokyo", "Macron", "5,100", "million", "\u202e", "\ud83d", "“never”", "said", *words]
        )
    if chance.random() < 0.2:
        words += chance.choice(sentences).split()[: chance.randint(1, 9)]
    return " ".join(words)
