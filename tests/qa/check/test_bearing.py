"""What the check promises of every statement, whatever it is."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.check import answers, bears_out, expected_kind
from qa.check.reading import grounds_of, read
from qa.check.rules import RULES

VOCABULARY = """the a of in not no more than 2,000 4.5% three half two hundred and said Macron Mali was killed by on Monday
August 2014 $ €
“ ” ’ , . may"""
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.text(max_size=200) | st.text(st.characters(), max_size=60) | st.lists(WORDS, max_size=40).map(" ".join)
TRAPS = ["\ud800", "\0", "9", "a", "not ", "( ", '"“', "1,000,", "two hundred and ", "A. ", "e\u0301", "to 3 ", "3/", "- ", "'"]

SETS = ("dev", "heldout_first", "heldout_second")
ACCEPTED = "Dockworkers at the port of Veldhaven accepted a 4.5% pay rise on Monday, union leader Greet Haaland said."


@settings(max_examples=300, deadline=None)
@given(statement=TEXTS, sentences=st.lists(TEXTS, max_size=3), question=TEXTS)
def test_no_text_makes_the_check_raise(quotes, statement, sentences, question):
    evidence = quotes(*sentences)
    bears_out(statement, evidence)
    answers(question, statement, evidence)
    expected_kind(question)


@pytest.mark.parametrize("trap", TRAPS, ids=ascii)
@pytest.mark.timeout(60)
def test_a_megabyte_of_anything_is_judged(quotes, trap):
    page = trap * (1_000_000 // len(trap))
    for statement in (page, page[:990]):
        bears_out(statement, quotes(f"x {page}"))
        answers(statement, statement, quotes(f"x {page}"))


@settings(max_examples=300, deadline=None)
@given(sentence=TEXTS.filter(str.strip), others=st.lists(TEXTS, max_size=2))
def test_a_copy_of_a_quote_is_always_borne_out(quotes, sentence, others):
    assert bears_out(sentence, quotes(*others, sentence)).ok
    assert bears_out(f"  {sentence}\n", quotes(sentence, *others)).ok


def test_every_rule_accepts_a_copy_for_itself(labelled):
    sentences = {sentence.text: sentence for name in SETS for case in labelled(name) for sentence in case.evidence}
    for sentence in sentences.values():
        grounds = grounds_of([sentence])
        reading = read(sentence.text, grounds[0].line.language)
        assert [rule.__name__ for rule in RULES if rule(reading, grounds)] == [], sentence.text


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_copy_with_another_number_is_never_borne_out(quotes, labelled, data):
    sentences = sorted(
        {sentence.text for case in labelled("dev") for sentence in case.evidence if re.search(r"\d", sentence.text)}
    )
    sentence = data.draw(st.sampled_from(sentences))
    found = data.draw(st.sampled_from(list(re.finditer(r"\d+(?:[.,]\d+)*", sentence))))
    other = data.draw(st.integers(0, 99_999).map(str))
    altered = sentence[: found.start()] + other + sentence[found.end() :]
    value = re.sub(r",(?=\d{3}(?!\d))", "", found.group()).lstrip("0") or "0"  # 1,800 and 1800 are one number
    if other != value:
        assert not bears_out(altered, quotes(sentence)).ok, altered


@pytest.mark.parametrize(
    "altered",
    [
        "Dockworkers at the port of Veldhaven did not accept a 4.5% pay rise on Monday, union leader Greet Haaland said.",
        "Dockworkers at the port of Veldhaven accepted a 45% pay rise on Monday, union leader Greet Haaland said.",
        "Dockworkers at the port of Veldhaven accepted a 4.5% pay rise on Monday, union leader Henk Visser said.",
        "Dockworkers at the port of Veldhaven accepted a 4.5% pay rise on Monday and will call a new strike in spring.",
    ],
    ids=["negated", "another number", "another speaker", "half invented"],
)
def test_a_quote_altered_in_one_place_is_rejected(quotes, altered):
    assert bears_out(ACCEPTED, quotes(ACCEPTED)).ok
    assert not bears_out(altered, quotes(ACCEPTED)).ok


def test_an_answer_from_the_models_own_memory_is_rejected(quotes):
    evidence = quotes("The last soldiers of the mission left the country on Monday.", title="French soldiers quit Mali")
    assert not bears_out("The capital of Japan is Tokyo.", evidence).ok
    assert not bears_out("Tokyo is the capital.", evidence).ok
    assert not bears_out("Tokyo", evidence).ok


@pytest.mark.parametrize(
    "statement",
    [
        "In an offensive at Tessit 99 Malian soldiers were killed.",
        "42 Malian soldiers were killed in an offensive at Tessit on 3 August.",
        "42 Malian soldiers were killed in a “bloodbath” offensive at Tessit.",
    ],
)
def test_what_only_the_headline_counts_dates_or_quotes_is_rejected(quotes, statement):
    title = "“Bloodbath” of 3 August: 99 soldiers killed"
    evidence = quotes("42 Malian soldiers were killed in an offensive at Tessit.", title=title)
    assert not bears_out(statement, evidence).ok


def test_nothing_is_borne_out_by_no_quote():
    assert not bears_out("The strike ended.", []).ok


def test_an_empty_statement_is_no_statement(quotes):
    assert not bears_out(" \n", quotes("The strike ended.")).ok


def test_a_failure_names_its_rule_and_what_it_saw(quotes):
    verdict = bears_out("In 2014, 132 soldiers were killed.", quotes("132 civilians were killed in 2015."))
    assert {failure.rule for failure in verdict.failures} >= {"numbers", "dates"}
    assert any("132" in failure.detail and "civilians" in failure.detail for failure in verdict.failures)


def test_neighbouring_sentences_are_judged_alike_one_by_one_and_as_one_quote(quotes):
    first = "The partnership broke down after soldiers seized power in August 2020."
    second = "France and the ruling junta quarrelled, and President Emmanuel Macron chose to bring the troops out."
    for statement, stands in (
        ("Soldiers seized power in August 2020 and Macron chose to bring the troops out.", True),
        ("The partnership broke down after Macron seized power in August 2020.", False),
        (first, True),
        (f"{first} {second}", True),
    ):
        assert bears_out(statement, quotes(first, second)).ok is stands
        assert bears_out(statement, quotes(f"{first} {second}")).ok is stands
