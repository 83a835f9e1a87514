"""Choose what `make test` runs on PostgreSQL: tests that together ask every kind of statement, as cheap as can be.

A plugin of pytest (`make postgres-tests`): the tests run on SQLite, and tests/on_postgres.txt is written anew.
"""

import hashlib
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

LIST = Path(__file__).parent.parent / "tests" / "on_postgres.txt"
MANY = re.compile(r"\(\?(?:, \?)*\)(?:, \(\?(?:, \?)*\))*")
"""Rows of values, and lists of any length."""
WRITES = re.compile(r"(INSERT INTO \w+) \(([^()]*)\) (VALUES.*)|(UPDATE \w+ SET) ((?:\w+=\?(?:, )?)+) (WHERE.*)")


class Asked(NamedTuple):
    """What a test asked of the database: kinds of statement, and its processor time in seconds."""

    kinds: frozenset[str]
    seconds: float


def kinds(statement: str) -> set[str]:
    """The kinds of a statement: its text, however long its lists; of one that writes a row, one for each column."""
    text = MANY.sub("(?)", " ".join(statement.split()))
    if match := WRITES.fullmatch(text):
        head, columns, tail = [part for part in match.groups() if part is not None]
        return {_short(f"{head} {column} {tail}") for column in columns.split(", ")}
    return {_short(text)}


def _short(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def chosen(tests: Mapping[str, Asked]) -> list[str]:
    """Tests that ask every kind: again and again the one that asks most new kinds for its time; by name."""
    left = _asked(tests, tests)
    taken: set[str] = set()
    while left:
        best = max(tests, key=lambda name: (len(tests[name].kinds & left) / (tests[name].seconds + 0.05), name))
        taken.add(best)
        left -= tests[best].kinds
    for name in sorted(taken, key=lambda name: -tests[name].seconds):
        if tests[name].kinds <= _asked(tests, taken - {name}):
            taken.remove(name)
    return sorted(taken)


def _asked(tests: Mapping[str, Asked], names: Iterable[str]) -> set[str]:
    return set().union(*(tests[name].kinds for name in names))


class Watch:
    """Notes what each test asks; the workers hand it on, the one that started them chooses."""

    def __init__(self) -> None:
        self.kinds: set[str] = set()
        self.tests: dict[str, Any] = {}

    def heard(self, connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        """Note a statement as it leaves."""
        self.kinds |= kinds(statement)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Note what a test asks from its first fixture to its last."""
        self.kinds, began = set(), time.process_time()
        yield
        self.tests[item.nodeid] = (sorted(self.kinds), time.process_time() - began)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Run what asks for a database alone."""
        items[:] = [item for item in items if "settings" in getattr(item, "fixturenames", ())]

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what a worker noted."""
        self.tests |= node.workeroutput["asked"]

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Write the list, unless a test failed."""
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["asked"] = self.tests
        elif not exitstatus:
            tests = {name: Asked(frozenset(asked), seconds) for name, (asked, seconds) in self.tests.items()}
            LIST.write_text("".join(f"{name}\n" for name in chosen(tests)), "utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Listen to every database."""
    from sqlalchemy import Engine, event

    watch = Watch()
    config.pluginmanager.register(watch)
    event.listen(Engine, "before_cursor_execute", watch.heard)
