"""Reading a reply that is still arriving."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import ModelRubbishError
from qa.writer import ReplyReader, Statement, showable

REPLY = json.dumps({"statements": [{"evidence": [2, 1], "text": "Twelve died."}, {"evidence": [3], "text": "A fire broke out"}]})


def read(text, size=7, count=3):
    reader = ReplyReader(count)
    found = [statement for at in range(0, len(text), size) for statement in reader.feed(text[at : at + size])]
    return found + reader.finish()


def test_a_statement_is_there_before_the_next_one_is_whole():
    reader = ReplyReader(3)
    assert reader.feed(REPLY[: REPLY.index("A fire")]) == [Statement("Twelve died.", (2, 1))]


@pytest.mark.parametrize("size", [1, 5, 1000])
def test_however_it_is_cut_the_same_statements_are_read(size):
    assert read(REPLY, size) == [Statement("Twelve died.", (2, 1)), Statement("A fire broke out.", (3,))]


def test_an_escape_may_be_cut_between_two_pieces():
    assert read('{"statements": [{"evidence": [1], "text": "\\u00c9t\\u00e9."}]}', size=1) == [Statement("Été.", (1,))]


def test_a_reply_cut_short_loses_only_the_statement_it_was_cut_in():
    assert read(REPLY[:-20]) == [Statement("Twelve died.", (2, 1))]


def test_numbers_that_do_not_exist_are_left_out():
    reply = json.dumps({"statements": [{"evidence": [0, 4, True, "1", 1.5, 2, 2], "text": "So."}]})
    assert read(reply) == [Statement("So.", (2,))]


@pytest.mark.parametrize("text", ["", "  ", "...", "42", "a\u202eb", "a\x00b", "x" * 501, None, 7, ["a"]])
def test_what_cannot_be_shown_is_no_statement(text):
    assert read(json.dumps({"statements": [{"evidence": [1], "text": text}]})) == []


@pytest.mark.parametrize(
    "reply", ["Sorry, I cannot.", "{'statements': []}", "<html>", "\ud800", json.dumps({"statements": ["\ud800"]}), "x" * 7000]
)
def test_what_is_no_json_is_rubbish(reply):
    with pytest.raises(ModelRubbishError):
        read(reply)


@given(st.text())
def test_any_text_is_read_or_is_rubbish(text):
    with contextlib.suppress(ModelRubbishError):
        assert all(isinstance(statement, Statement) for statement in read(text))


def test_a_statement_is_one_line_that_ends_like_a_sentence():
    assert showable(" Twelve\n died,") == "Twelve died."
    assert showable("“We will see.”") == "“We will see.”"
