"""What `eval/gold/README.md` says of the gold sets is true of every line in them."""

import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from eval.gold import GoldQuestion, GoldQuote
from eval.goldfile import read_gold
from eval.metrics.words import contains, words
from index import Article, read_articles, sentence_spans

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "eval" / "gold"
WIRE = GOLD / "archive" / "articles.jsonl"
SETS = {
    "seeds": (GOLD / "seeds.jsonl", ROOT / "seeds"),
    "archive": (GOLD / "archive" / "questions.jsonl", WIRE),
    "acceptance": (ROOT / "tests" / "acceptance" / "seed_questions.jsonl", ROOT / "seeds"),
}
TRAINING = {folder.name: folder for folder in sorted((GOLD / "training").glob("*/"))}
FLOORS = {
    "seeds": {"single": 30, "multi": 10, "conflict": 5, "temporal": 10, "followup": 10, "unanswerable": 25, "adversarial": 10},
    "archive": {"single": 80, "multi": 20, "conflict": 25, "temporal": 25, "followup": 20, "unanswerable": 50, "adversarial": 20},
    "acceptance": {"single": 12, "multi": 3, "unanswerable": 4, "adversarial": 1},
}
REAL_OUTLETS = re.compile(
    r"\b(?:AFP|Agence France-Presse|Al Jazeera|AllAfrica|Associated Press|BBC|Bloomberg|CNN|Deutsche Welle|Economist|El País|"
    r"Euronews|Figaro|Financial Times|France 24|Guardian|Independent|Le Monde|Libération|New York Times|NPR|Politico|Reuters|"
    r"RFI|Sky News|Telegraph|USA Today|Wall Street Journal|Washington Post|Xinhua)\b",
    re.IGNORECASE,
)


def questions(name: str) -> list[GoldQuestion]:
    return read_gold(SETS[name][0])


def articles(name: str) -> dict[str, Article]:
    return {article.external_id: article for article in read_articles(SETS[name][1])}


def quotes(question: GoldQuestion) -> list[GoldQuote]:
    return [quote for piece in question.evidence for quote in (piece, *piece.also)]


def sentences(article: Article) -> set[str]:
    return {article.text[span.start : span.end] for span in sentence_spans(article.text)}


def stands_in(alternatives: tuple[str, ...], pieces: tuple[GoldQuote, ...]) -> bool:
    return any(contains(words(piece.text), words(each)) for each in alternatives for piece in pieces)


gold_set = pytest.mark.parametrize("name", sorted(SETS))


@gold_set
def test_every_quote_stands_verbatim_in_its_article(name):
    texts = {key: article.text for key, article in articles(name).items()}
    astray = [(one.id, quote.text) for one in questions(name) for quote in quotes(one) if quote.text not in texts[quote.article]]
    assert astray == []


@pytest.mark.parametrize("name", sorted(TRAINING))
def test_what_probes_are_trained_on_is_quoted_verbatim_and_a_quarter_of_it_is_not_answered(name):
    texts = {article.external_id: article.text for article in read_articles(TRAINING[name] / "articles.jsonl")}
    asked = read_gold(TRAINING[name] / "questions.jsonl")
    assert [quote.text for one in asked for quote in quotes(one) if quote.text not in texts[quote.article]] == []
    assert 0.2 < sum(not one.answerable for one in asked) / len(asked) < 0.3


def test_what_probes_are_trained_on_names_nobody_of_the_archive_that_they_are_judged_on():
    known = {name for article in articles("archive").values() for name in full_names(article.text)}
    trained = {
        name
        for folder in TRAINING.values()
        for each in read_articles(folder / "articles.jsonl")
        for name in full_names(each.text)
    }
    assert known & trained == set()


def full_names(text: str) -> set[str]:
    """Names of two words or more in mid-sentence."""
    return set(re.findall(r"(?<=[a-z,] )[A-Z][a-zéè]+ [A-Z][a-zéè]+", text)) - {"Prime Minister"}


@gold_set
def test_every_value_asked_for_stands_in_the_evidence(name):
    missing = [
        (question.id, alternatives)
        for question in questions(name)
        for alternatives in (*question.wanted, *question.sides)
        if not stands_in(alternatives, question.evidence)
    ]
    assert missing == []


@gold_set
def test_every_kind_is_asked_often_enough_to_be_measured(name):
    counts = Counter(question.kind for question in questions(name))
    assert {kind: counts[kind] for kind, floor in FLOORS[name].items() if counts[kind] < floor} == {}


@gold_set
def test_what_the_articles_do_not_say_has_no_answer(name):
    asked = [question for question in questions(name) if question.kind == "unanswerable"]
    assert [question.id for question in asked if question.answerable] == []
    assert [question.id for question in questions(name) if not question.answerable and question.sides] == []


@gold_set
def test_no_question_is_asked_twice(name):
    counts = Counter((question.question, question.history) for question in questions(name))
    assert [asked for (asked, _), count in counts.items() if count > 1] == []


@gold_set
def test_a_conflict_has_two_sides_and_a_follow_up_has_a_history(name):
    one_sided = [question.id for question in questions(name) if question.kind == "conflict" and len(question.sides) < 2]
    without = [question.id for question in questions(name) if (question.kind == "followup") != bool(question.history)]
    assert (one_sided, without) == ([], [])


@gold_set
def test_no_evidence_was_published_after_the_day_that_is_asked_about(name):
    published = {key: article.published_at for key, article in articles(name).items()}
    late = [
        question.id
        for question in questions(name)
        if question.as_of and any(published[quote.article] > question.as_of for quote in quotes(question))
    ]
    assert late == []


@gold_set
def test_every_article_says_who_published_it_when_and_in_which_language(name):
    bare = [
        each.title for each in articles(name).values() if not (each.title and each.source and each.published_at and each.language)
    ]
    assert bare == []


@gold_set
def test_no_outlet_bears_a_real_name(name):
    assert [each.source for each in articles(name).values() if REAL_OUTLETS.search(each.source)] == []


def test_the_wire_archive_is_large_varied_and_partly_french():
    wire = articles("archive").values()
    assert len(wire) >= 70
    assert len({article.source for article in wire}) >= 6
    assert sum(article.language == "fr" for article in wire) >= 8
    assert sum(article.title.startswith("Correction:") for article in wire) >= 5
    assert [article.title for article in wire if not 120 <= len(article.text.split()) <= 350] == []
    assert [article.url for article in wire if ".example/" not in article.url] == []


def test_the_wire_archive_holds_near_copies_by_different_outlets():
    wire = [(article, sentences(article)) for article in articles("archive").values()]
    near = [
        (one.title, other.title)
        for (one, left), (other, right) in combinations(wire, 2)
        if one.source != other.source and one.title != other.title and len(left & right) >= 0.6 * max(len(left), len(right))
    ]
    assert len(near) >= 8


def test_the_archive_questions_are_split_in_two_halves_without_overlap():
    path = SETS["archive"][0]
    dev, test = (read_gold(path, split=half) for half in ("dev", "test"))
    assert len(dev) + len(test) == len(questions("archive"))
    assert abs(len(dev) - len(test)) < 0.1 * len(questions("archive"))
    assert {question.kind for question in dev} == {question.kind for question in test}
