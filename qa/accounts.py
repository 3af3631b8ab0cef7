"""Other accounts: what the archive says to the question besides one answer.

Who contradicts an answer seldom takes up the words of the question; what they speak of is what the answer speaks of. So the
archive is searched a second time, for the two together. And a newspaper that has one party speak has the other speak right behind
it (`docs/abstention.md` has the measurements).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from index import Archive
from qa.check import may_reply
from qa.extract import Extract, extract_from
from qa.findings import Part
from qa.gather import is_sentence, rank_sentences
from qa.neighbours import successor
from qa.search import search_for
from qa.understand import Reading

_LOOKED_AT = 30  # of the nearest
_SIGN = 0.1  # what each sign adds to a sentence's score
_NEXT = 400  # code points behind the answer: the next few sentences

Beside = Callable[[Part, Extract], list[Extract]]
"""Returns what may be another account beside an answer to a part of the question, the most promising first."""


def accounts_in(archive: Archive, reading: Reading, sources: Sequence[str]) -> Beside:
    """Return the search for other accounts in `archive`, within the limits of one question.

    First comes what stands right behind the answer, whatever it says, then what is nearest to question and answer together and
    shows signs of an account. It raises `ArchiveError` when the archive cannot be searched.
    """

    def beside(part: Part, best: Extract) -> list[Extract]:
        answer = best.sentences[-1]
        behind = successor(answer)
        told = [behind] if behind and is_sentence(behind.text) else []
        both = f"{part.asked} {answer.text}"
        ranked = rank_sentences(both, search_for(archive, both, reading, sources), archive.embed)[:_LOOKED_AT]
        known = {sentence.text.casefold() for sentence in [*best.sentences, *told]}
        fresh = [sentence for sentence in ranked if sentence.text.casefold() not in known]
        read = partial(extract_from, part.question, talk=reading.talk)
        others = sorted(map(read, fresh), key=lambda other: -promise(part.question, best, other))
        return [*map(read, told), *others]

    return beside


def promise(question: str, best: Extract, other: Extract) -> float:
    """Return how much `other` promises to be another account than the best: its score, and a tenth for each sign of one.

    The signs: it holds something of the kind asked for; it may reply, as somebody speaks there or a figure stands where one is
    asked for; it is among the next few sentences behind the best.
    """
    ours, theirs = best.sentences[-1], other.sentences[-1]
    follows = theirs.article.id == ours.article.id and 0 <= theirs.start - ours.end < _NEXT
    return other.score + _SIGN * (other.fits + may_reply(question, theirs) + follows)
