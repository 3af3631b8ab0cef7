"""Are the quotes really in the articles, and are they the ones that matter?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.metrics.words import contains, words


@dataclass(frozen=True, slots=True)
class Extract:
    """A piece of an article: `[start, end)` in code points of the text of the article with external id `article`."""

    article: str
    start: int
    end: int
    text: str


def verbatim(text: str | None, start: int, end: int, quote: str) -> bool:
    """Say whether `quote` is what stands at `[start, end)` of the stored `text`, code point for code point, and is not empty.

    Source: the first promise of the project.

    Trap: no normalisation, on purpose: a curly quote turned straight is an altered quote. A text that is not there (None) holds
    nothing, and negative offsets are not Python's.

    Example:
        >>> verbatim("Rain fell.", 0, 4, "Rain"), verbatim("Rain fell.", 1, 5, "Rain")
        (True, False)
    """
    return text is not None and 0 <= start < end <= len(text) and text[start:end] == quote


def recalled(gold: Extract, shown: Sequence[Extract]) -> bool:
    """Say whether the `shown` extracts together cover at least half of the gold quote.

    Half, because sentence borders differ: a gold quote of a clause is covered by its sentence, and one of two sentences by its
    first. An extract from *another* article counts only when one of the two texts stands whole in the other: a near-copy carried
    by a second outlet is as good, a sentence that differs in its number is not.

    Trap: an extract that is the whole article recalls everything: read it beside `evidence_precision` and the length shown.

    Example:
        >>> recalled(Extract("a", 0, 10, "0123456789"), [Extract("a", 0, 5, "01234")])
        True
    """
    covered = {at for piece in shown if piece.article == gold.article for at in _shared(gold, piece)}
    return 2 * len(covered) >= gold.end - gold.start or any(_copies(gold, piece) for piece in shown)


def evidence_recall(gold: Sequence[Sequence[Extract]], shown: Sequence[Extract]) -> float:
    """Return the share of the gold pieces of which the shown quotes recall one spelling, in [0, 1].

    A piece is a quote and those that serve as well.

    Source: the supporting-fact recall of HotpotQA (Yang et al. 2018), by span instead of by sentence number.

    Trap: two gold pieces that say the same are both wanted. No gold quotes: 0.0, so hand over answerable questions only.

    Example:
        >>> evidence_recall([[Extract("a", 0, 4, "Rain")], [Extract("a", 5, 9, "fell")]], [Extract("a", 0, 4, "Rain")])
        0.5
    """
    return sum(any(recalled(quote, shown) for quote in piece) for piece in gold) / len(gold) if gold else 0.0


def evidence_precision(gold: Sequence[Sequence[Extract]], shown: Sequence[Extract]) -> float:
    """Return the share of the shown quotes that recall a gold quote or lie at least half inside one, in [0, 1].

    Source: the supporting-fact precision of HotpotQA (Yang et al. 2018), by span.

    Trap: gold lists what suffices, not all that is apt; a good quote that nobody listed counts against it. Nothing shown: 0.0.

    Example:
        >>> evidence_precision([[Extract("a", 0, 4, "Rain")]], [Extract("a", 0, 4, "Rain"), Extract("a", 9, 12, "Sun")])
        0.5
    """
    wanted = [quote for piece in gold for quote in piece]
    apt = [any(recalled(quote, [extract]) or _within(quote, extract) for quote in wanted) for extract in shown]
    return sum(apt) / len(apt) if apt else 0.0


def pinpointed(gold: Sequence[Sequence[Extract]], verbatim_quotes: Sequence[Extract], *, most_words: int = 60) -> bool:
    """Say whether a verbatim quote short enough to be read at a glance recalls a gold quote, or lies at least half inside one.

    Source: ours, for stacks that show pages where a reader needs a sentence; 60 words are three sentences of news.

    Trap: the limit is a choice. A stack that shows whole passages is not wrong, it leaves the finding to the reader.

    Example:
        >>> pinpointed([[Extract("a", 0, 4, "Rain")]], [Extract("a", 0, 10, "Rain fell.")])
        True
    """
    short = [quote for quote in verbatim_quotes if len(quote.text.split()) <= most_words]
    return evidence_precision(gold, short) > 0


def located(article: str, text: str, quote: str) -> Extract | None:
    """Return where `quote` stands first in `text`, or None when it does not stand there word for word."""
    start = text.find(quote) if quote else -1
    return Extract(article, start, start + len(quote), quote) if start >= 0 else None


def _shared(gold: Extract, piece: Extract) -> range:
    return range(max(gold.start, piece.start), min(gold.end, piece.end))


def _within(gold: Extract, piece: Extract) -> bool:
    return piece.article == gold.article and 2 * len(_shared(gold, piece)) >= piece.end - piece.start > 0


def _copies(gold: Extract, piece: Extract) -> bool:
    if piece.article == gold.article:
        return False
    wanted, got = words(gold.text), words(piece.text)
    return contains(got, wanted) or (2 * len(got) >= len(wanted) and contains(wanted, got))
