"""Hint: a few words that are said to be the answer, which nobody is shown, and how much of them a sentence holds.

Sees: what the hint brings beyond the question, its words, names, figures and dates; figures in words and digits are the same, and
a weekday is the day it falls on by the article's own date.
Cannot see: a hint in other words than the article's, which no sentence then holds; `yes` and `no`, which bring nothing.
"""

from __future__ import annotations

from qa.check.answering.novelty import figures_not_asked, new_words
from qa.check.answering.query import Query
from qa.check.reading import Ground, Reading
from qa.check.reading.names import name_key
from qa.check.reading.vocabulary import covered
from qa.check.reading.when import resolved
from qa.check.reading.words import word_set
from qa.check.rules.numbers import figures_equal

_SAYS_YES = word_set("yes no true false oui non vrai faux")


def held(query: Query, hint: Reading, ground: Ground) -> float | None:
    """Return the share in [0, 1] of what `hint` brings that the sentence holds; None when it brings nothing."""
    words = [at for at in new_words(query, hint) if hint.tokens[at].folded not in _SAYS_YES]
    dates = [when for when in hint.whens if not any(when.says_no_more_than(other) for other in query.reading.whens)]
    given = [day for when in ground.line.whens for day in resolved(when, ground.published)]
    found = [
        *(_stands_in(hint, at, ground.line) for at in words),
        *(any(figures_equal(figure, other) for other in ground.line.quantities) for figure in figures_not_asked(query, hint)),
        *(any(when.says_no_more_than(day) for day in given) for when in dates),
    ]
    return sum(found) / len(found) if found else None


def _stands_in(hint: Reading, at: int, line: Reading) -> bool:
    return name_key(hint.tokens[at]) in line.name_keys or covered(hint.tokens[at], hint.language, [line])
