"""What a statement affirms the quotes affirm, and what it denies they deny."""

import pytest

from qa.check.reading import grounds_of, read
from qa.check.rules.negation import negation

SAME = [
    ("The union rejected the offer.", "The union did not accept the offer."),
    ("No ransom was paid.", "The government paid no ransom."),
    ("Nobody was killed.", "No one has been killed."),
    ("The drug is not approved by any regulator.", "No regulator has approved the drug."),
    ("Sales increased.", "Sales rose by 3% while costs fell."),
    ("Costs decreased.", "Sales rose by 3% while costs fell."),
    ("The union accepted the offer.", "The union, which had not been asked in May, accepted the offer."),
    ("The senate voted against the bill.", "The senate voted 31 to 19 against the bill."),
    ("She bought the winning ticket.", "She bought the winning ticket at the lost property office."),
]
TURNED = [
    ("The union accepted the offer.", "The union has not accepted the offer."),
    ("The union has not accepted the offer.", "The union accepted the offer."),
    ("The union accepted the offer.", "The union refused to accept the offer."),
    ("The union accepted the offer.", "The union rejected the offer."),
    ("The junta extended the mandate.", "The junta failed to extend the mandate."),
    ("Sales fell.", "Sales rose by 3% while costs fell."),
    ("Soldiers were killed.", "No soldiers were killed."),
    ("The sanctions were imposed in July.", "The sanctions were lifted in July."),
    ("Ships arrived at the port.", "Ships left the port."),
    ("The senate voted for the bill.", "The senate voted against the bill."),
    ("The theatre faces closure.", "The gift saves it, averting closure."),
    ("It was the highest level.", "It was the lowest level."),
]


@pytest.mark.parametrize(("statement", "sentence"), SAME)
def test_a_negation_elsewhere_or_in_other_words_does_no_harm(quotes, statement, sentence):
    assert negation(read(statement, "en"), grounds_of(quotes(sentence))) is None


@pytest.mark.parametrize(("statement", "sentence"), TURNED)
def test_a_polarity_turned_round_is_seen(quotes, statement, sentence):
    assert negation(read(statement, "en"), grounds_of(quotes(sentence))).rule == "negation"


def test_the_french_ne_pas_is_read_once(quotes):
    evidence = grounds_of(quotes("Les infirmières n'ont pas repris le travail.", language="fr"))
    assert negation(read("Les infirmières n'ont pas repris le travail mercredi.", "fr"), evidence) is None
    assert negation(read("Les infirmières ont repris le travail.", "fr"), evidence).rule == "negation"
