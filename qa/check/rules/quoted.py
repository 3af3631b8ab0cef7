"""Quoted words: whatever the statement puts between quotation marks is in the quotes, word for word.

Sees: straight, curly and angled marks; the parts around an ellipsis are looked for one by one, in order. Case, spaces and the
mark that closes the quoted words are no difference.
Cannot see: quoted words without marks, and single marks, which are apostrophes more often.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.check.reading import Ground, Reading
from qa.check.verdict import Failure

_QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]*)[\"“”»]")
_ELLIPSIS = re.compile(r"\[?(?:…|\.\.\.)\]?")
_SPACES = re.compile(r"\s+")


def quoted(statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail on the first quoted words that no quote, nor one that runs on in the next, holds."""
    sources = [_plain(ground.line.text) for ground in grounds]
    sources.append(_plain(" ".join(ground.line.text for ground in grounds)))
    for found in _QUOTED.finditer(statement.text):
        parts = [plain for part in _ELLIPSIS.split(found.group(1)) if (plain := _plain(part))]
        if not any(_in_order(parts, source) for source in sources):
            return Failure("quoted", f"“{found.group(1).strip()}” is not in the quotes word for word")
    return None


def _plain(text: str) -> str:
    text = re.sub(r"[\"“”„«»]", "", text).replace("–", "-").replace("—", "-")
    return _SPACES.sub(" ", text).strip(" .,;:!?").lower()


def _in_order(parts: Sequence[str], source: str) -> bool:
    at = 0
    for part in parts:
        at = source.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True
