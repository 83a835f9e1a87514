"""Demands: set as PDF, dispatched, and proven; a delivered one interrupts the limitation by itself."""

from datetime import date, datetime

from sqlalchemy import func, select

from models import db
from models.base import Language
from models.borrower import UNUSABLE, Address, AddressKind
from models.case import Case, CaseState
from models.contact import Contact
from models.decision import DecisionKind, Verdict
from models.demand import Demand, DemandKind, DemandStatus
from models.document import Document, DocumentKind
from models.outcome import OutcomeCode
from models.stage import Channel
from models.user import User
from rules import demand as rule
from rules import money
from rules.errors import RuleError
from rules.limitation import EventKind
from services import clock, decision, demand_text, document, ledger, owed, reminder_text, team
from services.channel import Message, letter

LABELS = {"en": "Demand for payment", "zh_Hans": "催款函", "zh_Hant": "催款函"}
"""What stands on the cover: a demand under a cover that does not say so may prove nothing (SPC 2018 min shen 820)."""


def draft(
    row: Case, kind: DemandKind, language: Language, user: User, today: date, *, signer: str = "", costs: str = ""
) -> Demand:
    """Set a demand as PDF. Raises RuleError for a closed case, or where something it must state is missing."""
    if row.state != CaseState.open:
        raise RuleError("%(reference)s is not open; nothing is written about it.", reference=row.reference)
    signer = signer.strip() or user.name
    subject, body = demand_text.write(row, kind, language, signer, costs, today)
    number, lender, to = _number(), row.borrower.lender.name, "\n".join(each.value for each in postal(row)[:1])
    day = reminder_text.day(today, str(language))
    words = Message(number, to, row.borrower.name, subject, body, str(language), lender, day)
    made = document.kept(letter.pdf(words), DocumentKind.pdf, f"{number}.pdf")
    due = owed.of(row.loan, today).overdue
    found = Demand(case=row, reference=number, kind=kind, language=language, made_on=today, amount=due)
    found.document, found.user = made, user
    db.session.add(found)
    db.session.flush()
    return found


def keep(row: Case, kind: DemandKind, on: date, scan: Document | None, user: User, today: date) -> Demand:
    """Keep a demand or notice that was written and sent elsewhere, on its day. Raises RuleError without its copy."""
    if scan is None:
        raise RuleError("Choose a file.")
    if on > today:
        raise RuleError("The day %(day)s lies in the future.", day=on)
    number, due = _number(), owed.of(row.loan, on).overdue
    found = Demand(case=row, reference=number, kind=kind, language=row.borrower.language, made_on=on, amount=due)
    found.document, found.user = scan, user
    found.status, found.dispatched_on = DemandStatus.dispatched, on
    db.session.add(found)
    db.session.flush()
    return found


def _number() -> str:
    return f"D-{(db.session.scalar(select(func.max(Demand.id))) or 0) + 1:06}"


def postal(row: Case) -> list[Address]:
    """The postal addresses of a borrower that may be used."""
    return [each for each in row.borrower.addresses if each.kind == AddressKind.postal and each.status not in UNUSABLE]


def dispatch(
    row: Demand, carrier: str, tracking_no: str, cover_label: str, address: Address | None, on: date, now: datetime
) -> None:
    """It left the house. Ledger and gate are asked as for every letter, and the file of contacts tells it.

    Raises RuleError where it left already, the carrier, number, label or address is missing, the day lies ahead or
    before the letter, its figures are no longer those of the ledger, or the gate refuses.
    """
    if row.status != DemandStatus.drafted:
        raise RuleError("%(reference)s has left the house already.", reference=row.reference)
    if address is None or not (carrier.strip() and tracking_no.strip() and cover_label.strip()):
        raise RuleError("Carrier, tracking number, cover label and address are part of the proof.")
    if not row.made_on <= on <= team.today(now):
        raise RuleError("The day %(day)s is not between the letter and today.", day=on)
    _check_figures(row, on)
    case, more = row.case, {"address_id": address.id, "case_id": row.case_id, "user_id": row.user_id}
    found = decision.ask(case.borrower, DecisionKind.send, Channel.letter, now, **more)
    if found.verdict == Verdict.blocked:
        raise RuleError("The gate does not let a letter go now: %(rules)s.", rules=found.rules)
    row.status, row.dispatched_on, row.address_used = DemandStatus.dispatched, on, address.value
    row.carrier, row.tracking_no, row.cover_label = carrier.strip(), tracking_no.strip(), cover_label.strip()
    db.session.add(_contact(row, "LTR", now))


def deliver(row: Demand, on: date, signer: str, scan: Document | None, today: date) -> None:
    """It was delivered: with the scan of cover and receipt, a demand letter interrupts the limitation.

    Raises RuleError where it did not leave, without a signer or scan, or for a day out of order.
    """
    _check_settling(row, on, today)
    if not signer.strip() or scan is None:
        raise RuleError("Who signed, and the scan of cover and receipt, are part of the proof.")
    row.status, row.settled_on, row.signer, row.scan = DemandStatus.delivered, on, signer.strip(), scan
    if row.kind == DemandKind.demand_letter:
        note = f"{row.reference} {row.carrier} {row.tracking_no}"
        clock.record(row.case.loan, EventKind.demand_delivered, on, today, note=note, scan=scan, user=row.user)


def fail(row: Demand, on: date, problem: str, today: date, now: datetime, scan: Document | None = None) -> None:
    """It came back: nothing is interrupted. Raises RuleError where it did not leave, or nobody says why."""
    _check_settling(row, on, today)
    if not problem.strip():
        raise RuleError("Say why it came back.")
    row.status, row.settled_on, row.problem, row.scan = DemandStatus.failed, on, problem.strip(), scan
    db.session.add(_contact(row, "LTR-R", now))


def cancel(row: Demand) -> None:
    """A draft is not sent. Raises RuleError for one that left."""
    if row.status != DemandStatus.drafted:
        raise RuleError("%(reference)s has left the house already.", reference=row.reference)
    row.status = DemandStatus.cancelled


def _check_figures(row: Demand, on: date) -> None:
    """Refuse a letter that is overtaken; the interest that each day adds overtakes none, for it names its day."""
    then, now = (ledger.today(row.case.loan, day) for day in (row.made_on, on))
    if not owed.is_late(now):
        raise RuleError(
            "Nothing is overdue any more, so %(reference)s is not sent. Cancel it, and set it anew when something is.",
            reference=row.reference,
        )
    if sum(then.overdue.values(), money.ZERO) != row.amount or rule.figures(then) != rule.figures(now):
        raise RuleError(
            "What is owed has changed since %(day)s: the figures of %(reference)s are no longer right. Cancel it and "
            "set it anew.",
            day=row.made_on,
            reference=row.reference,
        )


def _check_settling(row: Demand, on: date, today: date) -> None:
    if row.status != DemandStatus.dispatched or row.dispatched_on is None:
        raise RuleError("%(reference)s is not on its way.", reference=row.reference)
    if not row.dispatched_on <= on <= today:
        raise RuleError("The day %(day)s is not between the letter and today.", day=on)


def _contact(row: Demand, code: str, now: datetime) -> Contact:
    outcome = db.session.scalars(select(OutcomeCode).filter_by(code=code)).first()
    note = f"{row.reference}: {row.carrier} {row.tracking_no}. {row.problem}".strip()
    told = Contact(borrower=row.case.borrower, case=row.case, at=now, channel=Channel.letter, outcome=outcome)
    told.note, told.user = note, row.user
    return told
