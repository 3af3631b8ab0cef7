"""How the check reads a text: tokens, and what they say. Knows nothing of rules."""

from qa.check.reading.ground import Ground, grounds_of, led_up_to, sentences_in, widened
from qa.check.reading.reading import Reading, read

__all__ = ["Ground", "Reading", "grounds_of", "led_up_to", "read", "sentences_in", "widened"]
