"""Gathering: from hits to numbered sentences."""

from __future__ import annotations

from qa.gather import number_sentences, rank_sentences
from tests.doubles.hashing_encoder import HashingEncoder
from tests.qa.news import HARBOUR, POST, hit

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


def test_of_a_follow_up_the_talk_tells_the_article_and_its_own_words_the_sentence():
    talk = "What happened at the harbour of Alder? A fire killed twelve dockworkers. And the damage?"
    own, around = (
        {
            sentence.text: sentence.score
            for sentence in rank_sentences(question, [hit(HARBOUR)], HashingEncoder().encode, talk=talk)
        }
        for question in ("And the damage?", talk)
    )
    damage = "The damage is put at 12 million crowns."
    assert own[damage] - max(own.values()) > around[damage] - max(around.values())
    assert own[damage] > 0.8 * max(own.values())
