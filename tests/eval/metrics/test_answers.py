import pytest

from eval.metrics.answers import exact_match, facts_recall, gold_string_recall, sides_shown, token_f1


@pytest.mark.parametrize(
    ("text", "answers", "hit"),
    [
        ("About 2 500 soldiers left on Monday.", ["2,500"], 1.0),
        ("Inflation reached 4,5 % in May.", ["4.5 percent"], 1.0),
        ("Inflation reached 45% in May.", ["4.5%"], 0.0),
        ("He went to Niger.", ["Mali", "Niger"], 1.0),
        ("He went to Nigeria.", ["Niger"], 0.0),
        ("The base at the town of Gao.", ["base at Gao"], 0.0),
        ("", ["Gao"], 0.0),
        ("Gao", [], 0.0),
        ("Gao", [""], 0.0),
    ],
)
def test_a_gold_string_counts_when_it_stands_in_the_answer_word_for_word(text, answers, hit):
    assert gold_string_recall(text, answers) == hit


def test_each_fact_counts_once():
    facts = [["Gao"], ["Kati", "Kati camp"], ["July"]]
    assert facts_recall("Kati was hit in July, Gao was left.", facts) == 1.0
    assert facts_recall("Kati was hit.", facts) == pytest.approx(1 / 3)
    assert facts_recall("", facts) == 0.0
    assert facts_recall("Gao", []) == 0.0


def test_f1_is_worked_by_hand():
    # said: general abdoulaye maiga; gold: abdoulaye maiga prime minister; shared 2, so 2 * 2 / (3 + 4)
    assert token_f1("General Abdoulaye Maiga", ["Abdoulaye Maiga, prime minister"]) == pytest.approx(4 / 7)


def test_f1_takes_the_nearest_answer_and_counts_repeated_words_once():
    assert token_f1("Gao", ["Kati", "Gao"]) == 1.0
    assert token_f1("Gao Gao", ["Gao"]) == pytest.approx(2 / 3)


def test_f1_of_nothing_is_nothing_unless_nothing_was_asked():
    assert token_f1("", ["Gao"]) == 0.0
    assert token_f1("Gao", []) == 0.0
    assert token_f1("", [""]) == 1.0


def test_exact_match_forgives_format_and_nothing_else():
    assert exact_match("The 2,500", ["2500"]) == 1.0
    assert exact_match("About 2,500", ["2500"]) == 0.0
    assert exact_match("", []) == 0.0


def test_both_sides_must_be_shown_but_not_in_one_text():
    sides = [["12", "twelve"], ["14"]]
    assert sides_shown(["Twelve died, say police.", "14 died."], sides) == 1.0
    assert sides_shown(["Twelve died, say police."], sides) == 0.5
    assert sides_shown([], sides) == 0.0
    assert sides_shown(["12"], []) == 0.0
