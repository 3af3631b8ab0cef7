"""Measures the trade of quotes alone: answerable questions kept against unanswerable ones declined, threshold by threshold.

    python docs/abstention.py          # prints the table and draws docs/images/abstention.svg

Asks the development halves of the gold sets (an even hash of the id for the seeds, `"split": "dev"` for the wire archive),
without a model and without follow-ups. A gold sentence counts as shown when it stands in one of the first three extracts.
"""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

from eval.gold import GoldQuestion
from eval.goldfile import read_gold
from index import Archive, read_articles
from qa import confidence
from qa.ask import Ask
from qa.findings import Findings, findings
from qa.search import search
from qa.understand import understand

ROOT = Path(__file__).parents[1]
SETS = (
    (ROOT / "eval/gold/seeds.jsonl", ROOT / "seeds"),
    (ROOT / "eval/gold/archive/questions.jsonl", ROOT / "eval/gold/archive/articles.jsonl"),
)
PICTURE = ROOT / "docs/images/abstention.svg"
THRESHOLDS = [step / 20 for step in range(3, 17)]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: whether the articles answer it, how sure we are, and whether the gold sentence is among three extracts."""

    answerable: bool
    confidence: float
    shown: bool


def main() -> None:
    """Ask, print, draw."""
    asked = [one for gold, articles in SETS for one in ask_all(gold, articles)]
    yes, no = [one for one in asked if one.answerable], [one for one in asked if not one.answerable]
    print(f"{len(yes)} answerable, {len(no)} not\n")
    print("| threshold | answerable kept | unanswerable declined | kept, with the gold sentence among the first 3 quotes |")
    print("|---|---|---|---|")
    points = []
    for threshold in THRESHOLDS:
        kept = sum(one.confidence >= threshold for one in yes) / len(yes)
        declined = sum(one.confidence < threshold for one in no) / len(no)
        shown = sum(one.confidence >= threshold and one.shown for one in yes) / len(yes)
        bold = "**" * (threshold == confidence.EXTRACTIVE_THRESHOLD)
        cells = (f"{threshold:.2f}", f"{kept:.3f}", f"{declined:.3f}", f"{shown:.3f}")
        print("|", " | ".join(f"{bold}{cell}{bold}" for cell in cells), "|")
        points.append((declined, kept, threshold))
    PICTURE.write_text(drawn(points), encoding="utf-8")


def ask_all(gold: Path, articles: Path) -> list[Asked]:
    """Ask the development half of `gold` of an archive of `articles`."""
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder)) as archive:
        archive.add(read_articles(articles))
        return [one(archive, question) for question in development(gold) if not question.history]


def development(gold: Path) -> list[GoldQuestion]:
    """Return the questions to tune on."""
    if gold.name == "questions.jsonl":
        return read_gold(gold, split="dev")
    return [question for question in read_gold(gold) if int(hashlib.sha256(question.id.encode()).hexdigest(), 16) % 2 == 0]


def one(archive: Archive, question: GoldQuestion) -> Asked:
    """Search for one question and say what quotes alone would make of it."""
    reading = asyncio.run(understand(Ask(question.question, as_of=question.as_of)))
    hits, _ = search(archive, reading, ())
    found = findings(reading, hits, archive.embed)
    return Asked(question.answerable, confidence.ungraded(found), shows_gold(found, question))


def shows_gold(found: Findings, question: GoldQuestion) -> bool:
    """Whether a gold sentence stands in one of the first three extracts."""
    texts = [sentence.text for extract in found.extracts[:3] for sentence in extract.sentences]
    quotes = [quote.text for evidence in question.evidence for quote in (evidence, *evidence.also)]
    return any(quote in text or text in quote for quote in quotes for text in texts)


def drawn(points: list[tuple[float, float, float]]) -> str:
    """Return the trade as a picture: declined to the right, kept upwards, each point with its threshold."""
    marks = []
    for declined, kept, threshold in points:
        x, y = 60 + 400 * declined, 340 - 300 * kept
        chosen = threshold == confidence.EXTRACTIVE_THRESHOLD
        marks.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{7 if chosen else 4}" fill="{"#b3261e" if chosen else "#35618e"}"/>')
        marks.append(f'<text x="{x + 9:.1f}" y="{y - 5:.1f}" font-size="11">{threshold:.2f}</text>')
    line = " ".join(f"{60 + 400 * declined:.1f},{340 - 300 * kept:.1f}" for declined, kept, _ in points)
    ticks = [
        f'<text x="{60 + 400 * share}" y="360" text-anchor="middle">{share:g}</text>'
        f'<text x="50" y="{344 - 300 * share}" text-anchor="end">{share:g}</text>'
        for share in (0, 0.25, 0.5, 0.75, 1)
    ]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 500 390" font-family="system-ui, sans-serif" font-size="13">'
        '<rect width="500" height="390" fill="#fff"/><path d="M60 40V340H460" fill="none" stroke="#444"/>'
        f'{"".join(ticks)}<text x="260" y="382" text-anchor="middle">unanswerable questions declined</text>'
        '<text transform="translate(16 190) rotate(-90)" text-anchor="middle">answerable questions kept</text>'
        f'<polyline points="{line}" fill="none" stroke="#35618e"/>{"".join(marks)}</svg>\n'
    )


if __name__ == "__main__":
    main()
