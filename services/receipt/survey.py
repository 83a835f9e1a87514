"""Survey of a bank file: one look over all lines before any lands, for what only the whole column can prove."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from rules import receipt as rule
from rules.errors import RuleError
from rules.portfolio import particulars, style, values
from rules.portfolio.values import Cell
from rules.receipt import line, manner, words
from rules.receipt.columns import tells_way
from rules.receipt.manner import Manner
from rules.receipt.words import Way
from services.portfolio.file import Sheet

MOST_ROWS = 1_000_000
MOST_UNKNOWN = 20
MOST_WORDS = 12
"""A column of more words is no direction or status."""
MOST_COUNTED = 1000
"""Where a file numbers its lines, its first number is below this."""
ENDS = 3
"""So many lines at either end tell in which order a file stands, and its balances."""


class Unknown(NamedTuple):
    """A word that nobody knows: its field, how the file writes it, and the first line it stands in."""

    field: str
    word: str
    row_no: int


class Said(NamedTuple):
    """What a person said of a file: what comes first in its days, and which way an amount without a sign went."""

    day_first: bool | None = None
    unsigned: Way | None = None


NOTHING_SAID = Said()


class Surveyed(NamedTuple):
    """What a file proves of itself: the columns to read, how it writes, and the words that it leaves to a person."""

    columns: dict[int, str]
    manner: Manner
    known: words.Known
    unknown: list[Unknown]
    rows: int
    ends: tuple[list[Sequence[Cell]], list[Sequence[Cell]]]

    def reader(self, headers: Sequence[str], today: date) -> Callable[[Sequence[Cell]], rule.Outcome]:
        """The reader of its lines."""
        return rule.parser(self.columns, headers, today, self.manner, self.known)


class Looks:
    """What is gathered while the lines pass by."""

    def __init__(self) -> None:
        self.orders: set[bool] = set()
        self.is_doubtful = False
        self.commas: set[bool] = set()
        self.counting: int | None = None
        self.counts = 0
        self.is_lasting = False
        self.unknown: dict[tuple[str, str], Unknown] = {}
        self.values: dict[int, dict[str, int]] = {}
        self.is_signed = False
        self.unsigned: int | None = None


def of(
    sheet: Sheet, columns: dict[int, str], known: words.Known, said: Said = NOTHING_SAID, before: Said = NOTHING_SAID
) -> Surveyed:
    """Look over all lines; `said` is of this file, `before` of an earlier one: what the days prove comes between.

    Raises RuleError where day and month may be swapped and nobody said which comes first.
    """
    looks, first, last, rows = Looks(), list[Sequence[Cell]](), list[Sequence[Cell]](), 0
    looks.values = {at: {} for at in range(len(sheet.headers)) if at not in columns}
    for row_no, cells in sheet.rows():
        rows += 1
        if rows > MOST_ROWS:
            raise RuleError("The file has more lines than a bank file may have; export fewer days at once.")
        if len(first) < ENDS:
            first.append(cells)
        last = [*last[-ENDS + 1 :], cells]
        _look(looks, line.told(cells, columns), known, row_no)
        _gather(looks, cells, row_no)
    orders = (said.day_first, _only(looks.orders), before.day_first)
    order = next((each for each in orders if each is not None), None)
    if looks.is_doubtful and order is None:
        raise RuleError("Day and month of this file may be swapped; say whether the day comes first.")
    found = {at: field for at, field in columns.items() if field != "reference" or looks.is_lasting or not looks.counts}
    found |= _by_values(looks.values, set(columns.values()))
    found |= _mixed(looks, sheet, found, known)
    way = said.unsigned or before.unsigned or _unsigned(looks, sheet, found)
    unknown = list(looks.unknown.values())[:MOST_UNKNOWN]
    written = Manner(order, _only(looks.commas), way, *_told_above(sheet, found))
    return Surveyed(found, written, known, unknown, rows, (first, last))


def _told_above(sheet: Sheet, found: dict[int, str]) -> tuple[str, Decimal]:
    """The currency that the headers of money or the lines above name, and what one of the money is."""
    headers = [sheet.headers[at] for at, field in found.items() if field in ("amount", "spent")]
    told = "" if "currency" in found.values() else particulars.currency(sheet.particulars, headers) or ""
    units = {style.unit_of(header) or particulars.unit(sheet.particulars) for header in headers}
    if len(units) > 1:
        raise RuleError("The columns of money are in different units; export them in one.")
    return told, units.pop() if units else Decimal(1)


def _mixed(looks: Looks, sheet: Sheet, found: dict[int, str], known: words.Known) -> dict[int, str]:
    """A column of directions among which other words stand, where nothing else tells the direction; those are asked."""
    if looks.is_signed or not _is_open(sheet, found):
        return {}
    ways = {at: {words.way_of(text) for text in texts} for at, texts in looks.values.items() if at not in found}
    at = next((at for at, told in ways.items() if {Way.came_in, Way.went_out} <= told), None)
    if at is None:
        return {}
    for text, row_no in looks.values[at].items():
        if words.meaning("side", text, known) is None:
            looks.unknown.setdefault(("side", words.key(text)), Unknown("side", text, row_no))
    return {at: "side"}


def _unsigned(looks: Looks, sheet: Sheet, found: dict[int, str]) -> Way | None:
    """Which way an amount without a sign went: in a column that holds signs it came in, else a person must say so."""
    if looks.is_signed:
        return Way.came_in
    if looks.unsigned is not None and _is_open(sheet, found):
        header = next((sheet.headers[at] for at, field in found.items() if field == "amount"), "")
        looks.unknown["unsigned", ""] = Unknown("unsigned", header, looks.unsigned)
    return None


def _is_open(sheet: Sheet, found: dict[int, str]) -> bool:
    """Whether no column tells which way the money went."""
    header = next((sheet.headers[at] for at, field in found.items() if field == "amount"), "")
    return not {"side", "spent"} & set(found.values()) and not tells_way(header)


def _only(found: set[bool]) -> bool | None:
    return next(iter(found)) if len(found) == 1 else None


def _look(looks: Looks, said: dict[str, Any], known: words.Known, row_no: int) -> None:
    """Take note of one line."""
    if isinstance(day := said.get("received_on"), str):
        proof, is_doubtful = manner.order_of([day])
        looks.orders |= {proof} if proof is not None else set()
        looks.is_doubtful = looks.is_doubtful or is_doubtful
    for field in ("amount", "spent"):
        if isinstance(amount := said.get(field), str) and (proof := manner.comma_of([amount])) is not None:
            looks.commas.add(proof)
    if "reference" in said and not looks.is_lasting:
        _count(looks, str(said["reference"]))
    _look_at_sign(looks, said, row_no)
    for field in words.MEANINGS:
        word = said.get(field)
        if word is not None and words.meaning(field, str(word), known) is None:
            looks.unknown.setdefault((field, words.key(str(word))), Unknown(field, str(word), row_no))


def _look_at_sign(looks: Looks, said: dict[str, Any], row_no: int) -> None:
    """Take note of whether amounts bear signs, and of the first that does not and whose kind tells nothing."""
    amount = said.get("amount")
    if looks.is_signed or amount is None:
        return
    looks.is_signed = manner.is_signed(amount)
    if looks.unsigned is None and words.way_of(str(said.get("kind", ""))) is None:
        looks.unsigned = row_no


def _gather(looks: Looks, cells: Sequence[Cell], row_no: int) -> None:
    """Take note of what columns hold that no header explains, as long as it is few words."""
    for at, held in list(looks.values.items()):
        cell = cells[at] if at < len(cells) else None
        if isinstance(cell, str) and cell.strip():
            held.setdefault(cell.strip(), row_no)
        elif not values.is_empty(cell):
            del looks.values[at]
        if len(held) > MOST_WORDS:
            looks.values.pop(at, None)


def _by_values(held: Mapping[int, Iterable[str]], taken: set[str]) -> dict[int, str]:
    """Columns that only hold directions, states or currencies, whatever their header: they are never passed over."""
    found: dict[int, str] = {}
    for at, texts in held.items():
        told = {text for text in texts if text.strip("/+-")}
        for field, tells in _TELLING.items():
            if told and field not in taken | set(found.values()) and all(map(tells, told)):
                found[at] = field
                break
    return found


_TELLING: dict[str, Callable[[str], bool]] = {
    "side": lambda text: words.meaning("side", text, {}) is not None,
    "status": lambda text: words.meaning("status", text, {}) is not None,
    "currency": line.is_currency,
}


def _count(looks: Looks, reference: str) -> None:
    """Whether references still look like the mere numbers of lines, which come again in the next file."""
    before, looks.counts = looks.counting, looks.counts + 1
    looks.counting = int(reference) if reference.isascii() and reference.isdigit() and len(reference) < 6 else None
    if looks.counting is None:
        looks.is_lasting = True
    elif before is None:
        looks.is_lasting = looks.counting >= MOST_COUNTED
    else:
        looks.is_lasting = abs(looks.counting - before) > 1


def balances(surveyed: Surveyed, headers: Sequence[str], today: date) -> tuple[Decimal | None, Decimal | None]:
    """The balance of the account before the earliest line and after the latest; None where the lines tell none."""
    ends = [_moves(surveyed, rows, headers, today) for rows in surveyed.ends]
    if not all(ends):
        return None, None
    (first, *_), (*_, last) = ends
    is_rising = _is_rising(ends[0] if len(ends[0]) > 1 else ends[1], first.day <= last.day)
    early, late = (first, last) if is_rising else (last, first)
    return early.balance - early.amount, late.balance


class Move(NamedTuple):
    """What a line did to the account: its day, the amount with its sign, and the balance afterwards."""

    day: date
    amount: Decimal
    balance: Decimal


_COUNTS = {rule.LineKind.paid_out: -1, rule.LineKind.fee: -1, rule.LineKind.returned: -1}
_COUNTS |= dict.fromkeys(rule.RECEIPTS, 1)


def _moves(surveyed: Surveyed, rows: Sequence[Sequence[Cell]], headers: Sequence[str], today: date) -> list[Move]:
    """What some lines did; empty where one of them tells no balance or does not count."""
    read = surveyed.reader(headers, today)
    told = [found for found in map(read, rows) if isinstance(found, rule.ReceiptRow)]
    if not told or not all("balance" in each.values and each.kind in _COUNTS for each in told):
        return []
    return list(map(_move, told))


def _move(row: rule.ReceiptRow) -> Move:
    balance = row.values["balance"]
    left = -balance.amount if balance.is_minus else balance.amount
    return Move(row.values["received_on"], _COUNTS[row.kind] * row.values["amount"], left)


def _is_rising(moves: Sequence[Move], otherwise: bool) -> bool:
    """Whether the earliest line stands first, by the balances, else by the days."""
    pairs = list(pairwise(moves))
    if any(late.balance - early.balance == late.amount for early, late in pairs):
        return True
    if any(late.balance - early.balance == late.amount for late, early in pairs):
        return False
    return otherwise


def days_of(surveyed: Surveyed, headers: Sequence[str], today: date) -> Iterator[date]:
    """The days at either end of a file."""
    read = surveyed.reader(headers, today)
    for rows in surveyed.ends:
        for found in map(read, rows):
            if isinstance(found, rule.ReceiptRow):
                yield found.values["received_on"]
