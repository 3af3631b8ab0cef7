"""What several folders of tests share."""

import logging

import pytest

from qa.errors import ModelFileError
from qa.llm.embedded import EmbeddedModel
from qa.llm.fetch import fetch_model
from qa.settings import Settings


@pytest.fixture(autouse=True)
def loggers_as_they_were():
    """What a test makes of our loggers ends with it: a command line sets their level, import-linter switches them off."""
    yield
    for name in [each for each in logging.root.manager.loggerDict if each.split(".")[0] in ("qa", "index", "eval")]:
        logging.getLogger(name).disabled = False
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.fixture(scope="session")
def smollm_path():
    """The 98 MB model's file: fetched into the models directory at the first run."""
    try:
        return fetch_model("smollm2-135m", Settings().models_dir)
    except ModelFileError as error:
        pytest.fail(f"these tests need a small language model: {error}")


@pytest.fixture(scope="session")
def smollm(smollm_path):
    """A real, small model in this process; it writes badly, which is what the tests want it for.

    One thread: several wait for each other at every layer, for ever on a machine that runs other tests beside these.
    """
    return EmbeddedModel(smollm_path, "smollm2-135m", threads=1)
