"""A statement is no surer than the quotes."""

import pytest

from qa.check.reading import grounds_of, read
from qa.check.rules.hedges import hedges

KEPT = [
    ("The toll could rise.", "The toll could rise."),
    ("Boreal will buy Helianth.", "Boreal has agreed to buy Helianth."),
    ("Boreal plans to buy Helianth.", "Boreal will buy Helianth."),
    ("The mandate expires in June.", "The mandate will expire in June."),
    ("Alleged terrorists killed 132 civilians.", "132 civilians were killed by alleged terrorists."),
    ("Police suspect arson.", "Police suspect arson."),
    ("The mayor announced the construction of a line.", "The city will construct a line, the mayor announced."),
]
DROPPED = [
    ("The toll rose.", "The toll could rise."),
    ("Boreal bought Helianth.", "Boreal has agreed to buy Helianth."),
    ("Boreal bought Helianth.", "Boreal plans to buy Helianth."),
    ("Boreal will buy Helianth.", "Boreal may buy Helianth."),
    ("The law took effect in May.", "The law would take effect in May if signed."),
    ("Terrorists killed 132 civilians.", "132 civilians were killed by alleged terrorists."),
    ("A larger trial took place in 2022.", "A larger trial is planned for 2022."),
    ("The governor vetoed the bill.", "The governor has threatened to veto the bill."),
    ("The group was behind the abduction.", "The group is suspected of being behind the abduction."),
]


@pytest.mark.parametrize(("statement", "sentence"), KEPT)
def test_a_hedge_that_is_kept_or_weakened_passes(quotes, statement, sentence):
    assert hedges(read(statement, "en"), grounds_of(quotes(sentence))) is None


@pytest.mark.parametrize(("statement", "sentence"), DROPPED)
def test_a_hedge_that_is_dropped_or_strengthened_is_seen(quotes, statement, sentence):
    assert hedges(read(statement, "en"), grounds_of(quotes(sentence))).rule == "hedges"
