"""Scopes: which words of a sentence are negated, and how sure the sentence is of them.

A negation or a hedge reaches the next word that carries meaning, the next two when the first is light (`did not take part`),
or the rest
of the clause (`denied that …`, `without …`). There is no parser behind it: a negation whose verb stands before it, irony, and
scope over
several clauses are not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from qa.check.reading.tokens import Token
from qa.check.reading.verbs import PAST_FORMS
from qa.check.reading.words import word_set

Reach = Literal["word", "phrase", "clause", "rest"]


class Certainty(IntEnum):
    """How sure a sentence is of what it says, the surest highest."""

    POSSIBLE = 1
    INTENDED = 2
    COMING = 3
    FACT = 4


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


@dataclass(frozen=True, slots=True)
class _Cue:
    words: tuple[str, ...]
    reach: Reach
    negates: bool = False
    certainty: Certainty = Certainty.FACT
    alleged: bool = False


def _cues(phrases: str, reach: Reach, **force: object) -> list[_Cue]:
    return [_Cue(tuple(phrase.split()), reach, **force) for phrase in phrases.split("|")]  # type: ignore[arg-type]


_NEGATIONS = [
    *_cues("not|n't|never|cannot|no longer|hardly|barely|unable to|yet to|far from|ne|pas|jamais|short of", "word", negates=True),
    *_cues(
        "fail to|fails to|failed to|failing to|refuse to|refuses to|refused to|refusing to|decline to|declines to|declined to",
        "word",
        negates=True,
    ),
    *_cues("refusé de|refuse de|refusent de|incapable de", "word", negates=True),
    *_cues("no|nobody|nothing|none|neither|nor|aucun|aucune|personne", "phrase", negates=True),
    *_cues("without|sans|instead of|rather than|ruled out|rule out|rules out|ruling out", "clause", negates=True),
    *_cues("deny|denies|denied|denying|refute|refutes|refuted|refuting|nie|nié|dément|démenti", "rest", negates=True),
]
_HEDGES = [
    *_cues(
        "may|might|could|can|possibly|perhaps|maybe|potentially|pourrait|pourraient|peut-être",
        "word",
        certainty=Certainty.POSSIBLE,
    ),
    *_cues(
        "likely to|appear to|appears to|appeared to|seem to|seems to|seemed to|probably", "word", certainty=Certainty.POSSIBLE
    ),
    *_cues("if|unless|whether|si", "clause", certainty=Certainty.POSSIBLE),
    *_cues("possible|potential|likely|probable|apparent|éventuel|éventuelle", "phrase", certainty=Certainty.POSSIBLE),
    *_cues(
        "plan to|plans to|planned to|planning to|intend to|intends to|intended to|aim to|aims to|aimed to|hope to|hopes to",
        "word",
        certainty=Certainty.INTENDED,
    ),
    *_cues(
        "hoped to|want to|wants to|wanted to|seek to|seeks to|sought to|seeking to|try to|tries to|tried to|trying to",
        "word",
        certainty=Certainty.INTENDED,
    ),
    *_cues(
        "threaten to|threatens to|threatened to|propose to|proposes to|proposed to|offer to|offered to|promised to|vowed to",
        "word",
        certainty=Certainty.INTENDED,
    ),
    *_cues(
        "expected to|expects to|scheduled to|due to|set to|supposed to|about to|ready to|agree to|agreed to|pledged to",
        "word",
        certainty=Certainty.INTENDED,
    ),
    *_cues(
        "considering|consider|considers|considered|mulling|weighing|threatening|proposed|proposing|propose|planned|planning",
        "word",
        certainty=Certainty.INTENDED,
    ),
    *_cues(
        "urged|urging|urges|demanded|demanding|called for|calling for|calls for|suggested|suggesting|recommended",
        "word",
        certainty=Certainty.INTENDED,
    ),
    *_cues(
        "prévoit de|envisage de|veut|veulent|souhaite|compte|menace de|attempted to|attempt to|attempting to",
        "word",
        certainty=Certainty.INTENDED,
    ),
    *_cues(
        "will|'ll|would|'d|shall|should|must|going to|devrait|devraient|doit|doivent|va|vont", "word", certainty=Certainty.COMING
    ),
    *_cues("suspected|alleged|presumed|supposed|purported|so-called|présumé|présumée|présumés|présumées", "phrase", alleged=True),
    *_cues(
        "reportedly|allegedly|apparently|supposedly|believed to|thought to|alleged to|said to|suspected of|accused of|aurait",
        "clause",
        alleged=True,
    ),
]
_LIGHT = word_set("make take have get give come go be want plan intend abl able readi ready need begin start seek use")
_FURTHEST = {"word": 1, "phrase": 3, "clause": 12, "rest": 40}


def _by_first_word(cues: Sequence[_Cue]) -> dict[str, list[_Cue]]:
    table: dict[str, list[_Cue]] = {}
    for cue in sorted(cues, key=lambda cue: -len(cue.words)):
        table.setdefault(cue.words[0], []).append(cue)
    return table


_TABLE = _by_first_word([*_NEGATIONS, *_HEDGES])


def forces_of(tokens: Sequence[Token], clauses: Sequence[int], content: Sequence[int]) -> tuple[Force, ...]:
    """Return the force over each token; only words that carry meaning (`content`, ascending indices) can be reached."""
    forces = [Force()] * len(tokens)
    at, reader = 0, 0
    while at < len(tokens):
        cue = _cue_at(tokens, at)
        if cue is None:
            at += 1
            continue
        after = at + len(cue.words)
        while reader < len(content) and content[reader] < after:
            reader += 1
        for target in _reached(tokens, clauses, content[reader : reader + _FURTHEST["rest"]], after, cue):
            forces[target] = _under(forces[target], cue)
        at = after
    return tuple(forces)


def _cue_at(tokens: Sequence[Token], at: int) -> _Cue | None:
    word = tokens[at].text.lower()
    if word in ("may", "will", "can", "march") and tokens[at].capital and at:
        return None
    for cue in _TABLE.get(word, ()):
        if tuple(token.text.lower() for token in tokens[at : at + len(cue.words)]) == cue.words:
            return None if _no_hedge(tokens, at, cue) else cue
    return None


def _no_hedge(tokens: Sequence[Token], at: int, cue: _Cue) -> bool:
    """Whether the words mean something else here: `due to the storm`, `no more than`, `pas` and `ne` counted once."""
    after = tokens[at + len(cue.words)].text.lower() if at + len(cue.words) < len(tokens) else ""
    if cue.words == ("due", "to"):
        return after in ("the", "a", "an", "its", "their", "his", "her", "this") or after.endswith(("ing", "s"))
    if cue.words in (("no",), ("not",)):
        return after in ("more", "fewer", "less", "only", "doubt", "just")
    if cue.words == ("pas",):
        return any(token.text.lower() in ("ne", "n") for token in tokens[max(0, at - 4) : at])
    return False


def _reached(tokens: Sequence[Token], clauses: Sequence[int], content: Sequence[int], after: int, cue: _Cue) -> list[int]:
    if after >= len(tokens):
        return []
    if cue.reach == "rest":
        return _up_to(
            content,
            next((at for at in range(after, len(tokens)) if tokens[at].text in (",", ";", ".", "but", "mais")), len(tokens)),
        )
    within = [at for at in content if clauses[at] == clauses[after]][: _FURTHEST[cue.reach]]
    if cue.reach != "word":
        return _with_verb(tokens, clauses, content, after, within) if cue.reach == "phrase" else within
    return _first_words(tokens, [at for at in content[:4] if clauses[at] <= clauses[after] + 1])


def _up_to(content: Sequence[int], end: int) -> list[int]:
    return [at for at in content if at < end]


def _first_words(tokens: Sequence[Token], content: Sequence[int]) -> list[int]:
    """Return the next word that carries meaning, adverbs passed over, and the one after a light one."""
    words = [at for at in content if not tokens[at].text.lower().endswith("ly")]
    if not words:
        return []
    return words[:2] if tokens[words[0]].stem in _LIGHT else words[:1]


def _with_verb(
    tokens: Sequence[Token], clauses: Sequence[int], content: Sequence[int], after: int, within: list[int]
) -> list[int]:
    """Let `no soldiers were killed` reach the verb and stop there; an adjective such as `suspected` reaches its noun phrase."""
    cue = tokens[after - 1].text.lower()
    if cue not in ("no", "nobody", "nothing", "none", "neither", "aucun", "aucune", "personne"):
        return within[:2]
    for count, at in enumerate(content):
        if clauses[at] != clauses[after]:
            break
        if _past(tokens[at]):
            return list(content[: count + 1])
    return within


def _past(token: Token) -> bool:
    return token.text.lower() in PAST_FORMS or token.text.lower().endswith("ed")


def _under(force: Force, cue: _Cue) -> Force:
    return Force(force.negated != cue.negates, min(force.certainty, cue.certainty), force.alleged or cue.alleged)
