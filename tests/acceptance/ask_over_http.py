"""Asks a running server the questions of a gold file and prints a Markdown table of what it said, to be read by a person.

    python -m tests.acceptance.ask_over_http --server http://127.0.0.1:8000 > table.md

Run it in the root of the checkout, beside a server over the articles that the file is about; `--model none` asks it for quotes
alone. Every quote is held against its article as the server gives it out; the exit code is 1 when one is not verbatim. Right
means, of an answerable question, that the text holds a gold string for every fact asked for; of any other, that there is no
answer. The last word is the reader's: gold strings stand in wrong sentences too.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from eval.gold import GoldQuestion
from eval.goldfile import read_gold
from eval.metrics.answers import facts_recall

GOLD = Path(__file__).with_name("seed_questions.jsonl")
FIRST = 3  # quotes among which a reader looks for the sentence that holds the answer


@dataclass(frozen=True)
class Row:
    """One question, the record that came back, how long it took, and the texts of the articles that it quotes."""

    gold: GoldQuestion
    answer: dict
    seconds: float
    texts: dict[str, str]

    @property
    def right(self):
        if not self.gold.answerable:
            return self.answer["status"] == "no_answer"
        return facts_recall(self.answer["text"], self.gold.wanted) == 1.0

    @property
    def altered(self):
        """The quotes that do not stand where they say."""
        return [quote for quote in self.answer["quotes"] if self._text(quote)[quote["start"] : quote["end"]] != quote["text"]]

    @property
    def pinpointed(self):
        """Whether the first quotes hold a gold sentence for every part of the answer."""
        first = [_normal(quote["text"]) for quote in self.answer["quotes"][:FIRST]]
        parts = [[_normal(quote.text) for quote in (piece, *piece.also)] for piece in self.gold.evidence]
        return all(any(text in quote for text in part for quote in first) for part in parts)

    def _text(self, quote):
        return self.texts[quote["article_id"]]


def ask(client, gold, model):
    started = time.perf_counter()
    reply = client.post("/v1/answers", json={"question": gold.question, "model": model})
    seconds = time.perf_counter() - started
    reply.raise_for_status()
    answer = reply.json()
    texts = {source["article_id"]: _text_of(client, source) for source in answer["sources"]}
    return Row(gold, answer, seconds, texts)


def _text_of(client, source):
    """The text of the very version that the answer quotes."""
    reply = client.get(f"/v1/articles/{source['article_id']}", params={"text_sha256": source["text_sha256"]})
    return reply.raise_for_status().json()["text"]


def table(rows):
    """Return the Markdown of the rows and of what they add up to."""
    head = ["| # | question | status | answer | first quote | right? | s |", "|---|---|---|---|---|---|---|"]
    return "\n".join([*head, *(_line(number, row) for number, row in enumerate(rows, start=1)), "", *_totals(rows)])


def _line(number, row):
    answer = row.answer
    status = answer["status"] if answer["mode"] == "generated" or not answer["text"] else f"{answer['status']}, extractive"
    quote = f"“{answer['quotes'][0]['text']}”" if answer["quotes"] else ""
    cells = [number, row.gold.question, status, answer["text"], quote, "yes" if row.right else "**no**", f"{row.seconds:.1f}"]
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _totals(rows):
    answerable = [row for row in rows if row.gold.answerable]
    others = [row for row in rows if not row.gold.answerable]
    quotes = sum(len(row.answer["quotes"]) for row in rows)
    altered = sum(len(row.altered) for row in rows)
    return [
        f"- Answerable, right by the gold strings: {sum(row.right for row in answerable)} of {len(answerable)}.",
        f"- Answerable, a sentence that holds the answer among the first {FIRST} quotes: "
        f"{sum(row.pinpointed for row in answerable)} of {len(answerable)}.",
        f"- Not in the articles, `no_answer`: {sum(row.right for row in others)} of {len(others)}.",
        f"- Quotes equal to `article.text[start:end]`: {quotes - altered} of {quotes}.",
    ]


def _cell(value):
    return " ".join(str(value).split()).replace("|", "\\|")


def _normal(text):
    return " ".join(text.split()).casefold()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", default="http://127.0.0.1:8000", help="its address (%(default)s)")
    parser.add_argument("--gold", type=Path, default=GOLD, help="the questions (%(default)s)")
    parser.add_argument("--model", default="auto", help="what the server is to answer with; none for quotes alone (%(default)s)")
    parser.add_argument("--timeout-s", type=float, default=300, help="the longest wait for one answer (%(default)s)")
    given = parser.parse_args()
    with httpx.Client(base_url=given.server, timeout=given.timeout_s) as client:
        rows = [ask(client, gold, given.model) for gold in read_gold(given.gold)]
    print(table(rows))
    return 1 if any(row.altered for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
