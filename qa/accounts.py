"""Other accounts: what the archive says to the question besides one answer, searched for with that answer in hand.

Who contradicts an answer seldom takes up the words of the question; what they speak of is what the answer speaks of. So the
archive is searched a second time, for the two together (`docs/abstention.md` has the measurements).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from index import Archive
from qa.check import may_reply
from qa.extract import Extract, extract_of
from qa.findings import Part
from qa.gather import rank_sentences
from qa.neighbours import with_support
from qa.search import search_for
from qa.understand import Reading

_MOST = 14  # are found; of those that are worth it the first few are read
_NEXT, _NEAR = 5, 400  # code points between two sentences: next to each other, and a few sentences off

Beside = Callable[[Part, Extract], list[Extract]]
"""Returns what may be another account beside an answer to a part of the question, the likeliest first."""


def accounts_in(archive: Archive, reading: Reading, sources: Sequence[str]) -> Beside:
    """Return the search for other accounts in `archive`, within the limits of one question.

    Each that it finds, 14 at most, holds something of the kind asked for, or somebody speaks there, or it has a figure where one
    is asked for. It raises `ArchiveError` when the archive cannot be searched.
    """

    def beside(part: Part, best: Extract) -> list[Extract]:
        both = f"{part.asked} {best.sentences[-1].text}"
        ranked = rank_sentences(both, search_for(archive, both, reading, sources), archive.embed)
        known = {sentence.text.casefold() for sentence in best.sentences}
        fresh = (sentence for sentence in ranked if sentence.text.casefold() not in known)
        found = (extract_of(part.question, with_support(sentence), talk=reading.talk) for sentence in fresh)
        able = (extract for extract in found if extract.fits or may_reply(part.question, extract.sentences[-1]))
        return list(islice(able, _MOST))

    return beside


def worth_reading(question: str, best: Extract, other: Extract) -> bool:
    """Whether `other` is worth holding against the best: somebody speaks there, or it has a figure where one is asked for.

    And it stands in another article, right next to the best, or a few sentences off and holds something of the kind asked for.
    """
    ours, theirs = best.sentences[-1], other.sentences[-1]
    apart = max(theirs.start - ours.end, ours.start - theirs.end)
    near = apart < _NEXT or (other.fits and apart < _NEAR)
    return (theirs.article.id != ours.article.id or near) and may_reply(question, theirs)
