"""The same questions through the stacks that a reader could have written instead, side by side.

The same for all: the questions, the articles, the encoder, the language model with greedy decoding, the machine, the judge. Each
stack's own: how it cuts, searches, asks and cites, as its documentation writes it. How answers are read is in `reading`, and
leans the peers' way.
"""
