"""Portfolio outlook: what a file means before it lands: loans, borrowers, sums, what is overdue, points and holds."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from models.batch import RowOutcome
from rules import bucket, delinquency, money
from rules import portfolio as rule
from services.arrears import EDGES
from services.portfolio.landing import Chunk, Values

Figures = Counter[tuple[str, ...]]
"""Counts, and sums of money, by their path: ("loans",), ("owed", currency), ("overdue", currency, bucket, "loans")."""

NAMES = bucket.names(EDGES)
PEOPLE = ("contact_person", "joint_debtor", "guarantor")


def of(chunk: Chunk) -> Figures:
    """What the rows of a chunk mean that would land, as the file tells it; its payments are not laid on it."""
    found: Figures = Counter()
    people = {rule_of(values): values for _, values in chunk.saying(rule.Kind.borrowers)}
    loans = {values["contract_no"]: values for _, values in chunk.saying(rule.Kind.loans)}
    found["borrowers",], found["loans",] = len(people), len(loans)
    for values in people.values():
        found.update(points(values))
    for values in loans.values():
        for path, amount in debt(chunk, values):
            found[path] += amount  # type: ignore[assignment]
    for change in chunk.changes:
        if change.outcome is RowOutcome.created and change.record == "hold":
            found["holds", str(change.after["kind"])] += 1
        elif change.outcome is RowOutcome.created and change.record in PEOPLE:
            found["points", change.record] += 1
    return found


def rule_of(values: Values) -> str:
    """What tells one borrower of a file from another."""
    told = values.get("borrower_reference") or values.get("id_number") or next(iter(values.get("phones", ())), "")
    return str(told)


def points(values: Values) -> Figures:
    """The numbers and addresses of a borrower."""
    found: Figures = Counter({("points", "phone"): len(values.get("phones", ()))})
    found.update({("points", name): 1 for name in ("email", "address") if values.get(name)})
    return +found


def debt(chunk: Chunk, values: Values) -> Iterator[tuple[tuple[str, ...], int | Decimal]]:
    """What a loan adds: what is owed, and what of it is overdue today, in the bucket of its oldest day."""
    currency, parts = values.get("currency", chunk.currency), rule.instalments_of(values)
    late = [part for part in parts if part.due_on < chunk.today]
    yield ("owed", currency), sum((whole(part) for part in parts), money.ZERO)
    if late:
        days = delinquency.days_past_due(min(part.due_on for part in late), chunk.today)
        name = NAMES[bucket.index(days, EDGES)]
        yield ("overdue", currency, name, "loans"), 1
        yield ("overdue", currency, name, "amount"), sum((whole(part) for part in late), money.ZERO)


def whole(part: rule.Instalment) -> Decimal:
    """All components of an instalment."""
    return part.principal + part.interest + part.fees


def add(told: dict[str, Any], figures: Figures) -> None:
    """Add figures to what is told as JSON: counts as numbers, money as text, each under its path."""
    for path, value in figures.items():
        place = told
        for name in path[:-1]:
            place = place.setdefault(name, {})
        known = place.get(path[-1], 0)
        place[path[-1]] = str(Decimal(known) + value) if isinstance(value, Decimal) else known + value


def refused_whole(rows: int, wrong: Iterable[tuple[Any, str, str]]) -> tuple[str, str] | None:
    """Column and reason for which every row of a file was refused; None where some landed, or there are several.

    `wrong` are row, column and reason. What concerns the file is one sentence, not as many as it has rows.
    """
    told: dict[tuple[str, str], set[Any]] = {}
    for row, column, reason in wrong:
        told.setdefault((column, reason), set()).add(row)
    return next((each for each, places in told.items() if rows > 1 and len(places) == rows), None)
