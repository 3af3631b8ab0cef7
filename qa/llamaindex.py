"""A plug for those who build with LlamaIndex: our search as a retriever, our answers as a query engine.

Nothing else imports this file; it wants the extra `quotidian[llamaindex]`. Each node's metadata says where its text stands, which
LlamaIndex's own citation engine leaves out.
"""

from __future__ import annotations

import asyncio
from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index import Archive, Filters, Hit, SearchMode
from qa.answer import Answer, Quote, Source
from qa.answerer import Answerer
from qa.ask import Ask
from qa.record import AnswerRecord

_EVERYTHING = Filters()
_SILENCE = "The articles don't say."


class QuotidianRetriever(BaseRetriever):
    """Finds passages of an archive.

    Args:
        archive: Open for as long as this is used.
        limit: At most so many passages.
        mode: `hybrid`, `dense` or `lexical`.
        filters: What a passage's article must satisfy.
    """

    def __init__(self, archive: Archive, *, limit: int = 10, mode: SearchMode = "hybrid", filters: Filters = _EVERYTHING) -> None:
        super().__init__()
        self._archive, self._limit, self._mode, self._filters = archive, limit, mode, filters

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._archive.search(query_bundle.query_str, limit=self._limit, mode=self._mode, filters=self._filters)
        return [_passage_node(hit) for hit in hits]


class QuotidianQueryEngine(BaseQueryEngine):
    """Answers questions; the source nodes are the quotes, and the whole record is `response.metadata["answer"]`.

    Use either `query`, or `aquery` in one event loop: the language model's connections belong to the loop that opened them.

    Args:
        answerer: Makes the answers.
    """

    def __init__(self, answerer: Answerer) -> None:
        super().__init__(callback_manager=None)
        self._answerer = answerer
        self._runner = asyncio.Runner()

    def _query(self, query_bundle: QueryBundle) -> Response:
        response: Response = self._runner.run(self._aquery(query_bundle))
        return response

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        answer = await self._answerer.answer(Ask(query_bundle.query_str))
        return Response(
            response=answer.text or _SILENCE,
            source_nodes=_quote_nodes(answer),
            metadata={"answer": AnswerRecord.of(answer).model_dump(mode="json")},
        )

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


def _passage_node(hit: Hit) -> NodeWithScore:
    article, passage = hit.article.article, hit.passage
    metadata = {
        "article_id": passage.article_id,
        "external_id": article.external_id,
        "text_sha256": passage.text_sha256,
        "start": passage.start,
        "end": passage.end,
        "title": article.title,
        "publisher": article.source,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "url": article.url,
    }
    return NodeWithScore(node=_node(passage.id, passage.text, metadata), score=hit.score)


def _quote_nodes(answer: Answer) -> list[NodeWithScore]:
    sources = {source.article_id: source for source in answer.sources}
    return [_quote_node(quote, sources[quote.article_id]) for quote in answer.quotes]


def _quote_node(quote: Quote, source: Source) -> NodeWithScore:
    metadata = {
        "quote_id": quote.id,
        "article_id": quote.article_id,
        "external_id": source.external_id,
        "text_sha256": source.text_sha256,
        "start": quote.start,
        "end": quote.end,
        "title": source.title,
        "publisher": source.publisher,
        "published_at": source.published_at.isoformat() if source.published_at else None,
        "url": quote.url,
    }
    return NodeWithScore(node=_node(f"{quote.article_id}:{quote.start}-{quote.end}", quote.text, metadata), score=quote.score)


def _node(id_: str, text: str, metadata: dict[str, Any]) -> TextNode:
    node = TextNode(id_=id_, text=text, metadata=metadata, start_char_idx=metadata["start"], end_char_idx=metadata["end"])
    # What locates a passage helps neither an embedding nor a prompt.
    hidden = ["quote_id", "article_id", "external_id", "text_sha256", "start", "end", "url"]
    node.excluded_embed_metadata_keys = node.excluded_llm_metadata_keys = hidden
    return node
