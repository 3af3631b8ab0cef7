"""Gathering: from hits to numbered sentences."""

from __future__ import annotations

from index import Article
from qa.gather import number_sentences, predecessor, rank_sentences, with_support
from tests.doubles.hashing_encoder import HashingEncoder
from tests.qa.news import HARBOUR, POST, hit, sentences

QUESTION = "How many dockworkers did the fire at the harbour of Alder kill?"


def ranked(*articles):
    hits = [hit(article, rank) for rank, article in enumerate(articles, start=1)]
    return rank_sentences(QUESTION, hits, HashingEncoder().encode)


def test_sentences_come_with_exact_offsets_and_a_score_within_bounds():
    for sentence in ranked(HARBOUR, POST):
        assert sentence.article.article.text[sentence.start : sentence.end] == sentence.text
        assert 0 <= sentence.score <= 1


def test_the_sentence_that_shares_most_with_the_question_is_first():
    assert ranked(HARBOUR)[0].text.startswith("A fire at the harbour of Alder killed twelve")


def test_the_same_sentence_in_two_articles_is_shown_once():
    texts = [sentence.text for sentence in ranked(HARBOUR, HARBOUR)]
    assert len(texts) == len(set(texts))


def test_nothing_found_is_nothing_ranked():
    assert rank_sentences(QUESTION, [], HashingEncoder().encode) == []


def test_numbers_run_from_one_through_each_article_in_reading_order():
    numbered = number_sentences(ranked(HARBOUR, POST), most=6, budget=2000)
    assert [sentence.number for sentence in numbered] == list(range(1, len(numbered) + 1))
    places = [(sentence.article.id, sentence.start) for sentence in numbered]
    articles = list(dict.fromkeys(article for article, _ in places))
    assert places == sorted(places, key=lambda place: (articles.index(place[0]), place[1]))


def test_the_budget_holds_but_the_best_sentence_always_fits():
    found = ranked(HARBOUR, POST)
    assert len(number_sentences(found, most=6, budget=1)) == 1
    assert sum(len(sentence.text) for sentence in number_sentences(found, most=6, budget=150)) <= 150


def test_a_sentence_that_leans_brings_the_one_before_it():
    first, second, third, _ = sentences(HARBOUR)
    assert second.text.startswith("It ")
    assert [sentence.text for sentence in with_support(second)] == [first.text, second.text]
    assert with_support(third) == [third]


def test_the_first_sentence_has_no_predecessor():
    assert predecessor(sentences(HARBOUR)[0]) is None


def test_this_month_leans_on_nothing():
    article = Article(title="Raid", text="The base was hit in July. This month, 42 soldiers fell at Orm. This shook the town.")
    _, second, third = sentences(article)
    assert with_support(second) == [second]
    assert len(with_support(third)) == 2
