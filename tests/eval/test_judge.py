import pytest

from eval.gold import GoldQuestion, GoldQuote
from eval.judge import judge
from eval.ours import Library, outcome_of
from tests.eval.news import ARTICLES, FLOOD, MAYOR, QUESTIONS, TOLL, gold, stored
from tests.eval.records import line, record

LIBRARY = Library(map(stored, ARTICLES))
RIVER, ELECTED, CAPITAL, _ = QUESTIONS
RIVER_QUOTE = (FLOOD, "The river Osk burst its banks at Varn on Tuesday.")
DEAD = "How many people died in the flood at Varn?"
CONFLICT = gold("dead", DEAD, ["twelve", "fourteen"], RIVER_QUOTE, kind="conflict", sides=(("12", "twelve"), ("14", "fourteen")))


def verdict(question, given, *hits):
    return judge(question, outcome_of(line(question.id, given, *hits), LIBRARY), LIBRARY)


def test_a_right_answer_scores_one_throughout():
    score = verdict(RIVER, record("The river Osk burst its banks at Varn on Tuesday.", RIVER_QUOTE), "flood", "toll")
    assert score.right
    assert score.supported == (True,)
    names = ("gold-string recall", "evidence recall", "evidence precision", "pinpoint quote", "Success@1", "nDCG@10")
    assert [score.means[name] for name in names] == [1.0] * len(names)


def test_a_wrong_answer_with_a_true_quote_is_wrong_and_unsupported():
    score = verdict(RIVER, record("The river Lorne burst its banks at Varn on Friday 12 June.", RIVER_QUOTE), "flood")
    assert not score.right
    assert score.means["gold-string recall"] == 0.0
    assert score.means["evidence recall"] == 1.0
    assert score.supported == (False,)


def test_a_statement_without_quotes_is_unsupported():
    assert verdict(RIVER, record("The river Osk burst its banks.")).supported == (False,)


def test_a_quote_beside_the_point_costs_precision():
    score = verdict(ELECTED, record("Ilse Brandt.", (MAYOR, "She takes office in June.")), "mayor")
    assert (score.means["evidence recall"], score.means["evidence precision"], score.means["pinpoint quote"]) == (0.0, 0.0, 0.0)


def test_declining_is_right_only_where_the_articles_do_not_say():
    assert verdict(CAPITAL, record("")).right
    assert not verdict(CAPITAL, record("Tokyo.", RIVER_QUOTE)).right
    refused = verdict(RIVER, record(""), "flood")
    assert not refused.right
    assert refused.means["gold-string recall"] == refused.means["evidence precision"] == 0.0
    assert refused.means["Success@1"] == 1.0


def test_a_failure_scores_nothing_and_is_never_right():
    for question in (RIVER, CAPITAL):
        score = verdict(question, None)
        assert not score.right
        assert all(value == 0.0 for value in score.means.values())


@pytest.mark.parametrize(
    ("given", "both"),
    [
        (record("Twelve people died; by another account fourteen.", RIVER_QUOTE), True),
        (record("Twelve people died.", RIVER_QUOTE, sides=("twelve", "fourteen")), True),
        (
            record(
                "Twelve people died.", RIVER_QUOTE, (TOLL, "Fourteen people died in the flood at Varn, the mayor of Varn said.")
            ),
            False,
        ),
        (record(""), False),
    ],
)
def test_both_sides_of_a_conflict_must_be_said_or_listed(given, both):
    assert verdict(CONFLICT, given).both_sides is both


def test_a_question_that_wants_two_facts_gives_half_for_one():
    question = GoldQuestion("two", "?", ("Osk", "Tuesday"), (("Osk",), ("Monday",)), evidence=(GoldQuote("flood", ""),))
    score = verdict(question, record("The Osk, on Tuesday.", RIVER_QUOTE))
    assert score.means["gold-string recall"] == 0.5
    assert not score.right


def test_a_set_without_quotes_has_no_evidence_figures():
    question = GoldQuestion("bare", "?", ("Osk",), evidence=(GoldQuote("flood", ""),))
    assert "evidence recall" not in verdict(question, record("Osk.", RIVER_QUOTE), "flood").means


def test_an_article_that_serves_as_well_ranks_as_the_gold_one():
    quote = GoldQuote("flood", RIVER_QUOTE[1], (GoldQuote("toll", "Fourteen people died in the flood at Varn"),))
    score = verdict(GoldQuestion("also", "?", ("Osk",), evidence=(quote,)), record("Osk.", RIVER_QUOTE), "toll", "flood")
    assert score.means["Success@1"] == score.means["nDCG@10"] == 1.0
