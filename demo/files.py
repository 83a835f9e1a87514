"""Files as lender and bank write them, taken in by the services that take in real ones."""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from demo import cast
from demo.book import Book, at
from models.base import db
from models.borrower import Borrower
from models.case import Case, CaseState
from models.hold import Hold, HoldKind
from models.portfolio import Portfolio
from models.receipt import Receipt
from services import portfolio
from services.portfolio import Source
from services.receipt import file as receipt_file

LOANS = ("合同编号", "姓名", "手机号", "币种", "贷款本金", "放款日", "应还日期")
BANK = ("交易日期", "贷方发生额", "交易流水号", "对方户名", "附言")
BACK = ("交易日期", "借方发生额", *BANK[1:])
ACCOUNT = ("账号:9999000000000001",)
Row = tuple[Any, ...]


def live(book: Book, day: date) -> None:
    """The lender's file of the second week, with a wrong line; each Friday one line is sure, one is nobody's."""
    moment = at(day, 8)
    if (day - book.first_day).days in (8, 9):
        row = ("DEMO-90001", "林新", "14000090001", "CNY", "1200.00", day - timedelta(days=40), day - timedelta(days=9))
        source = written("new-loans.csv", LOANS, [row, ("DEMO-90002", "林旧", "14000090002", "CNY", "abc", *row[-2:])])
        through(portfolio.place([source], first_portfolio(), None, day, moment, cast.the_manager()))
    if day.weekday() == 4:
        sure = f"DEMO-{book.dice.randint(1, 60):05}"
        bank([(day, "20.00", f"D{day:%y%m%d}A", "", sure), (day, "35.00", f"D{day:%y%m%d}B", "无名", "")], day)


def bank(lines: Sequence[Row], day: date) -> None:
    """Take in the bank's file of a day; nothing where nothing arrived."""
    if lines:
        take_in(written(f"bank-{day}.csv", BANK, lines, ACCOUNT), day)


def give_back(row: Receipt, day: date) -> None:
    """The bank takes money back: its file names the entry."""
    line = (day, str(row.amount), "", f"R{day:%y%m%d}-{row.id}", row.payer, f"退票 {row.reference}")
    take_in(written(f"returns-{day}.csv", BACK, [line], ACCOUNT), day)


def take_in(source: Source, day: date) -> None:
    """Land a file of the bank."""
    through(receipt_file.place(source, first_portfolio().lender, day, at(day, 8), cast.the_manager()))


def guess(day: date) -> None:
    """Money that names no loan, of a name that one borrower bears: likely theirs, so it waits and their cases rest."""
    once = select(Borrower.name).group_by(Borrower.name).having(func.count() == 1)
    held = select(Hold.case_id).where(Hold.kind == HoldKind.payment_check)
    query = (
        select(Case).join(Borrower).where(Case.state == CaseState.open, Borrower.name.in_(once), Case.id.not_in(held))
    )
    row = db.session.scalars(query.order_by(Case.id).limit(1)).one()
    bank([(day, "77.00", f"G{day:%y%m%d}-{row.id}", row.borrower.name, "转账")], day)


def first_portfolio() -> Portfolio:
    """The older portfolio of the demo."""
    return db.session.scalars(select(Portfolio).order_by(Portfolio.id).limit(1)).one()


def written(name: str, headers: tuple[str, ...], rows: Sequence[Row], particulars: tuple[str, ...] = ()) -> Source:
    """A file as a lender or bank writes it; `particulars` stand above the table."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows([*([each] for each in particulars), headers, *rows])
    return Source(io.BytesIO(buffer.getvalue().encode("gb18030")), name)


def through(steps: Any) -> None:
    """Take a file in whole; the edge commits at the end of the day."""
    for _ in steps:
        db.session.flush()
