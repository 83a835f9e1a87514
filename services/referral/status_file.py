"""Statuses of referrals as a CSV file: out with what is known, in with a word on each row that is not taken."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from sqlalchemy import select

from models import db
from models.referral import Referral, ReferralStatus
from models.user import User
from rules import referral as rule
from rules import value
from rules.errors import RuleError
from services import referral
from services.portfolio import encoding

MOST_ROWS, MOST_TEXT, MOST_AMOUNT = 2000, 500, Decimal(10) ** 13
COLUMNS = ("reference", "status", "note", *rule.DATA)
DAYS = ("demand_on", "filed_on", "served_on", "next_on", "judgment_on", "perform_by")
AMOUNTS = ("filed_amount", "judgment_amount")


class StatusRow(NamedTuple):
    """A row of the file by its number (the heading is 1), and its cells."""

    number: int
    cells: dict[str, str]


def write(rows: Iterable[Referral]) -> str:
    """The referrals as CSV that a spreadsheet opens: reference numbers and statuses, no names."""
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(COLUMNS)
    for row in rows:
        known = {name: "" if name in rule.FRESH else getattr(row, name) for name in rule.DATA} | {
            "next_on": row.next_on
        }
        sheet.writerow(
            [_safe(value) for value in (row.reference, str(row.status), "", *(known[name] for name in rule.DATA))]
        )
    return "\ufeff" + out.getvalue()


def read(data: bytes) -> list[StatusRow]:
    """The rows of a file. Raises RuleError for one that is no CSV, has no reference and status, or is too long."""
    text = data.decode(encoding.detect(io.BytesIO(data)), "replace").lstrip("\ufeff")
    try:
        found = [list(map(plain, line)) for line in csv.reader(io.StringIO(text))]
    except csv.Error as error:
        raise RuleError("A cell of the file is longer than any that a person writes.") from error
    head = [name.strip().lower() for name in found[0]] if found else []
    if not {"reference", "status"} <= set(head):
        raise RuleError("The first line must name the columns: reference, status, and those that the status needs.")
    if len(found) > MOST_ROWS:
        raise RuleError("The file has more than %(most)s rows; split it.", most=MOST_ROWS)
    return [
        StatusRow(at, dict(zip(head, [*line, *[""] * len(head)], strict=False)))
        for at, line in enumerate(found[1:], 2)
        if any(line)
    ]


def plain(cell: str) -> str:
    """A cell without what no database takes."""
    return value.plain(cell).strip()


def land(row: StatusRow, user: User, today: date, now: datetime) -> str:
    """Take one row: `unchanged` where the referral stands there already with no news, else `moved`.

    Raises RuleError for a number that is not this firm's, an unknown status, a step out of order, or a cell that
    cannot be read; another firm's number is answered like one that does not exist.
    """
    here = select(Referral).where(Referral.reference == row.cells["reference"], Referral.partner_id == user.partner_id)
    found = db.session.scalars(here.where(Referral.referred_on.is_not(None), Referral.recalled_on.is_(None))).first()
    if found is None:
        raise RuleError("There is no referral %(reference)s.", reference=row.cells["reference"])
    status = _status(row.cells.get("status", ""))
    data, note = dict(_data(row.cells)), row.cells.get("note", "")
    news = {name for name, value in data.items() if value not in (None, "") and value != getattr(found, name)}
    if status == found.status and not note and not news:
        return "unchanged"
    referral.advance(found, status, note, user, today, now, data)
    return "moved"


def _status(text: str) -> ReferralStatus:
    try:
        return ReferralStatus(text.strip().lower())
    except ValueError as unknown:
        known = ", ".join(ReferralStatus)
        raise RuleError("There is no status %(status)s; known are: %(known)s.", status=text, known=known) from unknown


def _data(cells: dict[str, str]) -> Iterator[tuple[str, Any]]:
    for name in rule.DATA:
        text = cells.get(name, "").lstrip("'")
        try:
            yield name, _value(name, text) if text else None
        except (ValueError, InvalidOperation) as wrong:
            raise RuleError("%(name)s cannot be read: %(text)s.", name=name, text=text) from wrong


def _value(name: str, text: str) -> Any:
    if name in DAYS:
        return _day(text)
    if name in AMOUNTS:
        return _number(text).quantize(Decimal("0.01"))
    if name == "judgment_rate":
        return _number(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    return text[:MOST_TEXT]


def _number(text: str) -> Decimal:
    """A number that an amount can be. Raises ValueError for another."""
    found = value.number(text)
    if found is None or abs(found) >= MOST_AMOUNT:
        raise ValueError(text)
    return found


def _day(text: str) -> date:
    """A day that means something. Raises ValueError for another."""
    found = value.day(text)
    if found is None:
        raise ValueError(text)
    return found


def _safe(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
