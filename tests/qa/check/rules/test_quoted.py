"""What a statement puts between quotation marks is in a quote, word for word."""

import pytest

from qa.check.reading import grounds_of, read
from qa.check.rules.quoted import quoted

QUOTE = "“Nobody got everything they wanted, but families can plan again,” union leader Greet Haaland said."
VERBATIM = [
    'She said that "families can plan again".',
    "She said: “Nobody got everything they wanted.”",
    "She said: «nobody got everything … families can plan again».",
    "She said nobody got everything.",
]
ALTERED = [
    'She said that "every family can plan again".',
    "She said: “Nobody got anything they wanted.”",
    "She said: «families can plan … nobody got everything».",
]


@pytest.mark.parametrize("statement", VERBATIM)
def test_words_that_are_in_the_quote_pass_whatever_the_marks(quotes, statement):
    assert quoted(read(statement, "en"), grounds_of(quotes(QUOTE))) is None


@pytest.mark.parametrize("statement", ALTERED)
def test_words_that_are_not_in_the_quote_or_in_another_order_are_seen(quotes, statement):
    assert quoted(read(statement, "en"), grounds_of(quotes(QUOTE))).rule == "quoted"
