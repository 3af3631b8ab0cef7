"""A quote that was altered on the way is never shown, whoever vouches for it."""

from __future__ import annotations

import json

import pytest

from tests.doubles.model import ScriptedModel
from tests.promises.holds import broken_promises

QUESTION = "How many Malian soldiers were killed at Tessit?"
TRUE = "This month, 42 Malian soldiers were killed in an offensive at Tessit."
ALTERED = {
    "negated": "This month, 42 Malian soldiers were not killed in an offensive at Tessit.",
    "another number": "This month, 180 Malian soldiers were killed in an offensive at Tessit.",
    "another speaker": "Emmanuel Macron said 42 Malian soldiers were killed in an offensive at Tessit.",
    "half invented": "This month, 42 Malian soldiers were killed in an offensive at Tessit after their fuel depot exploded.",
}


def written(text):
    return json.dumps({"statements": [{"evidence": [1, 2, 3], "text": text}]})


@pytest.mark.parametrize("alteration", ALTERED)
def test_an_altered_quote_is_not_shown_even_when_the_model_vouches_for_it(ask, seeds, alteration):
    answer = ask(QUESTION, ScriptedModel(written(ALTERED[alteration])))
    assert ALTERED[alteration] not in answer.text
    assert "statements_dropped" in {warning.code for warning in answer.warnings}
    assert broken_promises(answer, seeds) == []


def test_the_unaltered_statement_is_shown_with_its_quote(ask, seeds):
    answer = ask(QUESTION, ScriptedModel(written(TRUE)))
    assert answer.text.startswith(TRUE)
    assert answer.mode == "generated"
    assert broken_promises(answer, seeds) == []


def test_wrongly_chosen_numbers_do_not_lose_a_true_statement(ask, seeds):
    for wrong in ([], [99], [2]):
        reply = json.dumps({"statements": [{"evidence": wrong, "text": TRUE}]})
        answer = ask(QUESTION, ScriptedModel(reply))
        assert [quote.text for quote in answer.quotes][:1] == [TRUE]
