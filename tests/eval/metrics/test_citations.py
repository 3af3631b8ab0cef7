import math

from eval.metrics.citations import Claim, alce_precision, alce_recall, support_rate


def holds_every_word(premise: str, hypothesis: str) -> bool:
    return set(hypothesis.lower().strip(".").split()) <= set(premise.lower().replace(".", "").split())


def test_support_is_a_share_of_statements():
    assert support_rate([True, False, True, True]) == 0.75
    assert math.isnan(support_rate([]))


def test_a_statement_is_recalled_by_all_its_quotes_together():
    claims = [
        Claim("Rain fell in Varn.", ("Rain fell.", "It was in Varn.")),
        Claim("Snow fell.", ("Rain fell.",)),
        Claim("It is hot.", ()),
    ]
    assert alce_recall(claims, holds_every_word) == 1 / 3


def test_a_quote_that_adds_nothing_costs_precision():
    claims = [Claim("Rain fell in Varn.", ("Rain fell.", "It was in Varn.", "The mayor slept."))]
    assert alce_precision(claims, holds_every_word) == 2 / 3


def test_two_outlets_with_the_same_fact_both_count():
    assert alce_precision([Claim("Rain fell.", ("Rain fell.", "The rain fell hard."))], holds_every_word) == 1.0


def test_no_citation_of_an_unsupported_statement_counts():
    assert alce_precision([Claim("Snow fell.", ("Rain fell.", "It was in Varn."))], holds_every_word) == 0.0


def test_without_citations_there_is_nothing_to_rate():
    assert math.isnan(alce_recall([], holds_every_word))
    assert math.isnan(alce_precision([Claim("It is hot.", ())], holds_every_word))
