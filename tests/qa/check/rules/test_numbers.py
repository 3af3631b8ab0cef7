"""Every number of a statement stands in the quotes, with its unit, what it counts and its bound."""

import pytest

from qa.check.reading import grounds_of, read
from qa.check.rules.numbers import numbers

SAME = [
    ("The bridge cost 1.2 million euros.", "The bridge cost 1,200,000 euros."),
    ("It killed two thousand people.", "It killed 2,000 people."),
    ("Twenty-one ships sank.", "21 ships sank."),
    ("It fell by 4.5 percent.", "It fell by 4.5%."),
    ("The loan was worth $3.4bn.", "The loan was worth 3.4 billion dollars."),
    ("It covers half of the area.", "It covers 50% of the area."),
    ("It lasted nine years.", "It was a nine-year mission."),
    ("It lasted four to six months.", "It lasted between 4 and 6 months."),
    ("Some 2,500 soldiers stayed.", "Around 2,500 soldiers stayed."),
    ("2,500 soldiers stayed.", "Around 2,500 soldiers stayed."),
    ("About 2,000 houses burned.", "1,987 houses burned."),
    ("More than 2,000 houses burned.", "2,014 houses burned."),
    ("Thousands of houses burned.", "4,300 houses burned."),
    ("42 people were killed.", "42 Malian soldiers were killed."),
    ("42 troops were killed.", "42 soldiers were killed."),
    ("The toll rose to 42.", "The death toll rose to 42 on Monday."),
    ("One soldier was hurt.", "A soldier was hurt."),
    ("It was the third attack.", "It was the 3rd attack."),
    ("The nurse is 68 years old.", "The nurse, aged 68, won."),
]
OTHER = [
    ("The bridge cost 1.2 billion euros.", "The bridge cost 1,200,000 euros."),
    ("The bridge cost 1.2 million dollars.", "The bridge cost 1.2 million euros."),
    ("It fell by 4.5 percentage points.", "It fell by 4.5%."),
    ("It is 15 metres away.", "It is 15 kilometres away."),
    ("132 soldiers were killed.", "132 civilians were killed."),
    ("2,000 civilians were killed.", "2,000 people were killed."),
    ("2,000 civilians were killed.", "More than 2,000 civilians were killed."),
    ("Fewer than 2,000 civilians were killed.", "More than 2,000 civilians were killed."),
    ("More than 2,000 civilians were killed.", "2,000 civilians were killed."),
    ("At most 57 died.", "At least 57 died."),
    ("More than 2,000 houses burned.", "4,300 houses burned."),
    ("Millions of houses burned.", "4,300 houses burned."),
    ("It lasted six months.", "It lasted between 4 and 6 months."),
    ("It was the second attack.", "It was the third attack."),
    ("Exports fell to 11%.", "Exports fell by 11% to 6,300 tonnes."),
    ("It cost 90 million less than planned.", "It cost 90 million more than planned."),
    ("Between 6 and 6 months passed.", "Between 5 and 6 months passed."),
    ("It bans phones in 31 schools.", "The senate voted 31 to 19 on Thursday for a bill that would ban phones from all schools."),
]


def judged(quotes, statement, sentence):
    grounds = grounds_of(quotes(sentence))
    return numbers(read(statement, grounds[0].line.language), grounds)


@pytest.mark.parametrize(("statement", "sentence"), SAME)
def test_a_number_written_otherwise_is_the_same(quotes, statement, sentence):
    assert judged(quotes, statement, sentence) is None


@pytest.mark.parametrize(("statement", "sentence"), OTHER)
def test_another_number_unit_count_or_bound_is_seen(quotes, statement, sentence):
    assert judged(quotes, statement, sentence).rule == "numbers"


def test_a_french_decimal_comma_is_no_thousands_separator(quotes):
    assert judged(quotes, "Elle est longue de 8,4 kilomètres.", "Longue de 8,4 kilomètres, elle relie la gare à la mer.") is None
    assert judged(quotes, "Elle est longue de 84 kilomètres.", "Longue de 8,4 kilomètres, elle relie la gare à la mer.")
