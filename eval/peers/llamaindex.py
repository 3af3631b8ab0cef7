"""What LlamaIndex's documentation writes: SentenceSplitter, Chroma and a query engine, with our encoder and our model put in.

The settings are the documentation's: chunks of 1,024 tokens that overlap by 200, the two nearest for the retriever query engine,
and for the citation query engine the three nearest in citation chunks of 512.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

import chromadb
from llama_index.core import Document, StorageContext, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.base.response.schema import RESPONSE_TYPE
from llama_index.core.llms import CompletionResponse, CompletionResponseGen, CustomLLM, LLMMetadata
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.query_engine import BaseQueryEngine, CitationQueryEngine, RetrieverQueryEngine
from llama_index.core.response_synthesizers import get_response_synthesizer
from llama_index.core.schema import TransformComponent
from llama_index.vector_stores.chroma import ChromaVectorStore
from pydantic import PrivateAttr

from eval.peers.reading import Piece
from eval.peers.stack import Reply
from eval.peers.writer import CONTEXT_TOKENS, MAX_TOKENS, Writer
from index import Archive, StoredArticle

_SOURCE_HEAD = re.compile(r"\ASource \d+:\n")


class WriterLLM(CustomLLM):
    """Our language model in LlamaIndex's place for one."""

    _writer: Writer = PrivateAttr()

    def __init__(self, writer: Writer) -> None:
        super().__init__()
        self._writer = writer

    @property
    def metadata(self) -> LLMMetadata:
        """What LlamaIndex packs its prompts by."""
        return LLMMetadata(context_window=CONTEXT_TOKENS, num_output=MAX_TOKENS, model_name=self._writer.name)

    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:  # noqa: ANN401, ARG002 - LlamaIndex's signature
        """Return the whole reply."""
        return CompletionResponse(text=self._writer.write(prompt))

    def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponseGen:  # noqa: ANN401 - LlamaIndex's signature
        """Return the whole reply as a stream of one."""
        yield self.complete(prompt, formatted, **kwargs)


class ArchiveEmbedding(BaseEmbedding):
    """Our encoder in LlamaIndex's place for one."""

    _archive: Archive = PrivateAttr()

    def __init__(self, archive: Archive) -> None:
        super().__init__(model_name="ours")
        self._archive = archive

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [[float(value) for value in row] for row in self._archive.embed(texts)]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


class LlamaIndexStack:
    """One of LlamaIndex's query engines over an index that both share.

    Args:
        name: As it stands in the table.
        engine: Who answers.
        articles: External id to article.
        numbered: Whether its prompt asks for `[n]`.
    """

    def __init__(self, name: str, engine: BaseQueryEngine, articles: Mapping[str, StoredArticle], *, numbered: bool) -> None:
        self.name = name
        self.numbered = numbered
        self._engine = engine
        self._articles = articles

    def ask(self, question: str) -> Reply:
        """Ask the engine; its source nodes are the pieces."""
        response: RESPONSE_TYPE = self._engine.query(question)
        pieces = [
            Piece(number, self._articles[node.node.metadata["id"]], _SOURCE_HEAD.sub("", node.node.get_content()).rstrip("\n"))
            for number, node in enumerate(response.source_nodes, start=1)
        ]
        return Reply(str(response), tuple(pieces))


def stacks(archive: Archive, articles: Sequence[StoredArticle], writer: Writer) -> list[LlamaIndexStack]:
    """Return the two engines over one Chroma index of `articles`, made anew each time: kept, it would hold them twice."""
    llm, embedding = WriterLLM(writer), ArchiveEmbedding(archive)
    collection = chromadb.EphemeralClient().create_collection(f"quickstart-{uuid4()}")
    storage = StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=collection))
    documents = [_document(stored) for stored in articles]
    cut: list[TransformComponent] = [SentenceSplitter()]
    index = VectorStoreIndex.from_documents(documents, storage_context=storage, embed_model=embedding, transformations=cut)
    named = {stored.article.external_id or stored.id: stored for stored in articles}
    plain = RetrieverQueryEngine(retriever=index.as_retriever(), response_synthesizer=get_response_synthesizer(llm=llm))
    citing = CitationQueryEngine.from_args(index, llm=llm, similarity_top_k=3, citation_chunk_size=512)
    return [
        LlamaIndexStack("LlamaIndex retriever engine", plain, named, numbered=False),
        LlamaIndexStack("LlamaIndex citation engine", citing, named, numbered=True),
    ]


def _document(stored: StoredArticle) -> Document:
    article = stored.article
    facts = {"id": article.external_id or stored.id, "title": article.title, "source": article.source or ""}
    facts["published"] = article.published_at.date().isoformat() if article.published_at else ""
    return Document(text=article.text, metadata=facts, excluded_llm_metadata_keys=["id"], excluded_embed_metadata_keys=["id"])
