"""Stop words: what a question is asked with, rather than what it asks about."""

from __future__ import annotations

import re

_ENGLISH = """
a an and are as at be been but by did do does for from had has have he her his how in is it its of on or s she that the their
them they this to was we were what when where which who whom whose why will with would after about into over than then there
these those
"""
_FRENCH = """
a à au aux avec c ce ces cet cette comment d dans de des du elle elles en est et il ils j je l la le les leur leurs lorsque lui ou
où par pas pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se ses son sont sur un une y été était ont
"""
_LANGUAGES = frozenset(_ENGLISH.split()), frozenset(_FRENCH.split())


def content_words(question: str) -> list[str]:
    """Return the words of `question` in small letters, in order, without stop words; all of them when nothing else is left.

    It is taken to be in the language of which it holds more stop words: an English *son* stays, a French one goes.
    """
    words = re.findall(r"\w+", question.lower())
    stop = max(_LANGUAGES, key=lambda language: sum(word in language for word in words))
    return [word for word in words if word not in stop] or words
