"""Every proper name of a statement stands in the quotes or the headline, or is the outlet."""

import pytest

from qa.check.reading import grounds_of, read
from qa.check.rules.names import names

QUOTE = "President Emmanuel Macron met François Hollande and Assimi Goïta of Mali in Bamako, Human Rights Watch said."
KNOWN = [
    "Macron met Hollande.",
    "Francois Hollande was there.",
    "Goita was there.",
    "The Malian leader met President Macron.",
    "The meeting was described by HRW.",
    "Officials met in Bamako.",
    "According to AllAfrica, they met.",
    "They met in the Sahel.",
]
UNKNOWN = [
    "Macron met Hollande in Paris.",
    "François Macron was there.",
    "Emmanuel Goita was there.",
    "They met in Niger.",
    "They were joined by Angela Merkel.",
    "According to Amnesty International, they met.",
    "Russia's president was there.",
]


@pytest.mark.parametrize("statement", KNOWN)
def test_part_of_a_name_a_demonym_an_acronym_the_headline_and_the_outlet_are_known(quotes, statement):
    grounds = grounds_of(quotes(QUOTE, title="Sahel: presidents meet", source="AllAfrica"))
    assert names(read(statement, "en"), grounds) is None


@pytest.mark.parametrize("statement", UNKNOWN)
def test_a_new_name_or_a_mixture_of_two_is_seen(quotes, statement):
    grounds = grounds_of(quotes(QUOTE, title="Sahel: presidents meet", source="AllAfrica"))
    assert names(read(statement, "en"), grounds).rule == "names"
