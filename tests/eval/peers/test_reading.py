import pytest

from eval.peers.reading import Piece, cited, plain, quoted, refuses, shown_piece, statements_of
from tests.eval.news import ARTICLES, FLOOD, MAYOR, stored

PIECES = (Piece(1, stored(FLOOD), "Twelve people died, the police said."), Piece(2, stored(MAYOR), "She takes office in June."))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "Empty Response",
        "The passages do not say.",
        "The provided context does not mention the capital of Japan.",
        "The articles don’t provide this information.",
        "I cannot answer this question from the passages.",
        "There is no information about the price.",
        "It is not specified in the sources.",
        "The sources are insufficient to determine the winner.",
        "I'm sorry, but I can't assist with that.",
        "L’article ne précise pas le prix.",
    ],
)
def test_the_usual_ways_to_decline_count_as_declining(text):
    assert refuses(text)


@pytest.mark.parametrize(
    "text", ["Twelve people died [1].", "Tokyo.", "The river Osk burst its banks on Tuesday.", "She notably won 52%."]
)
def test_an_answer_is_not_a_refusal(text):
    assert not refuses(text)


def test_a_long_answer_with_a_caveat_is_an_answer():
    assert not refuses("Twelve people died in Varn. " * 12 + "The articles do not say who.")


def test_marks_are_read_and_taken_out():
    text = "Twelve died [1]. She starts in June [1, 2]."
    assert plain(text) == "Twelve died. She starts in June."
    assert cited("She starts in June [1, 2].", PIECES) == [0, 1]
    assert cited("She starts in June [2].", PIECES) == [1]


def test_a_number_that_no_source_has_cites_nothing():
    assert cited("Tokyo [42].", PIECES) == []
    [statement] = statements_of("Tokyo [42].", PIECES, numbered=True)
    assert statement.cites == ()


def test_each_sentence_has_its_own_citations():
    found = statements_of("Twelve people died [1]. She takes office in June [2].", PIECES, numbered=True)
    assert [(statement.text, statement.cites) for statement in found] == [
        ("Twelve people died.", (0,)),
        ("She takes office in June.", (1,)),
    ]


def test_a_stack_without_numbers_cites_all_it_found():
    [statement] = statements_of("Twelve people died.", PIECES, numbered=False)
    assert statement.cites == (0, 1)


def test_a_piece_is_verbatim_when_it_stands_in_its_article():
    assert shown_piece(PIECES[0]).verbatim
    assert not shown_piece(Piece(1, stored(FLOOD), "Thirteen people died, the police said.")).verbatim


def test_quotation_marks_are_held_to_the_articles():
    found = quoted(
        "Police: “Twelve people died, the police said.” and “nobody was hurt at all” and “Osk”",
        [stored(each) for each in ARTICLES],
    )
    assert [(piece.extract.article, piece.verbatim) for piece in found] == [("flood", True), ("flood", False)]
