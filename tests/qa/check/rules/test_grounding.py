"""The words of a statement are those of the quotes, or mean the same."""

import pytest

from qa.check.reading import grounds_of, read
from qa.check.rules.grounding import grounding

QUOTE = "Three ships loaded with 58,000 tonnes of maize left the port of Odrin on Sunday under an accord with Sarmatia."
COVERED = [
    "Three ships with 58,000 tonnes of maize left Odrin.",
    "Three vessels departed from the harbour of Odrin on Sunday.",
    "The ships left under an agreement with Sarmatia.",
    "The grain ships were loaded with corn.",
]
UNCOVERED = [
    "Three ships loaded with 58,000 tonnes of wheat left the port of Odrin.",
    "Three ships left the port of Odrin, and their crews were vaccinated.",
    "The capital of Japan is Tokyo.",
    "The accord was signed by the emperor in a ceremony.",
    "Tokyo.",
    "It is so.",
]


def test_a_headline_says_who_and_where_but_not_what_happened(quotes):
    evidence = grounds_of(quotes("They left the harbour on Sunday.", title="Fishing boats of Selden sold", source="Harbinger"))
    assert grounding(read("The fishing boats of Selden left the harbour.", "en"), evidence) is None
    assert grounding(read("The harbour was sold.", "en"), evidence).rule == "grounding"


@pytest.mark.parametrize("statement", COVERED)
def test_inflections_synonyms_and_the_headline_cover_a_statement(quotes, statement):
    assert grounding(read(statement, "en"), grounds_of(quotes(QUOTE, title="Grain ships leave port"))) is None


@pytest.mark.parametrize("statement", UNCOVERED)
def test_what_no_quote_holds_is_seen(quotes, statement):
    assert grounding(read(statement, "en"), grounds_of(quotes(QUOTE, title="Grain ships leave port"))).rule == "grounding"
