"""A figure or a date stays with the event that the quotes give it to."""

import pytest

from qa.check.reading import grounds_of, read
from qa.check.rules.binding import binding

KEPT = [
    ("151 people were rescued.", ["The guard rescued 151 people and was still searching for 26 others."]),
    ("They were kidnapped in May.", ["The workers who were kidnapped in May were released on Saturday."]),
    ("Barkhane replaced Serval in 2014.", ["The army first deployed in 2013.", "Barkhane took the role of Serval in 2014."]),
    ("Mbeki got 39.8%.", ["Okello won with 54.2%.", "His rival Ruth Mbeki received 39.8%."]),
    ("Helianth shares rose 18%.", ["Shares in Helianth rose 18%, while those of Boreal fell 2.5%."]),
]
MOVED = [
    ("26 people were rescued.", ["The guard rescued 151 people and was still searching for 26 others."]),
    ("They were kidnapped on Saturday.", ["The workers who were kidnapped in May were released on Saturday."]),
    (
        "Barkhane took the role of Serval in 2013.",
        ["The army first deployed in 2013.", "Barkhane took the role of Serval in 2014."],
    ),
    ("Mbeki received 54.2%.", ["Okello won with 54.2%.", "His rival Ruth Mbeki received 39.8%."]),
    ("Boreal shares rose 18%.", ["Shares in Helianth rose 18%, while those of Boreal fell 2.5%."]),
    ("The harbour was sold on Sunday.", ["41 boats left the harbour on Sunday.", "The harbour was sold to Kestrane."]),
    ("About 5,200 jobs will be cut.", ["About 400 of the 5,200 jobs will be cut."]),
]


@pytest.mark.parametrize(("statement", "sentences"), KEPT)
def test_a_figure_with_its_own_event_passes(quotes, statement, sentences):
    assert binding(read(statement, "en"), grounds_of(quotes(*sentences))) is None


@pytest.mark.parametrize(("statement", "sentences"), MOVED)
def test_a_figure_with_another_event_is_seen(quotes, statement, sentences):
    assert binding(read(statement, "en"), grounds_of(quotes(*sentences))).rule == "binding"
