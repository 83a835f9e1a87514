"""A log of contacts from elsewhere: each row is told truthfully, what was against the rules is a breach."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select

from models import db
from models.borrower import Borrower
from models.contact import Contact, Direction
from models.lender import Lender
from models.outcome import OutcomeCode
from models.stage import Channel
from rules.errors import RuleError
from rules.sentence import Sentence
from services import contact
from services.contact import gate
from services.portfolio import encoding

NEEDED = ("borrower_reference", "at", "channel")
TOLD = Sentence("Told by an imported log.")


class Wrong(NamedTuple):
    """A row that did not land, and why."""

    row_no: int
    error: RuleError


class Done(NamedTuple):
    """How many rows landed, stood there already, and which did not land."""

    counts: Counter[str]
    wrong: list[Wrong]


def land(data: bytes, lender: Lender, today: date, now: datetime) -> Done:
    """Land every readable row of a CSV file; the same again changes nothing.

    Columns: borrower_reference, at (ISO; without a zone on the borrower's own clock), channel, and if known direction,
    outcome (a code), note, reason (of a breach), recording with recording_kept and recording_seconds. Raises RuleError
    where the file has none of these.
    """
    found = Done(Counter(), [])
    for row_no, row in rows(data):
        try:
            with db.session.begin_nested():
                found.counts[_one(row, lender, today, now)] += 1
        except RuleError as error:
            found.wrong.append(Wrong(row_no, error))
    return found


def rows(data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with their numbers, whatever the encoding. Raises RuleError without the needed columns."""
    text = data.decode(encoding.detect(io.BytesIO(data)), errors="replace").removeprefix("\ufeff")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    if missing := [name for name in NEEDED if name not in names]:
        raise RuleError("The file has no column %(names)s.", names=", ".join(missing))
    for row_no, row in enumerate(reader, 2):
        yield row_no, {name: (value or "").strip() for name, value in zip(names, row.values(), strict=False)}


def _one(row: Mapping[str, str], lender: Lender, today: date, now: datetime) -> str:
    borrower = _borrower(row["borrower_reference"], lender)
    at = _instant(row["at"], borrower, now)
    channel, direction = _word(Channel, row["channel"]), _word(Direction, row.get("direction") or "outbound")
    same = {"borrower_id": borrower.id, "at": at, "channel": channel, "direction": direction}
    if db.session.scalars(select(Contact.id).filter_by(**same)).first():
        return "known"
    outcome = _outcome(row.get("outcome", ""))
    why = row.get("reason") or TOLD
    told = _recording(row)
    talk = contact.Talk(at, channel, direction, note=row.get("note", ""), breach_reason=why, recording=told)
    contact.log(borrower, talk, today).outcome = outcome
    db.session.flush()
    return "landed"


def _borrower(reference: str, lender: Lender) -> Borrower:
    found = db.session.scalars(select(Borrower).filter_by(lender_id=lender.id, reference=reference)).first()
    if found is None:
        raise RuleError("There is no borrower with the number %(reference)s.", reference=reference)
    return found.merged_into or found


def _instant(text: str, borrower: Borrower, now: datetime) -> datetime:
    """An instant; without a zone on the borrower's own clock. Raises RuleError for none, or one to come."""
    try:
        at = datetime.fromisoformat(text)
        at = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(gate.zones(borrower.time_zone)[0]))
    except (ValueError, IndexError, KeyError) as error:
        raise RuleError("'%(text)s' is no time like 2026-03-02 10:30.", text=text) from error
    if at > now:
        raise RuleError("The contact of %(at)s lies in the future.", at=text)
    return at


def _word(kind: Any, text: str) -> Any:
    try:
        return kind(text.lower())
    except ValueError as error:
        raise RuleError("'%(text)s' is not known; it is one of %(known)s.", text=text, known=", ".join(kind)) from error


def _recording(row: Mapping[str, str]) -> contact.Recording | None:
    """The recording that a row names; None where it says nothing of one."""
    name, kept, length = (row.get(each, "") for each in ("recording", "recording_kept", "recording_seconds"))
    if not (name or kept or length):
        return None
    if length and not (length.isascii() and length.isdecimal()):
        raise RuleError("'%(text)s' is no number of seconds.", text=length)
    return contact.Recording(name, kept, int(length) if length else None)


def _outcome(code: str) -> OutcomeCode | None:
    if not code:
        return None
    found = db.session.scalars(select(OutcomeCode).filter_by(code=code.upper())).first()
    if found is None:
        raise RuleError("There is no outcome with the code %(code)s.", code=code)
    return found
