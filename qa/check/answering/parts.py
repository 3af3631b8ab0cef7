"""Parts: the questions that are asked in one sentence, and the accounts that are asked for, English and French.

Sees: question words behind `and` or a comma; two parties that are to speak, `according to the union and the company`, `what do
the mayor and the operator say`: each is asked for its own account.
Cannot see: parts that share one question word (`who won and lost`), and three parties or more, which are asked together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.check.answering.kinds import LONGEST_QUESTION

_ASKS, _ASKS_FR = "how|who|whom|when|where|why|which|what", r"comment|qui|quand|où|pourquoi|combien|quel\w*"
_LED, _LED_FR = "in|at|on|by|from|for|of|to|since|until|during", "à|en|dans|de"
_PARTS = re.compile(
    rf"[,;]? and (?=(?:(?:{_LED}) )?(?:{_ASKS})\b)|[,;]? et (?=(?:(?:{_LED_FR}) )?(?:{_ASKS_FR})\b)", re.IGNORECASE
)
_ACCOUNTS = re.compile(
    r"\b(?:two|three|both|different|various|several|each|all|deux|trois|plusieurs)\b[^?.,;]{0,20}"
    r"\b(?:articles?|reports?|accounts?|sources?|papers?|newspapers?|outlets?|sides?|journaux|versions?)\b"
    r"|\baccording to (?:\S+ ){1,4}and (?:to |according to )?the\b|\bwhat do(?:es)? (?:\S+ ){1,4}and (?:what do(?:es)? )?the\b"
    r"|\b(?:reports?|articles?|papers?|accounts?) (?:dis)?(?:agree|differ)"
    r"|^(?:which|what|name|list) (?:the )?(?:two|three|four|both) ",
    re.IGNORECASE,
)
_PARTY = r"(?:the |to |le |la |les )?(?!\d)[^?.,;:]{2,40}?"
_AND = rf"(?P<one>{_PARTY}) and (?P<other>{_PARTY})"
_ASKED_TO_SAY = re.compile(
    rf"(?P<rest>.*?)[:,] what (?:do|does|did) (?P<one>{_PARTY})(?: (?:say|claim|think))? and "
    rf"(?:what (?:do|does|did) )?(?P<other>{_PARTY}) (?:say|claim|think)$",
    re.IGNORECASE,
)
_ACCORDING = re.compile(rf"(?P<rest>.*?),? ?according to {_AND}(?P<more>,.*)?$", re.IGNORECASE)
_EACH_SAYS = re.compile(
    rf"(?P<rest>(?:what|(?=.* (?:each|both) )(?:who|why|when|how))\b.*?) (?P<do>do|does|did) {_AND} "
    r"(?:each |both )?(?P<more>(?:say|claim|think|blame|argue|give|want|put|estimate|see)\b.*)$",
    re.IGNORECASE,
)
_OF_PAPERS = re.compile(
    r"\b(?:articles?|reports?|accounts?|papers?|newspapers?|outlets?|sources?|figures?|journaux)\b", re.IGNORECASE
)
_NO_PART = re.compile(rf"(?:(?:{_LED}|{_LED_FR}) )?(?:{_ASKS}|{_ASKS_FR})(?: \w+)?", re.IGNORECASE)


def asks_for_accounts(question: str) -> bool:
    """Whether more than one account is asked for: `according to the two reports`, `which two presidents`."""
    return bool(_ACCOUNTS.search(question[:LONGEST_QUESTION]))


def parts_of(question: str) -> tuple[str, ...]:
    """Return the questions that are asked in one sentence (`How many died, and who was blamed?`), in order; at least one.

    What is read as a question of its own begins with a question word behind `and`, a comma or a semicolon; and where two parties
    are to speak, the question is put to each.
    """
    text = question[:LONGEST_QUESTION]
    asked = tuple(part.strip(" ,;") for part in _PARTS.split(text) if part.strip(" ,;?"))
    if any(_NO_PART.fullmatch(part.rstrip(" ?")) for part in asked):  # `when and where was it built` has one subject
        asked = ()
    to_each = tuple(_put_to_each(text.rstrip(" ?"), (_ASKED_TO_SAY,) if asked[1:] else (_ASKED_TO_SAY, _ACCORDING, _EACH_SAYS)))
    if to_each:
        return to_each
    return asked if asked[1:] else (question,)


def _put_to_each(question: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[str]:
    """Yield the question as it is put to either of two parties; nothing when it names none."""
    matches = ((pattern, found) for pattern in patterns if (found := pattern.match(question)))
    pattern, found = next(matches, (None, None))
    if found is None or _OF_PAPERS.search(f"{found['one']} {found['other']}"):
        return
    for party in (found["one"], found["other"]):
        name = re.sub(r"^(?:according )?to ", "", party)
        if pattern is _EACH_SAYS:
            yield f"{found['rest']} {found['do']} {name} {found['more']}?"
        elif found["rest"]:
            yield f"{found['rest']}, according to {name}?"
        else:
            yield f"According to {name}{found['more'] or ''}?"
