"""Receipt lines: what one line of a bank file says: money that came in, a line that is only kept, or a question."""

import enum
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import auto
from functools import partial
from typing import Any, NamedTuple

from rules import money
from rules.errors import RuleError
from rules.portfolio import Problem, identity, values
from rules.portfolio import words as vocabulary
from rules.portfolio.values import Cell
from rules.receipt import manner as manners
from rules.receipt import words
from rules.receipt.columns import REQUIRED, TOGETHER, Columns, tells_way
from rules.receipt.manner import PLAIN, Manner, Signed
from rules.receipt.words import State, Way
from rules.sentence import Sentence


class LineKind(enum.StrEnum):
    """What a line is: only `received` may be paid on a loan by itself."""

    received = auto()
    looked_at = auto()
    paid_out = auto()
    fee = auto()
    returned = auto()
    neither = auto()
    pending = auto()
    failed = auto()


RECEIPTS = frozenset({LineKind.received, LineKind.looked_at})
"""Money that came in; `looked_at` is paid on no loan before a person has looked at it."""


class ReceiptRow(NamedTuple):
    """A line that may land: what it is, and field -> value, empty cells left out."""

    kind: LineKind
    values: dict[str, Any]


Outcome = ReceiptRow | list[Problem] | None
"""None: a total, a balance carried over or a footnote."""


class UnknownWordError(RuleError):
    """A word that stands in no list: its field says in which column."""

    def __init__(self, field: str, word: str) -> None:
        super().__init__(_unknown(field, values.shown(word)) if word else _missing(field))
        self.field, self.word = field, word


def _unknown(field: str, word: str) -> Sentence:
    if field == "side":
        return Sentence("'%(word)s' is no known direction; say whether it is money in or out.", word=word)
    return Sentence("'%(word)s' is no known status; say whether the money is there.", word=word)


def _missing(field: str) -> Sentence:
    return Sentence("The direction is missing.") if field == "side" else Sentence("The status is missing.")


UNSIGNED = Sentence("Nothing says whether the amounts came in or went out; say it once for this kind of file.")


class Layout(NamedTuple):
    """How to read a file: its columns with their titles and manner, what a person said of words, and the last day."""

    columns: Columns
    titles: Mapping[str, str]
    width: int
    manner: Manner
    known: words.Known
    today: date

    @property
    def is_open(self) -> bool:
        """Whether only the sign of an amount, or a word of its kind, can say which way the money went."""
        return not {"side", "spent"} & self.titles.keys() and not tells_way(self.titles.get("amount", ""))


_FOOT = re.compile(
    r"(?:合计|总计|小计|累计|本页|汇总|total|grand total|subtotal|summe|共\d+笔|资金流水总笔数|#|--|==)", re.IGNORECASE
)
_COUNT, _FIGURE = re.compile(r"\d{1,6}"), re.compile(r"[`']?[\d.,]+")
"""Below the heads of its sums a bill counts its lines where a day would stand."""
_CARRIED = re.compile(
    r"期初余额|期末余额|上期结[转余]|承前|opening balance|closing balance|balance (?:brought|carried)"
    r"|anfangssaldo|endsaldo",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(r"原(?:交易)?(?:流水|订单|凭证)?号?[:：]?\s*([0-9A-Za-z][0-9A-Za-z\-]{1,63})")


def parser(
    columns: Columns, headers: Sequence[str], today: date, manner: Manner = PLAIN, known: words.Known | None = None
) -> Callable[[Sequence[Cell]], Outcome]:
    """Build the reader of all lines of a file.

    `today` is the last day on which money can have come in; `known` is what a person has said of words.
    """
    titles: dict[str, str] = {}
    for at, field in columns.items():
        titles.setdefault(field, headers[at])
    return partial(parse, Layout(columns, titles, len(headers), manner, known or {}, today))


def parse(layout: Layout, cells: Sequence[Cell]) -> Outcome:
    """Read one line."""
    said = told(cells, layout.columns)
    if _is_foot(cells, said):
        return None
    if any(not values.is_empty(cell) for cell in cells[layout.width :]):
        return [_problem(layout, "", RuleError("The line has more columns than the table."))]
    found, problems = _read(said, layout)
    wrong = {problem.field for problem in problems}
    lacking = (field for field in REQUIRED if field not in said and field not in wrong and not _is_spent(field, said))
    problems += [_problem(layout, field, RuleError("The value is missing.")) for field in lacking]
    if layout.manner.currency:
        found.setdefault("currency", layout.manner.currency)
    if problems:
        return problems
    try:
        way, amount = _way(found, layout)
        kind = _kind(found, way, layout)
    except RuleError as error:
        return [_problem(layout, getattr(error, "field", "amount"), error)]
    found |= {"amount": amount}
    return _check(kind, found, layout) or ReceiptRow(kind, found)


def told(cells: Sequence[Cell], columns: Columns) -> dict[str, Any]:
    """What the cells of a line hold, by field, the cells of a memo together; the direction "/" is a word."""
    found: dict[str, Any] = {}
    for at, field in columns.items():
        cell = manners.bare(cells[at]) if at < len(cells) else None
        if values.is_empty(cell) and not (field == "side" and cell in ("/", "-")):
            continue
        if field in TOGETHER and field in found:
            cell = found[field] if str(cell) in str(found[field]) else f"{found[field]} {cell}"
        found[field] = cell
    return found


def _is_spent(field: str, said: Mapping[str, Any]) -> bool:
    """Whether an amount lacks only because it stands in the column of what went out."""
    return field == "amount" and "spent" in said


def _is_foot(cells: Sequence[Cell], said: Mapping[str, Any]) -> bool:
    """Whether a line is a total, a balance carried over or a footnote."""
    filled = [cell for cell in cells if not values.is_empty(cell)]
    if len(filled) <= 1:
        return True
    first = filled[0]
    if isinstance(first, str) and said.get("received_on") in (None, first) and _FOOT.match(first):
        return True
    if (
        _COUNT.fullmatch(values.words(said.get("received_on")))
        and "amount" not in said
        and all(map(_is_number, filled))
    ):
        return True
    moved = any(not _is_nothing(said.get(field)) for field in ("amount", "spent"))
    return not moved and any(isinstance(cell, str) and _CARRIED.search(cell) for cell in filled)


def _is_number(cell: Any) -> bool:
    return _FIGURE.fullmatch(values.words(cell)) is not None


def _is_nothing(cell: Any) -> bool:
    return cell is None or re.fullmatch(r"0*\.?0*", values.words(cell)) is not None


def _read(said: Mapping[str, Any], layout: Layout) -> tuple[dict[str, Any], list[Problem]]:
    """Read the cells of a line."""
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for field, cell in said.items():
        try:
            found[field] = _read_one(field, cell, layout.manner)
        except RuleError as error:
            problems.append(_problem(layout, field, error))
    return found, problems


def _read_one(field: str, cell: Cell, manner: Manner) -> Any:
    if field == "received_on":
        return manners.a_day(cell, manner)
    if field in SIGNED:
        return manners.an_amount(cell, manner)
    return READERS[field](cell)


def _way(found: Mapping[str, Any], layout: Layout) -> tuple[Way, Decimal]:
    """Which way the money went, and how much, by the word and the sign and the column; they must agree.

    Raises RuleError where they do not, and UnknownWordError for a word nobody knows.
    """
    came, went = (found.get(field) or Signed(money.ZERO, False) for field in ("amount", "spent"))
    said = _said("side", found, layout)
    if said is None and layout.is_open:
        said = words.way_of(str(found.get("kind", "")))
    if came.amount and went.amount:
        raise RuleError("The line has an amount that came in and one that went out.")
    if said == Way.neither:
        return Way.neither, came.amount or went.amount
    shown = Way.went_out if went.amount else _by_sign(came, layout, is_told=said is not None)
    if said is None:
        return shown, came.amount or went.amount
    return _agreed(Way(said), shown, layout), came.amount or went.amount


def _by_sign(came: Signed, layout: Layout, *, is_told: bool) -> Way:
    """What the sign of an amount says; in a column of what came in a minus takes a credit back.

    Raises RuleError where there is no sign, and neither a word nor a person told what that means.
    """
    unsigned = layout.manner.unsigned
    if layout.is_open and unsigned is None and not (came.is_said or is_told):
        raise RuleError(UNSIGNED)
    if layout.is_open and unsigned == Way.went_out:
        return Way.came_in if came.is_minus else Way.went_out
    if not came.is_minus:
        return Way.came_in
    return Way.credit_back if "spent" in layout.titles else Way.went_out


def _agreed(said: Way, shown: Way, layout: Layout) -> Way:
    """The way that word and sign make together. Raises RuleError where they contradict each other."""
    if said == shown:
        return said
    if said == Way.came_in and shown != Way.came_in and not ("spent" in layout.titles and shown == Way.went_out):
        return Way.credit_back
    if "spent" not in layout.titles and (said, shown) != (Way.debit_back, Way.went_out):
        return said
    if {said, shown} <= {Way.came_in, Way.debit_back} or {said, shown} <= {Way.went_out, Way.credit_back}:
        return said
    raise RuleError("The direction and the amounts of the line contradict each other.")


def _said(field: str, found: Mapping[str, Any], layout: Layout) -> str | None:
    """What the word of a field means; None where the file has no such column. Raises UnknownWordError."""
    if field not in layout.titles:
        return None
    word = str(found.get(field, ""))
    meaning = words.meaning(field, word, layout.known) if word else None
    if meaning is None:
        raise UnknownWordError(field, word)
    return meaning


def _kind(found: Mapping[str, Any], way: Way, layout: Layout) -> LineKind:
    """What a line is, by direction, state and what its words tell. Raises UnknownWordError for a state nobody knows."""
    if way == Way.neither:
        return LineKind.neither
    state = _said("status", found, layout) or State.done
    if state in (State.pending, State.failed):
        return LineKind(str(state))
    texts = " ".join(str(found.get(field, "")) for field in ("kind", "memo", "payer", "status"))
    returns = words.tells_return(texts) or state == State.refunded
    if way == Way.credit_back or (returns and (way == Way.went_out or state == State.refunded)):
        return LineKind.returned
    if way == Way.went_out:
        return LineKind.fee if words.tells_fee(texts) else LineKind.paid_out
    refunded = found.get("refunded") or Signed(money.ZERO, False)
    doubtful = returns or refunded.amount or words.is_reversed(str(found.get("reversed", "")))
    return LineKind.looked_at if doubtful or way == Way.debit_back else LineKind.received


def _check(kind: LineKind, found: Mapping[str, Any], layout: Layout) -> list[Problem]:
    """Check that there is money, in whole units of its currency, and that it has come in already."""
    problems = []
    if not found["amount"] and kind in RECEIPTS:
        problems.append(_problem(layout, "amount", RuleError("The amount must be more than 0.")))
    if found["received_on"] > layout.today:
        error = RuleError("The value date %(day)s lies in the future.", day=found["received_on"])
        problems.append(_problem(layout, "received_on", error))
    if "currency" in found:
        try:
            money.whole(found["amount"], found["currency"])
        except RuleError as error:
            problems.append(_problem(layout, "amount", error))
    return problems


def _problem(layout: Layout, field: str, error: RuleError) -> Problem:
    return Problem(layout.titles.get(field, ""), field, error.message, error.values)


def _phone(cell: Cell) -> str | None:
    """Read a phone; one that cannot be read is no reason to refuse money."""
    try:
        return next(iter(identity.phones(cell)), None)
    except RuleError:
        return None


def _currency(cell: Cell) -> str:
    """Read a currency; a bank may name the unit behind it, as 人民币元 does."""
    text = values.words(cell)
    return vocabulary.currency(text[:-1] if text.endswith("币元") else cell)


def is_currency(text: str) -> bool:
    """Whether a word names a currency."""
    try:
        return bool(_currency(text))
    except RuleError:
        return False


def original_in(memo: str) -> str:
    """The reference of the line that a memo says it takes back; empty where it names none."""
    match = _ORIGINAL.search(memo)
    return match[1] if match else ""


SIGNED = frozenset({"amount", "spent", "balance", "refunded"})
_short = partial(identity.text, most=100)
READERS: dict[str, Callable[[Cell], Any]] = {
    "reference": identity.reference,
    "related": identity.reference,
    "time": _short,
    "side": _short,
    "status": _short,
    "kind": _short,
    "reversed": _short,
    "account": _short,
    "currency": _currency,
    "payer": _short,
    "phone": _phone,
    "memo": partial(identity.text, most=300),
}
