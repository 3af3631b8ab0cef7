import pytest

from eval.adapters.leave_one_out import left_out
from eval.gold import GoldQuestion, GoldQuote


def test_every_article_that_is_known_to_answer_is_left_out():
    evidence = (GoldQuote("a", "x", (GoldQuote("copy", "x"),)), GoldQuote("b", "y"))
    question = left_out(GoldQuestion(id="1", question="Who?", answers=("Gao",), evidence=evidence))
    assert question.without == ("a", "copy", "b")
    assert (question.answerable, question.answers, question.evidence, question.kind) == (False, (), (), "unanswerable")
    assert question.id == "1-left-out"


def test_a_question_without_articles_cannot_be_left_out():
    with pytest.raises(ValueError, match="no gold articles"):
        left_out(GoldQuestion(id="1", question="Who?", answerable=False))
