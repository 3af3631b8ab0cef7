import pytest

from eval.entailment import load_entailment
from eval.errors import MissingError


def test_a_model_that_is_not_here_is_a_sentence_and_not_a_hang(monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(MissingError, match="go without --nli"):
        load_entailment("nobody/no-such-model")
