"""How what happens is entered in the demo: through the services; what happens, and when, is said in demo/script.py."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from demo import cast, files, life, script
from demo.book import Book, at
from demo.script import Happening
from models.approval import Approval, ApprovalKind, ApprovalStatus
from models.base import db
from models.borrower import Address, AddressKind, PointSource
from models.case import Case, CaseState
from models.charge import Charge
from models.complaint import Complaint, ComplaintCategory, ComplaintOutcome
from models.contact_person import ContactPerson, GuaranteeKind, Guarantor, Relation
from models.decision import Breach, Override, OverrideReason, OverrideStatus
from models.dispute import Dispute, DisputeCategory, DisputeStatus
from models.hardship import Cooperation, HardshipKind, SupportNeed
from models.hold import HoldKind
from models.partner import Payer
from models.payment import Component, Payment, PaymentKind
from models.referral import Referral
from models.referral_work import CostKind
from models.stage import Channel
from models.user import User
from models.wish import WishKind
from rules.access import Role
from rules.errors import RuleError
from services import (
    absence,
    approval,
    authority,
    charge,
    contact,
    dispute,
    early,
    hardship,
    hold,
    offer,
    pause,
    payment,
    referral,
)
from services.contact import breach, complaint, override, wish
from services.loan import reschedule
from services.referral import work
from services.reminder import own_words

AHEAD = 4
SAID, SEEN = "As told on the telephone today.", "The contract was read again."


class NothingError(Exception):
    """There is nothing it could happen to."""


class Now:
    """Who enters something on which case, and when."""

    def __init__(self, book: Book, case: Case, user: User, day: date) -> None:
        self.book, self.case, self.user, self.day, self.moment = book, case, user, day, at(day, 14)

    def on(self, days: int) -> date:
        """A day so many days from now."""
        return self.day + timedelta(days=days)

    def first(self, model: Any, *where: Any) -> Any:
        """The oldest row that waits. Raises NothingError where there is none."""
        row = db.session.scalars(select(model).where(*where).order_by(model.id)).first()
        if row is None:
            raise NothingError
        return row


def live(book: Book, day: date) -> None:
    """What happens on a working day; what the house refuses does not happen."""
    if day.weekday() > 4:
        return
    files.live(book, day)
    people(book, day)
    for each in script.happenings(day, 1):
        if now := chosen(book, each, day):
            try:
                with db.session.begin_nested():
                    ACTS[each](now)
            except (RuleError, NothingError):
                continue


def chosen(book: Book, each: Happening, day: date) -> Now | None:
    """To whom it happens, and who enters it: the holder of the case, or a manager."""
    role, _ = script.ODDS[each]
    cases = select(Case.id).where(Case.state == CaseState.open, Case.assignee_id.is_not(None)).order_by(Case.id)
    ids = db.session.scalars(cases).all()
    if not ids:
        return None
    row = db.session.get_one(Case, book.dice.choice(ids))
    manager = db.session.scalars(select(User).where(User.role == role, User.active.is_(True)).order_by(User.id)).first()
    user = row.assignee if role == Role.collector else manager
    return Now(book, row, user, day) if user else None


def people(book: Book, day: date) -> None:
    """Who will be away enters it some days ahead; the night of the first day hands the work over."""
    number = (day - book.first_day).days
    for first, (which, days) in script.ABSENT.items():
        if first - AHEAD <= number < first and first not in book.away:
            book.away.add(first)
            desk = db.session.scalars(select(User).where(User.role == Role.collector).order_by(User.id)).all()
            person, starts_on = desk[which % len(desk)], book.first_day + timedelta(days=first)
            absence.enter(person, starts_on, starts_on + timedelta(days=days), None, day, person)


def waiver(now: Now) -> None:
    """A waiver beyond the collector's authority is asked for."""
    part, amount, why = Component.principal, Decimal("120.00"), "Goodwill."
    try:
        payment.waive_by(now.case, part, amount, now.day, user=now.user, note=why)
    except authority.BeyondError:
        terms = {"component": part, "amount": amount, "note": why}
        approval.ask(now.case, ApprovalKind.waiver, terms, "They pay the rest today.", now.user, now.day)


def make_offer(now: Now) -> None:
    """Most of the debt within a week; every other one is paid."""
    waived = min(now.case.balance / 10, Decimal("30.00")).quantize(Decimal("1.00"))
    owed = early.price(now.case.loan, now.case.balance, now.day)
    price, by = owed - waived, now.day + timedelta(days=7)
    offer.make(now.case, price, by, {Component.principal: waived}, now.day, user=now.user)
    if now.book.dice.random() < 0.5:
        now.book.arriving[now.day + timedelta(days=3)].append((now.case.loan_id, price))


def decide_approval(now: Now) -> None:
    """The oldest request is granted, or not."""
    row = now.first(Approval, Approval.status == ApprovalStatus.requested)
    if now.book.dice.random() < 0.6:
        approval.approve(row, now.day, now.user)
    else:
        approval.reject(row, "Too much.", now.day, now.user)


def decide_override(now: Now) -> None:
    """The oldest request to set a rule aside is granted."""
    override.approve(now.first(Override, Override.status == OverrideStatus.requested), now.day, now.user)


def log_breach(now: Now) -> None:
    """A call against the rules, on a Sunday evening before, is told afterwards."""
    moment = at(now.day - timedelta(days=1), 22)
    talk = contact.Talk(moment, Channel.call, phone=now.case.borrower.phones[0], user=now.user)
    outcome = contact.Result(life.outcome_named("NA"))
    contact.log(now.case.borrower, talk._replace(breach_reason="Dialled by mistake."), now.day, outcome, case=now.case)


def die(now: Now) -> None:
    """A relative answers: the borrower has died."""
    talk = contact.Talk(now.moment, Channel.call, phone=now.case.borrower.phones[0], user=now.user, note=SAID)
    contact.log(now.case.borrower, talk, now.day, contact.Result(life.outcome_named("DEC")), case=now.case)


def add(row: Any) -> None:
    """A row that hangs on a borrower or loan."""
    db.session.add(row)


def cost(now: Now) -> None:
    """A court fee on the oldest referral with a partner."""
    row = now.first(Referral, Referral.referred_on.is_not(None), Referral.closed_on.is_(None))
    terms = (CostKind.court_fee, now.day, Decimal("35.00"), Payer.lender, now.day)
    work.cost(row, *terms, note="", user=now.user)
    work.ask(row, "Original contract", now.moment, now.user)


def charge_one(now: Now) -> None:
    """The cost of a letter."""
    part = next(part for part in now.case.loan.instalments if part.unpaid)
    charge.post(part, Component.cost, Decimal("12.50"), now.day, now.day, "Registered letter", user=now.user)


def relative(now: Now) -> ContactPerson:
    """Somebody beside the borrower."""
    told = {"name": "Relative (demo)", "relation": Relation.relative, "number": "14099990000"}
    return ContactPerson(borrower=now.case.borrower, source=PointSource.borrower, **told)


def moved(now: Now) -> Address:
    """A new address."""
    value = f"上海市示范路{now.book.dice.randint(1000, 1999)}号"
    return Address(borrower=now.case.borrower, kind=AddressKind.postal, value=value, source=PointSource.borrower)


ACTS: dict[Happening, Callable[[Now], Any]] = {
    Happening.wrote: lambda it: own_words.write(
        it.case, Channel.sms, "", "请您与我们联系，商量还款安排。", it.user, it.moment
    ),
    Happening.disputed: lambda it: dispute.open(it.case, DisputeCategory.amount, SAID, it.day, owner=it.user),
    Happening.dispute_decided: lambda it: dispute.decide(
        it.first(Dispute, Dispute.status == DisputeStatus.open), DisputeStatus.rejected, SEEN, it.day, it.user
    ),
    Happening.complained: lambda it: complaint.open(it.case, ComplaintCategory.tone, SAID, it.day, owner=it.user),
    Happening.complaint_answered: lambda it: complaint.close(
        it.first(Complaint, Complaint.closed_on.is_(None)), ComplaintOutcome.partly_upheld, SEEN, it.day
    ),
    Happening.wished: lambda it: wish.record(
        it.case.borrower, WishKind.opt_out, it.moment, SAID, it.moment, channel=Channel.email, user=it.user
    ),
    Happening.contact_person_named: lambda it: add(relative(it)),
    Happening.guarantor_named: lambda it: add(
        Guarantor(loan=it.case.loan, name="Guarantor (demo)", kind=GuaranteeKind.general, number="14099990001")
    ),
    Happening.struggled: lambda it: hardship.report(
        it.case.borrower, it.day, kind=HardshipKind.health, need=SupportNeed.more_time, owner=it.user
    ),
    Happening.care_noted: lambda it: hardship.note(
        it.case.borrower, it.day, cooperation=Cooperation.cooperative, user=it.user
    ),
    Happening.held: lambda it: hold.open(
        it.case, HoldKind.other, it.day, SAID, it.on(4), ends_on=it.on(5), owner=it.user
    ),
    Happening.paused: lambda it: pause.add(
        it.case.loan, it.day, it.day + timedelta(days=10), "The lender's system stood still.", it.day, it.user
    ),
    Happening.offered: make_offer,
    Happening.waiver_asked: waiver,
    Happening.approvals_decided: decide_approval,
    Happening.override_asked: lambda it: override.ask(
        it.case, Channel.call, OverrideReason.borrower_asked, SAID, it.user, it.moment
    ),
    Happening.overrides_decided: decide_override,
    Happening.breached: log_breach,
    Happening.breaches_seen: lambda it: breach.review(
        it.first(Breach, Breach.reviewed_on.is_(None)), "Talked about it in the team.", it.day, it.user
    ),
    Happening.charged: charge_one,
    Happening.charge_taken_back: lambda it: charge.reverse(
        it.first(Charge, Charge.reversed_on.is_(None)), it.day, "Entered twice."
    ),
    Happening.payment_taken_back: lambda it: payment.reverse(
        it.first(Payment, Payment.kind == PaymentKind.payment, Payment.loan_id == it.case.loan_id), it.day, "Returned."
    ),
    Happening.moved: lambda it: add(moved(it)),
    Happening.died: die,
    Happening.referred: lambda it: referral.open(it.case, cast.the_partner(), it.day, it.moment, it.user),
    Happening.cost_recorded: cost,
    Happening.rescheduled: lambda it: reschedule.reamortise(
        it.case, it.day, reason="Agreed with the borrower.", user=it.user
    ),
}
