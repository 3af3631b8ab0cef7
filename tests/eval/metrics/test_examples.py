import doctest
import importlib
import pkgutil

import pytest

import eval.metrics


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(eval.metrics.__path__)])
def test_the_worked_examples_work(name):
    module = importlib.import_module(f"eval.metrics.{name}")
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
