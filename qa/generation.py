"""Generation: what a language model does for one answer. It reads the excerpts, writes, and reads again what it wrote.

Its faults end here, as warnings; whether the answer then falls back on the sentences themselves is the answerer's to say.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing

from qa import confidence, prompts
from qa.answer import Caveat, Model, Usage, WarningCode
from qa.check import answers, parts_of
from qa.errors import LanguageModelError, ModelRubbishError, ModelTimeoutError
from qa.events import Cited, Delta, Event, Stage
from qa.evidence import Sentence
from qa.extract import extracts
from qa.findings import Findings
from qa.llm.model import LanguageModel
from qa.making import Making
from qa.proof import PROVED, prove
from qa.supported import Dropped, Supported, supported
from qa.understand import Reading

_EXTRACTS_READ = 5
_CLEAR = 0.8  # from this P(yes) on no further sentence is read

_log = logging.getLogger(__name__)


class Generation:
    """One model at work on one answer.

    Attributes:
        decided: Whether the model came to a verdict: it judged that there is no answer, or what it wrote was read to the end.
            If not, it failed with nothing to show.
    """

    def __init__(
        self, making: Making, model: LanguageModel, reading: Reading, found: Findings, *, left_s: Callable[[], float]
    ) -> None:
        """Work on `making` with what was `found`, for as long as `left_s` says."""
        self._making, self._model, self._reading, self._found, self._left_s = making, model, reading, found, left_s
        self._first: float | None = None
        self._best: float | None = None
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

    async def holds(self, text: str, sentences: Sequence[Sentence]) -> bool:
        """Whether `sentences` prove `text` an answer as far as the model can tell; when it fails they do not."""
        try:
            yes = await self._proved(self._reading.understood.question, text, sentences)
        except (LanguageModelError, TimeoutError) as error:
            self._making.warn(warning_of(error))
            return False
        return yes is None or yes >= PROVED

    async def _steps(self) -> AsyncGenerator[Event, None]:
        yield Stage("judging")
        self._making.mode = "generated"
        self._first = await self._graded()
        self._set_confidence()
        if self._first is not None and self._first < confidence.WORTH_WRITING:
            return
        yield Stage("writing")
        question = self._reading.understood.question
        reply = supported(self._model, question, self._reading.checked, self._found.evidence, left_s=self._left_s)
        async with aclosing(reply) as items:
            async for item in items:
                for stated in self._entered(item):
                    yield stated
        for part in self._unanswered():
            yield Stage("checking")
            async with aclosing(self._proved_extracts(part)) as found:
                async for stated in found:
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
            return list(self._making.state(item.text, item.grounds))
        return []

    async def _proved(self, question: str, text: str, sentences: Sequence[Sentence]) -> float | None:
        """Return P(yes) that `sentences` prove `text` an answer; None from a model that gives no probabilities."""
        proof = await asyncio.wait_for(prove(self._model, question, text, sentences), self._left_s())
        self._making.spent(proof.usage)
        return proof.yes

    def _unanswered(self) -> list[str]:
        """Return the parts of the question that nothing stated so far answers."""
        stated = self._making.statements
        parts = parts_of(self._reading.checked)
        return [part for part in parts if not any(answers(part, text, grounds).ok for text, grounds in stated)]

    async def _proved_extracts(self, part: str) -> AsyncGenerator[Delta | Cited, None]:
        """State the sentences that check and model, reading them one by one, take for an answer; a clear one is enough."""
        alone = part == self._reading.checked
        answering = [extract for extract in extracts(part, self._found.ranked) if extract.answers]
        for extract in answering[:_EXTRACTS_READ]:
            text = extract.sentences[-1].text
            yes = await self._proved(self._reading.understood.question if alone else part, text, extract.sentences)
            self._heard(yes)
            if (yes is None or yes >= PROVED) and self._making.composer.has_room(extract.sentences):
                if not self._making.statements:
                    detail = "Nothing that the model wrote stands: these are the articles' own sentences."
                    self._making.warn(Caveat("extractive_fallback", detail))
                    self._making.mode = "extractive"
                for stated in self._making.state(text, extract.sentences):
                    yield stated
                if yes is None or yes >= _CLEAR:
                    return

    def _heard(self, yes: float | None) -> None:
        """Remember the best proof and set the confidence by it."""
        if yes is not None:
            self._best = max(yes, self._best or 0.0)
        self._set_confidence()

    def _set_confidence(self) -> None:
        if self._first is None:
            self._making.confidence = confidence.ungraded(self._found)
        else:
            self._making.confidence = confidence.graded(self._first, self._best)


def warning_of(error: Exception) -> Caveat:
    """Turn a fault of the model into the warning that the reader gets."""
    code: WarningCode = "llm_unavailable"
    if isinstance(error, TimeoutError | ModelTimeoutError):
        code = "llm_timeout"
    elif isinstance(error, ModelRubbishError):
        code = "llm_rubbish"
    _log.warning("language model: %s: %s", type(error).__name__, error)
    return Caveat(code, str(error) or "The model did not answer in time.")
