"""ANSWERS: asks index, writes, checks, serves."""
