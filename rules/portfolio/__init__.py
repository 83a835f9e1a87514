"""Portfolio: turn the rows of a lender's file into records, and say what is wrong with the others."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from rules import money
from rules.errors import RuleError
from rules.portfolio import identity
from rules.portfolio import values as cells_of
from rules.portfolio.agreement import SAYING, Contradiction, contradictions
from rules.portfolio.beside import Person, finder, relation
from rules.portfolio.columns import FIELDS, Field, Kind, Shape, fields_of
from rules.portfolio.feed import (
    AMOUNTS,
    BALANCES,
    OVERDUE,
    PAID_PARTS,
    Instalment,
    completed,
    days_past_due,
    first_due_on,
    instalments_of,
    is_history,
    is_settled,
    too_fine,
)
from rules.portfolio.mapping import (
    SURE,
    Mapping,
    Match,
    choose,
    is_doubtful,
    kind_of,
    lacking,
    missing,
    propose,
    reader,
)
from rules.portfolio.marks import Mark, hints, shown
from rules.portfolio.people import may_note
from rules.portfolio.values import Cell, Order
from rules.portfolio.words import LoanStatus, PaymentKind

__all__ = [
    "AMOUNTS",
    "BALANCES",
    "CONTRADICTIONS",
    "FIELDS",
    "PAID_PARTS",
    "SURE",
    "Contradiction",
    "Field",
    "Instalment",
    "Kind",
    "LoanStatus",
    "Mapping",
    "Mark",
    "Match",
    "Named",
    "Order",
    "PaymentKind",
    "Person",
    "Problem",
    "Row",
    "choose",
    "contradictions",
    "days_past_due",
    "fields_of",
    "first_due_on",
    "instalments_of",
    "is_doubtful",
    "is_history",
    "is_settled",
    "kind_of",
    "lacking",
    "marker",
    "missing",
    "parse_row",
    "parser",
    "propose",
    "relation",
    "too_fine",
]

_NAMING = ("contract_no", "borrower_reference", "id_number", "phones")
CONTRADICTIONS = "contradictions"
"""Where the values of a loan hold what does not agree in them."""
OVERDUE_PARTS = frozenset(OVERDUE)
_OWED = frozenset(("outstanding_principal", "overdue_principal", "overdue_amount", "due_principal"))
_PARTS = ("to_principal", "to_interest", "to_fees")


class PortfolioRow(NamedTuple):
    """A row that may land: field -> value, empty cells left out."""

    kind: Kind
    values: dict[str, Any]


class Problem(NamedTuple):
    """Why a row may not land: the column's header, its field, and an English sentence with the values it names.

    Sealed values appear in `values` only masked.
    """

    column: str
    field: str | None
    message: str
    values: dict[str, Any]


Outcome = PortfolioRow | list[Problem]


class Named(NamedTuple):
    """Whom a row speaks of, as far as it can be read, wrong as the rest of it may be: field -> value."""

    values: dict[str, Any]
    marks: tuple[Mark, ...]
    people: tuple[Person, ...] = ()


class _Column(NamedTuple):
    """One column to read, everything looked up beforehand."""

    match: Match
    field: Field
    read: Callable[[Cell], Any]


def parse_row(kind: Kind, mapping: Mapping, cells: Sequence[Cell]) -> Outcome:
    """Read one row as a record of this kind, or list everything that is wrong with it.

    For many rows of one file use `parser`, which looks the columns up once.
    """
    return parser(kind, mapping)(cells)


def parser(kind: Kind, mapping: Mapping) -> Callable[[Sequence[Cell]], Outcome]:
    """Build the reader of all rows of a file for one kind."""
    columns = [each for each in _columns(mapping) if kind in each.field.kinds]
    required = tuple(field for field in fields_of(kind) if field.required)
    headers = {column.field.name: column.match.header for column in columns}
    width = len(mapping.columns)
    joins_name = kind is Kind.borrowers and "last_name" in headers
    borrowed = kind is Kind.loans and Kind.borrowers not in mapping.kinds

    def parse(cells: Sequence[Cell]) -> Outcome:
        values, problems = _read(columns, cells)
        if joins_name and "name" not in values and (name := identity.joined(values)):
            values["name"] = name
        wrong = {problem.field for problem in problems}
        problems += [
            _lacking(field, headers) for field in required if field.name not in values and field.name not in wrong
        ]
        if borrowed and "borrower_reference" not in values and "borrower_reference" not in wrong:
            problems.append(_lacking(FIELDS["borrower_reference"], headers))
        problems += _overlong(cells, width)
        problems += [] if problems else _check(kind, values, headers)
        return problems or PortfolioRow(kind, _whole(values) if kind is Kind.loans else values)

    return parse


def marker(mapping: Mapping) -> Callable[[Sequence[Cell]], Named | None]:
    """Build the reader of the marks and of the people beside the borrower; it gives None for a row without any."""
    columns = _columns(mapping)
    marked = [each for each in columns if each.field.shape in (Shape.mark, Shape.leave)]
    people = finder(mapping)
    naming = [each for each in columns if each.field.name in _NAMING]

    beside = [match for match in mapping.columns if not match.field and may_note(match.header)]
    if not beside and not any(match.field and not FIELDS[match.field].kinds for match in mapping.columns):
        return lambda cells: None

    def read(cells: Sequence[Cell]) -> Named | None:
        marks = tuple(
            Mark(field.name, match.title, word)
            for match, field, read_cell in marked
            if match.position < len(cells)
            for word in read_cell(cells[match.position])
        )
        marks += tuple(
            Mark("", match.title, shown(cells[match.position]))
            for match in beside
            if match.position < len(cells) and isinstance(cells[match.position], str) and hints(cells[match.position])
        )
        others = people(cells)
        return Named(_read(naming, cells)[0], marks, others) if marks or others else None

    return read


def _whole(loan: dict[str, Any]) -> dict[str, Any]:
    """A loan's row with its balances completed, and with what in it does not agree."""
    if not SAYING & loan.keys():
        return loan
    found = contradictions(loan)
    whole = completed(loan) if OVERDUE_PARTS & loan.keys() else loan
    return {**whole, CONTRADICTIONS: found} if found else whole


def _columns(mapping: Mapping) -> list[_Column]:
    """The columns that hold something, everything looked up."""
    held = ((match, FIELDS[match.field]) for match in mapping.columns if match.field)
    return [_Column(match, field, reader(field, match.header, mapping.style)) for match, field in held]


def _read(columns: Sequence[_Column], cells: Sequence[Cell]) -> tuple[dict[str, Any], list[Problem]]:
    """Read the mapped cells of a row."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    count = len(cells)
    for (position, header, _, _), field, read in columns:
        cell = cells[position] if position < count else None
        if cells_of.is_empty(cell):
            continue
        try:
            value = read(cell)
        except RuleError as error:
            problems.append(Problem(header, field.name, error.message, error.values))
            continue
        values[field.name] = (*values.get(field.name, ()), *value) if field.many else value
    return values, problems


def _problem(headers: dict[str, str], field: str, error: RuleError) -> Problem:
    """A sentence about a field that may have no column of its own."""
    return Problem(headers.get(field, ""), field, error.message, error.values)


def _lacking(field: Field, headers: dict[str, str]) -> Problem:
    """Say that a required value is not there."""
    if field.name in headers:
        return _problem(headers, field.name, RuleError("The value is missing."))
    return _problem(headers, field.name, RuleError("No column holds this value: %(field)s.", field=field.name))


def _overlong(cells: Sequence[Cell], width: int) -> list[Problem]:
    """Say that a row has more filled cells than the file has columns, as an unquoted comma makes it."""
    if len(cells) <= width or all(cells_of.is_empty(cell) for cell in cells[width:]):
        return []
    error = RuleError(
        "The row has %(count)s cells, but there are %(columns)s columns.", count=len(cells), columns=width
    )
    return [Problem("", None, error.message, error.values)]


def _check(kind: Kind, values: dict[str, Any], headers: dict[str, str]) -> list[Problem]:
    """Check what the cells of a readable row say together."""
    checks = {Kind.borrowers: _check_borrower, Kind.loans: _check_loan, Kind.payments: _check_payment}
    return [_problem(headers, field, error) for field, error in checks[kind](values)]


def _check_borrower(values: dict[str, Any]) -> list[tuple[str, RuleError]]:
    """A borrower can be told from others, and a Chinese speaker's ID number is one."""
    found = []
    if not any(field in values for field in ("borrower_reference", "id_number", "phones")):
        found.append(("borrower_reference", RuleError("A borrower number, an ID number or a phone is needed.")))
    number = values.get("id_number")
    if number and values.get("language") == "zh_Hans" and not identity.is_chinese_id(number):
        error = RuleError("'%(value)s' is not an ID number of 18 or 15 digits.", value=identity.mask(number))
        found.append(("id_number", error))
    return found


def _check_loan(values: dict[str, Any]) -> list[tuple[str, RuleError]]:
    """A loan has an amount and a day on which something is due, after it was opened."""
    found = []
    if not values.get("principal") and ("principal" in values or not _OWED & values.keys()):
        found.append(("principal", RuleError("The principal must be more than 0.")))
    opened_on, ends_on = values.get("opened_on"), values.get("maturity_on") or values.get("due_on")
    if opened_on and ends_on and ends_on < opened_on:
        found.append(
            ("due_on", RuleError("The loan is due before it was opened on %(day)s.", day=opened_on.isoformat()))
        )
    if first_due_on(values) is None and not is_settled(values):
        found.append(("due_on", RuleError("A due date, a maturity date or a term is needed.")))
    return found


def _check_payment(values: dict[str, Any]) -> list[tuple[str, RuleError]]:
    """A payment is more than nothing, and its parts are not more than the whole."""
    found = []
    if not values["amount"] and not is_history(values):
        found.append(("amount", RuleError("The amount must be more than 0.")))
    if sum((values.get(part, money.ZERO) for part in _PARTS), money.ZERO) > values["amount"]:
        found.append(("amount", RuleError("The parts of the payment are more than its amount.")))
    return found
