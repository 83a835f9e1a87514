"""Landing of people beside the borrower, whom a person took over: contact people, locked, and guarantors."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select

from models import db
from models.base import Record
from models.contact_person import ContactPerson, GuaranteeKind, Guarantor, Relation
from rules import portfolio as rule
from rules.errors import RuleError
from services import bulk
from services.contact import beside
from services.portfolio import loans, marks
from services.portfolio.landing import Chunk, FileRow, Values

BASIS = "lender's file"
UNREADABLE = RuleError("A person beside the borrower has no number that can be read, and is left out.")
NAMELESS = RuleError("A guarantor needs a name, and is left out.")
UNBOUND = RuleError("A guarantor needs the contract and the day on which the guarantee ends, and is left out.")


def land(chunk: Chunk) -> None:
    """Write the people down whom rows tell of, each number once for its borrower or loan; again changes nothing."""
    told = [line for line in chunk.lines if line.named and line.named.people and line.place not in chunk.refused]
    if told:
        owned = marks.owners(chunk, told)
        write(chunk, ContactPerson, "borrower_id", contacts(chunk, owned))
        write(chunk, Guarantor, "loan_id", guarantors(chunk, [line for line, _ in owned]))


def contacts(chunk: Chunk, owned: Iterable[marks.Owned]) -> Iterator[tuple[FileRow, Values]]:
    """The contact people of rows, each with what it came from."""
    for line, borrower_id in owned:
        for person, number in numbered(chunk, line, "contact"):
            values = person.values
            told = {
                "name": values.get("name") or person.header,
                "relation": Relation(rule.relation(values.get("relation", ""))),
                "number": number,
                "source": f"{chunk.batch.file_name} · {person.header}",
                "basis": BASIS,
            }
            yield line, {"borrower_id": borrower_id, **told, "refused_on": None, "asked_callback_on": None}


def guarantors(chunk: Chunk, lines: Iterable[FileRow]) -> Iterator[tuple[FileRow, Values]]:
    """The guarantors of rows whose contract, name and end of the guarantee are known; the others are named."""
    lines = list(lines)
    numbers = {line.named.values["contract_no"] for line in lines if line.named and "contract_no" in line.named.values}
    known = loans.on_file(chunk, numbers)
    for line in lines:
        loan = known.get(line.named.values.get("contract_no", "")) if line.named else None
        for person, number in numbered(chunk, line, "guarantor"):
            values = person.values
            if loan is None or "until" not in values or not values.get("name"):
                chunk.doubt(line, person.header, UNBOUND if values.get("name") else NAMELESS)
                continue
            told = {"name": values["name"], "kind": GuaranteeKind.general, "number": number}
            bound = {"amount": values.get("amount"), "expires_on": values["until"], "extended_to": None}
            yield line, {"loan_id": loan.id, **told, **bound, "consented": False}


def numbered(chunk: Chunk, line: FileRow, kind: str) -> Iterator[tuple[rule.Person, str]]:
    """The people of a kind in a row with each of their numbers; one without a number is named."""
    for person in line.named.people if line.named else ():
        if person.kind != kind:
            continue
        if not person.values.get("phone"):
            chunk.doubt(line, person.header, UNREADABLE)
        for number in person.values.get("phone", ()):
            yield person, number


def write(chunk: Chunk, model: type[Record], owner: str, told: Iterable[tuple[FileRow, Values]]) -> None:
    """Insert those whose number does not stand for their borrower or loan yet."""
    found = list(told)
    known = numbers_of(model, owner, {values[owner] for _, values in found})
    locked = beside.refused([values["number"] for _, values in found]) if model is ContactPerson else set()
    new = []
    for line, values in found:
        if values["number"] not in locked and values["number"] not in known[values[owner]]:
            known[values[owner]].add(values["number"])
            new.append((line, {**values, "archived_on": None}))
    ids = bulk.add(model, [values for _, values in new])
    for (line, values), id in zip(new, ids, strict=True):
        chunk.created(line, model, id, {"name": values["name"], "number": values["number"]})


def numbers_of(model: Any, owner: str, ids: Iterable[int]) -> dict[int, set[str]]:
    """The numbers of the people of these borrowers or loans."""
    found: dict[int, set[str]] = defaultdict(set)
    column = getattr(model, owner)
    for piece in bulk.chunks(sorted(ids)):
        for id, number in db.session.execute(select(column, model.number).where(column.in_(piece))):
            found[id].add(number)
    return found
