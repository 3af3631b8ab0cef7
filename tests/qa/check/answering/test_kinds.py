"""What sort of thing a question asks for."""

import pytest

from qa.check import expected_kind

ASKED = [
    ("Who announced the withdrawal?", "person"),
    ("Which French president decided it?", "person"),
    ("By whom was it announced?", "person"),
    ("Who is Assimi Goita?", "statement"),
    ("Where did the last soldiers go?", "place"),
    ("Which country did they move to?", "place"),
    ("What is the capital of Japan?", "place"),
    ("When did Barkhane replace Serval?", "date"),
    ("In which year did it begin?", "date"),
    ("On what date did the staff issue its statement?", "date"),
    ("How many civilians were killed?", "amount"),
    ("What percentage of the vote did she get?", "amount"),
    ("What was the turnout?", "amount"),
    ("How far is Kati from Bamako?", "amount"),
    ("How old is Assimi Goita?", "amount"),
    ("How much did the bridge cost?", "money"),
    ("What does a ticket cost?", "money"),
    ("What was the price of the ticket?", "money"),
    ("How long did the mission last?", "duration"),
    ("How many months did it take?", "duration"),
    ("Why did the strike end?", "reason"),
    ("What caused the fire?", "reason"),
    ("Did the strike end?", "yes_no"),
    ("Has the vaccine been approved?", "yes_no"),
    ("Which company is buying Helianth?", "name"),
    ("What was the mission called?", "name"),
    ("What happened in Mali?", "statement"),
    ("Qui est le maire ?", "person"),
    ("Où se trouve la gare ?", "place"),
    ("Quand la ligne ouvrira-t-elle ?", "date"),
    ("Combien coûtera le chantier ?", "money"),
    ("Combien de jours la grève a-t-elle duré ?", "duration"),
    ("Pourquoi sont-ils en grève ?", "reason"),
    ("La grève est-elle finie ?", "yes_no"),
    ("What was hidden when it was found?", "statement"),
    ("Who was hurt when the roof fell?", "person"),
    ("Tell me when it began", "date"),
    ("After the pause, did the bank agree on where rates go?", "yes_no"),
    ("The dockers won, didn't they?", "yes_no"),
    ("What is the name of the mayor?", "person"),
    ("", "statement"),
]


@pytest.mark.parametrize(("question", "kind"), ASKED)
def test_the_question_word_and_its_noun_tell_the_kind(question, kind):
    assert expected_kind(question) == kind
