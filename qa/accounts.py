"""Other accounts: what the archive says to the question besides one answer.

Who contradicts an answer seldom takes up the words of the question; what they speak of is what the answer speaks of. So the
archive is searched a second time, for the two together. And a newspaper that has one party speak has the other speak right behind
it (`docs/abstention.md` has the measurements).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain, islice

from index import Archive
from qa.check import may_reply
from qa.extract import Extract, extract_from
from qa.findings import Part
from qa.gather import is_sentence, rank_sentences
from qa.neighbours import successor
from qa.search import search_for
from qa.understand import Reading

_MOST = 10  # are found; the first few are read
_AHEAD = 4  # places that likely ones come forward
_NEXT, _NEAR = 5, 400  # code points between two sentences: next to each other, and a few sentences off

Beside = Callable[[Part, Extract], list[Extract]]
"""Returns what may be another account beside an answer to a part of the question, the likeliest first."""


def accounts_in(archive: Archive, reading: Reading, sources: Sequence[str]) -> Beside:
    """Return the search for other accounts in `archive`, within the limits of one question.

    It finds ten at most. First comes what stands right behind the answer, whatever it says. Each of the others holds something of
    the kind asked for, or somebody speaks there, or it has a figure where one is asked for; likely ones come four places forward.
    It raises `ArchiveError` when the archive cannot be searched.
    """

    def beside(part: Part, best: Extract) -> list[Extract]:
        answer = best.sentences[-1]
        behind = successor(answer)
        told = [behind] if behind and is_sentence(behind.text) else []
        both = f"{part.asked} {answer.text}"
        ranked = rank_sentences(both, search_for(archive, both, reading, sources), archive.embed)
        known = {sentence.text.casefold() for sentence in [*best.sentences, *told]}
        fresh = (sentence for sentence in ranked if sentence.text.casefold() not in known)
        read = partial(extract_from, part.question, talk=reading.talk)
        able = (one for one in map(read, fresh) if one.fits or may_reply(part.question, one.sentences[-1]))
        found = islice(chain(map(read, told), able), _MOST)
        placed = sorted(enumerate(found), key=lambda each: each[0] - _AHEAD * is_likely(part.question, best, each[1]))
        return [other for _, other in placed]

    return beside


def is_likely(question: str, best: Extract, other: Extract) -> bool:
    """Whether `other` may well be another account: it stands right behind the best, or may reply and is not merely near it.

    It may reply when somebody speaks there, or it has a figure where one is asked for. And then it stands in another article,
    right before the best, or a few sentences off and holds something of the kind asked for.
    """
    ours, theirs = best.sentences[-1], other.sentences[-1]
    if theirs.article.id != ours.article.id:
        return may_reply(question, theirs)
    behind, before = theirs.start - ours.end, ours.start - theirs.end
    if 0 <= behind < _NEXT:
        return True
    return (0 <= before < _NEXT or (other.fits and max(behind, before) < _NEAR)) and may_reply(question, theirs)
