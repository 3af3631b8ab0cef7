"""A small archive of invented news for the judge's own tests, and questions on it."""

from __future__ import annotations

from datetime import UTC, datetime

from eval.gold import GoldQuestion, GoldQuote
from index import Article, StoredArticle

DAY = datetime(2031, 5, 3, tzinfo=UTC)


def article(name: str, title: str, text: str, source: str = "Varn Courier") -> Article:
    return Article(title=title, text=text, external_id=name, published_at=DAY, source=source, language="en")


FLOOD = article(
    "flood",
    "Flood in Varn",
    "The river Osk burst its banks at Varn on Tuesday. Twelve people died, the police said. Café owners 👍 reopened on Friday.",
)
MAYOR = article(
    "mayor", "Tolm elects Ilse Brandt", "Ilse Brandt was elected mayor of Tolm with 52% of the vote. She takes office in June."
)
TOLL = article("toll", "Flood toll rises", "Fourteen people died in the flood at Varn, the mayor of Varn said.", "Osk Tribune")
ARTICLES = [FLOOD, MAYOR, TOLL]


def stored(given: Article) -> StoredArticle:
    return StoredArticle(given.id, given, 1, DAY)


def gold(name: str, text: str, answers: list[str], *evidence: tuple[Article, str], **more: object) -> GoldQuestion:
    quotes = tuple(GoldQuote(article.external_id or "", quote) for article, quote in evidence)
    return GoldQuestion(id=name, question=text, answers=tuple(answers), evidence=quotes, **more)


def unanswerable(name: str, text: str) -> GoldQuestion:
    return GoldQuestion(id=name, question=text, answerable=False, kind="unanswerable")


QUESTIONS = [
    gold("river", "Which river burst its banks at Varn?", ["Osk"], (FLOOD, "The river Osk burst its banks at Varn on Tuesday.")),
    gold(
        "mayor",
        "Who was elected mayor of Tolm?",
        ["Ilse Brandt"],
        (MAYOR, "Ilse Brandt was elected mayor of Tolm with 52% of the vote."),
    ),
    unanswerable("capital", "What is the capital of Japan?"),
    unanswerable("vote", "Who came second in the chess final in Oslo?"),
]
