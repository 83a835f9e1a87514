"""The pattern: a small book lived day by day through the services and jobs that real books use, like the demo.

The one place of this folder that knows services: what they store is what a large book is then made of.
"""

import gc
import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from flask import Flask
from sqlalchemy import select

import demo
from bench.book import people
from demo import cast
from demo import life as demo_life
from demo.book import Book, at
from demo.script import HABITS
from jobs import runner, timetable
from models.base import Language, db
from models.borrower import Borrower
from models.case import Case, CaseState
from models.dispute import Dispute, DisputeCategory, DisputeStatus
from models.lender import Lender, Licence
from models.loan import Instalment
from models.offer import Offer, OfferStatus
from models.partner import LegalPartner
from models.payment import Component
from models.portfolio import Portfolio
from models.stage import Channel, Policy, Stage
from models.user import User
from rules import schedule
from rules.access import Level, Role
from rules.calendar import add_months
from services import charge, dispute, loan, offer, setup

LAST_DAY = date(2026, 6, 10)
LOANS_EACH = (1, 2, 2, 3)
"""How many loans one borrower after the other has: two on average."""
CASES_A_COLLECTOR = 125
CASES_A_PARTNER_STEP = 300
OVERDUE_RATE = Decimal("0.216")
COST = Decimal("20.00")


class Size(NamedTuple):
    """How large the pattern is: loans, and days of life before the last one."""

    loans: int = 500
    days: int = demo.DAYS
    seed: int = 20260610

    @property
    def collectors(self) -> int:
        """How many collectors work on it."""
        return max(1, self.loans // CASES_A_COLLECTOR)


class Lived(Book):
    """A demo of another length and with other dice."""

    def __init__(self, size: Size, last_day: date) -> None:
        super().__init__(last_day)
        self.dice, self.length = random.Random(size.seed), size.days
        self.first_day = last_day - timedelta(days=size.days)

    def days(self) -> Iterator[date]:
        """Every day, the last one included."""
        return (self.first_day + timedelta(days=n) for n in range(self.length + 1))


def live(app: Flask, size: Size, last_day: date = LAST_DAY) -> None:
    """Live the pattern in the empty database of the application, by a clock of its own.

    It ends with the night of the last day: stages are found, the day's reminders wait, nobody has come in yet.
    """
    book, clock = Lived(size, last_day), app.config["CLOCK"]
    gc.disable()
    try:
        _set_clock(app, book.first_day, 1)
        begin(book, size)
        runner.save()
        for day in book.days():
            demo.night(app, day)
            if day == last_day:
                break
            _work(book, size, day)
            runner.save()
            _set_clock(app, day, 18)
            timetable.run_job(app, "daytime", day)
    finally:
        gc.enable()
        app.config["CLOCK"] = clock
        db.session.rollback()


def _set_clock(app: Flask, day: date, hour: int) -> None:
    demo.set_clock(app, at(day, hour))


def begin(book: Lived, size: Size) -> None:
    """The team, its people, two portfolios, the borrowers and their loans."""
    answers = setup.Start(
        "Bench", "Harbour Microcredit", Licence.cn_micro_lender, Language.zh_Hans, str(demo.ZONE), True
    )
    lender = setup.start(answers, book.first_day)
    lender.callback_number, lender.complaints_number, lender.pay_to = "14000000000", "14000000001", "Account 0000"
    partner = LegalPartner(name="Partner Law Firm", jurisdictions="上海, 北京", capacity=60)
    partner.agreement_until, partner.fee_rate = book.last_day + timedelta(days=200), Decimal("0.15")
    partner.evaluated_on = book.first_day
    db.session.add(partner)
    db.session.flush()
    for person in staff(size, partner):
        db.session.add(person)
        db.session.flush()
    policy = db.session.scalars(select(Policy)).one()
    # A letter is a PDF set in a Chinese font: a book must be the same where there is none.
    for stage in db.session.scalars(select(Stage).where(Stage.channel == Channel.letter)):
        stage.channel, stage.fallback_channel = Channel.email, Channel.sms
    portfolios = [Portfolio(lender=lender, policy=policy, name=name) for name in ("Consumer loans", "Small business")]
    db.session.add_all(portfolios)
    lend(book, lender, portfolios, size.loans)


def staff(size: Size, partner: LegalPartner) -> Iterator[User]:
    """Who signs in; the collectors come last, for a larger book has more of them."""
    others = [
        ("admin@bench.example", "Administrator", Role.administrator, Level.director),
        ("manager@bench.example", "Manager", Role.manager, Level.manager),
        ("auditor@bench.example", "Auditor", Role.auditor, Level.collector),
        ("partner@bench.example", "Partner", Role.legal_partner, Level.collector),
    ]
    numbers = range(1, size.collectors + 1)
    workers = [(f"collector{n}@bench.example", f"Collector {n}", Role.collector, Level.supervisor) for n in numbers]
    for email, name, role, level in others + workers:
        person = User(email=email, name=name, role=role, level=level, fs_uniquifier=email, language=Language.en)
        person.partner = partner if role == Role.legal_partner else None
        yield person


def lend(book: Lived, lender: Lender, portfolios: list[Portfolio], count: int) -> None:
    """So many loans, to half as many borrowers."""
    taken: set[str] = set()
    number = who = 0
    while number < count:
        who += 1
        borrower = cast.new_borrower(book, lender, who)
        borrower.name = people.unlike(book.dice, taken)
        for _ in range(min(LOANS_EACH[who % len(LOANS_EACH)], count - number)):
            number += 1
            grant(book, portfolios[number % 3 == 0], borrower, number)


def grant(book: Lived, portfolio: Portfolio, borrower: Borrower, number: int) -> None:
    """One loan of twelve months; every fifth bears overdue interest, every third began in these days."""
    opened_on = book.first_day - timedelta(days=book.dice.randrange(0, 28))
    if number % 3 == 1:
        opened_on = book.first_day + timedelta(days=book.dice.randrange(0, max(1, book.length - 20)))
    principal = Decimal(book.dice.randrange(30, 400)) * 100
    terms = schedule.annuity(principal, cast.YEARLY, 12)
    parts = [loan.Part(add_months(opened_on, row.no), row.principal, row.interest) for row in terms.rows]
    more = {"annual_rate": cast.YEARLY, "maturity_on": parts[-1].due_on, "instalment": terms.instalment}
    more["overdue_rate"] = OVERDUE_RATE if number % 5 == 0 else Decimal(0)
    row = loan.open(portfolio, borrower, f"K-{number:06}", "CNY", principal, opened_on, parts, **more)
    db.session.flush()
    book.habits[row.id] = book.dice.choice(HABITS)
    cast.expect_payments(book, row)


def _work(book: Lived, size: Size, day: date) -> None:
    """A day of the demo, and what it lacks: more steps of the partner, charges, offers, disputes."""
    demo_life.live(book, day)
    if day.weekday() >= 5:
        return
    for _ in range(size.loans // CASES_A_PARTNER_STEP):
        demo_life.refer(book, day)
    late = _late(day)
    manager = db.session.scalars(select(User).where(User.role == Role.manager)).one()
    for row in _some(book, late, 150):
        _charge(row, day, manager)
    for row in _some(book, late, 50):
        _offer(book, row, day)
    for row in _some(book, late, 400):
        dispute.open(row, DisputeCategory.amount, "The amount differs from the contract.", day, owner=manager)
    _decide(day, manager)


def _late(day: date) -> list[Case]:
    """Open cases that are more than two weeks late."""
    here = (Case.state == CaseState.open, Case.overdue_since < day - timedelta(days=14))
    return list(db.session.scalars(select(Case).where(*here).order_by(Case.id)))


def _some(book: Lived, rows: list[Case], one_of: int) -> list[Case]:
    return [row for row in rows if book.dice.randrange(one_of) == 0]


def _charge(row: Case, day: date, manager: User) -> None:
    """The cost of a letter, on the oldest instalment that is unpaid."""
    owed: Instalment = next(each for each in row.loan.instalments if each.unpaid > 0)
    charge.post(owed, Component.cost, COST, day, day, "Registered letter", user=manager)


def _offer(book: Lived, row: Case, day: date) -> None:
    """Costs and overdue interest are let go of for an early payment; half of those asked pay."""
    running = select(Offer.id).where(Offer.case_id == row.id, Offer.status == OfferStatus.open)
    waive = offer.suggest(row, day) or {Component.cost: row.loan.outstanding_charge}
    price = row.loan.instalment or Decimal(1000)
    if not sum(waive.values()) or row.balance - sum(waive.values()) < price or db.session.scalar(running):
        return
    offer.make(row, price, day + timedelta(days=10), waive, day)
    db.session.flush()
    if book.dice.random() < 0.5:
        book.arriving[day + timedelta(days=5)].append((row.loan_id, price))


def _decide(day: date, manager: User) -> None:
    """Decide every dispute that is ten days old."""
    old = select(Dispute).where(Dispute.status == DisputeStatus.open, Dispute.opened_on <= day - timedelta(days=10))
    for row in db.session.scalars(old.order_by(Dispute.id)):
        dispute.decide(row, DisputeStatus.rejected, "The contract names this amount.", day, manager)
