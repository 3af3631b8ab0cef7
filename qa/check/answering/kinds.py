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
_WHICH = "(?:which|what|quelle?s?)"
_BE = "(?:is|was|are|were|will be|est|était)"
_THE = "(?:the |la |le |l')?"
_COPY = f"{_WHICH} (?:{_BE} )?{_THE}"

_PATTERNS: tuple[tuple[AnswerKind, str], ...] = (
    (AnswerKind.YES_NO, rf"^{_AUXILIARY} "),
    (AnswerKind.REASON, r"\b(?:why|how come|pourquoi)\b"),
    (AnswerKind.REASON, rf"\b{_COPY}(?:reasons?|causes?|caused|motives?|prompted|triggered|led to)\b"),
    (AnswerKind.DATE, rf"\b{_WHICH} (?:\w+ )?{_TIME}\b|\bwhat {_BE} the (?:\w+ )?date\b"),
    (AnswerKind.DATE, rf"\bthe {_TIME} (?:at|on|in) which\b"),
    (AnswerKind.DATE, r"\b(?:when|how long ago|quand)\b"),
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
    (AnswerKind.PERSON, rf"\b{_WHICH} (?:\w+ ){{0,2}}{_OFFICE}\b|\bname of the (?:\w+ ){{0,4}}{_OFFICE}\b"),
    (AnswerKind.PERSON, r"\b(?:who|whom|whose)\b|(?:^|\b(?:à|de|par|avec|pour) )qui\b"),
    (AnswerKind.NAME, rf"\b{_WHICH} (?:(?!{_AUXILIARY}\b)\w+ ){{0,2}}{_NAMED}\b|\bwhat {_BE} the name\b"),
    (AnswerKind.NAME, rf"\bwhat {_BE} (?:\S+ ){{0,8}}(?:called|named)\b"),
    (AnswerKind.YES_NO, r"^est-ce |^(?:[\w'-]+ ){0,6}(?:a|ont|est|sont|va|vont)-(?:t-)?(?:ils?|elles?|on)\b"),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_WHO_IS_A_NAME = re.compile(r"^(?:[Ww]ho|[Qq]ui) (?:is|was|are|were|est|était) [A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,5} ?\?*$")
_LONGEST_QUESTION = 2000
_PARTS = re.compile(
    r"[,;]? and (?=(?:in |at |on |by |from |for |of |to |since |until |during )?(?:how|who|whom|when|where|why|which|what)\b)"
    r"|[,;]? et (?=(?:à |en |dans |de )?(?:comment|qui|quand|où|pourquoi|combien|quel\w*)\b)",
    re.IGNORECASE,
)


_ACCOUNTS = re.compile(
    r"\b(?:two|three|both|different|various|several|each|all|deux|trois|plusieurs)\b[^?.,;]{0,20}"
    r"\b(?:articles?|reports?|accounts?|sources?|papers?|newspapers?|outlets?|sides?|journaux|versions?)\b"
    r"|\baccording to (?:\S+ ){1,4}and (?:to |according to )?the\b|\bwhat do(?:es)? (?:\S+ ){1,4}and (?:what do(?:es)? )?the\b"
    r"|\b(?:reports?|articles?|papers?|accounts?) (?:dis)?(?:agree|differ)",
    re.IGNORECASE,
)


def expected_kind(question: str) -> AnswerKind:
    """Return what kind of thing `question` asks for; `STATEMENT` when it could be anything.

    Where two question words stand in it, the first counts. `what is the speed` counts as an amount, `which company` as a name,
    `who is Macron` as a statement, a question that opens with an auxiliary as yes or no.
    """
    text = " ".join(tidy(question[:_LONGEST_QUESTION]).split())
    if _WHO_IS_A_NAME.match(text):
        return AnswerKind.STATEMENT
    found = [(match.start(), kind) for kind, pattern in _COMPILED if (match := pattern.search(text))]
    return min(found, key=lambda one: one[0])[1] if found else AnswerKind.STATEMENT


def asks_for_accounts(question: str) -> bool:
    """Whether more than one account is asked for: `according to the two reports`, `what do the miners and the company say`."""
    return bool(_ACCOUNTS.search(question[:_LONGEST_QUESTION]))


def parts_of(question: str) -> tuple[str, ...]:
    """Return the questions that are asked in one sentence (`How many died, and who was blamed?`), in order; at least one.

    What is read as a question of its own begins with a question word behind `and`, a comma or a semicolon.
    """
    return tuple(part.strip(" ,;") for part in _PARTS.split(question[:_LONGEST_QUESTION]) if part.strip(" ,;?")) or (question,)
