"""One measure, one short function: its definition, its source, its trap and a worked example.

Nothing here reads a file or asks a question. A measure takes plain values, so that anyone can check it by hand.
"""
