from dataclasses import replace

from eval.ours import Library, outcome_of, ranked_articles
from tests.eval.news import ARTICLES, FLOOD, MAYOR, stored
from tests.eval.records import line, record

LIBRARY = Library(map(stored, ARTICLES))


def test_a_record_is_read_with_its_quotes_statements_and_times():
    said = "The river Osk burst its banks."
    outcome = outcome_of(line("1", record(said, (FLOOD, "The river Osk burst its banks at Varn on Tuesday.")), "flood"), LIBRARY)
    [shown], [statement] = outcome.shown, outcome.statements
    assert (shown.extract.article, shown.verbatim) == ("flood", True)
    assert (statement.text, statement.cites) == (said, (0,))
    assert outcome.ranked == (("flood",),)
    assert outcome.timings_ms == {"search": 1.0, "first sentence": 2.0, "total": 4.0, "round trip": 5.0}
    assert (outcome.abstained, outcome.failed, outcome.prompt_tokens) == (False, None, 30)


def test_a_quote_shifted_by_one_is_not_verbatim():
    outcome = outcome_of(line("1", record("Rain.", (FLOOD, "Twelve people died, the police said."), shift=1)), LIBRARY)
    assert not outcome.shown[0].verbatim


def test_a_quote_with_an_emoji_before_it_counts_in_code_points():
    text = "👍 reopened on Friday."
    assert outcome_of(line("1", record("Open.", (FLOOD, text))), LIBRARY).shown[0].verbatim


def test_a_quote_from_another_version_of_the_article_is_not_verbatim():
    corrected = replace(MAYOR, text="Ilse Brandt lost.")
    library = Library([stored(corrected)])
    assert not outcome_of(line("1", record("She won.", (MAYOR, "She takes office in June."))), library).shown[0].verbatim


def test_declining_is_what_the_record_says_and_not_what_it_lacks():
    assert outcome_of(line("1", record("")), LIBRARY).abstained
    assert not outcome_of(line("1", record("It rained.")), LIBRARY).abstained


def test_a_line_without_a_record_is_a_failure():
    outcome = outcome_of(line("1", None, error="ServerError: 503"), LIBRARY)
    assert (outcome.failed, outcome.text, outcome.abstained) == ("ServerError: 503", "", False)


def test_a_disagreement_is_read_as_sides():
    assert outcome_of(line("1", record("Twelve.", sides=("12", "14"))), LIBRARY).sides == ("12", "14")


def test_a_folded_copy_counts_for_the_article_that_gold_names():
    groups = [("wire", "gold-copy"), ("other",)]
    assert ranked_articles(groups, {"gold-copy": "gold-copy"}) == ["gold-copy", "other"]
    assert ranked_articles(groups, {"gold-copy": "gold"}) == ["gold", "other"]
    assert ranked_articles(groups, {}) == ["wire", "other"]
