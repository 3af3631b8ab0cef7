import pytest

from eval.metrics.quotes import Extract, evidence_precision, evidence_recall, located, recalled, verbatim

TEXT = "Twelve people died in the flood at Varn. The mayor resigned. Café owners 👍 came back."


def cut(start: int, end: int, article: str = "a", text: str = TEXT) -> Extract:
    return Extract(article, start, end, text[start:end])


@pytest.mark.parametrize(
    ("start", "end", "quote", "holds"),
    [
        (0, 6, "Twelve", True),
        (1, 7, "Twelve", False),
        (0, 6, "twelve", False),
        (61, 74, "Café owners 👍", True),
        (0, 0, "", False),
        (-5, -1, TEXT[-5:-1], False),
        (0, 999, TEXT, False),
    ],
)
def test_a_quote_is_verbatim_when_the_stored_text_says_so_code_point_for_code_point(start, end, quote, holds):
    assert verbatim(TEXT, start, end, quote) is holds


def test_a_text_that_is_gone_holds_no_quote():
    assert not verbatim(None, 0, 6, "Twelve")


def test_half_of_a_gold_quote_is_enough_and_less_is_not():
    gold = cut(0, 40)
    assert recalled(gold, [cut(0, 20)])
    assert not recalled(gold, [cut(0, 19)])


def test_two_pieces_may_cover_it_together_but_not_twice():
    gold = cut(0, 40)
    assert recalled(gold, [cut(0, 10), cut(30, 40)])
    assert not recalled(gold, [cut(0, 10), cut(0, 10)])


def test_a_near_copy_elsewhere_counts_and_another_number_does_not():
    gold = cut(0, 40)
    assert recalled(gold, [Extract("b", 7, 47, "“Twelve people died in the flood at Varn.”")])
    assert not recalled(gold, [Extract("b", 0, 42, "Fourteen people died in the flood at Varn.")])
    assert not recalled(gold, [Extract("b", 0, 5, "Varn.")])


def test_recall_counts_each_piece_once_whichever_of_its_spellings_is_shown():
    gold = [[cut(0, 40), Extract("b", 0, 13, "A dozen died.")], [cut(41, 60)]]
    assert evidence_recall(gold, [Extract("b", 0, 13, "A dozen died.")]) == 0.5
    assert evidence_recall(gold, [cut(0, 40), cut(41, 60)]) == 1.0
    assert evidence_recall(gold, []) == 0.0
    assert evidence_recall([], [cut(0, 40)]) == 0.0


def test_precision_counts_what_was_shown_beside_the_point():
    gold = [[cut(0, 40)]]
    assert evidence_precision(gold, [cut(0, 40), cut(41, 60)]) == 0.5
    assert evidence_precision(gold, [cut(0, 6)]) == 1.0
    assert evidence_precision(gold, []) == 0.0


def test_a_gold_quote_is_found_where_it_stands_or_not_at_all():
    assert located("a", TEXT, "The mayor resigned.") == cut(41, 60)
    assert located("a", TEXT, "The mayor did not resign.") is None
    assert located("a", TEXT, "") is None
