"""Names: every proper name of the statement stands in the quotes or in the headline, or is the outlet or author.

Sees: names that occur nowhere, a first name that the quotes lack, the first name of one person with the surname of another;
demonyms and diacritics are led back to one form, and an acronym meets the words it abbreviates. The headline counts because a
sentence cut from an article leaves its subject to the headline.
Cannot see: whether a name stands for the right thing in the right place (that is `roles` and `binding`), names in lower case,
and a single capitalised word that opens the statement and is not in the quotes, which it leaves to `grounding`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.check.reading import Ground, Reading
from qa.check.reading.names import Name, initials_of, name_key
from qa.check.reading.tokens import Token
from qa.check.reading.words import word_set
from qa.check.verdict import Failure

_DEMONYM_ENDINGS = word_set("n an ian ese i ish ite er s")
_LINKS = word_set("of the for de des du la le d al el bin ben van von der - ' . & 's")


def names(statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail on the first name that no quote and no headline holds."""
    lines = list(_lines(grounds))
    known = set().union(*(line.name_keys for line in lines)) if lines else set()
    stems = {token.stem for line in lines for token in line.tokens}
    for name in statement.names:
        missing = [token for token in name.tokens if not _known(token, known, stems)]
        if missing and not _may_be_no_name(statement, name) and not _abbreviates(name, lines):
            return Failure("names", f"“{name.text}”: “{missing[0].text}” is not in the quotes")
        if not missing and _mixed(name, lines):
            return Failure("names", f"“{name.text}”: no quote joins these names")
    return None


def holds_name(name: Name, lines: Sequence[Reading]) -> bool:
    """Whether every part of `name` stands in `lines`, or an acronym for it does."""
    known = set().union(*(line.name_keys for line in lines))
    stems = {token.stem for line in lines for token in line.tokens}
    return all(_known(token, known, stems) for token in name.tokens) or _abbreviates(name, lines)


def _known(token: Token, known: set[str], stems: set[str]) -> bool:
    """Whether a part of a name is among the words of the quotes, or differs in the ending that makes a demonym."""
    key = name_key(token)
    return key in known or token.stem in stems or any(_demonym(key, other) for other in known if other[:4] == key[:4])


def _demonym(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and long.removeprefix(short.rstrip("aeo")) in _DEMONYM_ENDINGS


def _lines(grounds: Sequence[Ground]) -> Iterator[Reading]:
    for ground in grounds:
        yield from (ground.line, ground.title, ground.byline)


def _may_be_no_name(statement: Reading, name: Name) -> bool:
    """Whether it is a lone word with a capital only because it opens the sentence."""
    if not name.initial or len(name.tokens) > 1 or name.tokens[0].text.isupper():
        return False
    after = statement.tokens[name.end].text if name.end < len(statement.tokens) else ""
    return after != "'s"


def _abbreviates(name: Name, lines: Sequence[Reading]) -> bool:
    """Whether the quotes spell out an acronym, or abbreviate a name that the statement spells out."""
    if len(name.tokens) == 1 and name.tokens[0].text.isupper():
        wanted = name.tokens[0].folded.replace(".", "")
        return any(wanted in _acronyms(line) for line in lines if len(wanted) > 1)
    initials = initials_of(name.tokens)
    return len(initials) > 2 and any(initials == token.folded for line in lines for token in line.tokens if token.text.isupper())


def _acronyms(line: Reading) -> set[str]:
    """Return the acronyms of every run of capitalised words, small words between them passed over."""
    runs: list[list[Token]] = [[]]
    for token in line.tokens:
        if token.capital:
            runs[-1].append(token)
        elif token.text.lower() not in ("of", "the", "and", "for", "de", "des", "du", "la", "le", "les", "-"):
            runs.append([])
    return {initials_of(run) for run in runs if len(run) > 1}


def _mixed(name: Name, lines: Sequence[Reading]) -> bool:
    """Whether the parts of a name stand in the quotes only as parts of different names."""
    keys = set(name.keys)
    if len(keys) < 2:
        return False
    common = {name_key(token) for line in lines for token in line.tokens if token.kind == "word" and not token.capital}
    proper = keys - common
    if len(proper) < 2:
        return False
    return not any(proper <= keys_of_run for line in lines for keys_of_run in _runs(line))


def _runs(line: Reading) -> Iterator[set[str]]:
    """Yield the keys of names that stand side by side, titles and small words between them passed over."""
    run: set[str] = set()
    gap = 0
    for token in line.tokens:
        if token.capital:
            run.add(name_key(token))
            gap = 0
        elif gap < 2 and token.text.lower() in _LINKS:
            gap += 1
        else:
            if run:
                yield run
            run, gap = set(), 0
    if run:
        yield run
