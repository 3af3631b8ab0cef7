"""The web: the HTTP contract over the answerer."""
