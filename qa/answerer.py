"""The answerer: a question goes in, events come out, the last of which carries the answer.

The way: understand, search, gather evidence, judge whether it answers, write, check each statement, compose. Each step is a
file of its own; here they are put in order, and here it is decided what happens when the language model fails.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from index import Archive, Hit
from qa import confidence
from qa.accounts import accounts_in
from qa.answer import Answer, Caveat, Disagreement, Side
from qa.ask import Ask
from qa.check.reading.tokens import language_of
from qa.compose import source_of
from qa.disagreement import Account, other_accounts
from qa.errors import LanguageModelError
from qa.events import Cited, Completed, Created, Delta, Event, Sources, Stage
from qa.findings import Findings, findings
from qa.generation import Generation, warning_of
from qa.llm.model import LanguageModel
from qa.making import Making
from qa.neighbours import rebuttal
from qa.search import search
from qa.understand import Reading, understand

WRITE_OVER_WORDS = 40
"""Longer sentences the model puts in its own words, unless told otherwise."""

_EXTRACTS = 3
OTHER_ACCOUNT = {"en": "By another account: ", "fr": "Selon un autre article : "}
"""What stands before a sentence that contradicts the answer, by the language of the question. It claims nothing itself."""

_log = logging.getLogger(__name__)


class Answerer:
    """Answers questions over one archive. Any number of questions may be under way at once.

    Without a model, and whenever it fails, answers are extractive: the sentences themselves.
    """

    def __init__(
        self,
        archive: Archive,
        model: LanguageModel | None = None,
        *,
        deadline_s: float = 60.0,
        write_over_words: int = WRITE_OVER_WORDS,
        missing: str = "",
    ) -> None:
        """Answer from `archive`.

        Args:
            archive: Open; searched from threads.
            model: Writes; None for extractive answers.
            deadline_s: Seconds from the question after which no model is waited for.
            write_over_words: Up to so many words a sentence that answers by itself is shown as it stands; a longer one the model
                puts in its own words. 0 has it write every answer.
            missing: Why there is no model, for the warning; empty when none is wanted.
        """
        self._archive = archive
        self._model = model
        self._deadline_s = deadline_s
        self._write_over_words = write_over_words
        self._missing = missing

    def use(self, model: LanguageModel | None, *, missing: str = "") -> None:
        """Write with another model from the next question on; `missing` says why there is none."""
        self._model, self._missing = model, missing

    async def answer(self, ask: Ask) -> Answer:
        """Return the answer to one question.

        Raises:
            ArchiveError: The archive cannot be searched.
        """
        async with aclosing(self.stream(ask)) as events:
            async for event in events:
                if isinstance(event, Completed):
                    return event.answer
        raise AssertionError("every answer is completed")

    async def stream(self, ask: Ask) -> AsyncGenerator[Event, None]:
        """Yield what happens while one question is answered, `Completed` last; closing it stops the model.

        Raises:
            ArchiveError: The archive cannot be searched.
        """
        making = Making(ask)
        model = self._model
        if model is None and self._missing:
            making.warn(Caveat("llm_unavailable", self._missing))
        yield Created(making.id)
        yield Stage("understanding")
        rewrites_first = model is None or not model.probed  # a probe tells more of a follow-up behind its exchange
        reading = await self._understood(making, model if rewrites_first else None)
        yield Stage("searching")
        hits, reason = await asyncio.to_thread(search, self._archive, reading, ask.sources)
        found = await asyncio.to_thread(findings, reading, hits, self._archive.embed)
        making.searched()
        if not found.evidence:
            yield Completed(making.close(reason))
            return
        yield Sources(tuple({source.article_id: source for source in map(source_of, found.evidence)}.values()))
        async with aclosing(self._from_findings(making, model, reading, found)) as events:
            async for event in events:
                yield event
        if model and not rewrites_first and reading.talk and not making.statements and not _gave_up(making):
            async with aclosing(self._rewritten(making, model, reading, hits)) as events:
                async for event in events:
                    yield event
        yield Completed(making.close())

    async def _rewritten(
        self, making: Making, model: LanguageModel, before: Reading, hits: Sequence[Hit]
    ) -> AsyncGenerator[Event, None]:
        """Ask a follow-up that had no answer behind its exchange once more, as the model rewrites it, if it does."""
        yield Stage("understanding")
        confidence_before = making.confidence
        reading = await self._understood(making, model)
        if reading.checked != before.checked and not _gave_up(making):
            found = await asyncio.to_thread(findings, reading, hits, self._archive.embed)
            async with aclosing(self._from_findings(making, model, reading, found)) as events:
                async for event in events:
                    yield event
        if not making.statements:
            making.confidence = max(making.confidence, confidence_before)

    async def _from_findings(
        self, making: Making, model: LanguageModel | None, reading: Reading, found: Findings
    ) -> AsyncGenerator[Event, None]:
        """Have the model write; without one, and when it fails, the sentences themselves are the answer."""
        generation = None
        if model and not _gave_up(making):
            generation = self._generation(making, model, reading, found)
            async with aclosing(generation.events()) as events:
                async for event in events:
                    yield event
        if generation is None or not generation.decided:
            generation = None
            for event in _extracted(making, found):
                yield event
        for event in _answered_back(making):
            yield event
        ranked = [*(generation.accounts if generation else ()), *found.ranked]
        for account in other_accounts(reading.checked, list(making.cited), ranked):
            if generation is None or await generation.answers(account.sentence):
                for event in _contradicted(making, account):
                    yield event
        for event in generation.second_accounts() if generation else ():
            yield event

    def _generation(self, making: Making, model: LanguageModel, reading: Reading, found: Findings) -> Generation:
        def left_s() -> float:
            return self._left_s(making)

        beside = accounts_in(self._archive, reading, making.ask.sources)
        return Generation(making, model, reading, found, beside, write_over_words=self._write_over_words, left_s=left_s)

    async def _understood(self, making: Making, model: LanguageModel | None) -> Reading:
        try:
            reading = await asyncio.wait_for(understand(making.ask, model), self._left_s(making))
        except (LanguageModelError, TimeoutError) as error:
            making.warn(warning_of(error))
            reading = await understand(making.ask)
        making.understood = reading.understood
        making.spent(reading.usage)
        return reading

    def _left_s(self, making: Making) -> float:
        return max(0.0, self._deadline_s - making.elapsed_s())


def _gave_up(making: Making) -> bool:
    """Whether the model failed in a way that makes another call pointless."""
    return bool({"llm_unavailable", "llm_timeout"} & {caveat.code for caveat in making.caveats})


def _extracted(making: Making, found: Findings) -> list[Delta | Cited]:
    """State the most appealing extracts, when they are near enough to the question."""
    making.mode = "extractive"
    making.confidence = confidence.ungraded(found)
    events: list[Delta | Cited] = []
    if making.confidence >= confidence.EXTRACTIVE_THRESHOLD:
        for extract in found.extracts[: min(_EXTRACTS, making.ask.max_quotes)]:
            if making.composer.has_room(extract.sentences):
                events.extend(making.state(extract.sentences[-1].text, extract.sentences))
    return events


def _answered_back(making: Making) -> list[Delta | Cited]:
    """State behind the answer what those concerned reply to it in the same articles: no charge is quoted without its denial."""
    events: list[Delta | Cited] = []
    for sentence in making.cited:
        reply = rebuttal(sentence)
        if reply and not making.quotes(reply) and making.composer.has_room([reply]):
            events.extend(making.state(reply.text, [reply]))
    return events


def _contradicted(making: Making, account: Account) -> list[Delta | Cited]:
    """State what another article says where it differs on the value asked for, and note both sides."""
    if not making.composer.has_room([account.sentence]):
        return []
    ours = [sentence for sentence in making.cited if sentence.article.id != account.sentence.article.id]
    events: list[Delta | Cited] = []
    if not making.quotes(account.sentence):
        frame = OTHER_ACCOUNT[language_of(making.ask.question)]
        events.extend(making.state(frame + account.sentence.text, [account.sentence]))
    sides = (
        Side(account.answered, making.composer.quote_ids(ours)),
        Side(account.value, making.composer.quote_ids([account.sentence])),
    )
    making.disagreements.append(Disagreement(making.understood.question, sides))
    return events
