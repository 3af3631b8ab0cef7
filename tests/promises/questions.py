"""Questions made from the names, counts and dates that stand in articles; some have an answer there, many do not."""

from __future__ import annotations

import random
import re
from itertools import zip_longest

_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-Z][\wà-ÿ'-]+(?: (?:of |de |des )?[A-Z][\wà-ÿ'-]+)*")
_COUNTED = re.compile(r"\b(\d[\d,. ]*\d|\d)(?: million| per cent)? ([a-zà-ÿ]{4,}(?: [a-zà-ÿ]{4,})?)")
_DATE = re.compile(
    r"\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?"
    r"|\b(?:19|20)\d\d\b"
)
_ABOUT_NAMES = (
    "Who is {0}?",
    "What did {0} say?",
    "Where is {0}?",
    "When did {0} resign?",
    "How many people died in {0}?",
    "Why was {0} criticised?",
    "How much did {0} pay?",
    "Is it true that {0} apologised?",
)
_ABOUT_COUNTS = ("How many {1} were there?", "Who counted {0} {1}?", "When were there {0} {1}?", "Why were {0} {1} mentioned?")
_ABOUT_DATES = ("What happened in {0}?", "Who died in {0}?", "What was announced in {0}, and by whom?")


def questions_about(articles, count):
    """Return `count` questions, always the same ones and no two alike: a third each about names, counts and dates.

    Raises:
        ValueError: The articles do not yield so many.
    """
    chance = random.Random(7)
    kinds = [
        _filled(_ABOUT_NAMES, [(name,) for article in articles for name in _NAME.findall(article.text)]),
        _filled(_ABOUT_COUNTS, [counted for article in articles for counted in _COUNTED.findall(article.text)]),
        _filled(_ABOUT_DATES, [(date,) for article in articles for date in _DATE.findall(article.text)]),
    ]
    shuffled = [chance.sample(kind, len(kind)) for kind in kinds]
    questions = [question for row in zip_longest(*shuffled) for question in row if question]
    if len(questions) < count:
        raise ValueError(f"{len(questions)} questions can be made of these articles, not {count}")
    return questions[:count]


def _filled(templates, things):
    return list(dict.fromkeys(template.format(*thing) for thing in things for template in templates))
