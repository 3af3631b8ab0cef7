"""Passages: whole sentences, exact offsets, never longer than the encoder reads."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Article, load_encoder, sentence_spans
from index.passage import WORDPIECES, WordRuler, cut, heading

TEXTS = st.lists(
    st.one_of(
        st.text(max_size=80),
        st.sampled_from(
            ["The council met on Monday. ", "\n\n", "M. Duval a dit oui. ", "é" * 900, "word " * 700, "数" * 700, "x" * 5000]
        ),
    ),
    max_size=12,
).map("".join)
ARTICLES = st.builds(Article, title=st.text(max_size=60), text=TEXTS, language=st.sampled_from([None, "en", "fr"]))


@given(article=ARTICLES, wordpieces=st.integers(min_value=20, max_value=300))
def test_a_passage_is_exactly_the_slice_that_its_offsets_name(article, wordpieces):
    for passage in cut(article, WordRuler(), wordpieces=wordpieces):
        assert article.text[passage.start : passage.end] == passage.text
        assert passage.text.strip()
        assert (passage.article_id, passage.text_sha256) == (article.id, article.text_sha256)


@given(article=ARTICLES)
def test_the_passages_of_an_article_hold_every_visible_character(article):
    seen = set()
    for passage in cut(article, WordRuler()):
        seen.update(range(passage.start, passage.end))
    assert all(at in seen for at, character in enumerate(article.text) if not character.isspace())


@given(article=ARTICLES)
def test_passage_ids_are_the_same_each_time_and_different_within_an_article(article):
    ids = [passage.id for passage in cut(article, WordRuler())]
    assert ids == [passage.id for passage in cut(article, WordRuler())]
    assert len(set(ids)) == len(ids)


@settings(deadline=None, max_examples=20)
@given(article=ARTICLES)
def test_with_its_heading_no_passage_is_longer_than_the_encoder_reads(article):
    ruler = load_encoder_once()
    for passage in cut(article, ruler):
        assert ruler.lengths([heading(article)])[0] + ruler.lengths([passage.text])[0] + 2 <= WORDPIECES


def test_neighbouring_passages_share_one_sentence_and_begin_with_one():
    text = " ".join(f"Sentence number {number} says that the tramway was late again." for number in range(120))
    article = Article(title="Late", text=text)
    passages = cut(article, WordRuler())
    starts = {span.start: span.end for span in sentence_spans(text)}
    assert len(passages) > 3
    for before, after in pairwise(passages):
        assert starts[after.start] == before.end


@pytest.mark.parametrize("text", ["a" * 1_000_000, "word " * 200_000, "数" * 200_000, "a.b" * 300_000])
def test_a_text_without_a_break_is_cut_into_passages_of_bounded_length(text):
    passages = cut(Article(title="", text=text), WordRuler())
    assert max(len(passage.text) for passage in passages) < 3_000
    assert passages[-1].end == len(text.rstrip())


_encoders = []


def load_encoder_once():
    if not _encoders:
        _encoders.append(load_encoder())
    return _encoders[0]
