"""BM25 and a prompt: the least that anyone would write."""

from __future__ import annotations

from eval.peers.reading import Piece
from eval.peers.stack import Reply
from eval.peers.writer import Writer
from index import Archive

_PASSAGES = 5
_PROMPT = """Answer the question from these passages only, in one or two sentences.
After each sentence cite the passages it rests on, like [1].
If the passages do not answer it, say that they do not say.

{passages}

Question: {question}
Answer:"""


class Bm25Stack:
    """The five passages with the best BM25 score, numbered, and the model told to cite them."""

    name = "BM25 + LLM"
    numbered = True

    def __init__(self, archive: Archive, writer: Writer) -> None:
        self._archive = archive
        self._writer = writer

    def ask(self, question: str) -> Reply:
        """Answer from the passages found by words alone."""
        hits = self._archive.search(question, limit=_PASSAGES, mode="lexical")
        pieces = tuple(Piece(number, hit.article, hit.passage.text) for number, hit in enumerate(hits, start=1))
        passages = "\n\n".join(f"[{piece.number}] {piece.article.article.title}\n{piece.text}" for piece in pieces)
        return Reply(self._writer.write(_PROMPT.format(passages=passages, question=question)), pieces)
