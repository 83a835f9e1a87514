"""Portfolio folding: the rows of one contract, one for each instalment, become one loan with its schedule."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from rules import money
from rules.errors import RuleError
from rules.portfolio.agreement import Contradiction
from rules.portfolio.feed import BALANCES, PAID_PARTS, SCHEDULE, Instalment
from rules.portfolio.words import LoanStatus
from rules.sentence import Sentence

DUE = ("due_principal", "due_interest", "due_fees")
PAID = ("to_principal", "to_interest", "to_fees")
_OF_ROW = frozenset((*DUE, *PAID, "instalment_no", "due_on", "status", "days_past_due", "contradictions"))

Values = Mapping[str, Any]


def are_instalments(fields: Collection[str]) -> bool:
    """Whether rows with these columns may be instalments: each says when it is due and what of the principal is."""
    whole = ("principal", *BALANCES, "overdue_principal", "overdue_amount")
    if "instalment_no" in fields:
        return "due_on" in fields and (DUE[0] in fields or BALANCES[0] in fields)
    return {DUE[0], "due_on"} <= set(fields) and not any(name in fields for name in whole)


def check(fields: Collection[str]) -> None:
    """Raise RuleError where nothing tells what of the instalments is paid."""
    if DUE[0] in fields and "status" not in fields and not any(name in fields for name in PAID):
        raise RuleError("The rows are instalments, but no column says what was paid of them.")


def fold(rows: Sequence[Values]) -> dict[str, Any]:
    """One loan of the rows of its contract: what is left of each instalment, the sums of that, and what was paid.

    The principal is what the row gives, else the sum of all instalments. Raises RuleError where two rows are the same
    instalment, and where more was paid of one than was due.
    """
    ordered = sorted(rows, key=lambda row: (row["due_on"], row.get("instalment_no", 0)))
    _check_apart(ordered)
    left = [(row["due_on"], _left(row)) for row in ordered]
    open_parts = [(day, parts) for day, parts in left if any(parts)]
    found = {name: value for row in rows for name, value in row.items() if name not in _OF_ROW}
    found.setdefault(
        "principal", sum((row.get(DUE[0], parts[0]) for row, (_, parts) in zip(ordered, left, strict=True)), money.ZERO)
    )
    found |= {name: sum((parts[at] for _, parts in left), money.ZERO) for at, name in enumerate(BALANCES)}
    found[SCHEDULE] = tuple(Instalment(no, day, *parts) for no, (day, parts) in enumerate(open_parts, 1))
    found[PAID_PARTS] = tuple(_paid_parts(ordered, [parts for _, parts in left]))
    found["due_on"] = open_parts[0][0] if open_parts else ordered[-1]["due_on"]
    found["maturity_on"] = max(found.get("maturity_on", date.min), ordered[-1]["due_on"])
    said = [each for row in rows if (each := _contradiction(row))]
    return {**found, "contradictions": said} if said else found


def _paid_parts(ordered: Sequence[Values], left: Sequence[tuple[Decimal, ...]]) -> Iterator[Instalment]:
    """What the list says was paid of each instalment; nothing where it only gives what is left."""
    for at, (row, parts) in enumerate(zip(ordered, left, strict=True), 1):
        paid = [row[name] - rest for name, rest in zip(DUE, parts, strict=True) if name in row]
        if any(paid):
            rest = [money.ZERO] * (len(DUE) - len(paid))
            yield Instalment(row.get("instalment_no", at), row["due_on"], *paid, *rest)


def _check_apart(ordered: Sequence[Values]) -> None:
    """Raise RuleError where two rows have one number, or without numbers one day."""
    keys = [row.get("instalment_no", row["due_on"]) for row in ordered]
    twice = next((key for at, key in enumerate(keys) if key in keys[:at]), None)
    if twice is not None:
        raise RuleError("Two rows of the contract are instalment %(number)s.", number=twice)


def _left(row: Values) -> tuple[Decimal, Decimal, Decimal]:
    """What is left of an instalment by component: as given, by what was paid, else all unless it is repaid."""
    due = [row.get(name, money.ZERO) for name in DUE]
    if DUE[0] not in row:
        left = [row.get(name, money.ZERO) for name in BALANCES]
    elif any(name in row for name in PAID):
        left = [amount - row.get(name, money.ZERO) for amount, name in zip(due, PAID, strict=True)]
    else:
        left = [money.ZERO] * len(due) if row.get("status") is LoanStatus.repaid else due
    if any(amount < 0 for amount in left):
        raise RuleError("More was paid of the instalment of %(day)s than was due.", day=row["due_on"])
    return left[0], left[1], left[2]


def _contradiction(row: Values) -> Contradiction | None:
    """Where an instalment is called repaid though something of it is left, or late though nothing is."""
    status, left = row.get("status"), any(_left(row))
    if status is LoanStatus.repaid and left:
        said = Sentence("The instalment of %(day)s is called repaid, but something of it is left.", day=row["due_on"])
        return Contradiction("status", said, True)
    if status is LoanStatus.late and not left:
        said = Sentence("The instalment of %(day)s is called late, but nothing of it is left.", day=row["due_on"])
        return Contradiction("status", said, False)
    return None
