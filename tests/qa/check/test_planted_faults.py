"""Every rule earns its place: without it, something false gets through."""

import pytest

from qa.check import answers, bears_out
from qa.check.answering import ANSWER_RULES
from qa.check.rules import RULES


@pytest.mark.parametrize("left_out", RULES, ids=lambda rule: rule.__name__)
def test_without_the_rule_a_false_statement_passes(left_out, labelled):
    others = tuple(rule for rule in RULES if rule is not left_out)
    false = [case for case in labelled("dev") if case.label == "unsupported"]
    flipped = [
        case.statement
        for case in false
        if not bears_out(case.statement, case.evidence).ok and bears_out(case.statement, case.evidence, rules=others).ok
    ]
    assert flipped


@pytest.mark.parametrize("left_out", ANSWER_RULES, ids=lambda rule: rule.__name__)
def test_without_the_rule_something_that_is_no_answer_passes(left_out, labelled):
    others = tuple(rule for rule in ANSWER_RULES if rule is not left_out)
    no_answers = [case for case in labelled("dev") if case.label == "no answer"]
    flipped = [
        case.question
        for case in no_answers
        if not answers(case.question, case.statement, case.evidence).ok
        and answers(case.question, case.statement, case.evidence, rules=others).ok
    ]
    assert flipped
