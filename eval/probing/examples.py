"""Examples: prompts as the answerer puts them to a model, each with the answer that is right.

They come from gold sets, asked of their archive as a reader would: whether the sentences found state the answer together,
whether each of the nearest does alone, and whether what stands right behind an answer, or a search with it finds, gives another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from eval.gold import GoldQuestion
from eval.metrics.quotes import Extract, evidence_precision, located
from eval.options import Reading
from index import Archive
from qa import prompts
from qa.accounts import Beside, accounts_in
from qa.bars import PROBED
from qa.evidence import Sentence
from qa.findings import Part, findings
from qa.llm.model import Message
from qa.llm.probe import Tells, task_of
from qa.search import search
from qa.understand import understand

Told = tuple[str, Tells]
"""A task, and what is told where the network is given it."""

READINGS: Mapping[Reading, Told] = {
    "together": (prompts.TOGETHER, "answer"),
    "alone": (prompts.ALONE, "answer"),
    "another": (prompts.ANOTHER, "answer"),
    "disputed": (prompts.ANOTHER, "disputed"),
}
"""What each reading tells, by its name."""

BESIDE_AN_ANSWER: frozenset[Reading] = frozenset(name for name, (task, _) in READINGS.items() if task == prompts.ANOTHER)
"""Those for which the archive is searched again."""

_OF_ONE = 4  # so many are held against the answer where no sides are known


@dataclass(frozen=True, slots=True)
class Example:
    """One prompt that is answered by yes or no.

    Attributes:
        messages: The prompt.
        yes: What is right.
        question: The id of the question.
        archive: The name of the gold set whose archive was asked. All examples of one archive, or else of one question, stay on
            one side when some are held out.
        tells: Whether the answer to the prompt is meant, or whether the question is disputed.
    """

    messages: tuple[Message, ...]
    yes: bool
    question: str
    archive: str = ""
    tells: Tells = "answer"

    @property
    def told(self) -> Told:
        """What the prompt asks for, and what is told of it."""
        return task_of(self.messages), self.tells

    @property
    def key(self) -> str:
        """The prompt, hashed."""
        spelled = json.dumps([[message.role, message.content] for message in self.messages])
        return hashlib.sha256(spelled.encode()).hexdigest()[:24]


async def examples_of(archive: Archive, question: GoldQuestion, readings: Collection[Reading] = tuple(READINGS)) -> list[Example]:
    """Return the examples of some readings that asking `question` of its archive gives, without a model.

    Sentences that do not hold an answer which the archive has elsewhere are no example of it: they come near it too often. Nor is
    one that says what the answer says already an example of another answer.
    """
    reading = await understand(question.ask)
    hits, _ = search(archive, reading, ())
    found = findings(reading, hits, archive.embed)
    gold = _gold_of(archive, question)
    examples: list[Example] = []
    if "together" in readings:
        stated = any(_states(gold, sentence) for sentence in found.evidence)
        prompt = tuple(prompts.grading(reading.understood.question, found.evidence))
        examples += [Example(prompt, stated, question.id)] if stated or not question.answerable else []
    if "alone" in readings:
        examples += [example for part in found.parts for example in _alone(part, gold, question.id)]
    if BESIDE_AN_ANSWER & set(readings):
        beside = accounts_in(archive, reading, ())
        another = [example for part in found.parts for example in _compared(part, beside, gold, question)]
        examples += another if "another" in readings else []
        examples += [replace(one, yes=bool(question.sides), tells="disputed") for one in another if "disputed" in readings]
    return examples


def _alone(part: Part, gold: Sequence[Sequence[Extract]], question: str) -> Iterator[Example]:
    for extract in [extract for extract in part.extracts if extract.fits][: PROBED.most_read]:
        meant = extract.sentences[-1]
        prompt = prompts.proving(part.asked, meant.text, extract.sentences, headed=PROBED.headed)
        yield Example(tuple(prompt), _states(gold, meant), question)


def _compared(part: Part, beside: Beside, gold: Sequence[Sequence[Extract]], question: GoldQuestion) -> Iterator[Example]:
    best = next((extract for extract in part.extracts if _states(gold, extract.sentences[-1])), None)
    if best is None:
        return
    known = [piece for piece in gold if _states([piece], best.sentences[-1])]
    other = [piece for piece in gold if piece not in known]
    for account in beside(part, best)[: PROBED.compared if question.sides else _OF_ONE]:
        another = _states(other, account.sentences[-1])
        if another or not _states(known, account.sentences[-1]):
            yield Example(tuple(prompts.comparing(part.asked, best.sentences, account.sentences)), another, question.id)


def _gold_of(archive: Archive, question: GoldQuestion) -> list[list[Extract]]:
    pieces: list[list[Extract]] = []
    for piece in question.evidence:
        stored = [(quote, archive.get(quote.article)) for quote in (piece, *piece.also)]
        spots = [located(quote.article, each.article.text, quote.text) for quote, each in stored if each]
        pieces.append([spot for spot in spots if spot])
    return pieces


def _states(gold: Sequence[Sequence[Extract]], sentence: Sentence) -> bool:
    article = sentence.article
    shown = Extract(article.article.external_id or article.id, sentence.start, sentence.end, sentence.text)
    return evidence_precision(gold, [shown]) > 0
