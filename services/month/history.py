"""A former system's history comes in: per loan and month how late, what was owed and paid; again changes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import delete, select

from models import db
from models.lender import currency_of
from models.loan import Loan
from models.month_end import HistoryFile, MonthEnd
from models.portfolio import Portfolio
from models.user import User
from rules import money
from rules.errors import RuleError
from rules.month import history as rule
from rules.sentence import Sentence
from services import bulk
from services.portfolio import file as portfolio_file
from services.portfolio import patience

ROWS = 2000
"""So many rows share a transaction."""
NAMED = 20
"""So many wrong rows are named; the others are counted."""
KEPT = ("days", "status", "balance", "paid", "currency")


class Wrong(NamedTuple):
    """A row that was not taken, by its number in the file."""

    row_no: int
    error: RuleError


class Taken(NamedTuple):
    """How far a file came: rows taken so far, those of the last step that were not, and whether it is done."""

    file_id: int
    rows_done: int
    wrong: list[Wrong]
    finished: bool


def opened(source: portfolio_file.Source, name: str) -> portfolio_file.File:
    """A readable file. Raises RuleError or OSError where it cannot be read, or has no column for what is needed."""
    with patience.reading():
        found = portfolio_file.read(source, name, known=_Headers())
    for sheet in found.sheets:
        rule.columns(sheet.headers)
    return found


class _Headers(frozenset[str]):
    """All headers that name a field of a month end, however they are written."""

    def __contains__(self, header: object) -> bool:
        return rule.is_known(str(header))


def money_of(portfolio: Portfolio, named: str = "") -> str:
    """The currency of amounts that name none: as said, else that of the portfolio's loans, else of its lender.

    Raises RuleError where the loans are of several, or for a currency that is not known.
    """
    if named:
        money.unit(named)
        return named
    query = select(Loan.currency).where(Loan.portfolio_id == portfolio.id).distinct()
    found = sorted(db.session.scalars(query))
    if len(found) > 1:
        raise RuleError("The loans are in %(currencies)s; say in which currency the file is.", currencies=found)
    return found[0] if found else currency_of(portfolio.lender.licence)


def begin(name: str, portfolio: Portfolio, now: datetime, user: User | None = None) -> HistoryFile:
    """Write down that a file is taken in; `fill` does it."""
    row = HistoryFile(portfolio=portfolio, file_name=name, taken_at=now, user=user)
    db.session.add(row)
    db.session.flush()
    return row


def take(
    file: portfolio_file.File, portfolio: Portfolio, currency: str, now: datetime, user: User | None = None
) -> Iterator[Taken]:
    """Take the month ends in, chunk by chunk, where the edge commits; a later file goes before an earlier one."""
    row = begin(file.name, portfolio, now, user)
    row.seen = True
    yield from fill(file, row.id, currency, now)


def fill(file: portfolio_file.File, file_id: int, currency: str, now: datetime) -> Iterator[Taken]:
    """Take in the month ends of a file that was begun, chunk by chunk, where the edge commits.

    Raises RuleError once it was taken out.
    """
    row = db.session.get_one(HistoryFile, file_id)
    portfolio_id, done = row.portfolio_id, 0
    for sheet in file.sheets:
        where = rule.columns(sheet.headers)
        rows = sheet.rows()
        while piece := tuple(islice(rows, ROWS)):
            found, wrong = _read(piece, where)
            row = _still_there(file_id)
            bulk.insert(MonthEnd, _news([_values(each, portfolio_id, file_id, currency) for each in found]), KEPT)
            done += len(found)
            row.rows_done, row.rows_wrong = done, row.rows_wrong + len(wrong)
            row.wrong = _named(row.wrong, wrong)
            db.session.flush()
            yield Taken(file_id, done, wrong, finished=False)
    db.session.get_one(HistoryFile, file_id).finished_at = now
    db.session.flush()
    yield Taken(file_id, done, [], finished=True)


def _still_there(file_id: int) -> HistoryFile:
    """The file as it stands, locked so that nobody takes it out while a chunk comes in. Raises RuleError if it is."""
    row = db.session.get_one(HistoryFile, file_id)
    db.session.refresh(row, with_for_update=True)
    if row.taken_out_at:
        raise RuleError("The file was taken out meanwhile.")
    return row


def broke(file_id: int, why: Sentence, now: datetime) -> None:
    """Say why the work on a file broke off; what came in stays until the file is taken out."""
    row = db.session.get_one(HistoryFile, file_id)
    row.problem, row.finished_at = why, now


def _named(known: Mapping[str, list[Any]], wrong: Sequence[Wrong]) -> dict[str, list[Any]]:
    """The first wrong rows, with their numbers."""
    rows = [*known.get("rows", []), *({"row_no": each.row_no, "why": each.error.sentence} for each in wrong)]
    return {"rows": rows[:NAMED]}


def _read(rows: Sequence[portfolio_file.Numbered], where: Mapping[str, int]) -> tuple[list[rule.Told], list[Wrong]]:
    found: dict[tuple[str, object], rule.Told] = {}
    wrong = []
    for row_no, cells in rows:
        try:
            told = rule.read(cells, where)
        except RuleError as error:
            wrong.append(Wrong(row_no, error))
        else:
            found[told.contract_no, told.month_on] = told
    return list(found.values()), wrong


def _values(told: rule.Told, portfolio_id: int, file_id: int, currency: str) -> bulk.Row:
    ids = {"portfolio_id": portfolio_id, "file_id": file_id, "version": 1}
    return {**told._asdict(), "currency": told.currency or currency, **ids}


def _news(rows: Sequence[bulk.Row]) -> list[bulk.Row]:
    """The rows that say something else than the last file did: the same again is kept once."""
    if not rows:
        return []
    columns = [MonthEnd.contract_no, MonthEnd.month_on, *(getattr(MonthEnd, name) for name in KEPT)]
    told: dict[tuple[str, object], tuple[object, ...]] = {}
    for numbers in bulk.chunks(sorted({row["contract_no"] for row in rows})):
        query = select(*columns).where(MonthEnd.portfolio_id == rows[0]["portfolio_id"])
        query = query.where(MonthEnd.contract_no.in_(numbers)).order_by(MonthEnd.file_id)
        told |= {(each[0], each[1]): tuple(each[2:]) for each in db.session.execute(query)}
    return [row for row in rows if told.get((row["contract_no"], row["month_on"])) != tuple(row[name] for name in KEPT)]


def take_out(row: HistoryFile, now: datetime) -> None:
    """Take a file's month ends out; what other files said stays, and holds again. Raises RuleError if it is out."""
    if row.taken_out_at:
        raise RuleError("This file was taken out already.")
    db.session.execute(delete(MonthEnd).where(MonthEnd.file_id == row.id))
    row.taken_out_at = now
