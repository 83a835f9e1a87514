"""The number or address of a message: marked bad by a definite answer about it alone, and free again by a person."""

from models.borrower import Address, Phone, PointStatus
from models.reminder import Reminder
from rules.errors import RuleError


def of(row: Reminder) -> Phone | Address | None:
    """The number or address of a message."""
    return row.phone or row.address


def mark(row: Reminder) -> None:
    """Use it no more, and keep what was known of it; a wish for no more messages stays what it is."""
    found = of(row)
    if found and found.status not in (PointStatus.bad, PointStatus.opted_out):
        row.point_was, found.status = found.status, PointStatus.bad


def unmark(row: Reminder) -> None:
    """Take the mark back that this message set, for one message or for a whole list of them.

    Raises RuleError where it set none, or where the number or address is not marked bad any more.
    """
    found = of(row)
    if found is None or row.point_was is None:
        raise RuleError("This message marked no number or address.")
    if found.status != PointStatus.bad:
        raise RuleError("The number or address is not marked bad any more.")
    found.status, row.point_was = row.point_was, None
