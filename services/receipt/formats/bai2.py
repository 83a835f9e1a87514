"""BAI2 statements, as banks of the United States hand them out. Source: BAI Cash Management Reporting, version 2."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from bai2 import bai2
from bai2.constants import GroupStatus, TypeCodeTransaction

from rules import money
from rules.errors import RuleError
from services.portfolio import patience
from services.receipt.formats.entries import FIELDS, Entries, Entry, entry

_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*01,[^\n]*?,2\s*/\s*\n\s*02,")
_USES = tuple(name for name in FIELDS if name not in ("status", "related"))
_SIDES = {TypeCodeTransaction.credit: "CRDT", TypeCodeTransaction.debit: "DBIT"}
_OPENING, _CLOSING = "010", "015"
DOLLARS = "USD"
"""The currency of a file that names none, as the standard has it."""


def is_bai2(head: bytes) -> bool:
    """Whether a file begins as BAI2."""
    return _HEAD.match(head) is not None


def read(data: bytes) -> Iterator[Entries]:
    """The accounts of a file. Raises RuleError for one whose sums or counts do not hold, or that revises another."""
    try:
        file = bai2.parse_from_string(data.decode("utf-8-sig", "replace"))
    except Exception as error:
        raise _broken() from error
    for group in patience.checked(file.children):
        if group.header.group_status is not GroupStatus.update:
            raise RuleError("The BAI2 file corrects, deletes or tests another; only plain reports are taken in.")
        yield from (_statement(account, group.header) for account in group.children)


def _statement(account: Any, group: Any) -> Entries:
    """One account; amounts are whole minor units."""
    currency = account.header.currency or group.currency or DOLLARS
    unit = money.unit(currency)
    if any(each.type_code is None for each in (*account.header.summary_items, *account.children)):
        raise _broken()
    sums = {each.type_code.code: each.amount * unit for each in account.header.summary_items if each.amount is not None}
    rows = [_row(each, group.as_of_date, currency, unit) for each in account.children]
    number = account.header.customer_account_number or ""
    return Entries(number[-4:] or "BAI2", rows, number, sums.get(_OPENING), sums.get(_CLOSING), _USES)


def _row(found: Any, day: Any, currency: str, unit: Decimal) -> Entry:
    """One transaction as fields; the description of its code tells returns from other money."""
    value_day = (found.availability or {}).get("date") or day
    if value_day is None:
        raise _broken()
    texts = [found.text, found.customer_reference]
    return entry(
        {
            "reference": (found.bank_reference or "").strip(),
            "received_on": value_day.isoformat(),
            "amount": str((found.amount or 0) * unit),
            "side": _SIDES.get(found.type_code.transaction, found.type_code.description),
            "currency": currency,
            "kind": found.type_code.description,
            "memo": " ".join(" ".join(text.split()) for text in texts if text),
        }
    )


def _broken() -> RuleError:
    return RuleError("The BAI2 file is broken; export it again.")
