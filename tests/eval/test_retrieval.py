import pytest

from eval.gold import GoldQuestion, GoldQuote
from eval.retrieval import rank, score
from index import Archive, Article

ARTICLES = [
    Article("Flood in Varn", "The river Osk burst its banks at Varn on Tuesday. Twelve people died.", "flood"),
    Article("New mayor", "Ilse Brandt was elected mayor of Tolm with 52% of the vote.", "mayor"),
    Article("Order", "The ministry filed order KX-7741 on Friday without comment.", "order"),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with Archive.open(tmp_path_factory.mktemp("archive")) as opened:
        opened.add(ARTICLES)
        yield opened


def question(name: str, text: str, *articles: str) -> GoldQuestion:
    return GoldQuestion(id=name, question=text, evidence=tuple(GoldQuote(article, "") for article in articles))


@pytest.mark.parametrize("mode", ["lexical", "dense", "hybrid"])
def test_each_mode_is_scored_against_the_named_articles(archive, mode):
    asked = [question("1", "Which river flooded Varn?", "flood"), question("2", "Who became mayor of Tolm?", "mayor")]
    figures = score(asked, rank(archive, asked, mode, lambda: None))
    assert figures["Success@1"].value == 1.0
    assert figures["Success@1"].n == 2


def test_a_gold_article_that_the_archive_lacks_counts_as_missed(archive):
    asked = [question("1", "Which river flooded Varn?", "flood"), question("2", "Who became mayor of Tolm?", "lost")]
    assert score(asked, rank(archive, asked, "hybrid", lambda: None))["R@10"].value == 0.5


def test_questions_without_gold_articles_are_passed_over(archive):
    asked = [question("1", "Which river flooded Varn?", "flood"), question("2", "Who won?")]
    steps: list[int] = []
    figures = score(asked, rank(archive, asked, "lexical", lambda: steps.append(1)))
    assert (figures["RR"].n, len(steps)) == (1, 2)
