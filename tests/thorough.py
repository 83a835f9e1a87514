"""How much is tried of what has many cases: a sample in `make test`, everything in `make ci-long`.

What is tried at random is tried in full with CONCORD_TEST_THOROUGH=1; further cases of a test are marked `heavy`.
"""

import os
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import settings

THOROUGH = os.environ.get("CONCORD_TEST_THOROUGH", "") == "1"
SHARE = 5
"""A sample is one in so many."""
ALL = 100
"""All examples of a test that names no number of its own."""


def begin() -> None:
    """Let tests that name no number of examples try the same share; no example is judged by its time."""
    settings.register_profile("concord", settings.default, max_examples=examples(ALL), deadline=None)
    settings.load_profile("concord")


def examples(count: int) -> int:
    """How many examples are tried of `count`."""
    return count if THOROUGH else count // SHARE


def sample(cases: Sequence[Any]) -> list[Any]:
    """The cases of a test, of which `make test` tries the first as the sample of them."""
    return [*cases[:1], *(pytest.param(each, marks=pytest.mark.heavy) for each in cases[1:])]
