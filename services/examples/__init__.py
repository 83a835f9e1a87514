"""Worked examples, evaluated by the rules: one module of this package per group of kinds, each with its `KINDS`."""

import importlib
import json
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from rules.errors import RuleError
from services.examples import compare

Kind = Callable[[dict[str, Any]], dict[str, Any]]


class Outcome(NamedTuple):
    """One example; `mismatch` is one line in English, None where it passed."""

    id: str
    mismatch: str | None


class Result(NamedTuple):
    """What a run found: a line per example that failed, and the counts."""

    mismatches: tuple[str, ...]
    passed: int
    failed: int

    def lines(self) -> Iterator[str]:
        """What a person reads: the mismatches, then the counts."""
        yield from self.mismatches
        yield f"{self.passed} passed, {self.failed} failed"


def run(paths: Iterable[Path]) -> Result:
    """Evaluate every example of the files and folders. Raises RuleError for a path that holds no examples."""
    found = [outcome.mismatch for outcome in outcomes(paths)]
    mismatches = tuple(line for line in found if line is not None)
    return Result(mismatches, len(found) - len(mismatches), len(mismatches))


def outcomes(paths: Iterable[Path]) -> Iterator[Outcome]:
    """Evaluate the examples one by one, in the order of the paths and their files."""
    for path in paths:
        for example in load(path):
            yield evaluate(example)


def load(path: Path) -> Iterator[Any]:
    """Read the examples of a file; of a folder, those of every *.json that holds a list.

    Raises RuleError where the path is missing, is no JSON, or is a file without a list.
    """
    if not path.is_dir():
        examples = _read(path)
        if not isinstance(examples, list):
            raise RuleError("%(path)s holds no list of examples.", path=str(path))
        yield from examples
        return
    for file in sorted(path.glob("*.json")):
        examples = _read(file)
        if isinstance(examples, list):
            yield from examples


def evaluate(example: Any) -> Outcome:
    """Ask the rules of its kind for the answer and compare it with what the example expects.

    An unknown kind, a malformed example and an exception in a rule count as failures of this example.
    """
    if not _is_example(example):
        return Outcome("?", f"?: expected an example with id, kind, given and expect, got {compare.brief(example)}")
    mismatch = _mismatch(str(example["kind"]), example)
    return Outcome(str(example["id"]), mismatch and f"{example['id']}: {mismatch}")


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind the product knows: the `KINDS` of all modules of this package."""
    known: dict[str, Kind] = {}
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        known |= getattr(importlib.import_module(module.name), "KINDS", {})
    return known


def _mismatch(kind: str, example: dict[str, Any]) -> str | None:
    expected = f"expected {compare.brief(example['expect'])}"
    if kind not in kinds():
        return f"{expected}, got unknown kind {compare.brief(kind)}"
    try:
        return compare.mismatch(kind, example["expect"], kinds()[kind](example))
    except Exception as error:  # noqa: BLE001 - a broken rule is this example's failure, never the end of the run
        return f"{expected}, got {' '.join(f'{type(error).__name__}: {error}'.split())}"


def _is_example(example: Any) -> bool:
    keys = ("id", "kind", "given", "expect")
    return isinstance(example, dict) and all(key in example for key in keys) and isinstance(example["expect"], dict)


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise RuleError("%(path)s cannot be read: %(why)s.", path=str(path), why=error.strerror) from error
    except ValueError as error:
        raise RuleError("%(path)s is no JSON: %(why)s.", path=str(path), why=str(error)) from error
