"""Remembered vectors: what is encoded once, what again, and that rows stay with their texts."""

import numpy as np

from index.remembered import Remembered
from tests.doubles.hashing_encoder import HashingEncoder


class Counting:
    """Remembers what it was asked to encode."""

    def __init__(self):
        self.asked = []

    def encode(self, texts):
        self.asked += texts
        return HashingEncoder().encode(texts)


def test_a_text_is_encoded_once_and_every_row_is_its_text_s():
    counting = Counting()
    remembered = Remembered(counting.encode)
    remembered.encode(["the flood", "the mayor"])
    rows = remembered.encode(["the mayor", "the bridge", "the flood", "the bridge"])
    assert np.array_equal(rows, HashingEncoder().encode(["the mayor", "the bridge", "the flood", "the bridge"]))
    assert counting.asked == ["the flood", "the mayor", "the bridge"]


def test_what_was_asked_for_longest_ago_is_forgotten_first():
    counting = Counting()
    remembered = Remembered(counting.encode, most=2)
    for text in ("one", "two", "one", "three", "one", "two"):
        remembered.encode([text])
    assert counting.asked == ["one", "two", "three", "two"]


def test_more_texts_than_are_kept_come_back_whole():
    texts = [f"text {at}" for at in range(9)]
    assert np.array_equal(Remembered(HashingEncoder().encode, most=3).encode(texts), HashingEncoder().encode(texts))


def test_no_texts_give_no_rows():
    assert Remembered(HashingEncoder().encode).encode([]).shape == (0, 64)
