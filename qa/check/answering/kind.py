"""Kind: the statement holds something of the kind that the question asks for, which the question does not hold already.

Sees: a name for `who`, a place for `where`, a date for `when`, a number of the right things for `how many`, money for `how
much does it cost`, a span of time for `how long`, a because for `why`; what is found must stand in the quotes.
Cannot see: whether a name is a person's or a place's beyond a preposition before it, and whether the reason given is the
reason for what was asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qa.check.answering.amounts import TIME_OF_DAY, is_amount, is_duration, is_money
from qa.check.answering.kinds import AnswerKind
from qa.check.answering.naming import asks_for_name, is_named
from qa.check.answering.novelty import new_names, new_words
from qa.check.answering.persons import is_person, is_place
from qa.check.answering.query import Query
from qa.check.reading import Ground, Reading, read
from qa.check.reading.names import TITLES, name_key
from qa.check.reading.tokens import Token, lower, stem
from qa.check.reading.when import When
from qa.check.reading.words import word_set
from qa.check.verdict import Failure

_REASONS = word_set(
    "because due after following as since amid owing so by when while thanks accusing citing parce car après raison suite"
)
_OVER = word_set(
    """row rows dispute disputes quarrel anger angry outrage protest protests protested concern concerns fears sacked dismissed
    resigned fined sued arrested charged criticised criticized clash clashed strike strikes talks"""
)  # what is done over something is done for that reason; a border is merely crossed
_REASON_STEMS = {stem(word) for word in word_set("cause caused blame prompt lead cite reason trigger force thank accuse")}

_BEGINNINGS = {stem(word) for word in word_set("start spark ignite unleash provoke")}


def kind(query: Query, statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail when nothing of the expected kind is new in the statement."""
    if _TESTS[query.kind](query, statement, grounds):
        return None
    return Failure(
        "kind", f"the question asks for a {query.kind.value.replace('_', ' ')}, and the statement holds none that is new"
    )


def _date(query: Query, statement: Reading, _grounds: Sequence[Ground]) -> bool:
    grain = _GRAIN.search(query.reading.text)
    if grain and grain[1].lower() in ("hour", "time", "heure"):
        return bool(TIME_OF_DAY.search(statement.text))
    asked = {when.parts for when in query.reading.whens}
    fresh = [when for when in statement.whens if when.parts not in asked or when.relative]
    return any(_fine_enough(when, grain[1].lower() if grain else "") for when in fresh)


def _fine_enough(when: When, grain: str) -> bool:
    """Whether a date is as exact as the question wants it: `which day` is not answered by a month."""
    if grain == "date":
        return when.day is not None or when.offset_days is not None
    if grain in ("day", "weekday", "jour"):
        return when.day is not None or when.weekday is not None or when.offset_days is not None
    if grain in ("month", "mois"):
        return when.month is not None or when.period == "month"
    return True


def _reason(query: Query, statement: Reading, _grounds: Sequence[Ground]) -> bool:
    marked = any(_marks_a_reason(statement, at) for at in range(len(statement.tokens)))
    return (marked or _to_do(query, statement) or _sets_off(query, statement)) and len(new_words(query, statement)) >= 2


def _marks_a_reason(statement: Reading, at: int) -> bool:
    """Whether the word at `at` may introduce a reason; `armed forces`, `that was when`, `as 11 a.m.`, `over the hill` do not."""
    token = statement.tokens[at]
    word, following = token.text.lower(), statement.tokens[at + 1 : at + 2]
    if word == "forces" or (word == "when" and lower(statement.tokens, at - 1) in ("is", "was", "were")):
        return False
    if word == "over":
        return bool(_OVER & {lower(statement.tokens, before) for before in range(max(0, at - 3), at)})
    return token.stem in _REASON_STEMS or (word in _REASONS and not (following and following[0].kind == "number"))


def _to_do(query: Query, statement: Reading) -> bool:
    """Whether the purpose of what was asked follows as an infinitive: `they came to drive the insurgents out`."""
    asked = {query.reading.tokens[at].stem for at in query.content}
    for at, token in enumerate(statement.tokens):
        if token.text.lower() in ("to", "pour"):
            verbs = [predicate.at for predicate in statement.predicates if predicate.at < at]
            if verbs and statement.tokens[verbs[-1]].stem in asked:
                return True
    return False


def _sets_off(query: Query, statement: Reading) -> bool:
    """Whether something is said to have begun what was asked about: `a spark started the fire`."""
    asked = {query.reading.tokens[at].stem for at in query.content}
    return any(
        token.stem in _BEGINNINGS and asked & {behind.stem for behind in statement.tokens[at + 1 : at + 4]}
        for at, token in enumerate(statement.tokens)
        if at
    )


def _name(query: Query, statement: Reading, grounds: Sequence[Ground]) -> bool:
    if asks_for_name(query):
        return is_named(query, statement, grounds)
    if new_names(query, statement, grounds) or _holds_quotation(statement):
        return True
    words = (query.reading.tokens[at] for at in query.content)
    asked = {token.stem for token in words if token.kind == "word"}
    return any(
        statement.tokens[after].stem in asked
        for at in new_words(query, statement)
        for after in (at + 1, at + 2)
        if after in statement.content
    )


def _holds_quotation(statement: Reading) -> bool:
    return any(token.text in '"“«' for token in statement.tokens)


def _statement(query: Query, statement: Reading, grounds: Sequence[Ground]) -> bool:
    """Whether the one asked about says something, where `What did she say?` asks for it; anything answers another question."""
    asked = _ASKS_FOR_WORDS.search(query.reading.text)
    if not asked:
        return True
    if not statement.attributions:
        return _holds_quotation(statement)
    who = read(asked["who"], query.reading.language)
    lines = [line for ground in grounds for line in ground.lines]
    speakers = [[statement.tokens[at] for at in one.speaker] for one in statement.attributions]
    return not who.names or any(_may_be(who, speaker, lines) for speaker in speakers)


def _may_be(who: Reading, speaker: Sequence[Token], lines: Sequence[Reading]) -> bool:
    """Whether words for a speaker may stand for `who`: they share one, or are a mere pronoun or title and `who` is named near."""
    if any(token.stem in who.stems or name_key(token) in who.name_keys for token in speaker):
        return True
    named = {key for name in who.names for key in name.keys}
    return all(token.folded in TITLES for token in speaker) and any(named & line.name_keys for line in lines)


def _anything(_query: Query, _statement: Reading, _grounds: Sequence[Ground]) -> bool:
    return True


_SAYING = """say said tell told discuss discussed talk reply replied answer respond announce announced declare declared promise
    promised demand demanded deny admit admitted explain explained warn argue"""
_ASKS_FOR_WORDS = re.compile(
    rf"^what (?:do|does|did|has|have|had|will|would) (?P<who>.{{1,80}}?) (?:{'|'.join(_SAYING.split())})\b", re.IGNORECASE
)
_GRAIN = re.compile(
    r"\b(?:which|what|quelle?s?|the(?=\W+\w+ (?:at|on|in) which)) (?:\w+ )?"
    r"(hour|time|day|date|weekday|month|year|heure|jour|mois|année)\b",
    re.IGNORECASE,
)
_TESTS: dict[AnswerKind, Callable[[Query, Reading, Sequence[Ground]], bool]] = {
    AnswerKind.PERSON: is_person,
    AnswerKind.PLACE: is_place,
    AnswerKind.DATE: _date,
    AnswerKind.AMOUNT: is_amount,
    AnswerKind.MONEY: is_money,
    AnswerKind.DURATION: is_duration,
    AnswerKind.REASON: _reason,
    AnswerKind.YES_NO: _anything,
    AnswerKind.NAME: _name,
    AnswerKind.STATEMENT: _statement,
}
