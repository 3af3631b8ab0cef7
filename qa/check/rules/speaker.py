"""Speaker: who says something in the statement says it in the quotes, and a claim stays a claim.

Sees: a statement attributed to someone whom the quotes do not let say it; a denial or a claim (`claims`, `accuses`,
`believes`, `expects`, `warns`) told as a plain fact; an opinion in the first person, or with a judging word, told as a fact.
What a neutral verb reports (`said`, `announced`, `reported`, `according to`) may be told plainly: news reports facts that
way, and the quote with its speaker stands beside the statement. The outlet and the author of an article may be named as the
source of whatever it says.
Cannot see: irony, speech without a reporting verb, an evaluation behind a neutral verb that uses no word of its small list.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.check.reading import Ground, Reading
from qa.check.reading.attributions import Attribution
from qa.check.reading.concepts import akin
from qa.check.reading.names import name_key
from qa.check.reading.places import is_demonym
from qa.check.reading.words import word_set
from qa.check.verdict import Failure

_FIRST_PERSON = word_set("i we our my us me nous je notre mon")
_OPINION = word_set(
    """best worst wrong unfair unacceptable shame shameful disgrace disaster disastrous terrible wonderful brilliant ridiculous
    absurd great awful fantastic outrageous scandalous unprecedented irresponsible dangerous reckless cowardly heroic betrayal
    failure should must ought
    tragic tragedy gift inacceptable honte scandaleux"""
)
_NEAR = 0.6


def speaker(statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail on a speaker whom the quotes do not give, or on a claim without its speaker."""
    for attribution in statement.attributions:
        if attribution.speaker and not _is_given(statement, attribution, grounds):
            who = " ".join(statement.tokens[at].text for at in attribution.speaker)
            return Failure("speaker", f"the quotes do not let “{who}” say this")
    if not statement.attributions and (claim := _claim(statement, grounds)):
        return Failure("speaker", f"the quotes have it only as what someone “{claim}”")
    return None


def _is_given(statement: Reading, attribution: Attribution, grounds: Sequence[Ground]) -> bool:
    start, end = attribution.about
    said = [at for at in statement.content if start <= at < end and at not in attribution.speaker]
    shares = [_share(statement, said, ground.line) for ground in grounds]
    best = max(shares, default=0.0)
    for ground, share in zip(grounds, shares, strict=True):
        if share >= best * _NEAR and _given_by(statement, attribution, ground):
            return True
    return False


def _given_by(statement: Reading, attribution: Attribution, ground: Ground) -> bool:
    if any(_is_name(statement, at) and name_key(statement.tokens[at]) in ground.byline.name_keys for at in attribution.speaker):
        return True
    return any(_same_speaker(statement, attribution, ground, other) for other in ground.line.attributions)


def _same_speaker(statement: Reading, attribution: Attribution, ground: Ground, other: Attribution) -> bool:
    turned = (attribution.manner == "denial") != (other.manner == "denial")
    if turned and not any(force.negated for force in (*statement.forces, *ground.line.forces)):
        return False
    if other.manner == "claim" and attribution.manner == "report" and _firmer(statement, attribution, ground.line, other):
        return False
    tokens, given = statement.tokens, ground.line.tokens
    if not other.speaker:
        return True
    if (
        _owners(statement, attribution).isdisjoint(owners := _owners(ground.line, other))
        and owners
        and _owners(statement, attribution)
    ):
        return False
    return any(
        name_key(tokens[at]) == name_key(given[place]) or akin(tokens[at], given[place], statement.language)
        for at in attribution.speaker
        for place in other.speaker
    )


def _firmer(statement: Reading, attribution: Attribution, line: Reading, other: Attribution) -> bool:
    """Whether `said` or `confirmed` stands for a mere suspicion or belief."""
    doubts = word_set("suspect believ think fear specul hope expect")
    return line.tokens[other.at].stem in doubts and not akin(
        statement.tokens[attribution.at], line.tokens[other.at], line.language
    )


def _owners(reading: Reading, attribution: Attribution) -> set[str]:
    """Return the names whose the speaker is: `Mali's army`, `the Malian army`."""
    tokens = reading.tokens
    return {
        name_key(tokens[at])
        for at in attribution.speaker
        if is_demonym(tokens[at].folded) or (tokens[at].capital and at + 1 < len(tokens) and tokens[at + 1].text == "'s")
    }


def _is_name(reading: Reading, at: int) -> bool:
    return reading.tokens[at].capital


def _share(statement: Reading, places: Sequence[int], line: Reading) -> float:
    return sum(statement.tokens[at].stem in line.stems for at in places) / len(places) if places else 1.0


def _claim(statement: Reading, grounds: Sequence[Ground]) -> str:
    """Return the verb that makes a mere claim of what the statement tells plainly; empty when it is told plainly somewhere."""
    shares = [_share(statement, statement.content, ground.line) for ground in grounds]
    best = max(shares, default=0.0)
    verbs = [_claiming(statement, ground.line) for ground, share in zip(grounds, shares, strict=True) if share >= best]
    return verbs[0] if verbs and all(verbs) else ""


def _claiming(statement: Reading, line: Reading) -> str:
    for attribution in line.attributions:
        doubtful = attribution.manner != "report" or _opinion(statement, line)
        if doubtful and not _told(statement, line, attribution) and _mostly_about(statement, line, attribution):
            return line.tokens[attribution.at].text
    return ""


def _told(statement: Reading, line: Reading, attribution: Attribution) -> bool:
    """Whether the statement keeps the reporting verb as a word of its own, as in `Macron's claim`."""
    return any(akin(statement.tokens[at], line.tokens[attribution.at], line.language) for at in statement.content)


def _mostly_about(statement: Reading, line: Reading, attribution: Attribution) -> bool:
    """Whether the statement takes up more of what is said than of the rest of the sentence."""
    start, end = attribution.about
    outside = {attribution.at, *attribution.speaker}
    said = [at for at in line.content if start <= at < end and at not in outside]
    rest = [at for at in line.content if not start <= at < end and at not in outside]
    taken = _taken_up(statement, line, said)
    return taken > 0 and taken >= _taken_up(statement, line, rest)


def _taken_up(statement: Reading, line: Reading, places: Sequence[int]) -> int:
    stems = {line.tokens[place].stem for place in places}
    return sum(statement.tokens[at].stem in stems for at in statement.content)


def _opinion(statement: Reading, line: Reading) -> bool:
    first_person = any(token.text in _QUOTE_MARKS for token in line.tokens) and any(
        token.text.lower() in _FIRST_PERSON for token in line.tokens
    )
    return first_person or any(token.text.lower() in _OPINION for token in statement.tokens)


_QUOTE_MARKS = frozenset('"“«')
