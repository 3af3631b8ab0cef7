"""Kinds: what sort of thing a question asks for, told by its question word and the noun beside it, English and French."""

from __future__ import annotations

import re
from enum import StrEnum

from qa.check.reading.tokens import tidy


class AnswerKind(StrEnum):
    """What an answer must hold."""

    PERSON = "person"
    PLACE = "place"
    DATE = "date"
    AMOUNT = "amount"
    MONEY = "money"
    DURATION = "duration"
    REASON = "reason"
    YES_NO = "yes_no"
    NAME = "name"
    STATEMENT = "statement"


def _any(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


_SPAN = _any("seconds? minutes? hours? days? weeks? months? years? decades? centuries ans années jours mois semaines heures")
_COST = _any(
    r"""cost\w* pay paid pays spen[dt]\w* money worth price\w* fined? budget dollars? euros? earn\w* salary charged? invest\w*
    raised
    donat\w* sold bought loan debt coût\w* vaut prix payé\w*"""
)
_PLACE = _any(
    """country countries city cities town village place region area state province continent district island
    pays ville région village endroit"""
)
_TIME = _any("year month day date week weekday decade century time hour année jour mois date semaine heure")
_AUXILIARY = _any(
    """is are was were am do does did has have had can could will would shall should may might must
    isn't aren't wasn't didn't doesn't hasn't haven't won't"""
)
_NAMED = _any(
    """name company operation organi[sz]ation group party newspaper bank team club ship film book airline agency ministry mission
    university army union entreprise parti opération"""
)
_OFFICE = _any(
    """minister president general leader mayor chief commander captain colonel king queen prince governor player director author
    singer actor actress head ministre maire général chef dirigeant"""
)
_FIGURE = _any(
    """percentage percent proportion share number amount population size rate turnout toll speed distance temperature magnitude
    score age
    height pourcentage nombre taux"""
)
_ASKED_BEFORE = _any("what which who whom whose why where how que quoi quelle? quelles? quels? qui où comment pourquoi")
_WHICH = "(?:which|what|quelle?s?)"
_BE = "(?:is|was|are|were|will be|est|était)"
_THE = "(?:the |la |le |l')?"
_COPY = f"{_WHICH} (?:{_BE} )?{_THE}"

TAG = (
    r", (?:right|correct|true|yes|no|n'est-ce pas"
    r"|(?:is|was|are|were|do|does|did|has|have|had|will|would)n't (?:it|he|she|they|there))\s*\?+\s*$"
)
"""What turns a statement into a question: `…, right?`, `…, didn't they?`."""

_PATTERNS: tuple[tuple[AnswerKind, str], ...] = (
    (AnswerKind.YES_NO, rf"^(?:(?:after|before|during|since|in|on|at|by|as of) [^,?]{{1,60}}, )?{_AUXILIARY} "),
    (AnswerKind.YES_NO, rf"^(?:please )?confirm that |{TAG}"),
    (AnswerKind.REASON, r"\b(?:why|how come|pourquoi)\b"),
    (AnswerKind.REASON, rf"\b{_COPY}(?:reasons?|causes?|caused|motives?|prompted|triggered|led to)\b"),
    (AnswerKind.DATE, rf"\b{_WHICH} (?:\w+ )?{_TIME}\b|\bwhat {_BE} the (?:\w+ )?date\b"),
    (AnswerKind.DATE, rf"\bthe {_TIME} (?:at|on|in) which\b"),
    (AnswerKind.DATE, rf"^(?:(?!\b{_ASKED_BEFORE}\b).)*?\b(?P<at>when|quand)\b"),  # not `what was built when it opened`
    (AnswerKind.DATE, r"\bhow long ago\b"),
    (AnswerKind.DURATION, rf"\bhow (?:much time|long)\b|\bhow many (?:more )?{_SPAN}\b"),
    (AnswerKind.DURATION, rf"\bcombien de (?:temps|{_SPAN})\b|\bwhat {_BE} the (?:length|duration)\b"),
    (AnswerKind.MONEY, rf"\b(?:how much|combien)\b.*\b{_COST}\b|\bhow (?:expensive|costly)\b"),
    (AnswerKind.MONEY, r"\bwhat (?:does|did|do|will|would|has|have) (?:\S+ ){1,12}cost\b"),
    (AnswerKind.MONEY, r"\bhow many (?:\w+ )?(?:dollars|euros|pounds|francs)\b"),
    (AnswerKind.MONEY, rf"\b{_COPY}(?:\w+ )?(?:price|costs?|fine|budget|value|salary|fee|sum|prix|coût)\b"),
    (AnswerKind.AMOUNT, r"\bhow (?:many|much|old|far|tall|high|deep|big|large|wide|heavy|fast|often)\b|\bcombien\b"),
    (AnswerKind.AMOUNT, rf"\b{_COPY}(?:\w+ )?{_FIGURE}\b"),
    (AnswerKind.STATEMENT, rf"^where {_AUXILIARY} .{{1,60}}? (?:get|got|obtain|obtained|hear|heard|learn|learned|draw|drawn)\b"),
    (AnswerKind.PLACE, rf"\b(?:where|où)\b|\b{_WHICH} (?:\w+ )?{_PLACE}\b|\bwhat {_BE} the (?:capital|location)\b"),
    (AnswerKind.PERSON, rf"\b{_WHICH} (?:\w+ ){{0,2}}{_OFFICE}\b|\b(?:what {_BE} the )?name of the (?:\w+ ){{0,4}}{_OFFICE}\b"),
    (AnswerKind.PERSON, r"\b(?:who|whom|whose)\b|(?:^|\b(?:à|de|par|avec|pour) )qui\b"),
    (AnswerKind.NAME, rf"\b{_WHICH} (?:(?!{_AUXILIARY}\b)\w+ ){{0,2}}{_NAMED}s?\b|\bwhat {_BE} the names?\b"),
    (AnswerKind.NAME, r"\bquels? (?:est|sont|était|étaient) (?:le|les) noms? d|\bcomment s['’]appel"),
    (AnswerKind.NAME, rf"\bwhat {_BE} (?:\S+ ){{0,8}}(?:called|named)\b"),
    (AnswerKind.YES_NO, r"^est-ce |^(?:[\w'-]+ ){0,6}(?:a|ont|est|sont|va|vont)-(?:t-)?(?:ils?|elles?|on)\b"),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_WHO_IS_A_NAME = re.compile(r"^(?:[Ww]ho|[Qq]ui) (?:is|was|are|were|est|était) [A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,5} ?\?*$")
LONGEST_QUESTION = 2000
"""Code points of a question that are read."""


def expected_kind(question: str) -> AnswerKind:
    """Return what kind of thing `question` asks for; `STATEMENT` when it could be anything.

    Where two question words stand in it, the first counts. `what is the speed` counts as an amount, `which company` as a name,
    `who is Macron` as a statement, a question that opens with an auxiliary as yes or no.
    """
    text = " ".join(tidy(question[:LONGEST_QUESTION]).split())
    if _WHO_IS_A_NAME.match(text):
        return AnswerKind.STATEMENT
    found = [(_asks_at(match), kind) for kind, pattern in _COMPILED if (match := pattern.search(text))]
    return min(found, key=lambda one: one[0])[1] if found else AnswerKind.STATEMENT


def _asks_at(match: re.Match[str]) -> int:
    """Return where the question word stands: some patterns look at what comes before it."""
    return match.start("at" if "at" in match.re.groupindex else 0)
