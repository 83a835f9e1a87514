"""Portfolio columns: the fields a lender's file may hold, and how each is read."""

from enum import StrEnum, auto
from typing import NamedTuple

from rules.portfolio.headers import HEADERS


class Kind(StrEnum):
    """What one row of a portfolio file is about; one file may hold all three."""

    borrowers = auto()
    loans = auto()
    payments = auto()


class Shape(StrEnum):
    """How the cells of a field are read."""

    reference = auto()
    person = auto()
    phone = auto()
    id_number = auto()
    email = auto()
    text = auto()
    lines = auto()
    date = auto()
    amount = auto()
    percent = auto()
    days = auto()
    months = auto()
    currency = auto()
    status = auto()
    payment_kind = auto()
    yes_no = auto()
    language = auto()
    time_zone = auto()
    mark = auto()
    leave = auto()


class Field(NamedTuple):
    """One field: the kinds of row it belongs to, how it is read, and whether several columns may hold it.

    A mark belongs to no kind: it speaks of a person, in whatever row it stands, and counts where the row is wrong too.
    """

    name: str
    kinds: frozenset[Kind]
    shape: Shape
    required: bool = False
    sealed: bool = False
    many: bool = False


def _field(
    name: str, kinds: str, shape: Shape, required: bool = False, sealed: bool = False, many: bool = False
) -> Field:
    """One row of the table below; `kinds` are initials."""
    members = frozenset(kind for kind in Kind if kind[0] in kinds)
    return Field(name, members, shape, required, sealed, many)


_TABLE = (
    _field("contract_no", "lp", Shape.reference, required=True),
    _field("borrower_reference", "bl", Shape.reference),
    _field("name", "b", Shape.person, required=True),
    _field("phones", "b", Shape.phone, sealed=True, many=True),
    _field("id_number", "b", Shape.id_number, sealed=True),
    _field("email", "b", Shape.email, sealed=True),
    _field("address", "b", Shape.lines, sealed=True),
    _field("language", "b", Shape.language),
    _field("time_zone", "b", Shape.time_zone),
    _field("currency", "lp", Shape.currency),
    _field("principal", "l", Shape.amount),
    _field("annual_rate_pct", "l", Shape.percent),
    _field("opened_on", "l", Shape.date),
    _field("due_on", "l", Shape.date),
    _field("maturity_on", "l", Shape.date),
    _field("term_months", "l", Shape.months),
    _field("instalment", "l", Shape.amount),
    _field("outstanding_principal", "l", Shape.amount),
    _field("outstanding_interest", "l", Shape.amount),
    _field("outstanding_fees", "l", Shape.amount),
    _field("days_past_due", "l", Shape.days),
    _field("status", "l", Shape.status),
    _field("disputed", "l", Shape.yes_no),
    _field("as_of", "l", Shape.date),
    _field("paid_on", "p", Shape.date, required=True),
    _field("amount", "p", Shape.amount, required=True),
    _field("reference", "p", Shape.reference),
    _field("kind", "p", Shape.payment_kind),
    _field("to_principal", "p", Shape.amount),
    _field("to_interest", "p", Shape.amount),
    _field("to_fees", "p", Shape.amount),
    _field("stopped", "", Shape.mark, many=True),
    _field("deceased", "", Shape.mark, many=True),
    _field("represented", "", Shape.mark, many=True),
    _field("insolvent", "", Shape.mark, many=True),
    _field("complained", "", Shape.mark, many=True),
    _field("defrauded", "", Shape.mark, many=True),
    _field("vulnerable", "", Shape.mark, many=True),
    _field("may_contact", "", Shape.leave, many=True),
)

PERSONAL = frozenset(("borrower_reference", "name", "phones", "id_number", "email", "address"))
"""The fields that are the borrower's own, and never another person's."""

FIELDS: dict[str, Field] = {field.name: field for field in _TABLE}


def fields_of(kind: Kind) -> tuple[Field, ...]:
    """The fields that a row of this kind may hold, in their own order."""
    return tuple(field for field in _TABLE if kind in field.kinds)


def _meanings() -> dict[str, tuple[tuple[Field, int], ...]]:
    """Every known header with the fields it may mean and its rank among the headers of each."""
    found: dict[str, list[tuple[Field, int]]] = {}
    for field in _TABLE:
        for rank, header in enumerate(HEADERS.get(field.name, ())):
            found.setdefault(header, []).append((field, rank))
    return {header: tuple(pairs) for header, pairs in found.items()}


MEANINGS: dict[str, tuple[tuple[Field, int], ...]] = _meanings()
