"""Gathering evidence: from hits to the numbered sentences that a statement may rest on.

Passages come in, single sentences go out, ranked against the question and cut to a budget: a short prompt is what makes a small
local model fast. Whether a sentence answers anything is not decided here (`confidence`, `check`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np
from numpy.typing import NDArray

from index import Hit, Span, sentence_spans
from qa.check.reading import read
from qa.check.reading.tokens import language_of
from qa.evidence import Sentence
from qa.neighbours import with_support

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

_COSINE, _CONTEXT, _RANK = 0.62, 0.25, 0.13  # weights of a sentence's score; they add up to 1
_SHORTEST_WORDS = 4
_LONGEST_SENTENCE = 700  # code points; longer ones are tables, lists and missing full stops
_MOST_EMBEDDED = 48


def rank_sentences(question: str, hits: Sequence[Hit], embed: Embed, *, talk: str = "") -> list[Sentence]:
    """Return the sentences of the hits' passages, nearest to the question first, unnumbered and each text once.

    The score weighs the cosine of the sentence, the share of the question's words that it, its title and its predecessor hold
    together (rare words count more), and the rank of its passage. What it holds by itself counts in `qa.extract`.

    Args:
        question: Its own words tell which sentence is meant.
        hits: Best first.
        embed: The archive's encoder.
        talk: A follow-up behind the exchange before it: its words tell which article is meant. The question itself if empty.
    """
    candidates = list(_candidates(hits))
    if not candidates:
        return []
    own = _word_weights(question, candidates)
    around = own if talk in ("", question) else _word_weights(talk, candidates)
    lexical = [_coverage(own, candidate.stems) for candidate in candidates]
    context = [_coverage(around, candidate.context | candidate.stems) for candidate in candidates]
    order = sorted(range(len(candidates)), key=lambda at: -(lexical[at] + context[at] + candidates[at].rank_share))
    kept = order[:_MOST_EMBEDDED]
    rows = embed([question, talk or question, *(candidates[at].sentence.text for at in kept)])
    cosines = np.clip(rows[2:] @ rows[:2].T, 0.0, 1.0).mean(axis=1)
    scored = [
        replace(
            candidates[at].sentence,
            score=round(_COSINE * float(cosine) + _CONTEXT * context[at] + _RANK * candidates[at].rank_share, 4),
        )
        for at, cosine in zip(kept, cosines, strict=True)
    ]
    return sorted(scored, key=lambda sentence: -sentence.score)


def number_sentences(ranked: Sequence[Sentence], *, most: int, budget: int) -> list[Sentence]:
    """Return the sentences to be shown to the model: grouped by article, in reading order, numbered from 1.

    Args:
        ranked: Best first.
        most: At most so many of them; one that leans on its predecessor (`He said …`) brings it along.
        budget: Code points of text, about four a token.
    """
    chosen: dict[tuple[str, int], Sentence] = {}
    spent = 0
    for sentence in ranked[:most]:
        for part in with_support(sentence):
            if part.place not in chosen and (spent + len(part.text) <= budget or not chosen):
                chosen[part.place] = part
                spent += len(part.text)
    best = {id_: rank for rank, id_ in reversed(list(enumerate(sentence.article.id for sentence in chosen.values())))}
    in_order = sorted(chosen.values(), key=lambda sentence: (best[sentence.article.id], sentence.start))
    return [replace(sentence, number=number) for number, sentence in enumerate(in_order, start=1)]


def is_sentence(text: str) -> bool:
    """Whether it reads as a sentence: four words at least, 700 code points at most; longer ones are tables and lists."""
    return len(text) <= _LONGEST_SENTENCE and len(text.split()) >= _SHORTEST_WORDS


@dataclass(frozen=True, slots=True)
class _Candidate:
    sentence: Sentence
    stems: frozenset[str]
    context: frozenset[str]
    rank_share: float


def _candidates(hits: Sequence[Hit]) -> Iterator[_Candidate]:
    seen: set[str] = set()
    for hit in hits:
        article = hit.article.article
        title = _words(article.title)
        before: frozenset[str] = frozenset()
        for span in _spans_in(hit):
            text = article.text[span.start : span.end]
            stems = _words(text)
            if text.casefold() not in seen and is_sentence(text):
                seen.add(text.casefold())
                sentence = Sentence(0, hit.article, span.start, span.end, text, 0.0, hit.also_in)
                yield _Candidate(sentence, stems, title | before, 1.0 / hit.rank)
            before = stems


def _spans_in(hit: Hit) -> Iterator[Span]:
    passage = hit.passage
    for span in sentence_spans(passage.text, hit.article.article.language):
        yield Span(passage.start + span.start, passage.start + span.end)


def _word_weights(question: str, candidates: Sequence[_Candidate]) -> dict[str, float]:
    """Weigh the question's words by how rare they are among the candidates."""
    total = len(candidates)
    return {stem: log(1 + total / (1 + sum(stem in candidate.stems for candidate in candidates))) for stem in _words(question)}


def _coverage(weights: dict[str, float], stems: frozenset[str]) -> float:
    whole = sum(weights.values())
    return sum(weight for stem, weight in weights.items() if stem in stems) / whole if whole else 0.0


def _words(text: str) -> frozenset[str]:
    """Return the stems of what carries meaning in `text`, numbers included."""
    reading = read(text, language_of(text))
    meaningful = set(reading.content)
    return frozenset(token.stem for at, token in enumerate(reading.tokens) if at in meaningful or token.kind == "number")
