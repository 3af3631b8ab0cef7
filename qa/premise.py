"""Premises: a statement with `right?` behind it that holds one figure is opened into the question that it begs.

`Barkhane had 7,500 soldiers, right?` becomes `Barkhane had how many soldiers?`. A small model takes a false premise for one
that the articles do not answer; asked openly, it finds the true figure, which confirms the premise or puts it right.
"""

from __future__ import annotations

import re

from qa.check import TAG
from qa.check.reading import read
from qa.check.reading.quantities import Quantity
from qa.check.reading.tokens import language_of
from qa.check.reading.units import MONEY

_TAG = re.compile(TAG, re.IGNORECASE)
_BEFORE = re.compile(r"^(?:please )?(?:confirm that|is it (?:true|correct) that|isn't it (?:true|correct) that) ", re.IGNORECASE)


def opened(question: str) -> str:
    """Return the open question, or `question` itself when it states nothing or not just one figure."""
    claim = _TAG.sub("", _BEFORE.sub("", question)).rstrip(" ?.")
    language = language_of(question)
    if language != "en" or claim == question.rstrip(" ?."):
        return question
    reading = read(claim, language)
    figures = [quantity for quantity in reading.quantities if quantity.kind == "cardinal"]
    if len(figures) != 1 or reading.whens:
        return question
    start, end = reading.tokens[figures[0].start].start, reading.tokens[figures[0].end - 1].end
    return f"{claim[:start]}{_asking(figures[0])}{claim[end:]}?"


def _asking(figure: Quantity) -> str:
    if figure.unit == "percent":
        return "what percentage"
    if figure.unit in MONEY:
        return "how much money"
    return f"how many {figure.text.split()[-1]}" if figure.unit else "how many"
