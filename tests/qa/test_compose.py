"""Composition: offsets, quotes and links."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Article
from qa.compose import Composer, fragment_url
from tests.qa.news import HARBOUR, POST, sentences


def test_every_citation_marks_its_statement_in_the_text():
    first, second, *_ = sentences(HARBOUR)
    composer = Composer(6)
    composer.add("Twelve died.", [first])
    composer.add("It began at 4 a.m.", [second])
    marked = [composer.text[citation.start : citation.end] for citation in composer.citations]
    assert marked == ["Twelve died.", "It began at 4 a.m."]


def test_deltas_put_together_are_the_text():
    composer, told = Composer(6), ""
    for sentence in sentences(HARBOUR):
        delta, _ = composer.add(sentence.text, [sentence])
        assert delta.offset == len(told)
        told += delta.delta
    assert told == composer.text


def test_sentences_that_follow_each_other_make_one_quote():
    first, second, third, _ = sentences(HARBOUR)
    composer = Composer(6)
    composer.add("x", [second, first])
    assert [quote.text for quote in composer.quotes] == [HARBOUR.text[first.start : second.end]]
    composer.add("y", [third])
    assert len(composer.quotes) == 2


def test_a_quote_does_not_run_over_the_end_of_a_paragraph():
    *_, third, fourth = sentences(HARBOUR)
    composer = Composer(6)
    composer.add("x", [third, fourth])
    assert len(composer.quotes) == 2


def test_a_quote_used_twice_keeps_its_id():
    first, *_ = sentences(HARBOUR)
    composer = Composer(6)
    composer.add("x", [first])
    _, cited = composer.add("y", [first])
    assert cited.citation.quote_ids == ("q1",)
    assert cited.quotes == ()


def test_there_is_no_room_for_more_quotes_than_are_wanted():
    first, second, _, fourth = sentences(HARBOUR)
    composer = Composer(1)
    assert composer.has_room([first, second])
    assert not composer.has_room([first, fourth])
    composer.add("x", [first])
    assert composer.has_room([first])
    assert not composer.has_room([fourth])


def test_each_article_is_a_source_once():
    composer = Composer(6)
    for sentence in sentences(HARBOUR, POST):
        composer.add("x", [sentence])
    assert [source.external_id for source in composer.sources] == ["harbour", "post"]


@given(st.text(min_size=1).filter(lambda text: unicodedata.is_normalized("NFC", text) and text.strip()))
def test_a_quote_is_always_a_slice_of_its_article(text):
    article = Article(title="t", text=text)
    composer = Composer(100)
    for sentence in sentences(article):
        composer.add("x", [sentence])
    for quote in composer.quotes:
        assert text[quote.start : quote.end] == quote.text
        assert text[: quote.start].endswith(quote.prefix)
        assert text[quote.end :].startswith(quote.suffix)


@pytest.mark.parametrize(
    ("quote", "directive"),
    [
        ("Twelve died.", "Twelve%20died."),
        ("A half-built, costly & late plan", "A%20half%2Dbuilt%2C%20costly%20%26%20late%20plan"),
        ("one two three four five\nsix seven eight nine ten", "one%20two%20three%20four%20five,six%20seven%20eight%20nine%20ten"),
    ],
)
def test_a_text_fragment_escapes_what_is_a_delimiter_and_spans_lines_by_both_ends(quote, directive):
    assert fragment_url("https://a.example/b#old", quote) == f"https://a.example/b#:~:text={directive}"
