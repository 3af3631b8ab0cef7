"""Cues: the words that negate, hedge or allege, and how far each reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from qa.check.reading.tokens import Token, lower
from qa.check.reading.verbs import is_past
from qa.check.reading.words import word_set

Reach = Literal["word", "phrase", "verb", "clause", "subject"]


class Certainty(IntEnum):
    """How sure a sentence is of what it says, the surest highest."""

    POSSIBLE = 1
    INTENDED = 2
    COMING = 3
    FACT = 4


_MAYBE, _MEANT, _AHEAD = Certainty.POSSIBLE, Certainty.INTENDED, Certainty.COMING


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that put a force on others.

    Attributes:
        words: In lower case, in order. reach: `word` for the next that carries meaning, `phrase` for the next two, `verb` for
        the verb of the clause, `clause` for the rest of
            it, `subject` for what stands before.
        negates: Whether it turns the polarity round.
        certainty: How sure it leaves the sentence.
        alleged: Whether it makes hearsay of it.
    """

    words: tuple[str, ...]
    reach: Reach
    negates: bool = False
    certainty: Certainty = Certainty.FACT
    alleged: bool = False


def _cues(phrases: str, reach: Reach, **force: object) -> list[Cue]:
    return [Cue(tuple(phrase.split()), reach, **force) for phrase in phrases.split("|")]  # type: ignore[arg-type]


_NEGATIONS = [
    *_cues("not|n't|never|cannot|no longer|hardly|barely|unable to|yet to|far from|short of", "word", negates=True),
    *_cues("ne|n|pas|jamais|incapable de", "word", negates=True),
    *_cues("fail to|fails to|failed to|failing to|refuse to|refuses to|refused to|refusing to", "word", negates=True),
    *_cues("decline to|declines to|declined to|refusé de|refuse de|refusent de|refusé d|refuse d", "word", negates=True),
    *_cues("no|nobody|nothing|none|neither|nor|aucun|aucune", "verb", negates=True),
    *_cues(
        "avoid|avoids|avoided|avoiding|avert|averted|averting|spare|spared|sparing|prevent|prevented|preventing",
        "word",
        negates=True,
    ),
    *_cues("without|sans|instead of|rather than|ruled out|rule out|rules out|ruling out", "clause", negates=True),
]
_HEDGES = [
    *_cues("may|might|could|can|possibly|perhaps|maybe|potentially|pourrait|pourraient|peut|peuvent", "word", certainty=_MAYBE),
    *_cues("likely to|appear to|appears to|appeared to|seem to|seems to|seemed to|probably", "word", certainty=_MAYBE),
    *_cues("if|unless|whether|si|as long as|provided", "clause", certainty=_MAYBE),
    *_cues("until", "clause", certainty=_AHEAD),
    *_cues("possible|potential|likely|probable|apparent|éventuel|éventuelle", "phrase", certainty=_MAYBE),
    *_cues(
        "plan to|plans to|planned to|planning to|intend to|intends to|intended to|aim to|aims to|aimed to",
        "word",
        certainty=_MEANT,
    ),
    *_cues(
        "hope to|hopes to|hoped to|want to|wants to|wanted to|seek to|seeks to|sought to|seeking to", "word", certainty=_MEANT
    ),
    *_cues(
        "try to|tries to|tried to|trying to|attempt to|attempted to|threaten to|threatens to|threatened to",
        "word",
        certainty=_MEANT,
    ),
    *_cues(
        "propose to|proposes to|proposed to|offer to|offers to|offered to|promised to|promises to|vowed to",
        "word",
        certainty=_MEANT,
    ),
    *_cues(
        "pledged to|pledges to|expected to|expects to|supposed to|urged to|asked to|called for|calls for",
        "word",
        certainty=_MEANT,
    ),
    *_cues("expected|expecting|expects|expect|anticipated", "word", certainty=_MEANT),
    *_cues("considering|mulling|weighing|threatening|proposing|proposes|demanding|urging|suggesting", "word", certainty=_MEANT),
    *_cues("prévoit de|prévoit d|prévoient de|prévoient d|envisage de|envisage d|veut|veulent|compte", "word", certainty=_MEANT),
    *_cues("souhaite|souhaitent|menace de|menace d|menacent de|menacent d", "word", certainty=_MEANT),
    *_cues("promis de|promis d|promet de|promet d|espère|tenté de|tenté d", "word", certainty=_MEANT),
    *_cues(
        "is planned|are planned|was planned|were planned|is expected|are expected|was expected|were expected",
        "subject",
        certainty=_MEANT,
    ),
    *_cues("is proposed|are proposed|was proposed|been proposed|is threatened|under consideration", "subject", certainty=_MEANT),
    *_cues("is scheduled|are scheduled|was scheduled|were scheduled|is due|are due|was due", "subject", certainty=_AHEAD),
    *_cues(
        "will|'ll|would|'d|shall|should|going to|set to|due to|scheduled to|about to|agreed to|agrees to",
        "word",
        certainty=_AHEAD,
    ),
    *_cues("is to|are to|was to|were to|ready to|prepared to|devrait|devraient|doit|doivent|va|vont", "word", certainty=_AHEAD),
    *_cues("suspected|alleged|presumed|supposed|purported|so-called|présumé|présumée|présumés", "phrase", alleged=True),
    *_cues("suspect|suspects|suspecting|accuse|accuses|accused|accusing|accusation|accusations", "clause", alleged=True),
    *_cues("reportedly|allegedly|apparently|supposedly|alleged to|said to|suspected of|aurait|auraient", "clause", alleged=True),
    *_cues("believed to|thought to|believed|thought", "word", alleged=True),
]


def _by_first_word(cues: Sequence[Cue]) -> dict[str, list[Cue]]:
    table: dict[str, list[Cue]] = {}
    for cue in sorted(cues, key=lambda cue: -len(cue.words)):
        table.setdefault(cue.words[0], []).append(cue)
    return table


_TABLE = _by_first_word([*_NEGATIONS, *_HEDGES])


_ARTICLES = word_set("the a an its their his her this")
_NE_PARTNERS = word_set("pas plus jamais aucun aucune rien personne ni")


def cue_at(tokens: Sequence[Token], at: int) -> Cue | None:
    """Return the longest cue that begins at the token `at`, if its words mean what they seem to."""
    word = tokens[at].text.lower()
    if word in ("may", "will", "can") and tokens[at].capital and at:
        return None
    for cue in _TABLE.get(word, ()):
        if tuple(token.text.lower() for token in tokens[at : at + len(cue.words)]) == cue.words:
            return None if _means_otherwise(tokens, at, cue) else cue
    return _against(tokens, at)


def _tells_the_past(words: set[str]) -> bool:
    return bool(words & {"was", "were", "had"}) or (any(map(is_past, words)) and not words & {"is", "are", "has", "have"})


def _against(tokens: Sequence[Token], at: int) -> Cue | None:
    """Read `voted against` as a negation of the word before it."""
    votes = lower(tokens, at) in ("against", "contre") and any(token.stem == "vote" for token in tokens[max(0, at - 8) : at])
    return Cue((lower(tokens, at),), "subject", negates=True) if votes else None


def _means_otherwise(tokens: Sequence[Token], at: int, cue: Cue) -> bool:
    """Whether the words are no cue here: `due to the storm`, `no more than`, `pas` after `ne`, `until it was closed`."""
    first, after = cue.words[0], lower(tokens, at + len(cue.words))
    following = {lower(tokens, place) for place in range(at + 1, at + 8)}
    before = {lower(tokens, place) for place in range(at - 5, at)}
    return (
        (first == "due" and (after in _ARTICLES or after.endswith(("ing", "s"))))
        or (first in ("no", "not") and after in ("more", "fewer", "less", "only", "doubt", "just"))
        or (first in ("pas", "jamais", "aucun", "aucune") and bool(before & {"ne", "n"}))
        or (first in ("n", "ne") and not following & _NE_PARTNERS)
        or (first == "until" and (_tells_the_past(following) or not any(word.endswith("s") for word in following)))
        or (cue.words in (("thought",), ("believed",)) and after not in ("extinct", "dead", "lost", "missing", "responsible"))
    )
