"""Validation information: what who collects for others owes each consumer of a debt, at once or soon after.

Source: 12 CFR 1006.34; the words are those of the Bureau's model form B-1.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select

from models import db
from models.borrower import UNUSABLE, AddressKind, Borrower
from models.case import Case, CaseState
from models.contact import Contact, Direction
from models.demand import Demand, DemandKind, DemandStatus
from models.lender import Lender
from models.loan import Loan
from models.outcome import OutcomeCode
from models.payment import PaymentKind
from models.reminder import Reminder, ReminderCase, ReminderStatus
from models.stage import Channel
from rules import demand as demand_rule
from rules import money
from rules import validation_period as rule
from rules.errors import RuleError
from rules.sentence import Field, Sentence, listed
from services import early, ledger, rest_days, task, team, written
from services.paper import letterhead
from services.reminder import text

KIND = DemandKind.validation_notice
TEMPLATES = Path(__file__).parents[2] / "templates" / "demands"
SENT = (DemandStatus.dispatched, DemandStatus.delivered)
WRITTEN = (Channel.sms, Channel.email, Channel.letter)
CARRIES = (Channel.email, Channel.letter)
"""The channels whose messages have room for it."""
LATEST = timedelta(days=5)
"""So long after it was set what carries it may leave; its period is counted from then, for a later end is allowed."""
SHOWN = 4
"""So many signs of an account number are told. Source: Official Interpretations 34(c)(2)(iv)-1."""


class Itemised(NamedTuple):
    """The debt on its itemisation date, what came on and off it since, and what it is now."""

    on: date
    then: Decimal
    interest: Decimal
    fees: Decimal
    credited: Decimal
    now: Decimal


class Told(NamedTuple):
    """A case whose borrower was in touch with the house: the last day for the information, and when it left."""

    case_id: int
    last_on: date
    given_on: date | None


AMOUNTS = ("then", "interest", "fees", "credited", "now")


def itemised(loan: Loan, today: date) -> Itemised | None:
    """The itemisation of a loan, from the first day that the law offers and the book reaches back to; else None.

    Charge-off, last payment, transaction. What ends the debt on a day is the debt of that day; what is neither money,
    let go nor a fee is interest. Source: 12 CFR 1006.34(b)(3), (c)(2)(vi)-(ix).
    """
    since = loan.feed_as_of if loan.feed_balance is not None else loan.opened_on
    paid = [row for row in ledger.laid(loan) if not row.reversal and row.amount > 0 and row.kind != PaymentKind.moved]
    last = max((row.paid_on for row in paid if row.kind == PaymentKind.payment), default=loan.last_paid_on)
    days = (loan.written_off_on, last, loan.opened_on)
    on = next((day for day in days if day and since and since <= day <= today), None)
    if on is None:
        return None
    then, now = (max(early.payoff(loan, day), money.ZERO) for day in (on, today))
    credited = money.total(row.amount for row in paid if row.paid_on > on)
    fees = money.total(row.amount for row in loan.charges if row.on > on and row.reversed_on is None)
    interest = now - then - fees + credited
    return Itemised(on, then, interest, fees, credited, now) if interest >= 0 else None


def lacks(row: Case, today: date) -> list[Sentence]:
    """What the book does not hold of what the notice must say; empty where it can be set."""
    lender, loan = row.borrower.lender, row.loan
    found = []
    if not lender.address.strip():
        found.append(Sentence("%(field)s of %(name)s", field=Field("address", "lender"), name=lender.name))
    if not postal(row.borrower):
        found.append(Sentence("the postal address of %(name)s", name=row.borrower.name))
    if not _creditor(row):
        found.append(Sentence("the original creditor of %(contract)s", contract=loan.contract_no))
    if itemised(loan, today) is None:
        found.append(
            Sentence(
                "what was owed of %(contract)s on the day of its charge-off, its last payment or its making: the book "
                "knows its balance of %(day)s only",
                contract=loan.contract_no,
                day=loan.feed_as_of or loan.opened_on,
            )
        )
    return found


def check(row: Case, today: date) -> None:
    """Raise RuleError where the notice cannot be set, naming each thing that lacks."""
    if found := lacks(row, today):
        raise RuleError(
            "The validation notice lacks: %(names)s. Write it elsewhere and keep its copy.", names=listed(*found)
        )


def words(row: Case, language: str, today: date) -> str:
    """The validation information of a debt; in another language the English one stands below it.

    Raises RuleError where something lacks. Source: 12 CFR 1006.34(e)(2).
    """
    check(row, today)
    said = _in(row, language, today)
    return said if language == "en" else f"{said}\n\n{subject('en')}\n{_in(row, 'en', today)}"


def owed_to(who: Borrower) -> list[Case]:
    """The open cases of a borrower whose notice has not left yet; none where the licence owes none."""
    if str(who.lender.licence) not in rule.LICENCES:
        return []
    return [row for row in who.cases if row.state == CaseState.open and given_on(row) is None]


def given_on(row: Case) -> date | None:
    """The day on which the information of a debt left the house, as a notice or within a message."""
    days = [each.dispatched_on for each in row.demands if each.kind == KIND and each.status in SENT]
    days += [team.today(each.sent_at) for each in messages(row) if each.sent_at]
    return min((day for day in days if day), default=None)


def messages(row: Case) -> list[Reminder]:
    """The messages that carried the information of a debt and were sent; none where the licence owes none."""
    if str(row.borrower.lender.licence) not in rule.LICENCES:
        return []
    query = select(Reminder).join(ReminderCase).where(ReminderCase.case_id == row.id, Reminder.validates)
    return list(db.session.scalars(query.where(Reminder.status == ReminderStatus.sent).order_by(Reminder.id)))


def of_message(row: Reminder) -> str:
    """What a message has to carry: the information of each of its debts that was not given, where nothing lacks.

    All of them or none: what a message says of one debt must not hide that another one's is to follow.
    """
    if row.channel not in CARRIES:
        return ""
    concerned = {each.case_id for each in row.cases}
    cases = [each for each in owed_to(row.borrower) if each.id in concerned]
    if not cases or any(lacks(each, row.queued_on) for each in cases):
        return ""
    return "\n\n".join(words(each, str(row.language), row.queued_on) for each in cases)


def period(row: Case, set_on: date) -> rule.ValidationPeriod:
    """The validation period that what was set on a day names."""
    leaves_on = set_on + LATEST
    return rule.of(leaves_on, rest_days.of(str(row.borrower.lender.licence), leaves_on.year).holidays)


def told() -> Iterator[Told]:
    """The open cases of those who owe the information and were in touch with the borrower, by case."""
    query = select(Case.id, _first_at(), _noticed_on(), _said_at()).join(Borrower, Case.borrower_id == Borrower.id)
    query = query.join(Lender, Borrower.lender_id == Lender.id)
    here = (Lender.licence.in_(rule.LICENCES), Case.state == CaseState.open, Case.archived_on.is_(None))
    for case_id, first_at, noticed_on, said_at in db.session.execute(query.where(*here).order_by(Case.id)).all():
        days = [day for day in (noticed_on, team.today(said_at) if said_at else None) if day]
        if first_at:
            yield Told(case_id, team.today(first_at) + timedelta(days=rule.NOTICE_DAYS), min(days, default=None))


def waiting() -> dict[int, date]:
    """The cases whose borrower was in touch with the house and whose information has not left, with the last day."""
    return {each.case_id: each.last_on for each in told() if each.given_on is None}


def ask(row: Case, last: date, today: date, now: datetime) -> str:
    """Make the notice, or what it lacks, the next action of a case; again changes nothing."""
    if row.state != CaseState.open:
        return "quiet"
    found = lacks(row, today)
    note = Sentence("The validation notice leaves not later than %(day)s (12 CFR 1006.34).", day=last)
    if found:
        note = Sentence(
            "The validation notice leaves not later than %(day)s (12 CFR 1006.34). It lacks: %(names)s.",
            day=last,
            names=listed(*found),
        )
    return task.ask_for_letter(row, note, last, today, now)


def postal(who: Borrower) -> str:
    """The postal address of a borrower that may be used; empty where there is none."""
    usable = (each for each in who.addresses if each.kind == AddressKind.postal and each.status not in UNUSABLE)
    return next((each.value for each in usable), "")


def subject(language: str) -> str:
    """What the notice is called."""
    return _template(language)[0]


def _in(row: Case, tongue: str, today: date) -> str:
    lender, found = row.borrower.lender, itemised(row.loan, today)
    if found is None:
        raise RuleError("The debt is not itemised.")
    reader = letterhead.locale(lender, tongue)
    sums = {name: written.amount(getattr(found, name), row.loan.currency, reader) for name in AMOUNTS}
    creditor = _creditor(row)
    return demand_rule.fill(
        KIND,
        _template(tongue)[1],
        sums
        | {
            "lender": letterhead.name(lender, tongue),
            "collector_address": written.in_line(lender.address, tongue),
            "callback_number": lender.callback_number,
            "name": row.borrower.name,
            "address": written.in_line(postal(row.borrower), tongue),
            "creditor_then": row.loan.original_creditor or creditor,
            "creditor_now": letterhead.name(lender, tongue) if row.loan.portfolio.bought_from else creditor,
            "account": f"{'*' * SHOWN}{row.loan.contract_no[-SHOWN:]}",
            "item_on": text.day(found.on, reader),
            "dispute_by": text.day(period(row, today).ends_on, reader),
        },
    ).strip()


def _creditor(row: Case) -> str:
    """To whom the debt was owed first; from whom it was bought where nobody says."""
    return row.loan.original_creditor or row.loan.portfolio.bought_from


@cache
def _template(language: str) -> tuple[str, str]:
    name, _, body = (TEMPLATES / f"{KIND}.{language}.txt").read_text(encoding="utf-8").partition("\n")
    return name.strip(), body.strip()


def _first_at() -> Any:
    """The first message that was sent, or contact that reached the borrower, since a case opened."""
    reached = or_(Contact.channel.in_(WRITTEN), OutcomeCode.is_right_party)
    here = (Contact.borrower_id == Case.borrower_id, Contact.direction == Direction.outbound, reached)
    query = select(func.min(Contact.at, type_=Contact.at.type)).outerjoin(OutcomeCode)
    return query.where(*here).correlate(Case).scalar_subquery()


def _noticed_on() -> Any:
    here = (Demand.case_id == Case.id, Demand.kind == KIND, Demand.status.in_(SENT))
    return select(func.min(Demand.dispatched_on)).where(*here).correlate(Case).scalar_subquery()


def _said_at() -> Any:
    query = select(func.min(Reminder.sent_at, type_=Reminder.sent_at.type)).join(ReminderCase)
    here = (ReminderCase.case_id == Case.id, Reminder.validates, Reminder.status == ReminderStatus.sent)
    return query.where(*here).correlate(Case).scalar_subquery()
