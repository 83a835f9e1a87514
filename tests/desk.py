"""A desk as a new team has it, and loans made through the services, for tests that walk through time."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import typst
from PIL import Image
from sqlalchemy import select

from models import db
from models.base import Language
from models.borrower import Borrower
from models.case import Case
from models.contact import Contact
from models.lender import Lender, Licence
from models.loan import Loan
from models.outcome import OutcomeCode
from models.portfolio import Portfolio
from models.reminder import Reminder
from models.stage import Channel, Policy
from services import audit, case, contact, loan, setup
from services.reminder import gate
from tests import database, makers

DUE = date(2026, 2, 1)
NOON = 4
BOOKS: dict[tuple[Any, ...], database.Rows] = {}
"""What a book holds on its first day, by the answers and by who began it when."""


def at(day: date, hour: int = NOON) -> datetime:
    """An instant of a day, in UTC; hour 4 is noon in Shanghai."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def start(is_demo: bool = True, licence: Licence = Licence.cn_micro_lender) -> Portfolio:
    """The first day of a team with one portfolio."""
    lender = begun(setup.Start("Desk One", "Lender One", licence, Language.en, "Asia/Shanghai", is_demo))
    lender.callback_number, lender.complaints_number, lender.pay_to = "021-1", "021-2", "Account 1"
    return makers.make_portfolio(lender=lender, policy=db.session.scalars(select(Policy)).one())


def begun(answers: setup.Start) -> Lender:
    """A book on its first day, as `setup.start` makes it: its rows are kept, and written again for the next empty book."""
    db.session.flush()
    empty = db.session.scalars(database.holding()).first() is None
    key = (answers, *audit.signature(db.session).items())
    if empty and key in BOOKS:
        database.write(database.cursor(), BOOKS[key])
        return db.session.scalars(select(Lender)).one()
    lender = setup.start(answers, date(2026, 1, 1))
    if empty:
        db.session.flush()
        BOOKS[key] = database.read(database.cursor())
    return lender


def lend(portfolio: Portfolio, dues: Sequence[date] = (DUE,), each: str = "100.00", **given: Any) -> Case:
    """A loan with equal instalments of principal, a borrower with a phone, and its case."""
    borrower = given.pop("borrower", None) or borrow(portfolio.lender)
    parts = [loan.Part(day, Decimal(each), **given.get("more", {})) for day in dues]
    number = f"L-{next(makers.numbers)}"
    opened_on = given.get("opened_on", date(2026, 1, 1))
    total = Decimal(each) * len(dues)
    row = loan.open(portfolio, borrower, number, given.get("currency", "CNY"), total, opened_on, parts)
    db.session.flush()
    return the_case(row)


def borrow(lender: Lender, **given: Any) -> Borrower:
    """A borrower with a phone and an e-mail address."""
    row = makers.make_borrower(lender=lender, language=Language.en, **given)
    makers.make_phone(borrower=row)
    makers.make_address(borrower=row)
    return row


def the_case(row: Loan) -> Case:
    """The case of a loan."""
    found = case.of(row)
    assert found is not None
    return found


def outcome(code: str) -> OutcomeCode:
    """An outcome code by its code."""
    return db.session.scalars(select(OutcomeCode).filter_by(code=code)).one()


def log(row: Case, code: str, at: datetime, on: date, **told: Any) -> Contact:
    """A call about a case, with what came of it."""
    result = {name: told.pop(name) for name in contact.Result._fields if name in told}
    case = told.pop("case", row)
    talk = contact.Talk(at, Channel.call, **told)
    return contact.log(row.borrower, talk, on, contact.Result(outcome(code), **result), case=case)


def notify(row: Case, on: date) -> Case:
    """The notice before placement was sent: nothing is referred without it."""
    makers.make_demand(case=row, dispatched_on=on, made_on=on)
    return row


def pdf(*lines: str) -> bytes:
    """A small real PDF with lines of text."""
    made = typst.compile("\n\n".join(lines or ("paper",)).encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 80), noise: bool = False) -> bytes:
    """A small real picture; one of noise does not get smaller than it is."""
    image = Image.effect_noise(size, 80) if noise else Image.new("L", size, 255)
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def checked(row: Reminder, at: datetime) -> gate.Answer:
    """What the gate says of a reminder at an instant."""
    db.session.flush()
    return gate.check_many(gate.rows_of([row.id]), at)[row.id]
