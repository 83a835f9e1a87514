"""Formats of bank statements that are no tables: told by how they begin, each read into the fields of a line."""

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation

from rules.errors import RuleError
from rules.portfolio.values import Cell
from services.portfolio import Source
from services.portfolio import file as portfolio_file
from services.receipt.formats import bai2, camt, ofx, qif, swift
from services.receipt.formats.entries import FIELDS
from services.receipt.formats.entries import Entries as Entries

MOST_BYTES = 64 << 20
"""A statement of a day has thousands of entries, of 500 bytes each."""
MOST_WHOLE = 16 << 20
"""So large may one be that its library reads whole, and that nothing stops meanwhile."""
HEAD = 1 << 16

READERS: dict[str, tuple[Callable[[bytes], bool], Callable[[bytes], Iterator[Entries]]]] = {
    "camt": (camt.is_camt, camt.read),
    "ofx": (ofx.is_ofx, ofx.read),
    "swift": (swift.is_swift, swift.read),
    "bai2": (bai2.is_bai2, bai2.read),
    "qif": (qif.is_qif, qif.read),
}


def of(source: Source) -> str:
    """The format of a file; empty where it is none of these."""
    with portfolio_file.opened(source.file) as file:
        head = file.read(HEAD)
    return next((name for name, (is_one, _) in READERS.items() if is_one(head)), "")


def read(source: Source, name: str) -> list[Entries]:
    """The statements of a file of this format. Raises RuleError for one that is broken, too large or empty."""
    with portfolio_file.opened(source.file) as file:
        most = MOST_BYTES if name == "camt" else MOST_WHOLE
        data = file.read(most + 1)
    if len(data) > most:
        raise RuleError("The file is too large for a bank statement; export fewer days at once.")
    found = list(READERS[name][1](data))
    if not any(each.rows for each in found):
        raise RuleError("The statement holds no entries.")
    for each in found:
        _check_sum(each)
    return [each for each in found if each.rows]


def _check_sum(found: Entries) -> None:
    """Raise RuleError where the entries do not lead from the opening balance to the closing one."""
    if found.opening is None or found.closing is None:
        return
    moves = [_move(dict(zip(FIELDS, row, strict=True))) for row in found.rows]
    if found.opening + sum(moves, Decimal(0)) != found.closing:
        raise RuleError("The entries of the statement do not add up to its balances; it is cut off or damaged.")


def _move(told: dict[str, Cell]) -> Decimal:
    """What an entry did to the account; one that is not booked did nothing yet."""
    if str(told["status"] or "BOOK").upper() != "BOOK":
        return Decimal(0)
    try:
        amount = Decimal(str(told["amount"]))
    except InvalidOperation:
        return Decimal(0)
    return amount if told["side"] in ("CRDT", "C", "RD") else -amount
