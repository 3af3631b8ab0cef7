"""Neighbours: what stands right before and behind a sentence in its article, where the one says half without the other.

A sentence leans on the one before it when its words point there (`He said …`, `… denied the accusations`). It is answered back by
the one behind it when somebody denies there what it says: whoever quotes the charge quotes the denial with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index import Span, sentence_spans
from qa.evidence import Sentence

_CHARGE = (
    r"(?:(?:the|this|that|these|those|all|any such|cette|ces|cet|la|le|les) )?"
    r"(?:accusations?|allegations?|suspicions?|charges?|claims?|criticisms?|reproach\w*|soupçons?|critiques?)"
)
_IT = rf"(?:it|this|that|everything|{_CHARGE}|(?:that|this) (?:account|version|figure|report))\b"
_REFUSES = "den(?:y|ies|ied)|rejects?|rejected|disputes?|disputed|refutes?|refuted|contests?|contested|dismiss(?:es|ed)"
_REFUSES_FR = "dément(?:ent)?|a démenti|nie|nient|rejettent?|a rejeté|contestent?|récusent?|réfutent?"
_LEANING = re.compile(
    r"^[“\"]?((when|after|before|as|since|while|once|if) )?"
    r"(he|she|it|they|this|that|these|those|his|her|its|their|il|elle|ils|elles|ce|cela)\b"
    r"(?! (day|week|month|year|morning|afternoon|evening|spring|summer|autumn|winter)\b)"
    r"|\bof (them|those|these)\b|\bd'entre (eux|elles)\b"
    rf"|\b(?:{_REFUSES}|{_REFUSES_FR}) {_IT}",
    re.IGNORECASE,
)
_ITS_OWN = r"(?:its|his|her|their)(?: own)? (?:account|version|figures?|story|report|decision|claim)"
_ANSWERS_BACK = re.compile(
    rf"\b(?:den(?:y|ies|ied)|(?:{_REFUSES}) {_IT}|contradict(?:s|ed) {_IT}|disagree[sd]?|(?:replie[sd]|insist(?:s|ed)) that"
    rf"|countered|retort(?:s|ed)|(?:stands?|stood) by {_ITS_OWN}|(?:sticks?|stuck) to {_ITS_OWN}|urges? caution"
    rf"|dément(?:ent)?|a démenti|nie(?:nt)?|(?:{_REFUSES_FR}) {_IT}|répliquent?|répond(?:ent)?|assurent? que)\b",
    re.IGNORECASE,
)
_IN_PASSING = re.compile(
    r"(?:\b(?:who|which|that|qui)(?: (?:has|have|had|also|a|ont|avait))?"
    r"|\b(?:not|never|nor|or|be|been|is|are|was|were|to|does|did|ne)|n['’]t)$",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"[“\"(]?(?:while|after|although|though|since|if|when|as|because|alors|après|si|comme)\b", re.IGNORECASE
)


def predecessor(sentence: Sentence) -> Sentence | None:
    """Return the sentence that stands before it in the article, with the same score; None at the beginning."""
    spans = _spans(sentence, 0, sentence.start)
    return _at(sentence, spans[-1]) if spans else None


def successor(sentence: Sentence) -> Sentence | None:
    """Return the sentence that stands behind it in the article, with the same score; None at the end."""
    spans = _spans(sentence, sentence.end, len(sentence.article.article.text))
    return _at(sentence, spans[0]) if spans else None


def with_support(sentence: Sentence) -> list[Sentence]:
    """Return the sentence, and before it the one that it leans on (`She said …`, `… of them`), in reading order."""
    before = predecessor(sentence) if _LEANING.search(sentence.text) else None
    return [before, sentence] if before else [sentence]


def rebuttal(sentence: Sentence) -> Sentence | None:
    """Return the sentence right behind it in which somebody answers it back; None when nobody does."""
    after = successor(sentence)
    return after if after and answers_back(after.text) else None


def answers_back(text: str) -> bool:
    """Whether somebody contradicts here; `who had denied it` is told in passing, and `has not denied` contradicts nothing."""
    if _SUBORDINATE.match(text):
        return False
    return any(not _IN_PASSING.search(text[: found.start()].rstrip()) for found in _ANSWERS_BACK.finditer(text))


def _spans(sentence: Sentence, start: int, end: int) -> Sequence[Span]:
    article = sentence.article.article
    found = sentence_spans(article.text[start:end], article.language)
    return [Span(start + span.start, start + span.end) for span in found if span.end > span.start]


def _at(sentence: Sentence, span: Span) -> Sentence:
    text = sentence.article.article.text[span.start : span.end]
    return replace(sentence, number=0, start=span.start, end=span.end, text=text)
