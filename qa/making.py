"""The making: what is known of one answer while it is being made, and its closing into the record."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from qa.answer import Answer, Caveat, Disagreement, Mode, Model, Reason, Status, Timings, Understood, Usage
from qa.ask import Ask
from qa.compose import Composer
from qa.events import Cited, Delta
from qa.evidence import Sentence

NO_MODEL = Model("none", "none")


class Making:
    """One answer under way. Only `close` makes a record of it."""

    def __init__(self, ask: Ask) -> None:
        """Start the clock."""
        self.id = f"ans_{secrets.token_hex(12)}"
        self.ask = ask
        self.understood = Understood(ask.question, ask.published_after, ask.published_before, ask.as_of)
        self.composer = Composer(ask.max_quotes)
        self.statements: list[tuple[str, tuple[Sentence, ...]]] = []
        self.caveats: list[Caveat] = []
        self.disagreements: list[Disagreement] = []
        self.confidence = 0.0
        self.mode: Mode = "extractive"
        self.dropped = 0
        self.incomplete = False
        self.model = NO_MODEL
        self._usage = Usage()
        self._started = time.perf_counter()
        self._search_ms = 0.0
        self._first_ms: float | None = None

    @property
    def cited(self) -> list[Sentence]:
        """The sentences that the statements so far rest on, in order."""
        return [sentence for _, sentences in self.statements for sentence in sentences]

    def quotes(self, sentence: Sentence) -> bool:
        """Whether a statement so far rests on `sentence`, whatever its score: that differs from part to part of a question."""
        return sentence.place in {cited.place for cited in self.cited}

    def elapsed_s(self) -> float:
        """Return the seconds since the question came in."""
        return time.perf_counter() - self._started

    def searched(self) -> None:
        """Note that the search is done."""
        self._search_ms = self._elapsed_ms()

    def spent(self, usage: Usage) -> None:
        """Add the tokens of one call."""
        self._usage = Usage(
            self._usage.prompt_tokens + usage.prompt_tokens, self._usage.completion_tokens + usage.completion_tokens
        )

    def warn(self, caveat: Caveat) -> None:
        """Add a warning, once for each code."""
        if caveat.code not in {known.code for known in self.caveats}:
            self.caveats.append(caveat)

    def state(self, text: str, sentences: Sequence[Sentence]) -> tuple[Delta, Cited]:
        """Add a verified statement."""
        if self._first_ms is None:
            self._first_ms = self._elapsed_ms()
        self.statements.append((text, tuple(sentences)))
        return self.composer.add(text, sentences)

    def close(self, reason: Reason | None = None) -> Answer:
        """Return the record: `no_answer` for `reason` when nothing was stated."""
        return Answer(
            id=self.id,
            status=self._status(),
            reason=None if self.composer.text else (reason or "not_in_articles"),
            mode=self.mode,
            confidence=self.confidence,
            question=self.ask.question,
            understood=self.understood,
            text=self.composer.text,
            citations=tuple(self.composer.citations),
            quotes=self.composer.quotes,
            sources=self.composer.sources,
            disagreements=tuple(self.disagreements),
            warnings=tuple(self.caveats),
            model=self.model,
            usage=self._usage,
            timings_ms=Timings(self._search_ms, self._first_ms, self._elapsed_ms()),
            created_at=datetime.now(UTC),
        )

    def _status(self) -> Status:
        if not self.composer.text:
            return "no_answer"
        return "partial" if self.incomplete or (self.dropped and self.mode == "generated") else "answered"

    def _elapsed_ms(self) -> float:
        return round(self.elapsed_s() * 1000, 1)
