"""Speaker: who says something in the statement says it in the quotes, and a claim stays a claim.

Sees: a statement attributed to someone whom the quotes do not let say it; a denial or a claim (`claims`, `accuses`,
`believes`, `expects`, `warns`)
told as a plain fact; an opinion in the first person told as a fact. What a neutral verb reports (`said`, `announced`, `reported`,
`according to`) may be told plainly: news reports facts that way, and the quote with its speaker stands beside the statement.
The outlet and the author of an article may be named as the source of whatever it says.
Cannot see: irony, speech without a reporting verb, an evaluation behind a neutral verb that uses no word of its small list.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.check.reading import Ground, Reading
from qa.check.reading.attributions import Attribution
from qa.check.reading.concepts import akin
from qa.check.reading.names import name_key
from qa.check.reading.words import word_set
from qa.check.verdict import Failure

_FIRST_PERSON = frozenset(("i", "we", "our", "my", "us", "me", "nous", "je", "notre", "mon"))
_OPINION = word_set("""best worst wrong unfair unacceptable shame shameful disgrace disaster disastrous terrible wonderful
brilliant ridiculous absurd great awful fantastic
    outrageous scandalous unprecedented irresponsible dangerous reckless cowardly heroic betrayal failure should must ought
    tragic tragedy
    inacceptable honte scandaleux""")
_NEAR = 0.6


def speaker(statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail on a speaker whom the quotes do not give, or on a claim without its speaker."""
    for attribution in statement.attributions:
        if attribution.speaker and not _is_given(statement, attribution, grounds):
            who = " ".join(statement.tokens[at].text for at in attribution.speaker)
            return Failure("speaker", f"the quotes do not let “{who}” say this")
    if not statement.attributions and (claim := _claim(statement, grounds)):
        return Failure("speaker", f"the quotes only say that someone “{claim}” it")
    return None


def _is_given(statement: Reading, attribution: Attribution, grounds: Sequence[Ground]) -> bool:
    said = [at for at in statement.content if at not in attribution.speaker and at != attribution.at]
    shares = [_share(statement, said, ground.line) for ground in grounds]
    best = max(shares, default=0.0)
    for ground, share in zip(grounds, shares, strict=True):
        if share < best * _NEAR:
            continue
        if _names_any(statement, attribution.speaker, ground.byline):
            return True
        if any(_same_speaker(statement, attribution, ground, other) for other in ground.line.attributions):
            return True
    return False


def _same_speaker(statement: Reading, attribution: Attribution, ground: Ground, other: Attribution) -> bool:
    if (attribution.manner == "denial") != (other.manner == "denial"):
        return False
    tokens, given = statement.tokens, ground.line.tokens
    if not other.speaker:
        return True
    wanted = {name_key(tokens[at]) for at in attribution.speaker}
    if wanted & {name_key(given[at]) for at in other.speaker}:
        return True
    return any(akin(tokens[at], given[place], statement.language) for at in attribution.speaker for place in other.speaker)


def _names_any(statement: Reading, places: Sequence[int], line: Reading) -> bool:
    return any(statement.tokens[at].capital and name_key(statement.tokens[at]) in line.name_keys for at in places)


def _share(statement: Reading, places: Sequence[int], line: Reading) -> float:
    stems = line.stems
    return sum(statement.tokens[at].stem in stems for at in places) / len(places) if places else 1.0


def _claim(statement: Reading, grounds: Sequence[Ground]) -> str:
    """Return the verb that makes a mere claim of what the statement tells plainly; empty when it is told plainly somewhere."""
    shares = [_share(statement, statement.content, ground.line) for ground in grounds]
    best = max(shares, default=0.0)
    verbs = [_claiming(statement, ground.line) for ground, share in zip(grounds, shares, strict=True) if share >= best]
    return verbs[0] if verbs and all(verbs) else ""


def _claiming(statement: Reading, line: Reading) -> str:
    for attribution in line.attributions:
        covered = _covered(line, attribution)
        taken_up = any(
            akin(statement.tokens[at], line.tokens[place], line.language) for at in statement.content for place in covered
        )
        told = any(akin(statement.tokens[at], line.tokens[attribution.at], line.language) for at in statement.content)
        if not taken_up or told:
            continue
        if attribution.manner != "report" or _opinion(statement, line):
            return line.tokens[attribution.at].text
    return ""


def _covered(line: Reading, attribution: Attribution) -> list[int]:
    """Return the words that the attribution is about: those after its verb, or all the others when it closes the sentence."""
    others = [at for at in line.content if at not in attribution.speaker and at != attribution.at]
    after = [at for at in others if at >= attribution.end]
    return after if len(after) >= 2 else others


def _opinion(statement: Reading, line: Reading) -> bool:
    quotes = any(token.text in '"“«' for token in line.tokens)
    first_person = quotes and any(token.text.lower() in _FIRST_PERSON for token in line.tokens)
    return first_person or any(token.text.lower() in _OPINION for token in statement.tokens)
