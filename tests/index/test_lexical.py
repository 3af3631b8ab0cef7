"""The lexical index: words are found by their stems in their own language, with or without accents."""

import pytest

from index import Archive, Article


@pytest.fixture
def found(tmp_path, encoder):
    articles = [
        Article(
            title="Tarifs",
            text="Les élus ont voté la réouverture des négociations à Besançon.",
            external_id="fr",
            language="fr-FR",
        ),
        Article(
            title="Fares", text="Councillors voted to reopen negotiations about the tram fares.", external_id="en", language="en"
        ),
        Article(title="Weather", text="It rained in Besançon.", external_id="rain", source="Alder Gazette"),
        Article(title="Hurt", text="The worker was hurt beside the wet dock.", external_id="apart"),
        Article(title="Hurt", text="The dock worker was hurt beside the wet.", external_id="together"),
    ]
    with Archive.open(tmp_path, encoder=encoder) as archive:
        archive.add(articles)
        yield lambda question: [hit.article.article.external_id for hit in archive.search(question, mode="lexical")]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("négociation réouvertes", "fr"),
        ("reouverture", "fr"),
        ("negotiation on fare", "en"),
        ("RAINING", "rain"),
        ("gazette", "rain"),
    ],
)
def test_a_word_is_found_by_its_stem_and_without_its_accents(found, question, expected):
    assert found(question)[0] == expected


def test_a_name_is_found_in_every_language(found):
    assert set(found("Besancon")) == {"fr", "rain"}


def test_words_that_stand_together_as_in_the_question_come_before_the_same_words_apart(found):
    assert found("dock worker") == ["together", "apart"]


def test_no_words_find_nothing(found):
    assert found("?! …") == []
