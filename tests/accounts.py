"""20,000 real card accounts as the outlook sees them: the cell of each at the end of September, and what came."""

import csv
import random
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from rules import outlook
from rules.outlook import Cell, Counted, past
from tests import real_data

DAY = date(2005, 9, 30)
MONTH = timedelta(days=30)
CODES = ("PAY_0", "PAY_2", "PAY_3", "PAY_4", "PAY_5", "PAY_6")


class Account(NamedTuple):
    """An account by number, where it belongs, and whether it did not pay in October."""

    id: int
    cell: Cell
    unpaid: bool


def accounts() -> list[Account]:
    """Read them all."""
    with real_data.path("uci_default.csv").open(encoding="utf-8") as file:
        return [account(row) for row in csv.DictReader(file)]


def account(row: dict[str, Any]) -> Account:
    """One account: code k of a month stands for k months past due at its end, none above 0 for nothing overdue."""
    late = [max(0, int(row[name])) for name in CODES]
    since = DAY - late[0] * MONTH + MONTH / 2 if late[0] else None
    paid_on = DAY if float(row["PAY_AMT1"]) > 0 else None
    found = outlook.cell(since, spells(late, since), paid_on, DAY)
    return Account(int(row["ID"]), found, row["default_payment_next_month"] == "1")


def spells(late: list[int], since: date | None) -> list[past.Spell]:
    """The runs of months in arrears, the latest month first in `late`."""
    found, run = [], []
    for back, code in enumerate([*late, 0]):
        if code:
            run.append(back)
        elif run:
            begun = DAY - run[-1] * MONTH - timedelta(days=1)
            still = run[0] == 0
            begun = min(begun, since) if still and since else begun
            found.append(past.Spell(begun, None if still else DAY - run[0] * MONTH + timedelta(days=1)))
            run = []
    return found[::-1]


def counted(rows: Iterable[Account]) -> dict[Cell, Counted]:
    """How many accounts there are of each cell, and how many did not pay."""
    cases, unpaid = Counter(row.cell for row in rows), Counter(row.cell for row in rows if row.unpaid)
    return {cell: Counted(count, unpaid[cell]) for cell, count in cases.items()}


def shuffled(rows: list[Account], seed: int) -> list[Account]:
    """The same accounts, each with what came of another."""
    labels = [row.unpaid for row in rows]
    random.Random(seed).shuffle(labels)
    return [row._replace(unpaid=label) for row, label in zip(rows, labels, strict=True)]
