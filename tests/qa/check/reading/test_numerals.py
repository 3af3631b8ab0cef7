"""Digits and number words, English and French, are read as exact values."""

from fractions import Fraction

import pytest

from qa.check.reading.numerals import numerals_of
from qa.check.reading.tokens import language_of, tidy, tokens_of

VALUES = [
    ("2,500", [2500]),
    ("2 500", [2500]),
    ("4.5", [Fraction("4.5")]),
    ("4,5", [Fraction("4.5")]),
    ("1,234,567.5", [Fraction("1234567.5")]),
    ("1.234.567", [1234567]),
    ("1.2 million", [1200000]),
    ("5bn", [5 * 10**9]),
    ("twenty-one", [21]),
    ("two hundred and five", [205]),
    ("three thousand four hundred", [3400]),
    ("a dozen", [12]),
    ("half a million", [500000]),
    ("two-thirds", [Fraction(2, 3)]),
    ("a third of", [Fraction(1, 3)]),
    ("third", [3]),
    ("21st", [21]),
    ("between two and three", [2, 3]),
    ("quatre-vingt-dix-sept", [97]),
    ("dix-sept jours", [17]),
    ("deux mille cinq cents", [2500]),
    ("une centaine de", [100]),
    ("trois milliards", [3 * 10**9]),
    ("hundreds of thousands", [100_000]),
]


@pytest.mark.parametrize(("written", "values"), VALUES)
def test_a_number_is_worth_what_it_says(written, values):
    text = tidy(written)
    assert [numeral.values[0] for numeral in numerals_of(tokens_of(text, language_of(text)))] == values


def test_a_point_before_three_digits_may_mean_either():
    assert numerals_of(tokens_of("2.500"))[0].values == (Fraction("2.5"), Fraction(2500))
