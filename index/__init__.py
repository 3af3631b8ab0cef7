"""REMEMBERS: articles in, hits out. Knows nothing of answers, HTTP or language models."""

from index.archive import AddReport, Archive, ArchiveStatus
from index.article import Article, StoredArticle
from index.encoder import DEFAULT_ENCODER, Encoder, load_encoder
from index.errors import (
    ArchiveError,
    ArchiveInUseError,
    ArchiveMissingError,
    BadArticleError,
    DerivedIndexError,
    EncoderError,
    EncoderMismatchError,
    EncoderUnavailableError,
    ReadOnlyError,
    StoreBusyError,
    StoreCorruptError,
    StoreError,
    StoreFullError,
    StoreVersionError,
)
from index.hit import Filters, Hit, SearchMode
from index.passage import Passage
from index.readers import read_articles
from index.record import ArticleRecord
from index.sentences import Span, sentence_spans

__all__ = [
    "DEFAULT_ENCODER",
    "AddReport",
    "Archive",
    "ArchiveError",
    "ArchiveInUseError",
    "ArchiveMissingError",
    "ArchiveStatus",
    "Article",
    "ArticleRecord",
    "BadArticleError",
    "DerivedIndexError",
    "Encoder",
    "EncoderError",
    "EncoderMismatchError",
    "EncoderUnavailableError",
    "Filters",
    "Hit",
    "Passage",
    "ReadOnlyError",
    "SearchMode",
    "Span",
    "StoreBusyError",
    "StoreCorruptError",
    "StoreError",
    "StoreFullError",
    "StoreVersionError",
    "StoredArticle",
    "load_encoder",
    "read_articles",
    "sentence_spans",
]
