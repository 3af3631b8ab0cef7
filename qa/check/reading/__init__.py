"""How the check reads a text: tokens, and what they say. Knows nothing of rules."""

from qa.check.reading.ground import Ground, grounds_of, sentences_in, widened
from qa.check.reading.reading import Reading, read

__all__ = ["Ground", "Reading", "grounds_of", "read", "sentences_in", "widened"]
