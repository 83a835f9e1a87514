"""Portfolio import: files of a lender land in chunks, each its own transaction; again changes nothing."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select

from models import db
from models.batch import BatchStatus, ImportBatch, ImportRow, RowOutcome
from models.lender import Lender, currency_of
from models.portfolio import Portfolio
from models.stage import Policy
from models.user import User
from rules import portfolio as rule
from rules.errors import RuleError
from rules.sentence import Sentence
from services.portfolio import (
    borrowers,
    contradictions,
    joint,
    landing,
    loans,
    marks,
    outlook,
    patience,
    payments,
    people,
)
from services.portfolio import file as portfolio_file
from services.portfolio import table as portfolio_table
from services.portfolio.landing import Change, Chunk, FileRow, Wrong
from services.portfolio.loans import BALANCES
from services.portfolio.outlook import Figures
from services.portfolio.table import NOTHING, Answers, Table, Told

ROWS = 500
"""So many rows share a transaction: a save beside an import waits for them, mostly 0.2 s of processor time."""
LANDINGS = {
    rule.Kind.borrowers: borrowers.land,
    rule.Kind.loans: loans.land,
    rule.Kind.payments: payments.land,
}


class Source(NamedTuple):
    """A file to import, its name, and where a person named them its encoding and the line of its header."""

    file: portfolio_file.Source
    name: str
    encoding: str | None = None
    header_line: int | None = None


class Progress(NamedTuple):
    """How far a file came: rows done in all, and what the last step made, changed, refused, doubted, found in conflict.

    `told` names the columns that were left out or guessed; `error` says why the file could not be read at all.
    """

    file: str
    batch_id: int | None
    rows_done: int
    finished: bool
    counts: Counter[str]
    changes: Sequence[Change]
    wrong: Sequence[Wrong]
    error: RuleError | None = None
    doubts: Sequence[Wrong] = ()
    told: Told = Told()
    contradictions: Sequence[Wrong] = ()
    figures: Figures = Counter()


class Opened(NamedTuple):
    """A readable file with its tables in the order to land them, and what is told of its columns."""

    source: Source
    encoding: str
    tables: list[Table]
    told: Told = Told()


def place(
    sources: Sequence[Source],
    portfolio: Portfolio,
    as_of: date | None,
    today: date,
    now: datetime,
    user: User | None = None,
    told: Answers = NOTHING,
    looks: bool = False,
) -> Iterator[Progress]:
    """Land files: borrowers, then loans, then payments. Yields after each chunk, where the edge commits.

    `as_of` is the day of balances where a file names none; None: the day it was first imported on, else today.
    An import that was cut off goes on where it stood. For a dry run the edge takes everything back, and `looks` at what
    the files mean.
    """
    portfolio_id, user_id = portfolio.id, user.id if user else None
    opened: list[Opened] = []
    for source in sources:
        try:
            opened.append(open_file(source, portfolio.lender_id, told))
        except (RuleError, OSError) as error:
            yield unreadable(source, error)
    for each in sorted(opened, key=lambda found: found.tables[0].order):
        batch = batch_of(each, portfolio_id, as_of, today, now, user_id)
        yield from land_file(each, batch, today, now, looks)


def open_file(source: Source, lender_id: int, told: Answers = NOTHING) -> Opened:
    """Open a file and find out what its tables hold. Raises RuleError or OSError where it cannot be read."""
    with patience.reading():
        file = portfolio_table.opened(source.file, source.name, lender_id, source.encoding, source.header_line)
        tables = portfolio_table.tables_of(file, lender_id, told)
    return Opened(source, file.encoding or "", portfolio_table.landing_of(tables), portfolio_table.told_of(tables))


def unreadable(source: Source, error: Exception) -> Progress:
    """Say why a file could not be read; the others go on."""
    reason = error if isinstance(error, RuleError) else RuleError("The file cannot be opened.")
    return Progress(source.name, None, 0, True, Counter(), (), (), reason)


def batch_of(
    opened: Opened, portfolio_id: int, as_of: date | None, today: date, now: datetime, user_id: int | None
) -> ImportBatch:
    """The batch of this file that was cut off, or a new one."""
    digest = digest_of(opened.source.file)
    query = select(ImportBatch).filter_by(portfolio_id=portfolio_id, file_hash=digest).order_by(ImportBatch.id.desc())
    earlier = db.session.scalars(query.limit(1)).first()
    if earlier and earlier.status is BatchStatus.running:
        return earlier
    row = ImportBatch(
        portfolio_id=portfolio_id,
        file_name=opened.source.name,
        file_hash=digest,
        encoding=opened.encoding,
        as_of=as_of or (earlier.as_of if earlier else today),
        started_at=now,
        user_id=user_id,
    )
    db.session.add(row)
    return row


def digest_of(source: portfolio_file.Source) -> str:
    """What tells the bytes of a file from others."""
    if isinstance(source, Path):
        with source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    source.seek(0)
    return hashlib.file_digest(source, "sha256").hexdigest()  # type: ignore[arg-type]


def land_file(
    opened: Opened, batch: ImportBatch, today: date, now: datetime, looks: bool = False
) -> Iterator[Progress]:
    """Land the rows of a file that are not done yet, chunk by chunk; `looks` tells what they mean."""
    db.session.flush()
    batch_id, done = batch.id, batch.rows_done
    found = islice(lines_of(opened.tables, batch.as_of), done, None)
    while piece := list(islice(found, ROWS)):
        chunk = land(batch_id, piece, today)
        done += len(piece)
        counts = landing.tally(chunk)
        keep_count(batch_id, done, counts)
        figures = outlook.of(chunk) if looks else Counter()
        seen = (chunk.changes, chunk.wrong, None, chunk.doubts, opened.told, chunk.contradictions, figures)
        yield Progress(opened.source.name, batch_id, done, False, counts, *seen)
    finish(batch_id, opened.tables, now)
    yield Progress(opened.source.name, batch_id, done, True, Counter(), (), (), told=opened.told)


def lines_of(tables: Iterable[Table], as_of: date) -> Iterator[FileRow]:
    """The rows of all tables of a file."""
    repeats: Counter[Any] = Counter()
    for table in tables:
        yield from portfolio_table.lines(table, as_of, repeats)


def land(batch_id: int, lines: Sequence[FileRow], today: date) -> Chunk:
    """Land some rows: whoever is wrong is noted, the others become records."""
    batch = db.session.get_one(ImportBatch, batch_id)
    lender = batch.portfolio.lender
    chunk = Chunk(batch, batch.portfolio_id, lender.id, lender.licence, currency_of(lender.licence), today, lines)
    for line in lines:
        for problem in line.problems:
            chunk.note_wrong(line, problem.column, Sentence(problem.message, **problem.values))
    for kind, work in LANDINGS.items():
        if any(kind in line.kinds for line in lines):
            work(chunk)
    marks.land(chunk)
    contradictions.land(chunk)
    people.land(chunk)
    joint.land(chunk)
    db.session.flush()
    landing.write_notes(chunk)
    db.session.expire_all()
    return chunk


def keep_count(batch_id: int, done: int, counts: Counter[str]) -> None:
    """Write down how far the batch is, in the transaction of the chunk."""
    batch = db.session.get_one(ImportBatch, batch_id)
    batch.rows_done = done
    batch.counts = dict(Counter(batch.counts) + counts)
    db.session.flush()


def finish(batch_id: int, tables: Sequence[Table], now: datetime) -> None:
    """The whole file has landed."""
    batch = db.session.get_one(ImportBatch, batch_id)
    batch.status, batch.finished_at = BatchStatus.done, now
    holds_money = any(rule.Kind.payments in each.kinds or each.mapping.fields.keys() & set(BALANCES) for each in tables)
    if holds_money:
        known = batch.portfolio.payments_as_of
        batch.portfolio.payments_as_of = max(known, batch.as_of) if known else batch.as_of
    db.session.flush()


def wrong_of(batch_id: int, most: int | None = None) -> list[Wrong]:
    """Why rows of a batch did not land, in the order of the file."""
    query = select(ImportRow).filter_by(batch_id=batch_id, outcome=RowOutcome.rejected)
    rows = db.session.scalars(query.order_by(ImportRow.sheet, ImportRow.row_no, ImportRow.id).limit(most))
    return [landing.wrong(row.sheet, row.row_no, row.column, row.problem) for row in rows]


def named(name: str, lender_name: str | None = None) -> Portfolio:
    """The portfolio of this name, made under the lender if it is not there.

    Raises RuleError where the book was never started, and where it is not clear which lender is meant.
    """
    lender = lender_named(lender_name)
    query = select(Portfolio).where(Portfolio.name == name)
    found = db.session.scalars(query.where(Portfolio.lender_id == lender.id) if lender else query).all()
    if len(found) == 1:
        return found[0]
    if lender is None:
        raise RuleError("There are several lenders; name the one the portfolio belongs to.")
    return open_portfolio(name, lender)


def lender_named(name: str | None) -> Lender | None:
    """The lender of this name, or the only one; None where there are several. Raises RuleError where there is none."""
    lenders = db.session.scalars(select(Lender).where(Lender.archived_on.is_(None)).order_by(Lender.id)).all()
    if not lenders:
        raise RuleError("This book was never started; run 'flask start' first.")
    if name:
        found = next((row for row in lenders if row.name == name), None)
        if found is None:
            raise RuleError("There is no lender '%(name)s'.", name=name)
        return found
    return lenders[0] if len(lenders) == 1 else None


def open_portfolio(name: str, lender: Lender) -> Portfolio:
    """A new portfolio under the policy of the lender's law, else under the first one."""
    policies = db.session.scalars(select(Policy).where(Policy.archived_on.is_(None)).order_by(Policy.id)).all()
    if not policies:
        raise RuleError("There is no stage policy; make one under Set-up first.")
    law = lender.licence.split("_")[0].upper()
    policy = next((row for row in policies if row.name.endswith(law)), policies[0])
    row = Portfolio(name=name, lender=lender, policy=policy)
    db.session.add(row)
    db.session.flush()
    return row
