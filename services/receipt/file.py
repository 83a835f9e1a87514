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
from models.receipt import BankFile, BankLine, Receipt
from models.user import User
from rules import match as matching
from rules import receipt as rule
from rules.errors import RuleError
from rules.fold import folded
from rules.portfolio import Problem
from rules.receipt import identity
from rules.receipt.identity import Mark, Verdict
from rules.receipt.words import Known, Way
from rules.sentence import Sentence
from services import bulk, portfolio
from services.portfolio import Progress, Source, landing, patience
from services.portfolio import file as portfolio_file
from services.portfolio.landing import Wrong
from services.receipt import bulk as receipt_bulk
from services.receipt import continuity, dictionary, layout, reading, returns, survey
from services.receipt import matching as receipt_match
from services.receipt.account import Accounts
from services.receipt.layout import Layout
from services.receipt.survey import Surveyed, Unknown

ROWS = 250
MOST_WRONG = 1000
"""So many refused lines a file keeps with their reasons; it counts all."""
SAME = ("reference", "received_on", "amount", "currency")
LOOK = Sentence("The bank calls it a reversal or a return; a person says whether a borrower paid it.")

Columns = Mapping[str, str]
"""Header -> field, empty for a column that is left out."""


class Answers(NamedTuple):
    """What a person said of a file: its columns, the order of day and month, the account it is of, and its words.

    `unsigned` is which way an amount without a sign went, where nothing in the file tells. Where `asks` holds, a word
    that nobody knows stops the whole file; else only its lines are refused.
    """

    columns: Columns | None = None
    day_first: bool | None = None
    account: str = ""
    said: Known = {}
    asks: bool = False
    unsigned: Way | None = None

    @property
    def of_layout(self) -> survey.Said:
        """What was said of how the file is written."""
        return survey.Said(self.day_first, self.unsigned)


NOTHING_SAID = Answers()


class AskError(RuleError):
    """The words of a file that a person must explain before it lands."""

    def __init__(self, unknown: Sequence[Unknown]) -> None:
        super().__init__(Sentence("The file has words that nobody knows; say what they mean."))
        self.unknown = unknown


class Opened(NamedTuple):
    """A readable bank file and its tables."""

    source: Source
    encoding: str
    tables: list["Table"]
    answers: Answers = NOTHING_SAID


class FileLine(NamedTuple):
    """One line of a bank file: where it stands, and what it says, what is wrong with it, or None for a footnote."""

    sheet: str
    row_no: int
    told: rule.Outcome
    account: str = ""


class Table(NamedTuple):
    """One table of a bank file, what its columns hold, how it is written, and what they hold before a look at all."""

    sheet: portfolio_file.Sheet
    columns: dict[int, str]
    statement: reading.Statement
    surveyed: Surveyed
    proposed: dict[int, str]

    @property
    def is_by_payers(self) -> bool:
        """Whether what stands for a reference may be written by those who pay."""
        at = next((at for at, field in self.surveyed.columns.items() if field == "reference"), None)
        return at is not None and not self.statement.is_format and rule.is_by_payers(self.sheet.headers[at])


def place(
    source: Source,
    lender: Lender,
    today: date,
    now: datetime,
    user: User | None = None,
    answers: Answers = NOTHING_SAID,
) -> Iterator[Progress]:
    """Open a bank file and take it in, as `opened` and `land` do."""
    try:
        found = opened(source, lender.id, answers)
    except (RuleError, OSError) as error:
        yield portfolio.unreadable(source, error)
        return
    yield from land(found, lender, today, now, user, answers.account)


def opened(source: Source, lender_id: int, answers: Answers = NOTHING_SAID) -> Opened:
    """Read a bank file and look over all its lines; the edge does this outside of any write transaction.

    Raises RuleError or OSError where it cannot be read, and AskError for words that a person must explain.
    """
    with patience.reading():
        file = reading.read(source)
        tables = tables_of(file, lender_id, answers)
    unknown = [each for table in tables for each in table.surveyed.unknown]
    if answers.asks and unknown:
        raise AskError(unknown)
    if any(each.field == "unsigned" for each in unknown):
        raise RuleError(rule.UNSIGNED)
    return Opened(source, file.encoding or file.format, tables, answers)


def land(
    found: Opened, lender: Lender, today: date, now: datetime, user: User | None = None, account: str = ""
) -> Iterator[Progress]:
    """Take an opened file in. Yields after each chunk, where the edge commits; one that was cut off goes on.

    What surely is a borrower's is paid on their loans, the rest waits for a person; what is no receipt is kept.
    """
    _remember(found, lender)
    row = _file_of(found.source, found.encoding, lender.id, now, user.id if user else None)
    accounts = Accounts(lender.id, account)
    notices = continuity.keep(row, found.tables, accounts, today)
    db.session.flush()
    yield from _land(row.id, row.rows_done, found.source.name, found.tables, accounts, today, now, notices)


def tables_of(file: reading.BankSource, lender_id: int, answers: Answers = NOTHING_SAID) -> list[Table]:
    """The tables of a file that hold receipts, columns as chosen, else as proposed.

    Raises RuleError for none, and for days whose order nothing tells.
    """
    known = {**dictionary.known(lender_id), **answers.said}
    layouts = layout.known(lender_id)
    found: list[Table] = []
    for statement in file.statements:
        columns, earlier = _before(statement, answers, layouts)
        if rule.is_whole(columns):
            surveyed = survey.of(statement.sheet, columns, known, answers.of_layout, earlier)
            found.append(Table(statement.sheet, surveyed.columns, statement, surveyed, columns))
    if not found:
        raise RuleError("The columns do not make up a receipt: value date and amount are needed.")
    return found


def _before(
    statement: reading.Statement, answers: Answers, layouts: Mapping[str, Layout]
) -> tuple[dict[int, str], survey.Said]:
    """The columns of a table, and what was said of an earlier one of its layout; on a page all is said anew.

    In a format an amount without a sign came in.
    """
    if statement.is_format:
        return columns_of(statement.sheet, answers.columns), survey.Said(unsigned=Way.came_in)
    before = layouts.get(layout.name_of(statement.sheet.headers))
    if before is None or answers.columns is not None:
        return columns_of(statement.sheet, answers.columns), survey.NOTHING_SAID
    return columns_of(statement.sheet, before.columns), before.said


def columns_of(sheet: portfolio_file.Sheet, chosen: Columns | None = None) -> dict[int, str]:
    """What each column of a table holds."""
    if chosen is None:
        return rule.propose(sheet.headers)
    return rule.choose({at: chosen.get(header, "") for at, header in enumerate(sheet.headers)})


def wrong_of(row: BankFile) -> list[Wrong]:
    """The refused lines of a file."""
    return [Wrong(**each) for each in row.wrong]


def _remember(found: Opened, lender: Lender) -> None:
    """Keep what a person said of the tables of a file for the next one of their layout; formats need none."""
    answers = found.answers
    if answers.columns is None and answers.of_layout == survey.NOTHING_SAID:
        return
    for table in found.tables:
        if not table.statement.is_format:
            columns = answers.columns or {table.sheet.headers[at]: field for at, field in table.proposed.items()}
            layout.remember(lender.id, table.sheet.headers, columns, answers.of_layout)


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
    file_id: int,
    done: int,
    name: str,
    tables: Sequence[Table],
    accounts: Accounts,
    today: date,
    now: datetime,
    notices: Sequence[Wrong],
) -> Iterator[Progress]:
    """Land the lines that are not done yet, chunk by chunk."""
    found = islice(_lines(tables, today), done, None)
    while piece := list(islice(found, ROWS)):
        counts, wrong = _chunk(file_id, piece, accounts, today)
        done += len(piece)
        _keep(file_id, done, counts, wrong)
        yield Progress(name, file_id, done, False, counts, (), wrong)
    row = db.session.get_one(BankFile, file_id)
    row.status, row.finished_at = BatchStatus.done, now
    db.session.flush()
    yield Progress(name, file_id, done, True, Counter(), (), (), None, notices)


def _lines(tables: Sequence[Table], today: date) -> Iterator[FileLine]:
    """The lines of all tables of a file; those without a lasting reference get one made."""
    order: Counter[str] = Counter()
    seen: dict[str, int] = {}
    for table in tables:
        read = table.surveyed.reader(table.sheet.headers, today)
        for row_no, cells in table.sheet.rows():
            told = read(cells)
            account = table.statement.account
            if isinstance(told, rule.ReceiptRow):
                account = told.values.pop("account", account)
                if "reference" not in told.values:
                    key = f"{told.kind}{account}{identity.essence(told.values)}"
                    order[key] += 1
                    told.values["reference"] = identity.made(told.values, told.kind, order[key])
                elif table.is_by_payers and (first := seen.setdefault(_same(told, account), row_no)) != row_no:
                    told = [_twice(table, first)]
            if told is not None:
                yield FileLine(table.sheet.name, row_no, told, account)


def _same(told: rule.ReceiptRow, account: str) -> str:
    """What a line is known by that bears a reference; the balance after it is no part of that."""
    words = (folded(str(told.values.get(name, ""))) for name in ("payer", "memo"))
    return identity.digest(told.kind, account, *(told.values.get(name) for name in SAME), *words)


def _twice(table: Table, first: int) -> Problem:
    """That two lines of a file cannot be told apart by what their reference should tell: neither is passed over."""
    at = next((at for at, field in table.surveyed.columns.items() if field == "reference"), -1)
    said = Sentence(
        "Line %(row)s of this file has the same reference, day, amount and payer. If payers write this column "
        "themselves, choose it as a memo on the page; else take one of the lines out.",
        row=first,
    )
    return Problem(table.sheet.headers[at] if at >= 0 else "", "reference", said.message, said.values)


def _keep(file_id: int, done: int, counts: Counter[str], wrong: Sequence[Wrong]) -> None:
    """Write down how far the file is, in the transaction of the chunk."""
    row = db.session.get_one(BankFile, file_id)
    row.rows_done = done
    row.counts = dict(Counter(row.counts) + counts)
    if wrong and len(row.wrong) < MOST_WRONG:
        row.wrong = [*row.wrong, *(each._asdict() for each in wrong)][:MOST_WRONG]
    db.session.flush()
    db.session.expire_all()


def _chunk(
    file_id: int, lines: Sequence[FileLine], accounts: Accounts, today: date
) -> tuple[Counter[str], list[Wrong]]:
    """Land some lines; counts them by what became of them, and says which were refused."""
    lender = db.session.get_one(BankFile, file_id).lender
    wrong = [_wrong(line, problem) for line in lines if isinstance(line.told, list) for problem in line.told]
    readable = [(line, line.told) for line in lines if isinstance(line.told, rule.ReceiptRow)]
    receipts = [(line, told) for line, told in readable if told.kind in rule.RECEIPTS]
    others = [(line, told) for line, told in readable if told.kind not in rule.RECEIPTS]
    new, clashes = _new(Receipt, receipts, lender, accounts, file_id, today)
    kept, more = _new(BankLine, others, lender, accounts, file_id, today)
    wrong += clashes + more
    made, lines_made = bulk.add(Receipt, new), bulk.add(BankLine, kept)
    counts = Counter(rows=len(lines), new=len(made), kept=len(lines_made))
    counts["wrong"] = len({(each.sheet, each.row_no) for each in wrong})
    counts["unchanged"] = counts["rows"] - counts["new"] - counts["kept"] - counts["wrong"]
    counts += _decide(made, lender, today)
    counts["returns"] = returns.find(lines_made, today)
    return counts, wrong


def _new(
    model: type[Receipt] | type[BankLine],
    lines: Sequence[tuple[FileLine, rule.ReceiptRow]],
    lender: Lender,
    accounts: Accounts,
    file_id: int,
    today: date,
) -> tuple[list[dict[str, Any]], list[Wrong]]:
    """The records of lines that are not on file, and why others may not land."""
    known = _on_file(model, lender.id, {told.values["reference"] for _, told in lines})
    new: list[dict[str, Any]] = []
    wrong: list[Wrong] = []
    for line, told in lines:
        wanted = _record(model, line, told, lender, accounts.id_of(line.account))
        mark, reference = _mark(model, wanted), wanted["reference"]
        kind = wanted.get("kind")
        earlier = [old for old, old_kind in known.get(reference, ()) if old_kind == kind]
        verdicts = {identity.judge(mark, old): old for old in earlier}
        if Verdict.same in verdicts:
            continue
        if old := verdicts.get(Verdict.doubtful):
            wrong.append(_clash(line, reference, old))
            continue
        known.setdefault(reference, []).append((mark, kind))
        about = {"file_id": file_id, "posted_on": today, "identity_key": identity.of(mark, f"{kind or ''}{reference}")}
        new.append({**wanted, **about})
    return new, wrong


def _on_file(
    model: type[Receipt] | type[BankLine], lender_id: int, references: set[str]
) -> dict[str, list[tuple[Mark, Any]]]:
    """What is on file of a lender under these references: how each is told from others, and a line's kind."""
    day = model.on if model is BankLine else Receipt.received_on
    kind = [BankLine.kind] if model is BankLine else []
    query = select(model.reference, model.account_id, day, model.amount, model.currency, model.payer, model.memo, *kind)
    found: dict[str, list[tuple[Mark, Any]]] = {}
    for reference, *told in db.session.execute(
        query.where(model.lender_id == lender_id, model.reference.in_(references))
    ):
        found.setdefault(reference, []).append((Mark(*told[:6]), told[6] if kind else None))
    return found


def _record(
    model: type[Receipt] | type[BankLine],
    line: FileLine,
    row: rule.ReceiptRow,
    lender: Lender,
    account_id: int | None,
) -> dict[str, Any]:
    """The columns of a receipt or line; a phone that only the memo holds is taken from there."""
    told = row.values
    memo = told.get("memo", "")
    common = {
        "lender_id": lender.id,
        "account_id": account_id,
        "reference": told["reference"],
        "amount": told["amount"],
        "currency": told.get("currency") or currency_of(lender.licence),
        "payer": matching.veiled_payer(told.get("payer", "")),
        "memo": matching.veiled(memo),
        "row_no": line.row_no,
    }
    if model is BankLine:
        return {**common, "on": told["received_on"], "kind": row.kind, "note": told.get("related", "")}
    note = LOOK if row.kind == rule.LineKind.looked_at else ""
    phone = told.get("phone") or matching.phone_in(memo)
    return {**common, "received_on": told["received_on"], "phone": phone, "note": note}


def _mark(model: type[Receipt] | type[BankLine], wanted: Mapping[str, Any]) -> Mark:
    day = wanted["on" if model is BankLine else "received_on"]
    return Mark(wanted["account_id"], day, *(wanted[name] for name in ("amount", "currency", "payer", "memo")))


def _clash(line: FileLine, reference: str, old: Mark) -> Wrong:
    """Why a line may not land whose reference is taken."""
    error = RuleError(
        "Another receipt has the reference %(reference)s: %(amount)s on %(day)s.",
        reference=reference,
        amount=old.amount,
        day=old.day,
    )
    return _wrong(line, Problem("", "reference", error.message, error.values))


def _wrong(line: FileLine, problem: Problem) -> Wrong:
    return landing.wrong(line.sheet, line.row_no, problem.column, Sentence(problem.message, **problem.values))


def _decide(ids: Sequence[int], lender: Lender, today: date) -> Counter[str]:
    """Pay or park the new receipts of a chunk."""
    rows = receipt_bulk.new(ids)
    return receipt_bulk.decide(rows, receipt_match.many(rows, today), lender, today)
