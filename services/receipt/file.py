"""Bank files: read in chunks, each its own transaction; wrong lines are refused, again changes nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import select

from models import db
from models.batch import BatchStatus
from models.lender import Lender, currency_of
from models.receipt import BankFile, Receipt
from models.user import User
from rules import match as matching
from rules import receipt as rule
from rules.errors import RuleError
from rules.portfolio import Problem
from rules.sentence import Sentence
from services import bulk, portfolio
from services.portfolio import Progress, Source, landing
from services.portfolio import file as portfolio_file
from services.portfolio.landing import Wrong
from services.receipt import bulk as receipt_bulk
from services.receipt import matching as receipt_match

ROWS = 500

Columns = Mapping[str, str]
"""Header -> field, empty for a column that is left out."""


class BankLine(NamedTuple):
    """One line of a bank file: where it stands, and what it says, what is wrong with it, or None for no receipt."""

    sheet: str
    row_no: int
    told: rule.Outcome


class Table(NamedTuple):
    """One table of a bank file and what its columns hold."""

    sheet: portfolio_file.Sheet
    columns: dict[int, str]


def place(
    source: Source,
    lender: Lender,
    today: date,
    now: datetime,
    user: User | None = None,
    columns: Columns | None = None,
) -> Iterator[Progress]:
    """Take a bank file in. Yields after each chunk, where the edge commits; one that was cut off goes on.

    What surely is a borrower's is paid on their loans, the rest waits for a person.
    """
    lender_id, user_id = lender.id, user.id if user else None
    try:
        file = portfolio_file.read(source.file, source.name, source.encoding)
        tables = tables_of(file, columns)
    except (RuleError, OSError) as error:
        yield portfolio.unreadable(source, error)
        return
    row = _file_of(source, file.encoding or "", lender_id, now, user_id)
    db.session.flush()
    yield from _land(row.id, row.rows_done, source.name, tables, today, now)


def tables_of(file: portfolio_file.File, columns: Columns | None = None) -> list[Table]:
    """The tables of a file that hold receipts, columns as chosen, else as proposed. Raises RuleError for none."""
    found = [Table(sheet, columns_of(sheet, columns)) for sheet in file.sheets]
    whole = [table for table in found if rule.is_whole(table.columns)]
    if not whole:
        raise RuleError("The columns do not make up a receipt: bank reference, value date and amount are needed.")
    return whole


def columns_of(sheet: portfolio_file.Sheet, chosen: Columns | None = None) -> dict[int, str]:
    """What each column of a table holds."""
    if chosen is None:
        return rule.propose(sheet.headers)
    return rule.choose({at: chosen.get(header, "") for at, header in enumerate(sheet.headers)})


def wrong_of(row: BankFile) -> list[Wrong]:
    """The refused lines of a file."""
    return [Wrong(**each) for each in row.wrong]


def _file_of(source: Source, encoding: str, lender_id: int, now: datetime, user_id: int | None) -> BankFile:
    """The record of this file that was cut off, or a new one."""
    digest = portfolio.digest_of(source.file)
    query = select(BankFile).filter_by(lender_id=lender_id, file_hash=digest, status=BatchStatus.running)
    if found := db.session.scalars(query.order_by(BankFile.id.desc()).limit(1)).first():
        return found
    told = {"file_name": source.name, "file_hash": digest, "encoding": encoding}
    row = BankFile(lender_id=lender_id, started_at=now, user_id=user_id, **told)
    db.session.add(row)
    return row


def _land(
    file_id: int, done: int, name: str, tables: Sequence[Table], today: date, now: datetime
) -> Iterator[Progress]:
    """Land the lines that are not done yet, chunk by chunk."""
    found = islice(_lines(tables, today), done, None)
    while piece := list(islice(found, ROWS)):
        counts, wrong = _chunk(file_id, piece, today)
        done += len(piece)
        _keep(file_id, done, counts, wrong)
        yield Progress(name, file_id, done, False, counts, (), wrong)
    row = db.session.get_one(BankFile, file_id)
    row.status, row.finished_at = BatchStatus.done, now
    db.session.flush()
    yield Progress(name, file_id, done, True, Counter(), (), ())


def _lines(tables: Sequence[Table], today: date) -> Iterator[BankLine]:
    """The lines of all tables of a file."""
    for sheet, columns in tables:
        parse = rule.parser(columns, sheet.headers, today)
        for row_no, cells in sheet.rows():
            yield BankLine(sheet.name, row_no, parse(cells))


def _keep(file_id: int, done: int, counts: Counter[str], wrong: Sequence[Wrong]) -> None:
    """Write down how far the file is, in the transaction of the chunk."""
    row = db.session.get_one(BankFile, file_id)
    row.rows_done = done
    row.counts = dict(Counter(row.counts) + counts)
    row.wrong = [*row.wrong, *(each._asdict() for each in wrong)]
    db.session.flush()
    db.session.expire_all()


def _chunk(file_id: int, lines: Sequence[BankLine], today: date) -> tuple[Counter[str], list[Wrong]]:
    """Land some lines; counts them by what became of them, and says which were refused."""
    lender = db.session.get_one(BankFile, file_id).lender
    wrong = [_wrong(line, problem) for line in lines if isinstance(line.told, list) for problem in line.told]
    values = [(line, line.told.values) for line in lines if isinstance(line.told, rule.ReceiptRow)]
    known = _on_file(lender.id, {told["reference"] for _, told in values})
    new: list[dict[str, Any]] = []
    for line, told in values:
        wanted = _record(line, told, lender, file_id, today)
        if earlier := known.get(told["reference"]):
            wrong += _other(line, earlier, wanted)
        else:
            known[told["reference"]] = wanted
            new.append(wanted)
    made = bulk.add(Receipt, new)
    counts = Counter(rows=len(lines), new=len(made), wrong=len({(each.sheet, each.row_no) for each in wrong}))
    counts["unchanged"] = counts["rows"] - counts["new"] - counts["wrong"]
    return counts + _decide(made, today), wrong


def _on_file(lender_id: int, references: set[str]) -> dict[str, Any]:
    """The receipts of a lender with these bank references."""
    wanted = (Receipt.reference, Receipt.amount, Receipt.received_on, Receipt.currency)
    query = select(*wanted).where(Receipt.lender_id == lender_id, Receipt.reference.in_(references))
    return {row.reference: row._asdict() for row in db.session.execute(query)}


def _record(line: BankLine, told: dict[str, Any], lender: Lender, file_id: int, today: date) -> dict[str, Any]:
    """The columns of a receipt; a phone that only the memo holds is taken from there."""
    memo = told.get("memo", "")
    return {
        "lender_id": lender.id,
        "reference": told["reference"],
        "received_on": told["received_on"],
        "posted_on": today,
        "amount": told["amount"],
        "currency": told.get("currency") or currency_of(lender.licence),
        "payer": told.get("payer", ""),
        "phone": told.get("phone") or matching.phone_in(memo),
        "memo": matching.veiled(memo),
        "file_id": file_id,
        "row_no": line.row_no,
    }


def _other(line: BankLine, earlier: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[Wrong]:
    """Why a line may not land whose reference is taken; nothing where it is the same receipt."""
    if all(earlier[name] == wanted[name] for name in ("amount", "received_on", "currency")):
        return []
    error = RuleError(
        "Another receipt has the reference %(reference)s: %(amount)s on %(day)s.",
        reference=wanted["reference"],
        amount=earlier["amount"],
        day=earlier["received_on"],
    )
    return [_wrong(line, Problem("", "reference", error.message, error.values))]


def _wrong(line: BankLine, problem: Problem) -> Wrong:
    return landing.wrong(line.sheet, line.row_no, problem.column, Sentence(problem.message, **problem.values))


def _decide(ids: Sequence[int], today: date) -> Counter[str]:
    """Pay or park the new receipts of a chunk."""
    rows = list(db.session.scalars(select(Receipt).where(Receipt.id.in_(ids)).order_by(Receipt.id)))
    found = receipt_match.many(rows, today)
    return receipt_bulk.decide(rows, found, today)
