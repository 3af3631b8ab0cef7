"""Generation: what a language model does for one answer: it judges the excerpts, writes, and holds other accounts against it.

Its faults end here, as warnings; whether the answer then falls back on the sentences themselves is the answerer's to say.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing

from qa import confidence, prompts
from qa.accounts import Beside
from qa.answer import Caveat, Model, Usage, WarningCode
from qa.bars import PROBED, SAID, Bars
from qa.check import answers, asks_for_accounts
from qa.choosing import Judged, accepted, compared, in_vain, judged, other_answers
from qa.errors import LanguageModelError, ModelRubbishError, ModelTimeoutError
from qa.events import Cited, Delta, Event, Stage
from qa.evidence import Sentence
from qa.extract import Extract
from qa.findings import Findings, Part
from qa.gather import number_sentences
from qa.llm.model import LanguageModel
from qa.making import Making
from qa.neighbours import answers_back
from qa.proof import prove
from qa.quoting import grounds_of, statements_of
from qa.supported import Dropped, Supported, supported
from qa.understand import Reading

_CHARACTERS = 2_000  # of the chosen sentences, together

_log = logging.getLogger(__name__)


class Generation:
    """One model at work on one answer.

    Attributes:
        decided: Whether the model came to a verdict: it judged that there is no answer, or its answer was read to the end.
            If not, it failed with nothing to show.
    """

    def __init__(
        self,
        making: Making,
        model: LanguageModel,
        reading: Reading,
        found: Findings,
        beside: Beside,
        *,
        write_over_words: int,
        left_s: Callable[[], float],
    ) -> None:
        """Work on `making`.

        Args:
            making: What is stated goes there.
            model: Judges and writes.
            reading: The question.
            found: What the search came to.
            beside: Searches for other accounts.
            write_over_words: Sentences that answer by themselves are shown as they stand up to so many words.
            left_s: Returns the seconds that are left.
        """
        self._making, self._model, self._reading, self._found = making, model, reading, found
        self._beside, self._write_over_words, self._left_s = beside, write_over_words, left_s
        self._one_part = len(found.parts) == 1
        self._quotes_alone = confidence.ungraded(found)
        self._others: list[Extract] = []
        self._accounts: list[Extract] = []
        self._bars: Bars = SAID
        self._first: float | None = None
        self._surest: float | None = None
        self._answered: list[tuple[Part, Extract]] = []
        self._wrote = False
        self.decided = False

    async def events(self) -> AsyncGenerator[Event, None]:
        """Yield what happens; a fault of the model ends it with a warning."""
        try:
            async with aclosing(self._steps()) as steps:
                async for event in steps:
                    yield event
            self.decided = True
        except (LanguageModelError, TimeoutError) as error:
            self._making.warn(warning_of(error))
            self.decided = bool(self._making.cited)
        if self._making.dropped:
            detail = f"{self._making.dropped} statement(s) that no quote bears out or proves were left out."
            self._making.warn(Caveat("statements_dropped", detail))

    @property
    def accounts(self) -> tuple[Sentence, ...]:
        """The sentences that were held against the answer and give another one, as far as the model can tell."""
        return tuple(extract.sentences[-1] for extract in self._accounts)

    def second_accounts(self) -> Iterator[Delta | Cited]:
        """State what other articles answer too; call it when what contradicts the answer has been said.

        Where two parties are to speak, each has spoken already, unless one sentence was taken for both.
        """
        parties = not self._one_part and asks_for_accounts(self._reading.checked)
        both_spoke = parties and len(self._answered) >= len(self._found.parts)
        return self._quoted([*self._others, *self._accounts] if self._making.statements and not both_spoke else ())

    async def answers(self, sentence: Sentence) -> bool:
        """Whether `sentence` is an answer as far as the model can tell; when it fails it is none."""
        if sentence in self.accounts:
            return True
        try:
            question = self._reading.understood.question
            proof = await asyncio.wait_for(
                prove(self._model, question, sentence.text, [sentence], headed=self._bars.headed), self._left_s()
            )
        except (LanguageModelError, TimeoutError) as error:
            self._making.warn(warning_of(error))
            return False
        self._making.spent(proof.usage)
        return proof.holds

    async def _steps(self) -> AsyncGenerator[Event, None]:
        yield Stage("judging")
        self._making.mode = "generated"
        self._first = await self._graded()
        self._set_confidence()
        if self._first is not None and not self._worth_reading(self._first):
            return
        for part in self._found.parts if self._first is not None else ():
            async with aclosing(self._from_chosen(part)) as events:
                async for event in events:
                    yield event
        if not self._making.statements and (self._first is None or self._first >= self._bars.worth_writing):
            async with aclosing(self._written(self._reading.checked, self._found.evidence, proving=True)) as events:
                async for event in events:
                    yield event
        for part in self._unanswered() if self._first is None else ():
            for stated in self._quoted([extract for extract in part.extracts if extract.answers][:1]):
                yield stated
        self._making.incomplete = bool(self._unanswered())
        for part, best in self._answered:
            await self._hold_against(part, best)

    def _worth_reading(self, first: float) -> bool:
        """Whether the first reading leaves hope; only a clear no ends a question in parts, or one whose words lie in the talk."""
        alone = self._one_part and not self._reading.talk
        return first >= self._bars.worth_reading and (
            not alone or confidence.worth_reading(self._bars, first, self._quotes_alone)
        )

    async def _from_chosen(self, part: Part) -> AsyncGenerator[Event, None]:
        """Answer one part from the sentences that the model takes for answers, in its own words where theirs are many."""
        read, before = [], len(self._making.statements)
        async with aclosing(self._judged(part)) as judgements:
            async for judgement, usage in judgements:
                self._making.spent(usage)
                self._heard(judgement.yes, checked=judgement.extract.answers)
                read.append(judgement)
        chosen = self._taken(read)
        if not self._found.every_account and any(self._needs_writing(extract) for extract in chosen):
            evidence = number_sentences([extract.sentences[-1] for extract in chosen], most=len(chosen), budget=_CHARACTERS)
            async with aclosing(self._written(part.question, evidence, proving=False)) as events:
                async for event in events:
                    yield event
        if len(self._making.statements) == before:
            for stated in self._quoted(chosen):
                yield stated
        if len(self._making.statements) > before:
            self._answered.append((part, chosen[0]))

    def _taken(self, read: Sequence[Judged]) -> list[Extract]:
        """Return the sentences to be stated now; accounts that nobody asked for come last, and must be sure by themselves."""
        if self._found.every_account:
            chosen = accepted(read, self._bars, every_account=True)
            return [one.extract for one in chosen] if any(self._sure_enough(one) for one in chosen) else []
        chosen = accepted([one for one in read if self._sure_enough(one)], self._bars, every_account=False)
        self._others += [one.extract for one in chosen[1:]]
        return [one.extract for one in chosen[:1]]

    async def _hold_against(self, part: Part, best: Extract) -> None:
        """Have the model hold against the best what stands behind it and a second search finds; others are stated later."""
        if not self._bars.compared:
            return
        found = await asyncio.to_thread(self._beside, part, best)
        read: list[Judged] = []
        async with aclosing(compared(self._model, part, best, found, bars=self._bars, left_s=self._left_s)) as judgements:
            async for judgement, usage in judgements:
                self._making.spent(usage)
                read.append(judgement)
                if in_vain(read, self._bars):
                    break
        self._accounts += [one.extract for one in other_answers(read, self._bars)]

    def _sure_enough(self, judgement: Judged) -> bool:
        """Whether readings and quotes together are sure of it; the first, of the whole question, says little of a part."""
        if not self._one_part or self._first is None or judgement.yes is None:
            return True
        return self._sureness(self._first, judgement.yes, checked=judgement.extract.answers) >= self._bars.sure_enough

    def _judged(self, part: Part) -> AsyncGenerator[tuple[Judged, Usage], None]:
        return judged(self._model, part, self._bars, every_account=self._found.every_account, left_s=self._left_s)

    def _needs_writing(self, extract: Extract) -> bool:
        """Whether the sentences do not say it all in few words; a denial that stands in them is not to be shortened away."""
        text = statements_of(extract.sentences, self._making)[-1]
        return len(text.split()) > self._write_over_words and not answers_back(text)

    async def _written(self, checked: str, evidence: Sequence[Sentence], *, proving: bool) -> AsyncGenerator[Event, None]:
        yield Stage("writing")
        self._wrote = True
        alone = checked == self._reading.checked
        question = self._reading.understood.question if alone else checked
        reply = supported(
            self._model, question, checked, evidence, proving=proving, headed=self._bars.headed, left_s=self._left_s
        )
        async with aclosing(reply) as items:
            async for item in items:
                for stated in self._entered(item):
                    yield stated

    async def _graded(self) -> float | None:
        """Return P(yes) that the evidence states the answer; None from a model that gives no probabilities."""
        question = self._reading.understood.question
        try:
            grade = await asyncio.wait_for(self._model.grade(prompts.grading(question, self._found.evidence)), self._left_s())
        except ModelRubbishError as error:
            _log.info("the model grades nothing: %s", error)
            return None
        self._making.spent(grade.usage)
        self._making.model = Model(self._model.name, self._model.runtime)
        self._bars = PROBED if grade.probed else SAID
        return grade.yes

    def _entered(self, item: Supported | Dropped | Usage) -> list[Delta | Cited]:
        """Put what stands into the answer; a repetition, and what would need too many quotes, is left out."""
        self._making.model = Model(self._model.name, self._model.runtime)
        if isinstance(item, Usage):
            self._making.spent(item)
            return []
        self._heard(item.yes)
        if isinstance(item, Dropped):
            self._making.dropped += 1
        elif item.text not in self._making.composer.text and self._making.composer.has_room(item.grounds):
            self._making.mode = "generated"
            return list(self._making.state(item.text, item.grounds))
        return []

    def _unanswered(self) -> list[Part]:
        """Return the parts of the question that nothing stated so far answers."""
        answered = [part for part, _ in self._answered]
        open_ = [part for part in self._found.parts if part not in answered]
        return [part for part in open_ if not any(answers(part.question, *one).ok for one in self._making.statements)]

    def _quoted(self, extracts: Sequence[Extract]) -> Iterator[Delta | Cited]:
        """State sentences of the articles as they stand."""
        for extract in extracts:
            known = self._making.quotes(extract.sentences[-1])
            grounds = grounds_of(extract, self._making)
            if not known and self._making.composer.has_room(grounds):
                if self._wrote and not self._making.statements:
                    detail = "Nothing that the model wrote stands: these are the articles' own sentences."
                    self._making.warn(Caveat("extractive_fallback", detail))
                    self._making.mode = "extractive"
                for text in statements_of(grounds, self._making):
                    yield from self._making.state(text, grounds)

    def _heard(self, yes: float | None, *, checked: bool = True) -> None:
        """Remember the surest proof and set the confidence by it."""
        if yes is not None and self._first is not None:
            self._surest = max(self._sureness(self._first, yes, checked=checked), self._surest or 0.0)
        self._set_confidence()

    def _sureness(self, first: float, yes: float | None, *, checked: bool = True) -> float:
        return confidence.graded(self._bars, first, yes, self._quotes_alone, checked=checked)

    def _set_confidence(self) -> None:
        if self._first is None:
            self._making.confidence = self._quotes_alone
        else:
            self._making.confidence = self._sureness(self._first, None) if self._surest is None else self._surest


def warning_of(error: Exception) -> Caveat:
    """Turn a fault of the model into the warning that the reader gets."""
    code: WarningCode = "llm_unavailable"
    if isinstance(error, TimeoutError | ModelTimeoutError):
        code = "llm_timeout"
    elif isinstance(error, ModelRubbishError):
        code = "llm_rubbish"
    _log.warning("language model: %s: %s", type(error).__name__, error)
    return Caveat(code, str(error) or "The model did not answer in time.")
