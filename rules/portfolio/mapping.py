"""Portfolio mapping: which column of a file holds which field, proposed from headers and samples."""

import re
from collections.abc import Callable, Collection, Sequence
from collections.abc import Mapping as Map
from functools import partial
from typing import Any, NamedTuple

from rules.errors import RuleError
from rules.portfolio import identity, marks, values
from rules.portfolio import words as vocabulary
from rules.portfolio.columns import FIELDS, LAST, PERSONAL, Field, Kind, Shape, fields_of
from rules.portfolio.headers import words_of
from rules.portfolio.people import Meanings, is_others, meanings, strangers
from rules.portfolio.style import PLAIN, Style, unit_of
from rules.portfolio.values import Cell

READERS: dict[Shape, Callable[[Cell], Any]] = {
    Shape.reference: identity.reference,
    Shape.person: identity.name,
    Shape.phone: identity.phones,
    Shape.id_number: identity.id_number,
    Shape.email: identity.email,
    Shape.text: identity.text,
    Shape.lines: identity.lines,
    Shape.date: values.a_date,
    Shape.amount: values.an_amount,
    Shape.percent: values.a_percent,
    Shape.days: values.days,
    Shape.months: values.months,
    Shape.number: values.count,
    Shape.currency: vocabulary.currency,
    Shape.status: vocabulary.status,
    Shape.payment_kind: vocabulary.payment_kind,
    Shape.yes_no: vocabulary.yes_no,
    Shape.early_interest: vocabulary.early_interest,
    Shape.language: vocabulary.language,
    Shape.time_zone: vocabulary.time_zone,
    Shape.note: lambda cell: (identity.text(cell),),
    Shape.mark: marks.told,
    Shape.leave: marks.told_of_leave,
}


_STYLED: dict[Shape, tuple[Callable[[Cell], Any], ...]] = {
    Shape.date: tuple(partial(values.a_date, order=order) for order in values.Order),
    Shape.amount: (partial(values.an_amount, comma=True),),
    Shape.percent: (partial(values.a_percent, comma=True),),
}
"""The readers of a shape in the styles that only the whole column proves."""


def reader(field: Field, header: str, style: Style = PLAIN) -> Callable[[Cell], Any]:
    """How the cells of a column are read: its days and amounts in the style of the table, in the unit of its header."""
    times = unit_of(header) or style.times
    if field.shape is Shape.date and style.order:
        return partial(values.a_date, order=style.order)
    if field.shape is Shape.amount and (style.comma or times != 1):
        return partial(values.an_amount, comma=style.comma, times=times)
    if field.shape is Shape.percent and style.comma:
        return partial(values.a_percent, comma=True)
    return READERS[field.shape]


SURE = 0.8
"""From here on a column counts as known; below it is a guess, and said to be one."""
_OWED = ("principal", "outstanding_principal", "overdue_principal", "overdue_amount", "due_principal")
_NAMING = frozenset(("contract_no", "borrower_reference", "id_number", "phones"))
_NEEDED: dict[Kind, tuple[tuple[str, ...], ...]] = {
    Kind.borrowers: (("name", "last_name"), ("borrower_reference", "phones", "id_number")),
    Kind.loans: (("contract_no",), _OWED),
    Kind.payments: (("contract_no",), ("paid_on",), ("amount",)),
}
"""What a record of each kind needs: one column of each of these."""
_CARD = re.compile(r"(?:银行|还款|扣款|借记|信用|储蓄)?卡号|卡號|cardno|cardnumber|pan$")
_SURE, _LIKELY, _LEAST = 1.0, 0.95, 0.35


class Match(NamedTuple):
    """One column of the file: where it stands, its header, its field or None, and how sure that is (0-1)."""

    position: int
    header: str
    field: str | None
    confidence: float

    @property
    def title(self) -> str:
        """What the column is called: its header, else its number."""
        return self.header or f"#{self.position + 1}"


class Mapping(NamedTuple):
    """All columns of a table in their order, how it writes days and amounts, and its title, as that of a sheet."""

    columns: tuple[Match, ...]
    style: Style = PLAIN
    title: str = ""

    @property
    def fields(self) -> dict[str, tuple[Match, ...]]:
        """The mapped fields with the columns that hold them."""
        found: dict[str, tuple[Match, ...]] = {}
        for match in self.columns:
            if match.field:
                found[match.field] = (*found.get(match.field, ()), match)
        return found

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of record that the rows of this file hold."""
        return kinds_of(self.fields)

    @property
    def speaks(self) -> bool:
        """Whether its rows tell something: a record, or a mark or a person beside one whom they name."""
        named = self.fields.keys() & _NAMING
        return bool(self.kinds or (named and any(not FIELDS[name].kinds for name in self.fields)))

    @property
    def left_out(self) -> tuple[str, ...]:
        """The headers of the columns that are not taken over; one without a header has its number."""
        return tuple(match.title for match in self.columns if not match.field)

    @property
    def guessed(self) -> tuple[tuple[str, str], ...]:
        """The headers that are taken over on a guess, with their fields."""
        return tuple((match.title, match.field) for match in self.columns if match.field and match.confidence < SURE)

    @property
    def others(self) -> tuple[str, ...]:
        """The headers of another person's columns that are not taken over."""
        headers = [match.header for match in self.columns]
        return tuple(
            self.columns[at].title for at in sorted(strangers(headers, self.title)) if not self.columns[at].field
        )

    def cleared(self) -> "Mapping":
        """The same columns with nothing taken over."""
        return self._replace(columns=tuple(match._replace(field=None, confidence=0.0) for match in self.columns))

    def chosen(self) -> dict[str, str]:
        """The mapped headers and their fields, as a lender's choice is remembered."""
        return {match.header: match.field for match in self.columns if match.field}


class _Candidate(NamedTuple):
    """One possible reading of one column."""

    confidence: float
    position: int
    field: Field


def propose(
    headers: Sequence[str],
    samples: Sequence[Sequence[Cell]] = (),
    remembered: Map[str, str] | None = None,
    title: str = "",
) -> Mapping:
    """Propose a field, or none, for every column, from its header; earlier choices win, samples only decide between.

    Headers that may mean several things ("id", "amount", "reference") follow the company they are in. What another
    person's column holds is never the borrower's.
    """
    company, other = _company(headers), strangers(headers, title)
    taken = dict(_remembered(headers, remembered or {}, other))
    candidates = [
        candidate
        for position, header in enumerate(headers)
        if position not in taken
        for candidate in _readings(position, _open_to(header, position in other), _column(samples, position), company)
    ]
    best = {position: (field, _SURE) for position, field in taken.items()}
    used = set(taken.values())
    for candidate in sorted(candidates, key=lambda item: (-item.confidence, item.position)):
        name = candidate.field.name
        if candidate.position not in best and (name not in used or candidate.field.many):
            best[candidate.position] = (name, candidate.confidence)
            used.add(name)
    return _mapping(headers, best)._replace(title=title)


def choose(headers: Sequence[str], chosen: Map[int, str | None]) -> Mapping:
    """Build the mapping that a person chose: position of the column -> name of the field.

    Raises RuleError for a field that is not known and for one that two columns claim.
    """
    claimed: set[str] = set()
    for position, name in chosen.items():
        if not name:
            continue
        if name not in FIELDS:
            raise RuleError("There is no field '%(field)s'.", field=name)
        if name in claimed and not FIELDS[name].many:
            raise RuleError("Two columns are mapped to the field '%(field)s'.", field=name)
        if FIELDS[name].shape is Shape.reference and _CARD.search("".join(words_of(headers[position]))):
            raise RuleError("A bank card in '%(column)s' is the number of nothing else.", column=headers[position])
        claimed.add(name)
    return _mapping(headers, {position: (name, _SURE) for position, name in chosen.items() if name})


def is_doubtful(header: str, field: str) -> bool:
    """Whether a choice goes against its header: a mark left out, or another person's column taken as the borrower's."""
    return is_others(header) if field in PERSONAL else not field and marks.of(header) is not None


def kind_of(mapping: Mapping) -> tuple[Kind, ...]:
    """The kinds of record that the rows of the file hold; none when too little is mapped."""
    return mapping.kinds


def kinds_of(names: Map[str, Any]) -> tuple[Kind, ...]:
    """The kinds of record that rows with these fields hold."""
    return tuple(kind for kind in Kind if not lacking(kind, names))


def lacking(kind: Kind, names: Collection[str]) -> tuple[str, ...]:
    """What columns with these fields lack to be a record of this kind; one of several fields stands for all of them."""
    return tuple(needed[0] for needed in _NEEDED[kind] if not any(name in names for name in needed))


def missing(kind: Kind, mapping: Mapping) -> tuple[str, ...]:
    """The required fields of this kind that no column holds."""
    return tuple(field.name for field in fields_of(kind) if field.required and field.name not in mapping.fields)


def _mapping(headers: Sequence[str], best: Map[int, tuple[str, float]]) -> Mapping:
    """Put the columns in their order, the ones without a field included."""
    pairs = (best.get(position, (None, 0.0)) for position in range(len(headers)))
    return Mapping(
        tuple(
            Match(position, header, field, round(sure, 2))
            for position, (header, (field, sure)) in enumerate(zip(headers, pairs, strict=True))
        )
    )


def _remembered(headers: Sequence[str], remembered: Map[str, str], other: Collection[int]) -> list[tuple[int, str]]:
    """The columns whose header was mapped before, each single field only once; never another person's namesake."""
    found: list[tuple[int, str]] = []
    for position, header in enumerate(headers):
        name = remembered.get(header)
        if name in PERSONAL and position in other and header in headers[:position]:
            continue
        if name in FIELDS and (FIELDS[name].many or name not in (field for _, field in found)):
            found.append((position, name))
    return found


def _company(headers: Sequence[str]) -> set[Kind]:
    """The kinds of record that the unmistakable headers speak of."""
    found: set[Kind] = set()
    for header in headers:
        known = meanings(header)
        if len(known) == 1 and len(known[0][0].kinds) == 1:
            found |= known[0][0].kinds
    return found


def _open_to(header: str, is_others: bool) -> Meanings:
    """The fields that a column may hold; another person's is no borrower's, a mark is known by its words."""
    known = tuple(pair for pair in meanings(header) if not (is_others and pair[0].name in PERSONAL))
    mark = None if known else marks.of(header)
    return known or (((FIELDS[mark], 0),) if mark else ())


def _column(samples: Sequence[Sequence[Cell]], position: int) -> list[Cell]:
    """The filled sample cells of a column."""
    cells = (row[position] for row in samples if position < len(row))
    return [cell for cell in cells if not values.is_empty(cell)]


def _readings(position: int, known: Meanings, filled: Sequence[Cell], company: set[Kind]) -> list[_Candidate]:
    """All fields that this column may hold, with how sure that is; its cells alone never say whose they are."""
    found = []
    are_cards = bool(filled) and all(map(identity.is_card, filled))
    for field, rank in known:
        if are_cards and field.shape is Shape.reference:
            continue
        base = (
            (_LIKELY if rank else _SURE)
            - 0.002 * min(rank, LAST)
            - (0.0 if not company or not field.kinds or field.kinds & company else 0.15)
        )
        found.append(_Candidate(base * (0.4 + 0.6 * _readable(field.shape, filled)), position, field))
    return [candidate for candidate in found if candidate.confidence >= _LEAST]


def _readable(shape: Shape, filled: Sequence[Cell]) -> float:
    """The share of sample cells that the reader of this shape understands; 1 when there is none to try."""
    return sum(_reads(shape, cell) for cell in filled) / len(filled) if filled else 1.0


def _reads(shape: Shape, cell: Cell) -> bool:
    """Whether the reader of this shape understands the cell, in one style or another."""
    return any(_takes(read, cell) for read in (READERS[shape], *_STYLED.get(shape, ())))


def _takes(read: Callable[[Cell], Any], cell: Cell) -> bool:
    """Whether a reader understands the cell."""
    try:
        read(cell)
    except RuleError:
        return False
    return True
