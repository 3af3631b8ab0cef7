"""What every answer must satisfy, whatever the question and whoever wrote it."""

from __future__ import annotations

from index import sentence_spans
from qa.check import bears_out
from qa.evidence import Sentence

FRAMES = ("By another account: ", "Selon un autre article : ")


def broken_promises(answer, archive):
    """Return what is wrong with an answer, in sentences; empty when both promises hold."""
    return [*unverbatim(answer, archive), *unsupported(answer, archive)]


def unverbatim(answer, archive):
    """Return the quotes that do not stand in the version of the article that the answer names."""
    versions = {source.article_id: source.text_sha256 for source in answer.sources}
    wrong = []
    for quote in answer.quotes:
        stored = archive.get(quote.article_id)
        if stored.article.text_sha256 != versions.get(quote.article_id):
            wrong.append(f"{quote.id} is of another version")
        if stored.article.text[quote.start : quote.end] != quote.text or not quote.text:
            wrong.append(f"{quote.id} is not verbatim: {quote.text!r}")
    return wrong


def unsupported(answer, archive):
    """Return the statements without a quote, and those that the check rejects."""
    quotes = {quote.id: quote for quote in answer.quotes}
    wrong, covered = [], ""
    for citation in answer.citations:
        statement = answer.text[citation.start : citation.end]
        covered += statement
        grounds = [sentence for id_ in citation.quote_ids for sentence in _sentences(quotes[id_], archive)]
        verdict = bears_out(_unframed(statement), grounds)
        if not grounds or not verdict.ok:
            wrong.append(f"{statement!r}: {verdict.failures}")
    if covered.replace(" ", "") != answer.text.replace(" ", ""):
        wrong.append("some of the text has no citation")
    return wrong


def _unframed(statement):
    for frame in FRAMES:
        statement = statement.removeprefix(frame)
    return statement


def _sentences(quote, archive):
    """The sentences of a quote, one by one, as the check was given them: neighbours are quoted in one piece."""
    stored = archive.get(quote.article_id)
    for span in sentence_spans(quote.text, stored.article.language):
        text = quote.text[span.start : span.end]
        yield Sentence(1, stored, quote.start + span.start, quote.start + span.end, text, quote.score)
