"""Copies of a pattern: the same lives under other ids, names, numbers and addresses, as many as a book needs."""

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import JSON, Column, String, Table, select
from sqlalchemy.engine import Connection, Engine

from bench.book import ink, people, words
from bench.kit.watch import SETTLED
from models.base import db, table_of
from models.borrower_word import borrower_word
from models.metric import MetricScope
from models.sealed import Sealed, ring
from rules.access import Role
from rules.fold import words as parts
from rules.message import COMPOUND_SURNAMES
from services.metric import daily

SHARED = SETTLED | set(
    "bank_file daily_figure history_file import_batch import_row job_run month_end reconciliation week week_report "
    "weekly_metric".split()
)
"""Tables of the house: a copy has none of its own."""
UNSEALED = "audit_seal"
"""The trail of a copied book is not sealed: links over the entries of the pattern would prove nothing."""
CASES_A_COLLECTOR = 1000
REFERENCES_A_COPY = 1000
HOLDER = "bench:0"
Rows = list[dict[str, Any]]


class Pattern(NamedTuple):
    """Every row of a lived book, by table, with values as code knows them."""

    rows: Mapping[str, Rows]

    @property
    def cases(self) -> int:
        """How many cases it has."""
        return len(self.rows["case_file"])

    @property
    def collectors(self) -> list[int]:
        """The ids of those who work on it, one after the other."""
        return [row["id"] for row in self.rows["app_user"] if row["role"] == Role.collector]


class Scale(NamedTuple):
    """How often a pattern is copied; so many copies share one group of collectors."""

    copies: int
    together: int

    @property
    def groups(self) -> int:
        """How many groups of collectors there are."""
        return -(-self.copies // self.together)

    def part(self, group: int) -> int:
        """How many copies a group works on."""
        return min(self.together, self.copies - group * self.together)


class Copy(NamedTuple):
    """One copy: how far the ids of each table lie from those of the pattern, and what its people are called."""

    shifts: Mapping[str, int]
    people: Mapping[str, Mapping[int, str]]


Make = Callable[[Copy], Sequence[Any]]


def read(connection: Connection) -> Pattern:
    """Take a whole book into memory, sealed values opened."""
    found = {}
    for table in db.metadata.sorted_tables:
        rows = connection.execute(select(table).order_by(*table.primary_key.columns)).mappings()
        found[table.name] = [dict(row) for row in rows]
    return Pattern(found)


def write(pattern: Pattern, copies: int, engine: Engine) -> None:
    """Fill an empty database with so many copies of a pattern."""
    pen, scale = ink.of(engine), scale_of(pattern, copies)
    db.session.remove()
    with ink.without_indexes(engine), pen.opened() as connection:
        made = list(_copies(pattern, scale, pen))
        for table in db.metadata.sorted_tables:
            _write(connection, pen, table, pattern, scale, made)
    pen.finish()


def scale_of(pattern: Pattern, copies: int) -> Scale:
    """Give every collector about a thousand cases, or fewer in a small book."""
    return Scale(copies, max(1, CASES_A_COLLECTOR * len(pattern.collectors) // pattern.cases))


def _copies(pattern: Pattern, scale: Scale, pen: ink.Sqlite | ink.Postgres) -> Iterator[Copy]:
    spans = {name: max(row["id"] for row in rows) for name, rows in pattern.rows.items() if rows and "id" in rows[0]}
    dice, names = random.Random(pattern.cases), {row["id"]: row["name"] for row in pattern.rows["borrower"]}
    for no in range(scale.copies):
        shifts = {name: 0 if name in SHARED else no * span for name, span in spans.items()}
        shifts["app_user"] = no // scale.together * len(pattern.collectors)
        shifts[words.REFERENCE] = no * REFERENCES_A_COPY
        called = {who: surname(name) + people.given(dice) for who, name in names.items()} if no else names
        in_json = {who: pen.quoted(words.escaped(name)) for who, name in called.items()}
        yield Copy(shifts, {words.NAME: called, words.NAME_IN_JSON: in_json})


def surname(name: str) -> str:
    """The surname, which masks show and letters address: it is the same in every copy."""
    return name[:2] if name[:2] in COMPOUND_SURNAMES else name[0]


def _write(
    connection: Any, pen: ink.Sqlite | ink.Postgres, table: Table, pattern: Pattern, scale: Scale, made: Sequence[Copy]
) -> None:
    names = [column.name for column in table.columns]
    rows = pattern.rows[table.name]
    put = partial(pen.write, connection, table, names)
    if table.name in SHARED and any(isinstance(column.type, Sealed) for column in table.columns) and rows:
        makers = Makers(pattern, table, rows, pen)
        put([[makers.of(column)(made[0]) for column in table.columns]])
        return
    if table.name in SHARED:
        grown = GROWN.get(table.name, _same)(rows, pattern, scale)
        put([[pen.bound(column, [row[column.name] for row in grown]) for column in table.columns]])
        return
    if table.name == UNSEALED:
        return
    if table is borrower_word:
        put(_words(copy, pen) for copy in made)
        return
    once = [row for row in rows if _is_shared(table, row)]
    often = [row for row in rows if not _is_shared(table, row)]
    if once:
        put([[pen.bound(column, [row[column.name] for row in once]) for column in table.columns]])
    if often:
        makers = Makers(pattern, table, often, pen)
        every = [makers.of(column) for column in table.columns]
        put([make(copy) for make in every] for copy in made)


def _words(copy: Copy, pen: ink.Sqlite | ink.Postgres) -> list[Sequence[Any]]:
    """The words of the people of a copy, and whose they are."""
    shift = copy.shifts["borrower"]
    found = [(word, id + shift) for id, name in copy.people[words.NAME].items() for word in sorted(parts.of(name))]
    return [[pen.quoted(word) for word, _ in found], pen.numbers([id for _, id in found])]


def _is_shared(table: Table, row: Mapping[str, Any]) -> bool:
    """Whether the trail tells of the house here, and not of a copy."""
    return table.name == "audit_entry" and (not row["record"] or table_of(row["record"]) in SHARED)


class Makers:
    """Makes the columns of the rows of one table, copy after copy."""

    def __init__(self, pattern: Pattern, table: Table, rows: Rows, pen: ink.Sqlite | ink.Postgres) -> None:
        self.table, self.rows, self.pen = table, rows, pen
        self.first_collector = min(pattern.collectors)
        names = {row["name"]: row["id"] for row in pattern.rows["borrower"]}
        self.reader = words.Reader(names, self.first_collector)
        self.sealed: dict[str, list[str | None]] = {}

    def of(self, column: Column[Any]) -> Make:
        """What makes a column of a copy."""
        values = [row[column.name] for row in self.rows]
        if noun := self._noun(column):
            return self._shifted(values, noun)
        if column.name == "record_id":
            return self._mixed(values, [table_of(row["record"]) for row in self.rows])
        if beside := self._beside(column, values):
            return beside
        if (self.table.name, column.name) == ("borrower", "name"):
            return self._named
        if column.name == "identity_key":
            return partial(self._keyed, values)
        if isinstance(column.type, JSON) or type(column.type) is String or column.type.python_type is str:
            return self._texts(column, values)
        return self._constant(column, values)

    def _beside(self, column: Column[Any], values: Sequence[Any]) -> Make | None:
        """What makes a column that is sealed, or made of another one."""
        if isinstance(column.type, Sealed):
            return partial(self._seal, column, values)
        if "blind_of" in column.info:
            return partial(self._blind, column)
        if "fold_of" in column.info:
            return partial(self._folded, column, self.of(self.table.c[column.info["fold_of"]]))
        return None

    def _noun(self, column: Column[Any]) -> str:
        if column.name == "id":
            return self.table.name
        if (self.table.name, column.name) in words.PLAIN:
            return words.PLAIN[self.table.name, column.name]
        return next((key.column.table.name for key in column.foreign_keys), "")

    def _constant(self, column: Column[Any], values: Sequence[Any]) -> Make:
        bound = self.pen.bound(column, values)
        return lambda copy: bound

    def _shifted(self, values: list[int | None], noun: str) -> Make:
        numbers, lowest = self.pen.numbers, self.first_collector if noun == "app_user" else 0
        if noun in SHARED and noun != "app_user":
            still = numbers(values)
            return lambda copy: still
        known = [value for value in values if value is not None]
        if not lowest and len(known) == len(values):
            return lambda copy: numbers([value + copy.shifts[noun] for value in known])
        return lambda copy: numbers(
            [value + copy.shifts[noun] if value is not None and value >= lowest else value for value in values]
        )

    def _mixed(self, values: list[int | None], nouns: Sequence[str]) -> Make:
        pairs = list(zip(values, nouns, strict=True))
        return lambda copy: self.pen.numbers(
            [None if value is None else value + copy.shifts.get(noun, 0) for value, noun in pairs]
        )

    def _named(self, copy: Copy) -> Sequence[str]:
        return [self.pen.quoted(copy.people[words.NAME][row["id"]]) for row in self.rows]

    def _keyed(self, values: Sequence[str], copy: Copy) -> Sequence[str]:
        """The keys of bank lines: each copy's money is its own."""
        return [self.pen.quoted(f"{value}-{copy.shifts[self.table.name]}") for value in values]

    def _folded(self, column: Column[Any], text: Make, copy: Copy) -> Sequence[Any]:
        """A text of the copy as it is compared."""
        fold = column.info["fold"]
        return self.pen.bound(column, [None if said in (None, ink.NULL) else fold(said) for said in text(copy)])

    def _texts(self, column: Column[Any], values: Sequence[Any]) -> Make:
        bound, in_json = self.pen.bound(column, values), isinstance(column.type, JSON)
        found: list[tuple[int, words.Text]] = []
        for place, (row, value) in enumerate(zip(self.rows, values, strict=True)):
            said = json.dumps(value, ensure_ascii=False) if in_json else value
            about = row.get("record") or self.table.name
            if words.said(said) and (text := self.reader.read(said, about, in_json, self.pen.quoted)):
                found.append((place, text))
        return partial(_told, bound, found) if found else (lambda copy: bound)

    def _seal(self, column: Column[Any], values: Sequence[str | None], copy: Copy) -> Sequence[Any]:
        plain = [
            None if value is None else unlike(self.table.name, row, value, copy)
            for row, value in zip(self.rows, values, strict=True)
        ]
        self.sealed[column.name] = plain
        return self.pen.bound(column, [None if value is None else ring.seal(value) for value in plain])

    def _blind(self, column: Column[Any], copy: Copy) -> Sequence[Any]:
        plain = self.sealed[column.info["blind_of"]]
        last = column.info["last"]
        return self.pen.bound(column, [ring.blind(value, last) if value else None for value in plain])


def _told(bound: Sequence[Any], found: Sequence[tuple[int, words.Text]], copy: Copy) -> Sequence[Any]:
    values = list(bound)
    for place, text in found:
        values[place] = words.fill(text, copy.shifts, copy.people)
    return values


def unlike(table: str, row: Mapping[str, Any], value: str, copy: Copy) -> str:
    """What a copy has in place of a sealed value: the number, identity or address of another made-up person."""
    number = row["id"] + copy.shifts[table]
    if table == "phone":
        return people.phone(number)
    if table == "borrower":
        return people.id_number(number)
    if table == "address":
        return people.email(row["borrower_id"] + copy.shifts["borrower"]) if "@" in value else people.street(number)
    return value


def _same(rows: Rows, pattern: Pattern, scale: Scale) -> Rows:
    return rows


def _more_people(rows: Rows, pattern: Pattern, scale: Scale) -> Rows:
    """A group of collectors after the other."""
    workers, step = [row for row in rows if row["id"] in pattern.collectors], len(pattern.collectors)
    grown = list(rows)
    for group in range(1, scale.groups):
        for row in workers:
            number = row["id"] - workers[0]["id"] + 1 + group * step
            email = f"collector{number}@bench.example"
            same = {"id": row["id"] + group * step, "name": f"Collector {number}"}
            grown.append({**row, **same, "email": email, "fs_uniquifier": email})
    return grown


def _more_work(rows: Rows, pattern: Pattern, scale: Scale) -> Rows:
    """What a night did, so many times; it was not this process."""
    return [{**row, "holder": HOLDER, "counts": _times(row["counts"], scale.copies)} for row in rows]


def _times(counts: Any, factor: int) -> Any:
    if isinstance(counts, dict):
        return {name: _times(value, factor) for name, value in counts.items()}
    return counts * factor if isinstance(counts, int) else counts


def _more_room(rows: Rows, pattern: Pattern, scale: Scale) -> Rows:
    """Partners that take so many times the cases."""
    return [{**row, "capacity": row["capacity"] * scale.copies} for row in rows]


def _more_figures(rows: Rows, pattern: Pattern, scale: Scale) -> Rows:
    """Figures of so many cases; those of a collector count the copies that the group works on."""
    span, step = max((row["id"] for row in rows), default=0), len(pattern.collectors)
    grown = [_figure(row, scale.copies) for row in rows if row["scope"] != MetricScope.collector]
    for group in range(scale.groups):
        for row in rows:
            if row["scope"] == MetricScope.collector:
                moved = {"id": row["id"] + group * span, "scope_id": row["scope_id"] + group * step}
                grown.append({**_figure(row, scale.part(group)), **moved})
    return grown


def _figure(row: dict[str, Any], factor: int) -> dict[str, Any]:
    sums = {name: row[name] * factor for name in ("numerator", "denominator", "n") if row[name] is not None}
    value = row["numerator"] * factor if row["value"] is not None and row["denominator"] is None else row["value"]
    return {**row, **sums, "value": value}


def _more_days(rows: Rows, pattern: Pattern, scale: Scale) -> Rows:
    """Figures of so many cases by day; what a person got done counts the copies that the group works on."""
    span, step = max((row["id"] for row in rows), default=0), len(pattern.collectors)
    grown = [_day(row, scale.copies) for row in rows if row["name"] != daily.DONE]
    for group in range(scale.groups):
        for row in rows:
            if row["name"] == daily.DONE and int(row["part"]) in pattern.collectors:
                moved = {"id": row["id"] + group * span, "part": str(int(row["part"]) + group * step)}
                grown.append({**_day(row, scale.part(group)), **moved})
    return grown


def _day(row: dict[str, Any], factor: int) -> dict[str, Any]:
    return {**row, **{name: row[name] * factor for name in ("numerator", "denominator", "n") if row[name] is not None}}


GROWN: Mapping[str, Callable[[Rows, Pattern, Scale], Rows]] = {
    "app_user": _more_people,
    "job_run": _more_work,
    "legal_partner": _more_room,
    "weekly_metric": _more_figures,
    "daily_figure": _more_days,
}
"""What grows with a book although it is of the house."""
