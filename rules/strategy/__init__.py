"""A version of the strategy as a document: rows by table, told apart from another version field by field."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from rules.errors import RuleError

Rows = Sequence[Mapping[str, Any]]
Content = Mapping[str, Rows]


class Difference(NamedTuple):
    """A field of a row that differs; `before` is None for a row that is new, `after` for one that is gone.

    A row that is new or gone is told as a whole: its `field` is empty.
    """

    table: str
    id: int
    field: str
    before: Any
    after: Any


class Span(NamedTuple):
    """From which day a version is in force, until another that is not included; None while nobody knows."""

    starts_on: date
    ends_on: date | None


def digest(content: Content) -> str:
    """The fingerprint of a version: the same rows give the same one, in whatever order they come."""
    rows = {name: sorted(given, key=lambda row: row["id"]) for name, given in content.items() if given}
    return hashlib.sha256(json.dumps(rows, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def differences(before: Content, after: Content) -> list[Difference]:
    """Collect what one version says otherwise than another, table by table in their order.

    What the one before does not know, because its program had no such field yet, is no difference.
    """
    names = list(dict.fromkeys([*before, *after]))
    return [each for name in names for each in _of_table(name, before.get(name, ()), after.get(name, ()))]


def turned_back(content: Content, found: Sequence[Difference]) -> dict[str, list[dict[str, Any]]]:
    """A version in which these differences are undone, and nothing else that came after them.

    What was gone stands again. A row that was new stays: what was written by it hangs on it, so a person ends it.
    """
    rows = {name: {row["id"]: dict(row) for row in given} for name, given in content.items()}
    for each in found:
        here = rows.setdefault(each.table, {})
        if each.field and each.id in here:
            here[each.id][each.field] = each.before
        elif each.after is None:
            here.setdefault(each.id, dict(each.before))
    return {name: list(here.values()) for name, here in rows.items()}


def in_force(spans: Sequence[Span], day: date) -> int | None:
    """The place of the version that is in force on a day; None before the first. A day belongs to the later one."""
    found = [
        n for n, span in enumerate(spans) if span.starts_on <= day and (span.ends_on is None or day < span.ends_on)
    ]
    return max(found, key=lambda n: spans[n].starts_on, default=None)


def check_publication(asked_by: int, editors: Sequence[int], who: int) -> None:
    """Refuse a publication by one of those who wrote it. Raises RuleError."""
    if who == asked_by or who in editors:
        raise RuleError("You worked on this draft; a second person publishes it.")


def check_start(starts_on: date, today: date) -> None:
    """Refuse a version that would begin on a day whose night has run. Raises RuleError."""
    if starts_on <= today:
        raise RuleError("The night of %(day)s has begun; choose a later day.", day=today)


def _of_table(name: str, before: Rows, after: Rows) -> Iterator[Difference]:
    was, now = ({row["id"]: row for row in rows} for rows in (before, after))
    for id in sorted({*was, *now}):
        if id not in was:
            yield Difference(name, id, "", None, dict(now[id]))
        elif id not in now:
            yield Difference(name, id, "", dict(was[id]), None)
        else:
            yield from _of_row(name, id, was[id], now[id])


def _of_row(name: str, id: int, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    for field in now:
        if field in was and was[field] != now[field]:
            yield Difference(name, id, field, was[field], now[field])
