"""Erasing parts of what is known of a borrower: columns emptied, files and values of the trail gone, and noted."""

import re
import secrets
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, String, cast, func, literal, select, update

from models import db
from models.audit import AuditAction, AuditEntry
from models.borrower import Borrower
from models.borrower_word import borrower_word
from models.case import Case
from models.contact_person import ContactPerson
from models.data_request import DataRequest, Erasure
from models.document import Document
from models.loan import Loan
from models.month_end import MonthEnd
from models.packet import Packet
from models.sealed import ring
from models.trail import AuditSeal
from models.user import User
from rules.law import retention
from rules.law.retention import Facts, Part
from rules.sentence import Sentence
from services import audit, bulk, imported
from services.audit import seal
from services.privacy import parts

GONE = "–"
WHY = Sentence("Personal data were erased.")
UNIQUE = {("borrower", "reference"), ("loan", "contract_no")}
"""What stays told apart: by the row's own number."""
NAMES = {("borrower", "name"), ("guarantor", "name")}
FILE = re.compile(r"(documents|letters)/[\w.-]+", re.ASCII)
HELD: tuple[Any, ...] = (Document.digest, Packet.digest)
PAST = {"synchronize_session": False}


def erase(
    borrower: Borrower,
    which: Sequence[Part],
    today: date,
    *,
    facts: Facts,
    user: User | None = None,
    request: DataRequest | None = None,
    mark: str = "",
) -> Erasure:
    """Take parts of what is known of a borrower away for good, and note it; the trail still verifies afterwards.

    Who was merged into them goes along. Files are named to be removed once this is saved: see `sweep`. What the trail
    has not sealed yet goes by `finish`.
    """
    db.session.flush()
    for other in _merged(borrower, which):
        erase(other, which, today, facts=facts, user=user)
    rows = {noun: list(db.session.scalars(parts.ids(noun, borrower.id))) for noun in _nouns(which)}
    rows |= {"document": sorted(_documents(borrower, which))} if which else {}
    gone = {*which, *gone_of([borrower.id])[borrower.id]}
    left, files = kept(borrower, facts, gone), _files(borrower, which) if which else []
    key = key_of(borrower)
    counts = dict(_empty(borrower, which, rows, today)) if which else {}
    db.session.expire(borrower)
    row = Erasure(borrower_id=borrower.id, erased_on=today, mark=mark or secrets.token_hex(16))
    row.request_id, row.user_id = request and request.id, user and user.id
    row.key, row.parts, row.kept = key, [str(each) for each in which], left
    row.rows, row.files, row.counts = rows, files, counts
    db.session.add(row)
    db.session.flush()
    audit.record(AuditAction.erased, borrower, changes={"parts": row.parts, "row_count": sum(row.counts.values())})
    finish(row)
    db.session.flush()
    db.session.expire_all()
    return row


def _merged(borrower: Borrower, which: Sequence[Part]) -> list[Borrower]:
    """Those who were merged into a borrower and of whom something of these parts is left."""
    people = db.session.scalars(select(Borrower).where(Borrower.merged_into_id == borrower.id)).all()
    gone = gone_of([each.id for each in people])
    return [each for each in people if not {*which} <= gone[each.id]]


def kept(borrower: Borrower, facts: Facts, gone: Collection[Part]) -> dict[str, Any]:
    """What stays of a borrower, by part: until when, where an end is known, and by what law."""
    licence = str(borrower.lender.licence)
    terms = retention.LICENCES[licence]
    left = {part: end for part, end in retention.ends(licence, facts).items() if part not in gone}
    return {str(part): {"until": end and end.isoformat(), "source": terms[part].source} for part, end in left.items()}


def key_of(borrower: Borrower) -> str:
    """A keyed digest by which a list outside the book knows this borrower again: by what no merge moves."""
    return ring.blind(f"erasure:{borrower.id}:{borrower.lender_id}:{borrower.reference}").hex()


def is_key_of(borrower: Borrower, key: str) -> bool:
    """Whether a list outside the book means this borrower; older lines name a case, which a merge may have moved."""
    first = db.session.scalar(select(func.min(Case.reference)).where(Case.borrower_id == borrower.id))
    old = ring.blind(f"erasure:{borrower.id}:{borrower.lender_id}:{first}").hex()
    return key in (key_of(borrower), old)


def gone_of(borrower_ids: Sequence[int]) -> dict[int, set[Part]]:
    """The parts that were erased already, by borrower."""
    gone: dict[int, set[Part]] = defaultdict(set)
    query = select(Erasure.borrower_id, Erasure.parts).where(Erasure.borrower_id.in_(borrower_ids))
    for id, found in db.session.execute(query):
        gone[id] |= {Part(each) for each in found}
    return gone


def finish(row: Erasure) -> str:
    """Take away what the trail told of an erasure's rows, as far as it is sealed; again changes nothing."""
    waits = False
    for noun, ids in row.rows.items():
        for piece in bulk.chunks(ids):
            waits |= _emptied(row, noun, piece)
    row.unsealed = waits
    return "unsealed" if waits else "finished"


def sweep(names: Iterable[str], data_dir: Path, backup_dir: Path | None) -> int:
    """Remove files of erasures that no row names any more, from the folder and the copies of backups."""
    found = {name for name in names if FILE.fullmatch(name) and ".." not in name}
    named = _named({name.partition("/")[2] for name in found})
    gone = [name for name in sorted(found) if name.partition("/")[2] not in named]
    for name in gone:
        (data_dir / name).unlink(missing_ok=True)
        if backup_dir is not None:
            (backup_dir / name).unlink(missing_ok=True)
            (backup_dir / f"{name}.sealed").unlink(missing_ok=True)
    return len(gone)


def _named(digests: Collection[str]) -> set[str]:
    """Of these digests those that a paper or a packet names."""
    asked = [select(column).where(column.in_(piece)) for column in HELD for piece in bulk.chunks(sorted(digests))]
    return {digest for query in asked for digest in db.session.scalars(query)}


def unfinished() -> list[int]:
    """The erasures for whom the trail still holds values."""
    return list(db.session.scalars(select(Erasure.id).where(Erasure.unsealed).order_by(Erasure.id)))


def _nouns(which: Sequence[Part]) -> list[str]:
    """The records that a part tells of; who they are is told by every row that hangs on them."""
    if Part.identity in which:
        return [noun for noun in parts.hanging() if noun != "erasure"]
    found = {noun for part in which for noun in (*parts.WORDS[part], *parts.GONE_WITH[part])}
    return sorted(found | {"contact_person", "packet"} if which else found)


def _empty(borrower: Borrower, which: Sequence[Part], rows: Mapping[str, Sequence[int]], today: date) -> Counter[str]:
    counts: Counter[str] = Counter()
    for noun, ids in rows.items():
        imported.untell(noun, ids)
    if Part.identity in which:
        _empty_shared(borrower, today)
    for part in which:
        for noun, names in parts.WORDS[part].items():
            counts[noun] += _emptied_rows(noun, names, rows[noun])
        for noun in parts.GONE_WITH[part]:
            bulk.drop(parts.model(noun), rows[noun])
            counts[noun] += len(rows[noun])
    for piece in bulk.chunks(rows["packet"]):  # A packet tells of every part, so it goes with the first one.
        packets = update(Packet).where(Packet.id.in_(piece)).values(digest="", manifest={})
        db.session.execute(packets, execution_options=PAST)
    counts["packet"] = len(rows["packet"])
    counts["contact_person"] = _forget_people(borrower)
    counts["document"] += _forget_documents(borrower, which)
    return +counts


def _emptied_rows(noun: str, names: Sequence[str], ids: Sequence[int]) -> int:
    """Empty columns of rows, with what is kept beside them to find them by."""
    table: Any = parts.model(noun).__table__
    values: dict[Any, Any] = {}
    for name in names:
        values |= _blank(noun, table.c[name])
    for piece in bulk.chunks(ids):
        statement = update(table).where(table.c.id.in_(piece))
        db.session.execute(statement.values({**values, table.c.version: table.c.version + 1}))
    return len(ids)


def _blank(noun: str, column: Any) -> dict[Any, Any]:
    """What stands in a column after an erasure, and in the index and the folded text that belong to it."""
    table = column.table
    found = (each for each in table.columns if column.name in (each.info.get("blind_of"), each.info.get("fold_of")))
    beside = dict.fromkeys(found)
    if (noun, column.name) in UNIQUE:
        return {column: literal("erased-") + cast(table.c.id, String), **beside}
    if column.nullable:
        return {column: None, **beside}
    if isinstance(column.type, JSON):
        return {column: {}, **beside}
    return {column: GONE if (noun, column.name) in NAMES else "", **beside}


def _empty_shared(borrower: Borrower, today: date) -> None:
    """Empty what names a borrower elsewhere: month ends, words to find them by; and archive them."""
    numbers = select(Loan.contract_no, Loan.portfolio_id).where(Loan.borrower_id == borrower.id)
    for contract_no, portfolio_id in db.session.execute(numbers).all():
        here = (MonthEnd.contract_no == contract_no, MonthEnd.portfolio_id == portfolio_id)
        change = update(MonthEnd).where(*here).values(contract_no=f"erased-{secrets.token_hex(8)}")
        db.session.execute(change, execution_options=PAST)
    db.session.execute(borrower_word.delete().where(borrower_word.c.borrower_id == borrower.id))
    archived = update(Borrower).where(Borrower.id == borrower.id).values(archived_on=today)
    db.session.execute(archived, execution_options=PAST)


def _forget_people(borrower: Borrower) -> int:
    """Delete the people beside a borrower; of who refused only the hash is left, which stays."""
    here = (ContactPerson.borrower_id == borrower.id, ContactPerson.refused_on.is_(None))
    ids = list(db.session.scalars(select(ContactPerson.id).where(*here)))
    bulk.drop(ContactPerson, ids)
    return len(ids)


def _documents(borrower: Borrower, which: Sequence[Part]) -> set[int]:
    """The papers that go: all with who somebody is, else the copies that answered their requests."""
    nouns = () if Part.identity in which else ("data_request",)
    return {id for query in parts.papers(borrower.id, *nouns) for id in db.session.scalars(query)}


def _forget_documents(borrower: Borrower, which: Sequence[Part]) -> int:
    ids = sorted(_documents(borrower, which))
    for piece in bulk.chunks(ids):
        here = update(Document).where(Document.id.in_(piece)).values(digest="", name=GONE, byte_count=0)
        db.session.execute(here, execution_options=PAST)
    return len(ids)


def _files(borrower: Borrower, which: Sequence[Part]) -> list[str]:
    """The files that go once this is saved, under the data folder."""
    ids = _documents(borrower, which)
    named = [f"documents/{each}" for each in db.session.scalars(select(Document.digest).where(Document.id.in_(ids)))]
    digests = db.session.scalars(select(Packet.digest).where(Packet.id.in_(parts.ids("packet", borrower.id))))
    named += [f"documents/{each}" for each in digests]
    if Part.talk in which:
        told = db.session.scalars(parts.letters(borrower.id))
        named += [f"letters/{Path(each.removeprefix('letter:')).name}" for each in told if each]
    return sorted({name for name in named if not name.endswith("/")})


def _emptied(row: Erasure, noun: str, ids: Iterable[int]) -> bool:
    """Take away the values of the entries about some rows; whether some wait for their seal."""
    here = select(AuditEntry.id, AuditSeal.id.label("place"), AuditSeal.salt)
    here = here.outerjoin(AuditSeal, AuditSeal.entry_id == AuditEntry.id)
    here = here.where(AuditEntry.record == noun, AuditEntry.record_id.in_(ids), AuditEntry.action != AuditAction.erased)
    found = db.session.execute(here).all()
    sealed = [each.id for each in found if each.place is not None and each.salt is not None]
    row.entry_count += seal.erase(sealed, WHY) if sealed else 0
    return any(each.place is None for each in found)
