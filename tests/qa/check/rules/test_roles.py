"""Who does what to whom in a statement does it in the quotes."""

import pytest

from qa.check.reading import grounds_of, read
from qa.check.rules.roles import roles

KEPT = [
    ("Mali was accused by France.", "France accused Mali of hiring mercenaries."),
    ("Calder were beaten by Rovers.", "Rovers beat Calder 4-2."),
    ("The strike ended.", "Dockers accepted the offer, ending the strike."),
    ("The base was handed over to the army.", "France handed over the base to the army."),
    ("The troops moved from Mali to Niger.", "The troops moved to Niger from Mali."),
    ("Police arrested 23 supporters.", "23 supporters were arrested by police."),
    ("The vaccine reduced cases.", "A vaccine developed at the University of Larne reduced cases by 74%."),
]
TURNED = [
    ("Mali accused France of hiring mercenaries.", "France accused Mali of hiring mercenaries."),
    ("Calder beat Rovers.", "Rovers beat Calder 4-2."),
    ("Rovers were beaten by Calder.", "Rovers beat Calder 4-2."),
    ("The army handed over the base.", "The base was handed over to the army."),
    ("The troops moved from Niger to Mali.", "The troops moved from Mali to Niger."),
    ("Turnout went from 61% to 68%.", "Turnout was 61%, down from 68%."),
    ("Insurgents drove out the soldiers.", "The soldiers had come to drive out insurgents."),
    ("The officer paid the diplomats.", "Six diplomats had paid the officer for plans."),
]


@pytest.mark.parametrize(("statement", "sentence"), KEPT)
def test_the_passive_and_another_order_keep_the_roles(quotes, statement, sentence):
    assert roles(read(statement, "en"), grounds_of(quotes(sentence))) is None


@pytest.mark.parametrize(("statement", "sentence"), TURNED)
def test_roles_that_are_exchanged_are_seen(quotes, statement, sentence):
    assert roles(read(statement, "en"), grounds_of(quotes(sentence))).rule == "roles"
