"""The days of the demo: money arrives, collectors call, plans are agreed, hard cases go to a legal partner."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import or_, select

from demo import cast, files, script
from demo.book import Book, at
from demo.script import Habit
from models.base import db
from models.case import Case
from models.decision import Verdict
from models.demand import DemandKind
from models.document import Document, DocumentKind, PaperKind
from models.loan import Loan
from models.outcome import OutcomeCode
from models.partner import LegalPartner
from models.plan import Plan, PlanStatus
from models.reason import OverdueReason, ReasonBasis
from models.referral import Referral, ReferralStatus
from models.referral_work import ReferralDecision
from models.stage import Channel
from models.task import Task
from models.user import User
from rules import money
from rules.access import Role
from services import case, contact, demand, document, early, plan, promise, referral
from services.channel import Message, letter
from services.contact import call as call_service
from services.referral import decision, question, standstill
from services.reminder import print_run

CALLS_A_DAY = 4
NOTES = {
    "PAID": "Says it was paid by bank transfer yesterday.",
    "DISP": "Says the amount differs from the contract.",
    "HARD": "In hospital since last week; asks for time.",
    "REF-W": "Does not see why the contract should bind.",
}
RUNNING = (PlanStatus.proposed, PlanStatus.agreed, PlanStatus.running)


def live(book: Book, day: date) -> None:
    """One day: money arrives, and on working days people work."""
    money_in(book, day)
    if day.weekday() < 5:
        for collector in db.session.scalars(select(User).where(User.role == Role.collector).order_by(User.id)):
            work(book, collector, day)
        refer(book, day)
        post_letters(day)
    take_back(day)


def money_in(book: Book, day: date) -> None:
    """What arrived, by the bank's file of the day: at most what is still owed of each loan, whose contract is named."""
    coming = book.arriving.pop(day, [])
    owed = {row.id: row for row in db.session.scalars(select(Loan).where(Loan.id.in_([id for id, _ in coming])))}
    left = {id: row.outstanding_principal + row.outstanding_interest + row.outstanding_fee for id, row in owed.items()}
    lines = []
    for number, (loan_id, amount) in enumerate(coming):
        paid, row = min(amount, left[loan_id]), owed[loan_id]
        if paid > 0:
            left[loan_id] -= paid
            row.portfolio.payments_as_of = day
            lines.append((day, paid, f"DEMO-{day:%Y%m%d}-{number:03}", row.borrower.name, f"还款 {row.contract_no}"))
    files.bank(lines, day)


def post_letters(day: date) -> None:
    """Print what was set and is still right, and bring it to the post office."""
    rows = print_run.fresh(print_run.waiting(), at(day, 15))
    print_run.mark(rows, day)
    print_run.post(rows, day, "中国邮政", cast.the_manager(), at(day, 16))


def work(book: Book, collector: User, day: date) -> None:
    """The calls of one collector's day, oldest task first."""
    todo = (
        select(Task)
        .join(Case)
        .where(Task.done_at.is_(None), Task.due_on <= day, Case.assignee_id == collector.id)
        .order_by(Task.due_on, Task.id)
        .limit(CALLS_A_DAY)
    )
    for number, task in enumerate(db.session.scalars(todo).all()):
        call(book, task.case, collector, day, at(day, 9, 30) + timedelta(minutes=25 * number))


def call(book: Book, row: Case, collector: User, day: date, moment: datetime) -> None:
    """One call: often nobody answers; a silent borrower never agrees to anything."""
    habit, phone = book.habits.get(row.loan_id, Habit.forgetful), row.borrower.phones[0]
    if call_service.dial(row, phone, collector, moment).verdict == Verdict.blocked:
        return
    code = script.outcome(book.dice, habit)
    if code == "PTP" and not promise.may(row, collector):
        code = "RPC-INFO"
    talk = contact.Talk(moment, Channel.call, phone=phone, user=collector, note=NOTES.get(code, ""))
    result = result_of(book, habit, row, code, day)
    if code in REASONED:
        talk = talk._replace(reason=reason_for(book, habit), reason_basis=ReasonBasis.said)
    contact.log(row.borrower, talk, day, result, case=row)
    if code == "PTP-PLAN":
        agree_on_plan(book, row, collector, day, moment)


REASONED = ("PTP", "RPC-INFO", "PTP-PLAN", "REF-U")
"""Outcomes of a talk in which the borrower says why it is overdue."""


def result_of(book: Book, habit: Habit, row: Case, code: str, day: date) -> contact.Result:
    """What came of a call: an outcome, with the promise or the time to call back that it brings."""
    result = contact.Result(outcome_named(code))
    if code == "PTP":
        promised_on = day + timedelta(days=book.dice.randint(2, 9))
        result = result._replace(amount=min(case.overdue(row, day), row.balance), promised_on=promised_on)
        if book.dice.random() < (0.8 if habit is Habit.forgetful else 0.5):
            book.arriving[promised_on].append((row.loan_id, result.amount or Decimal(0)))
    if code == "RPC-CB":
        result = result._replace(moment=at(day + timedelta(days=1), 15))
    return result


def reason_for(book: Book, habit: Habit) -> OverdueReason:
    """A reason that fits the habit."""
    code = script.reason(book.dice, habit)
    return db.session.scalars(select(OverdueReason).where(OverdueReason.code == code)).one()


def outcome_named(code: str) -> OutcomeCode:
    """An outcome by its code."""
    return db.session.scalars(select(OutcomeCode).where(OutcomeCode.code == code)).one()


def agree_on_plan(book: Book, row: Case, collector: User, day: date, moment: datetime) -> None:
    """Three to six instalments from two weeks ahead; most are then paid."""
    if db.session.scalar(select(Plan.id).where(Plan.case_id == row.id, Plan.status.in_(RUNNING))):
        return
    owed, count = case.overdue(row, day), book.dice.randint(3, 6)
    if owed < 100:
        return
    agreed = plan.propose(row, owed, count, day + timedelta(days=14), day, user=cast.the_manager())
    db.session.flush()
    if book.dice.random() < 0.85:
        plan.agree(agreed, "Recorded call, consent at the end", day, moment)
        for part in agreed.instalments:
            if book.dice.random() < 0.85:
                book.arriving[part.due_on].append((row.loan_id, part.amount))


def refer(book: Book, day: date) -> None:
    """On Wednesdays a manager sends two of what the night proposed and nothing rests on.

    The partner takes the next step on another.
    """
    partner = cast.the_partner()
    if day.weekday() == 2:
        take_back(day)
        decide(day)
        proposed = select(Referral).where(Referral.status == ReferralStatus.proposed).order_by(Referral.id)
        for row in [each for each in db.session.scalars(proposed).all() if is_free(each, day)][:2]:
            send(row, cast.the_manager(), day)
    advance_one(book, partner, day)


def take_back(day: date) -> None:
    """A manager takes the referrals back on which nothing is overdue any more."""
    paid_up = or_(Case.overdue_since.is_(None), Case.overdue_since >= day)
    for row in db.session.scalars(select(Referral).join(Case).where(Referral.closed_on.is_(None), paid_up)).all():
        referral.recall(row, "Paid up.", cast.the_manager(), day, at(day, 16))


def decide(day: date) -> None:
    """Decide how to go on where something happened on a referred case."""
    in_hand = select(Referral).where(Referral.closed_on.is_(None), Referral.referred_on.is_not(None))
    for row in db.session.scalars(in_hand).all():
        question.follow(row, at(day, 16))
        if question.open_of(row):
            found = ReferralDecision.go_on if is_free(row, day) else ReferralDecision.pause
            until = None if found == ReferralDecision.go_on else day + timedelta(days=14)
            decision.decide(
                row, found, "Looked at with the borrower.", cast.the_manager(), day, at(day, 16), until=until
            )


def is_free(row: Referral, day: date) -> bool:
    """Whether nothing rests on a referral's case."""
    return standstill.of(row.case, day, day) is None


def goes_on(row: Referral, day: date) -> bool:
    """Whether the partner may take the next step."""
    paused = row.paused_until is not None and row.paused_until > day
    return is_free(row, day) and not paused and not question.open_of(row) and not question.news([row.id])


def send(row: Referral, manager: User, day: date) -> None:
    """Put the papers into the file, keep the notice that was posted, and send the case to the partner."""
    loan, scan = row.case.loan, paper()
    for kind in (PaperKind.contract, PaperKind.disbursement):
        document.add(loan, kind, loan.opened_on, scan, day, user=manager)
    demand.keep(row.case, DemandKind.placement_notice, day, scan, manager, day)
    referral.instruct(row, money.cents(row.case.balance * Decimal("0.8")), Decimal("2000.00"), day)
    anyway = "" if row.case.borrower.id_number else "identity follows"
    referral.advance(row, ReferralStatus.sent, "Contract and statement.", manager, day, at(day, 16, 10), anyway=anyway)


def paper() -> Document:
    """The scan of the demo: one page that says so."""
    return document.kept(page(), DocumentKind.pdf, "demo-paper.pdf")


@cache
def page() -> bytes:
    """That page, set once."""
    return letter.pdf(PAPER)


PAPER = Message(
    "DEMO",
    "Demo Road 1, Demo Town",
    "Demo",
    "Synthetic paper",
    "This page stands for a scan in the demo.",
    "en",
    "Demo desk",
)


STEPS: dict[ReferralStatus, tuple[ReferralStatus, str, dict[str, Any]]] = {
    ReferralStatus.sent: (ReferralStatus.received, "Received, no conflict.", {"partner_file_no": "PF-{id:04}"}),
    ReferralStatus.received: (
        ReferralStatus.demand,
        "Demand letter sent by courier.",
        {"demand_on": "{day}", "demand_delivery": "Courier, signed for"},
    ),
    ReferralStatus.demand: (
        ReferralStatus.filed,
        "Filed and docketed.",
        {"court": "Demo District Court", "docket_no": "(2026) Demo 0101 No. {id}", "filed_amount": "{claim}"},
    ),
}


def advance_one(book: Book, partner: LegalPartner, day: date) -> None:
    """The partner takes the next step on the referral that has waited longest, if two weeks have passed."""
    waiting = (
        select(Referral)
        .where(Referral.status.in_(STEPS), Referral.status_on <= day - timedelta(days=14), Referral.closed_on.is_(None))
        .order_by(Referral.status_on, Referral.id)
    )
    row = next((each for each in db.session.scalars(waiting) if goes_on(each, day)), None)
    firm = db.session.scalars(select(User).where(User.partner_id == partner.id)).first()
    if row is not None:
        status, note, data = STEPS[row.status]
        known = {"{day}": day, "{claim}": min(row.claim_amount, early.claim(row.case.loan, day))}
        filled = {name: known.get(text, text.format(id=row.id, day="", claim="")) for name, text in data.items()}
        referral.advance(row, status, note, firm, day, at(day, 17), filled)
