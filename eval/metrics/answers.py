"""How right an answer's text is, against the gold strings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from eval.metrics.words import contains, words


def gold_string_recall(text: str, answers: Sequence[str]) -> float:
    """Return 1.0 when one of `answers` stands in `text` in normal form, word for word, else 0.0.

    Source: STR-EM in ALCE (Gao et al. 2023, §3), with the numbers kept whole.

    Trap: a long answer can hold the gold string by luck ("5" stands in "5 percent"), and it rewards saying a lot: read it beside
    evidence precision. Sharing *some* word, as MultiHop-RAG's script asks, is not enough here. No gold strings: 0.0.

    Example:
        >>> gold_string_recall("About 2,500 soldiers left.", ["2500", "two and a half thousand"])
        1.0
        >>> gold_string_recall("About 25,000 soldiers left.", ["2500"])
        0.0
    """
    said = words(text)
    return float(any(contains(said, words(answer)) for answer in answers))


def facts_recall(text: str, facts: Sequence[Sequence[str]]) -> float:
    """Return the gold-string recall of several facts: the share of `facts`, each a list of spellings, that stand in `text`.

    Source: recall over answer lists in ALCE (Gao et al. 2023, QAMPARI), over facts instead of entities.

    Trap: the traps of `gold_string_recall`; and half an answer counts half. No facts: 0.0.

    Example:
        >>> facts_recall("They left Gao.", [["Gao"], ["Kati"]])
        0.5
    """
    return sum(gold_string_recall(text, fact) for fact in facts) / len(facts) if facts else 0.0


def token_f1(text: str, answers: Sequence[str]) -> float:
    """Return the harmonic mean of word precision and recall against the nearest of `answers`, in [0, 1].

    Source: Rajpurkar et al. 2016 (SQuAD), on the words of `eval.metrics.words`, so that 4.5 is not 45.

    Trap: made for short spans. A correct sentence against a gold string of one word scores low, and a wrong number in the right
    sentence scores high. Two empty texts agree (1.0).

    Example:
        Three words said, two of them among the two gold words: P = 2/3, R = 1, F1 = 0.8.

        >>> round(token_f1("General Abdoulaye Maiga", ["Abdoulaye Maiga"]), 2)
        0.8
    """
    return max((_f1(words(text), words(answer)) for answer in answers), default=0.0)


def exact_match(text: str, answers: Sequence[str]) -> float:
    """Return 1.0 when `text` is one of `answers` in normal form, else 0.0.

    Source: Rajpurkar et al. 2016 (SQuAD).

    Trap: only for systems that answer with a span. A whole sentence is never exact, however right.

    Example:
        >>> exact_match("the 4,5 %", ["4.5 percent"])
        1.0
    """
    said = words(text)
    return float(any(said == words(answer) for answer in answers))


def sides_shown(shown: Sequence[str], sides: Sequence[Sequence[str]]) -> float:
    """Return the share of `sides` of which one spelling stands in one of the `shown` texts, in [0, 1].

    Definition: an answer to a conflict is honest at 1.0, when every side is before the reader.

    Trap: it cannot tell who is said to hold which side, and it cannot see a denial ("not 12"). No sides: 0.0.

    Example:
        >>> sides_shown(["Police say 12 died.", "The mayor says 14."], [["12", "twelve"], ["14"]])
        1.0
    """
    said = [words(text) for text in shown]
    hits = [any(contains(text, words(spelling)) for text in said for spelling in side) for side in sides]
    return sum(hits) / len(hits) if hits else 0.0


def _f1(said: list[str], gold: list[str]) -> float:
    if not said or not gold:
        return float(said == gold)
    shared = sum((Counter(said) & Counter(gold)).values())
    return 2 * shared / (len(said) + len(gold))
