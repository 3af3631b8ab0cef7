"""The verdict on one outcome against its gold question: the measures, question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.gold import GoldQuestion, GoldQuote
from eval.metrics.abstention import Decision
from eval.metrics.answers import exact_match, facts_recall, sides_shown, token_f1
from eval.metrics.quotes import Extract, evidence_precision, evidence_recall, located, pinpointed
from eval.metrics.retrieval import retrieval_scores
from eval.ours import Library, ranked_articles
from eval.outcome import Outcome, Shown, Statement
from qa.check import bears_out
from qa.evidence import Sentence


@dataclass(frozen=True, slots=True)
class Score:
    """One judged question.

    Attributes:
        question: What was asked.
        outcome: What came of it.
        means: Measure to value in [0, 1], for those that apply here; a failure or a wrong refusal scores 0.
        supported: For each statement, whether its own quotes bear it out.
        both_sides: Whether every side of a conflict was shown; None where there is none.
    """

    question: GoldQuestion
    outcome: Outcome
    means: Mapping[str, float]
    supported: tuple[bool, ...]
    both_sides: bool | None

    @property
    def right(self) -> bool:
        """Whether it was answered with every fact asked for, or rightly declined."""
        if self.outcome.failed is not None:
            return False
        if not self.question.answerable:
            return self.outcome.abstained
        return self.means["gold-string recall"] == 1.0

    @property
    def decision(self) -> Decision:
        """The choice between answering and declining."""
        return Decision(self.question.answerable, self.outcome.abstained, self.outcome.failed is not None)


def judge(question: GoldQuestion, outcome: Outcome, library: Library) -> Score:
    """Score one outcome; `library` must hold the articles that gold names and the answer quotes."""
    return Score(
        question=question,
        outcome=outcome,
        means=_means(question, outcome, library) if question.answerable else {},
        supported=tuple(_supported(statement, outcome.shown, library) for statement in outcome.statements),
        both_sides=_both_sides(question, outcome),
    )


def _means(question: GoldQuestion, outcome: Outcome, library: Library) -> dict[str, float]:
    shown = [piece.extract for piece in outcome.shown]
    spellings = [spelling for fact in question.wanted for spelling in fact]
    means = {
        "gold-string recall": facts_recall(outcome.text, question.wanted),
        "token F1": token_f1(outcome.text, spellings),
        "exact match": exact_match(outcome.text, spellings),
    }
    wanted = [found for piece in question.evidence if (found := _spans(piece, library))]
    if wanted:
        means["evidence recall"] = evidence_recall(wanted, shown)
        means["evidence precision"] = evidence_precision(wanted, shown)
        means["pinpoint quote"] = float(pinpointed(wanted, [piece.extract for piece in outcome.shown if piece.verbatim]))
    return means | _ranking(question, outcome)


def _ranking(question: GoldQuestion, outcome: Outcome) -> dict[str, float]:
    serves_as = {other.article: piece.article for piece in question.evidence for other in piece.also}
    serves_as |= {article: article for article in question.articles}
    ranked = ranked_articles(outcome.ranked, serves_as)
    scores = retrieval_scores({"it": question.articles}, {"it": ranked})
    return {name: values["it"] for name, values in scores.items()}


def _spans(piece: GoldQuote, library: Library) -> list[Extract]:
    stored = [(quote, library.named(quote.article)) for quote in (piece, *piece.also)]
    spans = [located(quote.article, found.article.text, quote.text) for quote, found in stored if found]
    return [span for span in spans if span]


def _both_sides(question: GoldQuestion, outcome: Outcome) -> bool | None:
    if not question.sides:
        return None
    return sides_shown([outcome.text, *outcome.sides], question.sides) == 1.0


def _supported(statement: Statement, shown: Sequence[Shown], library: Library) -> bool:
    cited = [_sentence(number, shown[at], library) for number, at in enumerate(statement.cites, start=1)]
    evidence = [sentence for sentence in cited if sentence]
    return bool(evidence) and bears_out(statement.text, evidence).ok


def _sentence(number: int, piece: Shown, library: Library) -> Sentence | None:
    """Return the piece as the check takes it; a quote from an article that is not held bears nothing out."""
    stored, extract = library.version(piece.article_id, piece.text_sha256), piece.extract
    if stored is None:
        return None
    return Sentence(number=number, article=stored, start=extract.start, end=extract.end, text=extract.text, score=1.0)
