import pytest

from eval.metrics.words import contains, words


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("2,500", "2500"),
        ("2 500", "2500"),
        ("2\u202f500", "2500"),
        ("2\u00a0500", "2500"),
        ("2'500", "2500"),
        ("1,234,567", "1234567"),
        ("4,5 %", "4.5 percent"),
        ("4.50%", "4.5 per cent"),
        ("4,5 pour cent", "4.5 percent"),
        ("3.0", "3"),
        ("1,234.50", "1234.5"),
        ("12th March", "12 March"),
        ("L’armée", "armée"),
        ("l'armee", "ARMÉE"),
        ("Côte d’Ivoire", "Cote Ivoire"),
        ("The “Squid Game”", "Squid Game"),
        ("a two-year-old", "two year old"),
        ("Mali's", "Mali’s"),
        ("ﬁve", "five"),
    ],
)
def test_two_spellings_of_one_thing_are_the_same_words(text, same):
    assert words(text) == words(same)


@pytest.mark.parametrize(("text", "other"), [("4.5", "45"), ("2,5", "25"), ("2,500", "2.5"), ("1.234", "1234")])
def test_two_numbers_are_never_folded_into_one(text, other):
    assert words(text) != words(other)


def test_years_side_by_side_are_not_one_number():
    assert words("between 2013 and 2022, 500 left") == ["between", "2013", "and", "2022", "500", "left"]


def test_a_text_of_articles_only_keeps_its_words():
    assert words("The The") == ["the", "the"]


def test_nothing_has_no_words():
    assert words("") == []
    assert words("“…”") == []


def test_words_must_stand_side_by_side():
    assert contains(["last", "unit", "left"], ["unit", "left"])
    assert not contains(["last", "unit", "left"], ["last", "left"])
    assert not contains(["2500"], ["500"])


def test_nothing_stands_nowhere():
    assert not contains(["a"], [])
    assert not contains([], ["a"])
