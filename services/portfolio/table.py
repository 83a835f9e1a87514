"""Portfolio tables: the tables of a lender's file with the columns chosen for them, and their rows read."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select

from models import db
from models.batch import ImportMapping
from rules import portfolio as rule
from rules.errors import RuleError
from rules.portfolio.values import Cell, is_empty
from services.portfolio import file as portfolio_file
from services.portfolio import landing
from services.portfolio.landing import FileRow, Values

ALIKE = 2 / 3
AS_OF = "as_of"

SEEN = "="
"""Stands before a remembered choice that goes against the header: the person saw that it does."""

Columns = Mapping[str, str]
"""Header -> field, an empty field for a column that is left out."""


class Told(NamedTuple):
    """The columns of a file that are left out, those of them that are another person's, and those that are guessed."""

    left_out: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    guessed: tuple[tuple[str, str], ...] = ()


class Table(NamedTuple):
    """One table of a file and what its columns hold."""

    sheet: portfolio_file.Sheet
    mapping: rule.Mapping

    @property
    def kinds(self) -> tuple[rule.Kind, ...]:
        """The kinds of record in its rows."""
        return rule.kind_of(self.mapping)

    @property
    def order(self) -> int:
        """Borrowers come before loans, loans before payments; what holds nothing comes last."""
        return min((list(rule.Kind).index(kind) for kind in self.kinds), default=len(rule.Kind))


def tables_of(file: portfolio_file.File, lender_id: int, chosen: Columns | None = None) -> list[Table]:
    """All tables of a file in the order to land them, columns as chosen now, as remembered, else as proposed."""
    known = remembered(lender_id)
    found = [Table(sheet, mapping_of(sheet, chosen, known)) for sheet in file.sheets]
    return sorted(found, key=lambda table: table.order)


def landing_of(tables: Iterable[Table]) -> list[Table]:
    """Those of the tables of a file that hold records. Raises RuleError where none does."""
    found = [table for table in tables if table.kinds]
    if not found:
        raise RuleError(
            "The columns do not make up a borrower (name and number, ID or phone), a loan (contract number and "
            "principal) or a payment (contract number, day and amount); choose them on the upload screen."
        )
    return found


def told_of(tables: Sequence[Table]) -> Told:
    """What is to be told of the columns of a file; with several tables, each with the name of its own."""
    found = Told()
    for table in tables:
        held = table.mapping if table.kinds else table.mapping.cleared()
        before = f"{table.sheet.name} · " if len(tables) > 1 else ""
        found = Told(
            (*found.left_out, *(f"{before}{name}" for name in held.left_out)),
            (*found.others, *(f"{before}{name}" for name in held.others)),
            (*found.guessed, *((f"{before}{name}", field) for name, field in held.guessed)),
        )
    return found


def mapping_of(sheet: portfolio_file.Sheet, chosen: Columns | None, known: Mapping[str, Columns]) -> rule.Mapping:
    """What each column of a table holds: as chosen, else as the lender's most alike table had it, else a proposal."""
    columns = chosen if chosen is not None else trusted(most_alike(sheet.headers, known))
    proposal = rule.propose(sheet.headers, sheet.samples, {name: field for name, field in columns.items() if field})
    kept = (
        match._replace(field=None, confidence=0.0) if columns.get(match.header) == "" else match
        for match in proposal.columns
    )
    return rule.Mapping(tuple(kept))


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


def remember(lender_id: int, sheet: portfolio_file.Sheet, chosen: Columns) -> None:
    """Keep what was chosen for the columns of a table, for the next file of this layout.

    Raises RuleError for a field that is not known and for one that two columns claim.
    """
    columns = {header: chosen.get(header, "") for header in sheet.headers}
    rule.choose(sheet.headers, {at: columns[header] or None for at, header in enumerate(sheet.headers)})
    columns = {name: f"{SEEN}{field}" if rule.is_doubtful(name, field) else field for name, field in columns.items()}
    name = layout(sheet.headers)
    found = db.session.scalars(select(ImportMapping).filter_by(lender_id=lender_id, layout=name)).first()
    if found is None:
        db.session.add(ImportMapping(lender_id=lender_id, layout=name, columns=columns))
    else:
        found.columns = columns


def lines(table: Table, as_of: date, repeats: Counter[Any]) -> Iterator[FileRow]:
    """Read the rows of a table; `repeats` counts equal payments without a reference over the whole file.

    Where no column says from which day the balances are, `as_of` is that day.
    """
    mapping, dated = with_day(table.mapping)
    headers = {match.field: match.header for match in reversed(mapping.columns) if match.field}
    readers = [(kind, own_columns(kind, mapping), rule.parser(kind, mapping)) for kind in table.kinds]
    width, marker = len(table.mapping.columns), rule.marker(mapping)
    for row_no, cells in table.sheet.rows():
        row = (*cells[:width], as_of, *cells[width:]) if dated else cells
        yield read(FileRow(table.sheet.name, row_no, {}, (), headers, marker(cells)), row, readers, repeats)


Reader = tuple[rule.Kind, tuple[int, ...], Callable[[Sequence[Cell]], rule.PortfolioRow | list[rule.Problem]]]


def with_day(mapping: rule.Mapping) -> tuple[rule.Mapping, bool]:
    """The mapping with one more column for the day of the balances, if the table has none."""
    if AS_OF in mapping.fields or rule.Kind.loans not in rule.kind_of(mapping):
        return mapping, False
    day = rule.Match(len(mapping.columns), "", AS_OF, 1.0)
    return rule.Mapping((*mapping.columns, day)), True


def own_columns(kind: rule.Kind, mapping: rule.Mapping) -> tuple[int, ...]:
    """The columns that only this kind of record has; none where the rows hold nothing else."""
    if len(rule.kind_of(mapping)) == 1:
        return ()
    own = (match for match in mapping.columns if match.field and match.field != AS_OF)
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
