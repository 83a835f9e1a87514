"""Landing of borrowers, with their phones and addresses."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import defer

from models import db
from models.base import Language, Record
from models.borrower import Address, AddressKind, Borrower, Phone, PointSource
from models.sealed import ring
from rules import portfolio as rule
from rules.errors import RuleError
from services import bulk
from services.portfolio import landing
from services.portfolio.landing import Chunk, FileRow, Values

NAMES = ("name", "language", "time_zone")
Point = tuple[type[Record], Values]
"""A phone or an address, its borrower left out."""


class Person:
    """A borrower on file, or one that this chunk makes, with the blind indexes of known phones and addresses."""

    def __init__(self, line: FileRow, row: Borrower | None, values: Values) -> None:
        self.line, self.row, self.values = line, row, values
        self.id_index: bytes | None = row.id_number_index if row else blind(values.get("id_number"))
        self.known: set[bytes] = set()
        self.points: list[tuple[FileRow, Point]] = []
        self.id = row.id if row else 0


def land(chunk: Chunk) -> None:
    """Make or revise the borrowers that these rows tell of."""
    said = list(chunk.saying(rule.Kind.borrowers))
    people = on_file(chunk, {landing.reference_of(values) for _, values in said})
    refuse_twins(chunk, said, people)
    for line, values in said:
        if line.place not in chunk.refused:
            take(chunk, line, values, people)
    landing.flush()
    write(chunk, people.values())


def refuse_twins(chunk: Chunk, said: Sequence[tuple[FileRow, Values]], people: dict[str, Person]) -> None:
    """Refuse a new borrower whose number is that of a namesake but for zeros before it, as a spreadsheet drops them."""
    digits = [
        (line, values["borrower_reference"], values["name"])
        for line, values in said
        if values.get("borrower_reference", "").isdecimal() and values["borrower_reference"] not in people
    ]
    if not digits:
        return
    query = select(Borrower.name, Borrower.reference).where(Borrower.lender_id == chunk.lender_id)
    rows = db.session.execute(query.where(Borrower.name.in_({name for *_, name in digits})))
    seen = {(name, number.lstrip("0")): number for name, number in rows if number.isdecimal()}
    for line, number, name in digits:
        twin = seen.setdefault((name, number.lstrip("0")), number)
        if twin != number:
            error = RuleError(
                "Borrower %(twin)s of the same name differs only by zeros before the number; a spreadsheet may have "
                "dropped them. Send the number as the lender writes it.",
                twin=twin,
            )
            chunk.refuse(line, "borrower_reference", error)


def on_file(chunk: Chunk, references: Iterable[str]) -> dict[str, Person]:
    """The borrowers of the lender with these numbers, and what is known of their phones and addresses."""
    query = select(Borrower).where(Borrower.lender_id == chunk.lender_id, Borrower.reference.in_(references))
    nowhere = FileRow("", 0, {}, (), {})
    rows = db.session.scalars(query.options(defer(Borrower.id_number))).all()
    people = {row.id: Person(nowhere, row, {}) for each in rows for row in (each, each.merged_into) if row}
    phones = select(Phone.borrower_id, Phone.number_index).where(Phone.borrower_id.in_(people))
    addresses = select(Address.borrower_id, Address.value_index).where(Address.borrower_id.in_(people))
    for borrower_id, index in (*db.session.execute(phones), *db.session.execute(addresses)):
        people[borrower_id].known.add(index)
    return {row.reference: people[(row.merged_into or row).id] for row in rows}


def take(chunk: Chunk, line: FileRow, values: Values, people: dict[str, Person]) -> None:
    """A new borrower, or new values for one who is there; what the file leaves empty stays."""
    reference = landing.reference_of(values)
    columns = {name: values[name] for name in NAMES if values.get(name)}
    told = values.get("id_number")
    person = people.get(reference)
    if person is None:
        person = people[reference] = Person(line, None, {"reference": reference, "id_number": told, **columns})
    elif told and person.id_index and blind(told) != person.id_index:
        error = RuleError("The ID number differs from the one on file; a person must decide which is right.")
        chunk.refuse(line, "id_number", error)
        return
    elif person.row is None or person.row.reference == reference:
        renew(chunk, line, person, columns if not told or person.id_index else {**columns, "id_number": told})
    add_points(line, person, values)


def renew(chunk: Chunk, line: FileRow, person: Person, columns: Values) -> None:
    """Give a borrower these values; one whom this chunk makes simply gets them."""
    if "id_number" in columns:
        person.id_index = blind(columns["id_number"])
    if person.row is None:
        person.values.update(columns)
    else:
        landing.revise(chunk, line, person.row, columns)


def add_points(line: FileRow, person: Person, values: Values) -> None:
    """Add the phones and addresses that are not on file yet."""
    for model, point in points_of(values):
        index = blind(point.get("number") or point.get("value"))
        if index and index not in person.known:
            person.known.add(index)
            person.points.append((line, (model, point)))


def points_of(values: Values) -> Iterable[Point]:
    """The phones and addresses that a row names."""
    for number in values.get("phones", ()):
        yield Phone, {"number": number, "source": PointSource.lender_file}
    for kind, name in ((AddressKind.email, "email"), (AddressKind.postal, "address")):
        if value := values.get(name):
            yield Address, {"kind": kind, "value": value, "source": PointSource.lender_file}


def write(chunk: Chunk, people: Iterable[Person]) -> None:
    """Insert the new borrowers, then all new phones and addresses; those of a new borrower are not noted apart."""
    people = list(people)
    new = [person for person in people if person.row is None]
    rows = [birth(chunk, person.values) for person in new]
    for person, row, id in zip(new, rows, bulk.add(Borrower, rows), strict=True):
        person.id = id
        chunk.created(person.line, Borrower, id, {name: row[name] for name in (*NAMES, "id_number")})
    for model in (Phone, Address):
        write_points(chunk, model, [(person, *point) for person in people for point in person.points])


def write_points(chunk: Chunk, model: type[Record], found: list[tuple[Person, FileRow, Point]]) -> None:
    """Insert phones or addresses; those added to a borrower who was there are noted."""
    mine = [(person, line, values) for person, line, (kind, values) in found if kind is model]
    ids = bulk.add(model, [{"borrower_id": person.id, **values} for person, _, values in mine])
    for (person, line, values), id in zip(mine, ids, strict=True):
        if person.row is not None:
            chunk.created(line, model, id, values)


def birth(chunk: Chunk, values: Values) -> Values:
    """All columns of a new borrower."""
    named: Any = Borrower.__table__.c
    language = values.get("language")
    return {
        "lender_id": chunk.lender_id,
        "reference": values["reference"],
        "name": values["name"],
        "id_number": values.get("id_number"),
        "language": Language(language) if language else named.language.default.arg,
        "time_zone": values.get("time_zone") or named.time_zone.default.arg,
    }


def blind(value: str | None) -> bytes | None:
    """The blind index of a value, none of nothing."""
    return ring.blind(value) if value else None
