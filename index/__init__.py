"""REMEMBERS: articles in, hits out. Knows nothing of answers, HTTP or language models."""

from index.article import Article, StoredArticle
from index.hit import Filters, Hit, SearchMode
from index.passage import Passage
from index.sentences import Span, sentence_spans

__all__ = ["Article", "Filters", "Hit", "Passage", "SearchMode", "Span", "StoredArticle", "sentence_spans"]
