"""Problems: one table, and nothing that we raise is missing from it."""

import inspect

import pytest

import index.errors
import qa.errors
from qa.web import problems


def leaves(module):
    every = [each for _, each in inspect.getmembers(module, inspect.isclass) if each.__module__ == module.__name__]
    return [each for each in every if not each.__subclasses__()]


@pytest.mark.parametrize("leaf", [*leaves(index.errors), *leaves(qa.errors)], ids=lambda leaf: leaf.__name__)
def test_every_error_of_ours_has_a_problem(leaf):
    assert leaf in problems.KINDS
    assert problems.problem_of(leaf("what happened")).kind is problems.KINDS[leaf]


def test_every_kind_has_its_own_slug_and_a_remedy():
    slugs = [kind.slug for kind in problems.ALL]
    assert len(slugs) == len(set(slugs)) >= 20
    assert all(kind.remedy.endswith(".") and 400 <= kind.status < 600 for kind in problems.ALL)
