"""Patience with a file: how long it may take to read, and whether a person has stopped the work meanwhile."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple, TypeVar

from rules.errors import RuleError

T = TypeVar("T")

MOST_SECONDS = 300.0
"""So long the reading of one file may take, the look over all its rows included."""
EVERY = 100
"""After so many rows the clock and the person are asked again."""


class StoppedError(Exception):
    """A person stopped the work; what has landed stays."""


class Limit(NamedTuple):
    """When the reading ends at the latest, by the clock of the machine, and whether a person has stopped."""

    ends: float | None
    is_stopped: Callable[[], bool]


_ENDLESS = Limit(None, lambda: False)
_LIMIT: ContextVar[Limit] = ContextVar("limit", default=_ENDLESS)


@contextmanager
def reading() -> Iterator[None]:
    """Bound the time of what is read inside."""
    before = _LIMIT.set(_LIMIT.get()._replace(ends=time.monotonic() + MOST_SECONDS))
    try:
        yield
    finally:
        _LIMIT.reset(before)


@contextmanager
def heeding(is_stopped: Callable[[], bool]) -> Iterator[None]:
    """Let a person stop what is done inside, wherever it asks."""
    before = _LIMIT.set(_LIMIT.get()._replace(is_stopped=is_stopped))
    try:
        yield
    finally:
        _LIMIT.reset(before)


def check() -> None:
    """Raise StoppedError where a person has stopped the work, and RuleError where reading takes too long."""
    limit = _LIMIT.get()
    if limit.is_stopped():
        raise StoppedError
    if limit.ends is not None and time.monotonic() > limit.ends:
        raise RuleError("The file takes too long to read; save it as CSV, or in smaller parts.")


def checked(rows: Iterable[T]) -> Iterator[T]:
    """The rows, with a check now and then."""
    for at, row in enumerate(rows):
        if at % EVERY == 0:
            check()
        yield row
