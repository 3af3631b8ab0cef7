"""Every date of a statement stands in the quotes, or follows from one by the day of publication."""

import pytest

from qa.check.reading import grounds_of, read
from qa.check.rules.dates import dates

# The article is of Monday 15 August 2022.
BORNE_OUT = [
    ("It happened on 15 August 2022.", "It happened on Monday."),
    ("It happened on Monday.", "It happened on 15 August 2022."),
    ("It happened in August 2022.", "It happened on Friday."),
    ("It began in February 2022.", "It began in February."),
    ("It began in December 2021.", "It began in December."),
    ("It happened in 2021.", "It happened last year."),
    ("It happened on 14 August.", "It happened yesterday."),
    ("It happened in 2014.", "It happened on 3 May 2014."),
    ("It happened on May 3, 2014.", "It happened on 3 May 2014."),
    ("It happened in the 1990s.", "It happened in 1994."),
    ("It will open in September 2022.", "It will open in September."),
    ("It will be torn down in spring 2023.", "It will be torn down next spring."),
    ("It happened in 2020.", "It happened two years ago."),
    ("Voting may take place in May.", "Voting may take place in May."),
]
NOT_BORNE_OUT = [
    ("It happened on 16 August 2022.", "It happened on Monday."),
    ("It happened on Tuesday.", "It happened on Monday."),
    ("It happened in 2014.", "It happened in 2015."),
    ("It happened on 3 May 2014.", "It happened in May 2014."),
    ("It began in February 2021.", "It began in February."),
    ("It happened today.", "It happened on Monday."),
    ("It happened in the 1980s.", "It happened in 1994."),
    ("It happened in 2022.", "It happened."),
]


def judged(quotes, statement, sentence, published="2022-08-15"):
    grounds = grounds_of(quotes(sentence, published=published))
    return dates(read(statement, "en"), grounds)


@pytest.mark.parametrize(("statement", "sentence"), BORNE_OUT)
def test_a_date_that_follows_from_the_quote_is_borne_out(quotes, statement, sentence):
    assert judged(quotes, statement, sentence) is None


@pytest.mark.parametrize(("statement", "sentence"), NOT_BORNE_OUT)
def test_a_date_that_does_not_follow_is_seen(quotes, statement, sentence):
    assert judged(quotes, statement, sentence).rule == "dates"


def test_without_a_day_of_publication_nothing_is_resolved(quotes):
    assert judged(quotes, "It happened on 15 August 2022.", "It happened on Monday.", published=None)
