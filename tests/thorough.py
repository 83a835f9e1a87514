"""How much is tried at random: a sample in `make test`, everything in `make ci-long` (CONCORD_TEST_THOROUGH=1)."""

import os
from collections.abc import Sequence
from typing import TypeVar

from hypothesis import settings

T = TypeVar("T")
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


def sample(cases: Sequence[T]) -> Sequence[T]:
    """All cases, or the first as the sample of them."""
    return cases if THOROUGH else cases[:1]
