"""A small book that has lived for some days through the services, with something of every kind that the doctor asks."""

import shutil
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from flask import Flask

from jobs import timetable
from models import db
from models.approval import ApprovalKind
from models.case import Case
from models.dispute import DisputeCategory
from models.document import PaperKind
from models.payment import Component
from models.referral import ReferralStatus
from models.user import User
from rules.access import Level, Role
from services import approval, dispute, document, offer, payment, plan, promise, referral
from services.contact import call
from tests import desk, makers
from tests.conftest import Clock

FIRST, LAST = date(2026, 2, 16), date(2026, 3, 2)
"""Two Mondays; the book has lived every night and day of the fortnight between them."""


class Book(NamedTuple):
    """What the tests take hold of."""

    promised: Case
    planned: Case
    referred: Case
    disputed: Case
    paid: Case
    manager: User
    second: User


def made(app: Flask, clock: Clock) -> Book:
    """Make the book; the clock then stands at noon of the last Monday."""
    shutil.rmtree(app.config["CONCORD"].data_dir / "documents", ignore_errors=True)
    portfolio = desk.start()
    makers.make_user(role=Role.administrator, level=Level.director)
    manager, second = (makers.make_user(role=Role.manager, level=Level.manager) for _ in range(2))
    collector = makers.make_user(role=Role.collector)
    dues = (desk.DUE, date(2026, 3, 1), date(2026, 4, 1))
    promised, planned, referred, disputed, paid = (
        desk.lend(portfolio, dues, more={"interest": Decimal("5.00")}) for _ in range(5)
    )
    db.session.commit()
    book = Book(promised, planned, referred, disputed, paid, manager, second)
    day = FIRST
    while day <= LAST:
        live(app, clock, day)
        if day == FIRST + timedelta(days=1):
            work(book, collector, day)
            db.session.commit()
        day += timedelta(days=1)
    return book


def live(app: Flask, clock: Clock, day: date) -> None:
    """The night and the morning of a day; on Mondays the week before is measured."""
    for job, hour in (("nightly", -6), ("weekly", -5), ("daytime", 2)):
        clock.now = desk.at(day, 6) + timedelta(hours=hour - 2)
        if job != "weekly" or day.weekday() == 0:
            assert timetable.run_job(app, job).problems == [], (day, job)
    clock.now = desk.at(day)


def work(book: Book, collector: User, day: date) -> None:
    """A promise, a plan, a referral with its papers, a dispute, a payment taken back, a request, an offer, a call."""
    now, hundred = desk.at(day), Decimal("105.00")
    promise.make(book.promised, hundred, day + timedelta(days=13), day, now, user=collector)
    agreed = plan.propose(book.planned, hundred, 3, day + timedelta(days=20), day, user=book.manager)
    db.session.flush()
    plan.agree(agreed, "Recorded call", day, now)
    scan = makers.make_document()
    document.add(book.referred.loan, PaperKind.contract, day, scan, day, user=book.manager)
    reader = makers.make_user(role=Role.legal_partner)
    sent = referral.open(desk.notify(book.referred, day), reader.partner, day, now, book.manager)
    referral.instruct(sent, Decimal("80.00"), None, day)
    referral.advance(sent, ReferralStatus.sent, "Papers.", book.manager, day, now, anyway="identity follows")
    dispute.open(book.disputed, DisputeCategory.amount, "Too much.", day, owner=collector)
    payment.reverse(payment.record(book.paid.loan, Decimal("50.00"), day, day, "P-1"), day, "bounced")
    payment.record(book.paid.loan, Decimal("120.00"), day, day, "P-2")
    offer.make(book.promised, Decimal("300.00"), day + timedelta(days=30), {Component.interest: Decimal("5.00")}, day)
    terms = {"component": Component.interest, "amount": Decimal("1.00")}
    approval.ask(book.referred, ApprovalKind.waiver, terms, "goodwill", collector, LAST)
    call.dial(book.paid, book.paid.borrower.phones[0], collector, now)
