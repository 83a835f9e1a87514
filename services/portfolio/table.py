"""Portfolio tables: the tables of a lender's file with the columns chosen for them, and their rows read."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import select

from models import db
from models.batch import ImportMapping
from rules import portfolio as rule
from rules.errors import RuleError
from rules.portfolio import particulars
from rules.portfolio.folding import are_instalments
from rules.portfolio.folding import check as check_instalments
from rules.portfolio.values import Cell, is_empty
from services.portfolio import file as portfolio_file
from services.portfolio import folding, landing, proof
from services.portfolio.landing import FileRow, Values

ALIKE = 2 / 3
AS_OF = "as_of"

SEEN = "="
"""Stands before a remembered choice that goes against the header: the person saw that it does."""

Columns = Mapping[str, str]
"""Header -> field, an empty field for a column that is left out."""


class Told(NamedTuple):
    """The columns of a file that are left out, those of them that are another person's, and those that are guessed.

    `lacks` are the fields for which no loan is made of rows that name contracts.
    """

    left_out: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    guessed: tuple[tuple[str, str], ...] = ()
    lacks: tuple[str, ...] = ()


class Answers(NamedTuple):
    """What a person said once for a table: which columns hold what, and the order of day and month in it."""

    columns: Columns | None = None
    order: rule.Order | None = None


NOTHING = Answers()


class Table(NamedTuple):
    """One table of a file, what its columns hold, and what holds for every row."""

    sheet: portfolio_file.Sheet
    mapping: rule.Mapping
    constants: Mapping[str, Cell] = MappingProxyType({})

    @property
    def kinds(self) -> tuple[rule.Kind, ...]:
        """The kinds of record in its rows."""
        return rule.kind_of(self.mapping)

    @property
    def order(self) -> int:
        """Borrowers come before loans, loans before payments; what holds nothing comes last."""
        return min((list(rule.Kind).index(kind) for kind in self.kinds), default=len(rule.Kind))


def opened(
    source: portfolio_file.Source, name: str, lender_id: int, encoding: str | None = None, line: int | None = None
) -> portfolio_file.File:
    """A file of a lender, read: headers that were chosen before are known, in whatever language they are.

    Raises RuleError or OSError where it cannot be read.
    """
    known = {header for columns in remembered(lender_id).values() for header in columns if header}
    return portfolio_file.read(source, name, encoding, line, known)


def tables_of(file: portfolio_file.File, lender_id: int, told: Answers = NOTHING) -> list[Table]:
    """All tables of a file in the order to land them, columns as chosen now, as remembered, else as proposed.

    Raises RuleError where a table does not say in which order its days are written, or which currency it is in.
    """
    known, answers = remembered(lender_id), answered(lender_id)
    found = []
    for sheet in file.sheets:
        order = told.order or answers.get(layout(sheet.headers))
        found.append(styled(Table(sheet, mapping_of(sheet, told.columns, known)), order))
    return sorted(found, key=lambda table: table.order)


def styled(table: Table, order: rule.Order | None) -> Table:
    """The table with its style and its constants, where it holds anything."""
    if not table.mapping.speaks:
        return table
    told, fields = table.sheet.particulars, table.mapping.fields
    if are_instalments(fields):
        check_instalments(fields)
    money = [match.header for name in rule.AMOUNTS & fields.keys() for match in fields[name]]
    said = {"as_of": particulars.as_of(told), "currency": particulars.currency(told, money)}
    constants = {name: value for name, value in said.items() if value and name not in fields}
    style = proof.style_of(table.sheet, table.mapping, order)._replace(times=particulars.unit(told))
    return Table(table.sheet, table.mapping._replace(style=style), constants)


def landing_of(tables: Sequence[Table]) -> list[Table]:
    """Those of the tables of a file that hold records. Raises RuleError, saying what lacks, where none does."""
    found = [table for table in tables if table.mapping.speaks]
    if not found:
        fields = max((table.mapping.fields for table in tables), key=len)
        lacks = {str(kind): list(rule.lacking(kind, fields)) for kind in rule.Kind}
        raise RuleError(
            "The columns make up no record. A borrower lacks: %(borrowers)s. A loan lacks: %(loans)s. A payment lacks: "
            "%(payments)s. Choose the columns on the upload screen.",
            **lacks,
        )
    return found


def told_of(tables: Sequence[Table]) -> Told:
    """What is to be told of the columns of a file; with several tables, each with the name of its own."""
    found = Told()
    for table in tables:
        held = table.mapping if table.mapping.speaks else table.mapping.cleared()
        before = f"{table.sheet.name} · " if len(tables) > 1 else ""
        found = Told(
            (*found.left_out, *(f"{before}{name}" for name in held.left_out)),
            (*found.others, *(f"{before}{name}" for name in held.others)),
            (*found.guessed, *((f"{before}{name}", field) for name, field in held.guessed)),
            found.lacks or lacks_of(tables),
        )
    return found


def lacks_of(tables: Sequence[Table]) -> tuple[str, ...]:
    """What a table of borrowers with contracts or money lacks to hold loans, where the file holds none elsewhere."""
    kinds = {kind for table in tables for kind in table.kinds}
    telling = {"contract_no", *(name for name in rule.AMOUNTS if rule.Kind.loans in rule.FIELDS[name].kinds)}
    fields = next((table.mapping.fields for table in tables if telling & table.mapping.fields.keys()), {})
    return rule.lacking(rule.Kind.loans, fields) if fields and kinds == {rule.Kind.borrowers} else ()


def mapping_of(sheet: portfolio_file.Sheet, chosen: Columns | None, known: Mapping[str, Columns]) -> rule.Mapping:
    """What each column of a table holds: as chosen, else as the lender's most alike table had it, else a proposal."""
    columns = chosen if chosen is not None else trusted(most_alike(sheet.headers, known))
    held = {name: field for name, field in columns.items() if field}
    proposal = rule.propose(sheet.headers, sheet.samples, held, sheet.name)
    kept = (
        match._replace(field=None, confidence=0.0) if columns.get(match.header) == "" else match
        for match in proposal.columns
    )
    return proposal._replace(columns=tuple(kept))


def most_alike(headers: Sequence[str], known: Mapping[str, Columns]) -> Columns:
    """The remembered columns of the same layout, else of the one that shares most headers; nothing if it is another."""
    if found := known.get(layout(headers)):
        return found
    alike = {name: len(set(headers) & set(columns)) / len(headers) for name, columns in known.items()}
    best = max(alike, key=lambda name: alike[name], default="")
    return known[best] if best and alike[best] >= ALIKE else {}


def trusted(columns: Columns) -> Columns:
    """The remembered columns without what nobody decided: marks left out and people mixed up before they were told."""
    return {
        header: field.removeprefix(SEEN)
        for header, field in columns.items()
        if field.startswith(SEEN) or not rule.is_doubtful(header, field)
    }


def layout(headers: Iterable[str]) -> str:
    """What tells one table layout from another: its headers, whatever their order."""
    return hashlib.sha256("\n".join(sorted(headers)).encode()).hexdigest()[:32]


def remembered(lender_id: int) -> dict[str, Columns]:
    """The columns that were chosen for the tables of a lender, by layout."""
    query = select(ImportMapping.layout, ImportMapping.columns).where(ImportMapping.lender_id == lender_id)
    return dict(db.session.execute(query).all())


def answered(lender_id: int) -> dict[str, rule.Order]:
    """The order of day and month that was said for the tables of a lender, by layout."""
    query = select(ImportMapping.layout, ImportMapping.day_order).where(ImportMapping.lender_id == lender_id)
    return {name: rule.Order(order) for name, order in db.session.execute(query) if order}


def remember(lender_id: int, sheet: portfolio_file.Sheet, chosen: Columns, order: rule.Order | None = None) -> None:
    """Keep what was chosen for the columns of a table, for the next file of this layout.

    Raises RuleError for a field that is not known and for one that two columns claim.
    """
    columns = {header: chosen.get(header, "") for header in sheet.headers}
    rule.choose(sheet.headers, {at: columns[header] or None for at, header in enumerate(sheet.headers)})
    columns = {name: f"{SEEN}{field}" if rule.is_doubtful(name, field) else field for name, field in columns.items()}
    name = layout(sheet.headers)
    found = db.session.scalars(select(ImportMapping).filter_by(lender_id=lender_id, layout=name)).first()
    if found is None:
        db.session.add(ImportMapping(lender_id=lender_id, layout=name, columns=columns, day_order=order or ""))
    else:
        found.columns, found.day_order = columns, order or ""


def lines(table: Table, as_of: date, repeats: Counter[Any]) -> Iterator[FileRow]:
    """Read the rows of a table; `repeats` counts equal payments without a reference over the whole file.

    Where no column and no line above says from which day the balances are, `as_of` is that day.
    """
    mapping, more = with_constants(table, as_of)
    headers = {match.field: match.header for match in reversed(mapping.columns) if match.field}
    readers = [(kind, own_columns(kind, mapping), rule.parser(kind, mapping)) for kind in table.kinds]
    contract = folding.contract_of(mapping)
    width, marker = len(table.mapping.columns), rule.marker(mapping)

    def found() -> Iterator[tuple[str, FileRow]]:
        for row_no, cells in table.sheet.rows():
            row = (*cells[:width], *more, *cells[width:]) if more else cells
            line = FileRow(table.sheet.name, row_no, {}, (), headers, marker(cells))
            yield contract(cells), read(line, row, readers, repeats)

    return folding.folded(found()) if are_instalments(mapping.fields) else (line for _, line in found())


Reader = tuple[rule.Kind, tuple[int, ...], Callable[[Sequence[Cell]], rule.PortfolioRow | list[rule.Problem]]]


def with_constants(table: Table, as_of: date) -> tuple[rule.Mapping, tuple[Cell, ...]]:
    """The mapping with one more column for each thing that holds for all rows, and the cells of these."""
    mapping, told = table.mapping, dict(table.constants)
    if rule.Kind.loans not in table.kinds or AS_OF in mapping.fields:
        told.pop(AS_OF, None)
    else:
        told.setdefault(AS_OF, as_of)
    first = len(mapping.columns)
    more = tuple(rule.Match(at, "", name, 1.0) for at, name in enumerate(told, first))
    return mapping._replace(columns=(*mapping.columns, *more)), tuple(told.values())


def own_columns(kind: rule.Kind, mapping: rule.Mapping) -> tuple[int, ...]:
    """The columns that only this kind of record has; none where the rows hold nothing else."""
    if len(rule.kind_of(mapping)) == 1:
        return ()
    own = (match for match in mapping.columns if match.field and match.header)
    return tuple(match.position for match in own if rule.FIELDS[match.field or ""].kinds == {kind})


def read(line: FileRow, cells: Sequence[Cell], readers: Sequence[Reader], repeats: Counter[Any]) -> FileRow:
    """What a row says, by kind; a kind none of whose own cells is filled is not told of."""
    told = [each for each in readers if not each[1] or any(filled(cells, at) for at in each[1])] or readers[:1]
    problems: list[rule.Problem] = []
    for kind, _, parse in told:
        found = parse(cells)
        if isinstance(found, rule.PortfolioRow):
            line.kinds[kind] = found.values
        else:
            problems = [*problems, *(each for each in found if each not in problems)]
    if {rule.Kind.borrowers, rule.Kind.loans} <= line.kinds.keys():
        owner = landing.reference_of(line.kinds[rule.Kind.borrowers])
        line.kinds[rule.Kind.loans].setdefault("borrower_reference", owner)
    if paid := line.kinds.get(rule.Kind.payments):
        paid["reference"] = paid.get("reference") or order_reference(paid, repeats)
    return line._replace(problems=problems)


def filled(cells: Sequence[Cell], position: int) -> bool:
    """Whether a row has something in this column."""
    return position < len(cells) and not is_empty(cells[position])


def order_reference(values: Values, repeats: Counter[Any]) -> str:
    """A stable reference: equal payments of one day are told apart by their order in the file."""
    key = (values["contract_no"], values["paid_on"], values["amount"])
    repeats[key] += 1
    return f"{values['paid_on']}/{values['amount']}/{repeats[key]}"
