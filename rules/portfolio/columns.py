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
    number = auto()
    currency = auto()
    status = auto()
    payment_kind = auto()
    yes_no = auto()
    early_interest = auto()
    language = auto()
    time_zone = auto()
    note = auto()
    mark = auto()
    leave = auto()


class Field(NamedTuple):
    """One field: the kinds of row it belongs to, how it is read, and whether several columns may hold it.

    A mark belongs to no kind: it speaks of a person, in whatever row it stands, and counts where the row is wrong too.
    Nor does what tells of a person beside the borrower, which only a person takes over.
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
    _field("last_name", "b", Shape.person),
    _field("first_name", "b", Shape.person),
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
    _field("overdue_amount", "l", Shape.amount),
    _field("overdue_principal", "l", Shape.amount),
    _field("overdue_interest", "l", Shape.amount),
    _field("overdue_fees", "l", Shape.amount),
    _field("days_past_due", "l", Shape.days),
    _field("status", "l", Shape.status),
    _field("disputed", "l", Shape.yes_no),
    _field("as_of", "l", Shape.date),
    _field("instalment_no", "l", Shape.number),
    _field("due_principal", "l", Shape.amount),
    _field("due_interest", "l", Shape.amount),
    _field("due_fees", "l", Shape.amount),
    _field("charged_off_on", "l", Shape.date),
    _field("original_creditor", "l", Shape.text),
    _field("early_interest", "l", Shape.early_interest),
    _field("last_paid_on", "l", Shape.date),
    _field("last_paid_amount", "l", Shape.amount),
    _field("note", "l", Shape.note, sealed=True, many=True),
    _field("paid_on", "p", Shape.date, required=True),
    _field("amount", "p", Shape.amount, required=True),
    _field("reference", "p", Shape.reference),
    _field("kind", "p", Shape.payment_kind),
    _field("to_principal", "lp", Shape.amount),
    _field("to_interest", "lp", Shape.amount),
    _field("to_fees", "lp", Shape.amount),
    _field("stopped", "", Shape.mark, many=True),
    _field("deceased", "", Shape.mark, many=True),
    _field("represented", "", Shape.mark, many=True),
    _field("insolvent", "", Shape.mark, many=True),
    _field("complained", "", Shape.mark, many=True),
    _field("defrauded", "", Shape.mark, many=True),
    _field("vulnerable", "", Shape.mark, many=True),
    _field("may_contact", "", Shape.leave, many=True),
    _field("contact_name", "", Shape.person, many=True),
    _field("contact_relation", "", Shape.text, many=True),
    _field("contact_phone", "", Shape.phone, sealed=True, many=True),
    _field("joint_name", "", Shape.person, many=True),
    _field("joint_phone", "", Shape.phone, sealed=True, many=True),
    _field("joint_id_number", "", Shape.id_number, sealed=True, many=True),
    _field("guarantor_name", "", Shape.person, many=True),
    _field("guarantor_phone", "", Shape.phone, sealed=True, many=True),
    _field("guarantor_amount", "", Shape.amount, many=True),
    _field("guarantor_until", "", Shape.date, many=True),
)

PERSONAL = frozenset(("borrower_reference", "name", "phones", "id_number", "email", "address"))
"""The fields that are the borrower's own, and never another person's."""

FIELDS: dict[str, Field] = {field.name: field for field in _TABLE}


def fields_of(kind: Kind) -> tuple[Field, ...]:
    """The fields that a row of this kind may hold, in their own order."""
    return tuple(field for field in _TABLE if kind in field.kinds)


LAST = 50
"""From this rank on a header tells no less of a field."""
_ANYTHINGS = frozenset(("reference", "ref", "id", "no", "编号"))
"""The number of whatever the rows are: of a contract, where they speak of one."""


def _meanings() -> dict[str, tuple[tuple[Field, int], ...]]:
    """Every known header with the fields it may mean and its rank among the headers of each."""
    found: dict[str, list[tuple[Field, int]]] = {}
    for field in _TABLE:
        for place, header in enumerate(HEADERS.get(field.name, ())):
            rank = LAST if field.name == "borrower_reference" and header in _ANYTHINGS else place
            found.setdefault(header, []).append((field, rank))
    return {header: tuple(pairs) for header, pairs in found.items()}


MEANINGS: dict[str, tuple[tuple[Field, int], ...]] = _meanings()
