"""Predicates: who does what to whom, as far as word order tells.

A verb is known by its form (past, participle) or by what stands around it (an auxiliary before, a determiner after). Its doer
is sought to the left up to the next verb or conjunction, its object to the right up to the next preposition; the passive with
`by` is read as its active. There is no parser behind it: long insertions, free word order and nominalisations are not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.check.reading.attributions import is_saying
from qa.check.reading.names import name_key
from qa.check.reading.places import is_demonym
from qa.check.reading.tokens import Token, lower
from qa.check.reading.verbs import is_past
from qa.check.reading.words import word_set

_DETERMINERS = word_set("the a an its their his her our this these any no each every le la les un une des son sa ses leur")
_BEFORE_NOUNS = _DETERMINERS | word_set("of in for with by 's")
_BE = word_set("be been being is was were are got été est sont remain remains remained becomes became")
AUXILIARIES = _BE | word_set(
    "has have had having will would shall should can could may might must to do does did a ont avait avaient"
)
_ADVERBS = word_set("not n't never also already now still again yet first then only also since ever once")
_CONJUNCTIONS = word_set(
    """and but or while whereas although though after before because when as if until unless that who which whose where since
    et mais ou que qui dont lorsque quand si"""
)
_PARTICLES = word_set("over out up down off away back")
_RELATIVE = word_set("who which that qui")
_PRONOUNS = word_set("he she it they we i you him them il elle ils elles nous")
_PREPOSITIONS = word_set(
    """of in on at to from for with by into over under after before against about between through during without until since as
    de en à au aux pour avec par sur sous dans contre"""
)
_STOPS = frozenset(';:"“”«»().?!—')
_FURTHEST = 24


@dataclass(frozen=True, slots=True)
class Predicate:
    """One verb with its two sides.

    Attributes:
        at: Index of the verb.
        doer: Keys of the words of the doer; empty when unknown, as for a pronoun.
        done_to: Keys of the words of the object, or of the subject of a passive.
        transitive: Whether something is done to something.
        before: Keys of every word of the sentence that stands before the verb, or names the agent of a passive.
        recipient: Keys of the words after `to`.
        borrowed: Whether the doer was taken from the verb before.
    """

    at: int
    doer: frozenset[str]
    done_to: frozenset[str]
    transitive: bool
    before: frozenset[str]
    recipient: frozenset[str]
    borrowed: bool


def word_key(token: Token) -> str:
    """Return what a word is compared by: the country of a demonym, else the stem."""
    return name_key(token) if is_demonym(token.folded) else token.stem


def predicates_of(tokens: Sequence[Token], content: Sequence[int]) -> tuple[Predicate, ...]:
    """Return the predicates whose verb is among the words that carry meaning (`content`, ascending), in order."""
    meant = frozenset(content)
    verbs = frozenset(at for at in content if _is_verb(tokens, at, meant))
    found: list[Predicate] = []
    for at in sorted(verbs):
        found.append(_predicate(tokens, at, meant, verbs, found))
    return tuple(found)


def _is_verb(tokens: Sequence[Token], at: int, content: frozenset[int]) -> bool:
    word, before, after = lower(tokens, at), lower(tokens, at - 1), lower(tokens, at + 1)
    if before in _BEFORE_NOUNS or tokens[at].capital:
        return is_past(word) and after == "by"
    if is_past(word):
        return at + 1 not in content or before in AUXILIARIES or not _adjectival(tokens, at, content)
    if is_saying(tokens[at]) and not word.endswith(("ing", "tion")):
        return True
    if word.endswith("ing"):
        return before in _BE or before in (",", "and") or (before in _ADVERBS and lower(tokens, at - 2) in _BE)
    back = at - 2 if before in _ADVERBS else at - 1
    if lower(tokens, back) in AUXILIARIES - _BE or lower(tokens, back) in _PRONOUNS:
        return True
    return at - 1 in content and (
        after in _DETERMINERS or (after in _PREPOSITIONS and word.endswith("s") and not word.endswith("ss"))
    )


def _adjectival(tokens: Sequence[Token], at: int, content: frozenset[int]) -> bool:
    """Whether a participle stands before its noun, as in `five kidnapped aid workers`."""
    return at - 1 not in content and lower(tokens, at - 1) not in (",", "and") and not tokens[at + 1].capital


def _predicate(
    tokens: Sequence[Token], at: int, content: frozenset[int], verbs: frozenset[int], earlier: Sequence[Predicate]
) -> Predicate:
    left, borrowed = _doer(tokens, at, content, verbs, earlier)
    before = frozenset(word_key(tokens[place]) for place in range(max(0, at - 3 * _FURTHEST), at) if place in content)
    by = _by(tokens, at)
    passive = is_past(lower(tokens, at)) and (by > 0 or any(lower(tokens, at - back) in _BE for back in (1, 2, 3)))
    after = at + 2 if lower(tokens, at + 1) in _PARTICLES and lower(tokens, at + 2) in _DETERMINERS else at + 1
    to = next((place for place in range(at + 1, min(len(tokens), at + 8)) if lower(tokens, place) == "to"), 0)
    recipient = _run(tokens, to + 1, content, verbs) if to else frozenset()
    if passive:
        agent = _run(tokens, by + 1, content, verbs) if by else frozenset()
        return Predicate(at, agent, left, bool(left), agent, recipient, borrowed)
    right = _run(tokens, after, content, verbs)
    return Predicate(at, left, right, bool(right) or _of_a_relative(tokens, at), before, recipient, borrowed)


def _of_a_relative(tokens: Sequence[Token], at: int) -> bool:
    """Whether the object stands before the verb, as in `the accord that France brokered`."""
    words = [lower(tokens, place) for place in range(max(0, at - 5), at)]
    return any(word in ("that", "which", "que") for word in words) and lower(tokens, at - 1) not in ("that", "which", "que")


def _by(tokens: Sequence[Token], at: int) -> int:
    """Return the index of the `by` that names the agent of a passive; 0 when there is none."""
    is_passive = any(lower(tokens, at - back) in _BE for back in (1, 2, 3))
    for place in range(at + 1, min(len(tokens), at + (9 if is_passive else 3))):
        if lower(tokens, place) in ("by", "par"):
            number = place + 1 < len(tokens) and (tokens[place + 1].kind == "number" or lower(tokens, place + 1).endswith("ing"))
            return 0 if number else place
        if tokens[place].text in _STOPS | {","} or lower(tokens, place) in _CONJUNCTIONS:
            return 0
    return 0


def _doer(
    tokens: Sequence[Token], at: int, content: frozenset[int], verbs: frozenset[int], earlier: Sequence[Predicate]
) -> tuple[frozenset[str], bool]:
    """Return the words to the left of a verb, and whether they had to be taken from an earlier one."""
    for place in range(at - 1, max(-1, at - _FURTHEST), -1):
        word = lower(tokens, place)
        if word in _PRONOUNS:
            return frozenset(), False
        if place in verbs or word in _CONJUNCTIONS or tokens[place].text in _STOPS:
            own = _heads(tokens, place + 1, at, content)
            return (own, False) if own else (_inherited(tokens, place, content, earlier), True)
    return _heads(tokens, max(0, at - _FURTHEST), at, content), False


def _heads(tokens: Sequence[Token], start: int, end: int, content: frozenset[int]) -> frozenset[str]:
    """Return the words from `start` to `end`, without what a preposition adds to them: `the port` of `the port of Odrin`."""
    stop = next((at for at in range(start + 1, end) if lower(tokens, at) in _PREPOSITIONS and at - 1 in content), end)
    found = frozenset(word_key(tokens[at]) for at in range(start, stop) if at in content)
    return found or frozenset(word_key(tokens[at]) for at in range(start, end) if at in content)


def _inherited(tokens: Sequence[Token], place: int, content: frozenset[int], earlier: Sequence[Predicate]) -> frozenset[str]:
    """Return the doer of a verb that has none of its own: the antecedent of `who`, or the doer of the verb before."""
    if lower(tokens, place) in _RELATIVE:
        run: list[Token] = []
        while place - 1 in content or (run and tokens[place - 1].text == "-") or (not run and tokens[place - 1].text == ","):
            place -= 1
            run += [tokens[place]] if place in content else []
        return frozenset(map(word_key, run))
    return earlier[-1].doer if earlier and earlier[-1].doer else frozenset()


def _run(tokens: Sequence[Token], start: int, content: frozenset[int], verbs: frozenset[int]) -> frozenset[str]:
    """Return the words from `start` up to the next verb, preposition, conjunction or mark."""
    found: list[Token] = []
    for place in range(start, min(len(tokens), start + _FURTHEST)):
        word = lower(tokens, place)
        if place in verbs or word in _PREPOSITIONS or word in _CONJUNCTIONS or tokens[place].text in _STOPS | {","}:
            break
        if place in content:
            found.append(tokens[place])
    return frozenset(map(word_key, found))
