"""Scopes: which words of a sentence are negated, and how sure the sentence is of them.

A negation or a hedge reaches the next word that carries meaning, the next two when the first is light (`did not take part`),
or the rest of the clause (`denied that …`, `without …`). There is no parser behind it: a negation whose verb stands before
it, irony, and scope over several clauses are not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.check.reading.cues import Certainty, Cue, cue_at
from qa.check.reading.tokens import Token, lower
from qa.check.reading.verbs import is_past
from qa.check.reading.words import word_set

_LIGHT = word_set("make take have get give come go be want plan intend abl able readi ready need begin start seek use")
_AUXILIARIES = word_set("will would shall should can could may might must do does did done to has have had")
_BE = word_set("be been being is was were are")
_FURTHEST = 12


@dataclass(frozen=True, slots=True)
class Force:
    """What stands over one word.

    Attributes:
        negated: Whether an odd number of negations reaches it.
        certainty: The least sure of the hedges that reach it.
        alleged: Whether it is said to be someone's suspicion or hearsay.
    """

    negated: bool = False
    certainty: Certainty = Certainty.FACT
    alleged: bool = False


def forces_of(tokens: Sequence[Token], clauses: Sequence[int], content: Sequence[int]) -> tuple[Force, ...]:
    """Return the force over each token; only words that carry meaning (`content`, ascending indices) can be reached."""
    forces = [Force()] * len(tokens)
    at = reader = 0
    while at < len(tokens):
        cue = cue_at(tokens, at)
        after = at + len(cue.words) if cue else at + 1
        while reader < len(content) and content[reader] < after:
            reader += 1
        if cue:
            before, ahead = content[max(0, reader - _FURTHEST) : reader], content[reader : reader + _FURTHEST]
            for target in _reached(_Around(tokens, clauses, before, ahead), at, cue):
                forces[target] = _under(forces[target], cue)
        at = after
    return tuple(forces)


@dataclass(frozen=True, slots=True)
class _Around:
    tokens: Sequence[Token]
    clauses: Sequence[int]
    before: Sequence[int]
    ahead: Sequence[int]

    def within(self, places: Sequence[int], at: int) -> list[int]:
        return [place for place in places if self.clauses[place] == self.clauses[at]]


def _reached(around: _Around, at: int, cue: Cue) -> Sequence[int]:
    after = at + len(cue.words)
    if cue.reach == "subject":
        return around.within(around.before, at)
    if after >= len(around.tokens):
        return ()
    within = around.within(around.ahead, after)
    if cue.reach == "verb":
        return _denied_verb(around.tokens, at, around.within(around.before, at), within)
    if cue.reach == "word":
        return _first_words(around, after)
    return within[:2] if cue.reach == "phrase" else within


def _first_words(around: _Around, after: int) -> Sequence[int]:
    """Return the next word that carries meaning, adverbs passed over, and the one after a light one."""
    near = [place for place in around.ahead[:4] if around.clauses[place] <= around.clauses[after] + 1]
    words = [at for at in near if not lower(around.tokens, at).endswith("ly")]
    return words[:2] if words and around.tokens[words[0]].stem in _LIGHT else words[:1]


def _denied_verb(tokens: Sequence[Token], cue: int, before: Sequence[int], within: Sequence[int]) -> Sequence[int]:
    """Return the verb that `no` denies, after it (`no one was killed`) or before it (`paid no ransom`); else its nouns."""
    for at in within:
        if _is_verb(tokens, at):
            return [at]
    verb = next((at for at in reversed(before) if _is_verb(tokens, at)), None)
    if verb is None or any(token.text.lower() in _AUXILIARIES | _BE for token in tokens[verb + 1 : cue]):
        return within[:2]
    return [verb]


def _is_verb(tokens: Sequence[Token], at: int) -> bool:
    if is_past(tokens[at].text.lower()):
        return True
    return any(lower(tokens, place) in _AUXILIARIES for place in (at - 1, at - 2) if place >= 0)


def _under(force: Force, cue: Cue) -> Force:
    return Force(force.negated != cue.negates, min(force.certainty, cue.certainty), force.alleged or cue.alleged)
