"""A statement answers when it holds something new of the right kind, about what was asked."""

import pytest

from qa.check import answers, was_said

TITLE = "French soldiers leave Mali"
QUOTE = "The ECOWAS sanctions on Mali were lifted in July 2022, and 132 civilians were killed by gunmen near Kati."
ANSWERED = [
    ("When were the sanctions lifted?", "They were lifted in July 2022."),
    ("How many civilians were killed?", "132 civilians were killed."),
    ("Who killed the civilians?", "They were killed by gunmen."),
    ("Where were the civilians killed?", "They were killed near Kati."),
    ("Were the sanctions lifted?", "The sanctions were lifted in July."),
    ("How many people were killed in 2022?", "132 civilians were killed."),
]
NOT_ANSWERED = [
    ("When were the sanctions lifted?", "The sanctions on Mali were lifted.", "kind"),
    ("How many soldiers were killed?", "132 civilians were killed.", "kind"),
    ("Who killed the civilians?", "132 civilians were killed in July.", "kind"),
    ("When were the sanctions imposed?", "They were lifted in July 2022.", "focus"),
    ("How many civilians were injured near Kati?", "132 civilians were killed.", "focus"),
    ("How many civilians were killed in Chad?", "132 civilians were killed.", "subject"),
    ("How many civilians were killed in 2019?", "132 civilians were killed.", "subject"),
    ("What happened to the sanctions on Mali?", "The sanctions on Mali.", "repetition"),
    ("Who is the president of Chad?", "132 civilians were killed by gunmen.", "subject"),
    ("What is the capital of Japan?", "The capital of Japan is Tokyo.", "kind"),
]


@pytest.mark.parametrize(("question", "statement"), ANSWERED)
def test_something_new_of_the_right_kind_answers(quotes, question, statement):
    verdict = answers(question, statement, quotes(QUOTE, title=TITLE))
    assert verdict.ok, verdict.failures


@pytest.mark.parametrize(("question", "statement", "rule"), NOT_ANSWERED)
def test_another_kind_another_focus_or_a_repetition_does_not(quotes, question, statement, rule):
    assert rule in {failure.rule for failure in answers(question, statement, quotes(QUOTE, title=TITLE)).failures}


def test_a_question_in_two_parts_is_answered_by_either(quotes):
    question = "When were the sanctions lifted, and how many civilians were killed?"
    assert answers(question, "132 civilians were killed.", quotes(QUOTE)).ok
    assert answers(question, "The sanctions were lifted in July 2022.", quotes(QUOTE)).ok


def test_a_fuller_name_that_the_article_gives_elsewhere_is_the_same_one(quotes):
    _, second = quotes("Mayor Greg Ellison resigned.", "Ellison, 58, said that he would prove it in court.")
    assert answers("How old is Greg Ellison?", "Ellison is 58.", [second]).ok
    assert not answers("How old is Carla Nunez?", "Ellison is 58.", [second]).ok


HELD = "When François Hollande, then president of France, visited Timbuktu in 2013, Mali's army chief was there."
TOGETHER = "Since January more than 2,000 civilians have died in three countries, Mali, Niger and Chad."
EACH = "Mali and Niger each lost 40 soldiers."


@pytest.mark.parametrize(
    ("quote", "question", "passes"),
    [
        (HELD, "Who was president of France in 2013?", True),
        (HELD, "Who was president of Togo in 2013?", False),
        (HELD, "Who was the Togolese president in 2013?", False),
        (TOGETHER, "How many civilians have died in Mali alone since January?", False),
        (TOGETHER, "How many civilians have died in Mali, Niger and Chad?", True),
        (TOGETHER, "How many civilians have died in the Sahel since January?", True),
        (EACH, "How many soldiers did Niger lose?", True),
    ],
)
def test_what_belongs_to_another_or_to_several_together_is_told_apart(quotes, quote, question, passes):
    failures = {failure.rule for failure in answers(question, quote, quotes(quote, title=TITLE)).failures}
    assert ("belonging" not in failures) is passes


SAID = "What did Mr Goita say?", "Mr Goita speaks"
REASON = "Why was the base given up?", "The base given up"


@pytest.mark.parametrize(
    ("asked", "quote", "passes"),
    [
        (SAID, "Mr Goita received Mr Sall.", False),
        (SAID, "Mr Goita told Mr Sall of trade.", True),
        (SAID, "The trade unions denied the reports about Mr Goita.", False),
        (SAID, "He denied the reports.", True),
        (SAID, "“Trade and nothing else.”", True),
        (REASON, "The base was given up because of the long drought.", True),
        (REASON, "The base now belongs to the armed forces of the land.", False),
        (REASON, "That was when the last unit passed into the desert.", False),
        (REASON, "They left the base as 11 lorries arrived.", False),
        (REASON, "They left the base and went over the border in lorries.", False),
        (REASON, "They left the base in a dispute over unpaid water bills.", True),
    ],
)
def test_words_are_those_of_the_one_asked_about_and_a_reason_is_introduced_as_one(quotes, asked, quote, passes):
    question, title = asked
    assert answers(question, quote, quotes(quote, title=title)).ok is passes


@pytest.mark.parametrize(
    ("question", "quote", "passes"),
    [
        ("How many people were killed?", "Nine people were killed.", True),
        ("How many people were killed?", "The body of Lotte Brandvik, 46, a school cook, was found.", False),
        ("How old was Lotte Brandvik?", "The body of Lotte Brandvik, 46, a school cook, was found.", True),
        ("How many dockers were on strike?", "Dockers will get 5.2% more pay.", False),
        ("How many dockers voted for it?", "The deal was backed by 61% of them.", True),
        ("How much explosive was used?", "The charge held 180 kilograms.", True),
        ("How much explosive was used?", "The only signal came at 10:12 and corresponds to magnitude 1.7.", False),
        ("How much output did the flood cost?", "It cost 0.4% of the country's output.", True),
        ("How often are the towers tested?", "The towers are tested each month.", True),
        ("How often are the towers tested?", "The towers belong to 17 owners.", False),
        ("Who was president of Mali in 2013?", "Insurgents overran the north of Mali in 2013.", False),
        ("Who overran the north of Mali in 2013?", "Insurgents overran the north of Mali in 2013.", True),
        ("What caused the fire?", "Diesel spraying from a crack started the fire.", True),
        ("What caused the fire?", "Diesel has become dearer in Alder.", False),
        ("On what date was it announced?", "It was announced on Monday, 15 August.", True),
        ("On what date was it announced?", "It was announced on Monday.", False),
        ("Combien gagnera-t-il par saison ?", "Il touchera 340 000 florins par saison.", True),
    ],
)
def test_a_figure_counts_what_is_asked_and_a_cause_sets_off_what_is_asked_about(quotes, question, quote, passes):
    (evidence,) = quotes(quote)
    assert answers(question, quote, [evidence]).ok is passes


@pytest.mark.parametrize(
    ("quote", "question", "passes"),
    [
        ("About 2,500 soldiers are staying in the region.", "How many soldiers are staying in Chad?", False),
        ("About 2,500 soldiers are staying in the region.", "How many soldiers are staying?", True),
        (
            "About 2,500 soldiers are staying in Chad, the poorest country in the region.",
            "How many soldiers are staying in Chad?",
            True,
        ),
    ],
)
def test_a_figure_for_the_region_is_not_that_of_a_country(quotes, quote, question, passes):
    first, second = quotes("Chad has asked for help.", quote)
    assert answers(question, second.text, [second]).ok is passes
    assert not answers(question, first.text, [first]).ok


@pytest.mark.parametrize(("who", "passes"), [("the Kremlin", False), ("the government of Mali", True)])
def test_a_pronoun_speaks_for_one_who_is_named_right_before(quotes, who, passes):
    before, said = quotes(
        "The government of Mali denied the accusations.", "It says the only Russians it works with are instructors."
    )
    assert answers(f"What did {who} say about the Russians?", said.text, [before, said]).ok is passes


TALK = "What was inflation in February? It was 2.7%. And in December?"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Inflation fell to 2.7% in February.", True),
        ("Inflation stood at 3.1% in December.", False),
        ("Governor Hedda Lunt spoke of inflation.", False),
        ("Bread, rent and petrol all became dearer.", False),
    ],
)
def test_what_the_talk_holds_already_is_no_answer_to_a_follow_up(quotes, sentence, said):
    assert was_said(TALK, quotes(sentence)[0]) is said
