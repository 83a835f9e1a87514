"""Demands: set as PDF, dispatched, and proven; a delivered one interrupts the limitation by itself."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import func, select

from models import db
from models.acceleration import AccelerationStatus
from models.base import Language
from models.borrower import UNUSABLE, Address, AddressKind
from models.case import Case, CaseState
from models.contact import Contact
from models.decision import DecisionKind, Verdict
from models.demand import Demand, DemandKind, DemandStatus
from models.document import Document, DocumentKind
from models.loan import Loan
from models.outcome import OutcomeCode
from models.stage import Channel
from models.user import User
from rules import delinquency, message, money
from rules import demand as rule
from rules.errors import RuleError
from rules.limitation import EventKind
from services import case, document, ledger, limitation, overdue, owed, team, written
from services.channel import Message, letter
from services.contact import decision
from services.demand import arrears
from services.loan import joint
from services.paper import letterhead
from services.reminder import identity, text, validation

TEMPLATES = Path(__file__).parents[2] / "templates" / "demands"
LAW = {
    "en": "the contract named above, and the law on repaying a loan when it is due.",
    "zh_Hans": "上述合同，以及《中华人民共和国民法典》关于借款人按约定期限还款的规定。",
    "zh_Hant": "上述契約，以及法律關於借款人按約定期限還款的規定。",
}
INTERRUPT = (DemandKind.demand_letter, DemandKind.acceleration_notice)
"""Kinds that ask for the debt: delivered, they interrupt the limitation."""
BY_LAW: Mapping[DemandKind, Any] = {
    DemandKind.validation_notice: validation,
    DemandKind.arrears_notice: arrears,
}
"""The notices whose words a law prescribes, each with the module that writes them; one written elsewhere is kept."""
RIGHTS = {
    "en": (
        "you have the duty to repay as agreed; you have the right to ask for details, to object, to ask for "
        "instalments or a later date (free of charge), and to complain about our service."
    ),
    "zh_Hans": (
        "您有义务按合同还款；您有权查询明细、提出异议、申请分期或延期（不收取任何费用），并对我们的服务进行投诉。"
    ),
    "zh_Hant": (
        "您有義務按契約還款；您有權查詢明細、提出異議、申請分期或延期（不收取任何費用），並對我們的服務提出申訴。"
    ),
}
LATER = {
    "en": "a further {} falls due later and is not asked for now.",
    "zh_Hans": "其余{}尚未到期，本函不要求您现在支付。",
    "zh_Hant": "其餘{}尚未到期，本函不要求您現在支付。",
}
NONE_LATER = {
    "en": "nothing falls due later.",
    "zh_Hans": "没有尚未到期的款项。",
    "zh_Hant": "沒有尚未到期的款項。",
}
CALLED = {
    "en": "under {clause} the whole rest was called due on {day}, so nothing falls due later.",
    "zh_Hans": "依据{clause}，全部剩余款项已于{day}提前到期，没有尚未到期的款项。",
    "zh_Hant": "依據{clause}，全部剩餘款項已於{day}提前到期，沒有尚未到期的款項。",
}
COSTS = {
    "en": "none for this step. Costs of a court are borne as the court decides.",
    "zh_Hans": "本次告知不收取任何费用。诉讼费用由法院依法确定承担方。",
    "zh_Hant": "本次告知不收取任何費用。訴訟費用由法院依法確定承擔方。",
}


def write(
    row: Case,
    kind: DemandKind,
    language: Language,
    signer: str,
    costs: str,
    today: date,
    places: Mapping[str, str] = MappingProxyType({}),
) -> tuple[str, str]:
    """Subject and body of a demand, its words checked like every message; `places` are those of its kind alone.

    Raises RuleError where something it must state is missing, nothing is overdue, or a word must not be sent.
    """
    if row.overdue_since is None or case.overdue(row, today) <= 0:
        raise RuleError("Nothing is overdue.")
    if kind in BY_LAW:
        body = BY_LAW[kind].words(row, str(language), today)
        text.check_content(body, str(language))
        return BY_LAW[kind].subject(str(language)), identity.said(row.borrower, Channel.letter, str(language), body)
    subject, _, template = _template(kind, language).partition("\n")
    told = values(row, row.overdue_since, language, signer, costs, today) | dict(places)
    body = "\n\n".join(filter(None, (rule.fill(kind, template, told).strip(), joint.said([row.loan], str(language)))))
    text.check_content(body, str(language))
    return subject.strip(), identity.said(row.borrower, Channel.letter, str(language), body)


def values(row: Case, since: date, language: Language, signer: str, costs: str, today: date) -> dict[str, str]:
    """What the places of a demand are filled with."""
    lender, tongue = row.borrower.lender, str(language)
    reader = letterhead.locale(lender, tongue)
    found, parts = owed.of(row.loan, today), overdue.of_loan(row.loan, today)
    return {
        "name": message.addressed(row.borrower.name, tongue) if tongue == "en" else row.borrower.name,
        "lender": letterhead.name(lender, tongue),
        "contracts": row.loan.contract_no,
        "amount": amount(row.loan, found.overdue, reader),
        "balance": amount(row.loan, found.overdue + found.later, reader),
        "later": later(row, found.later, tongue, reader),
        "overdue_since": text.day(since, reader),
        "instalments": text.instalments([text.Owed(row.loan.contract_no, row.loan.currency, parts)], reader),
        "days_past_due": str(delinquency.days_past_due(since, today)),
        "today": text.day(today, reader),
        "law": LAW[tongue],
        "rights": RIGHTS[tongue],
        "costs": costs.strip() or COSTS[tongue],
        "pay_to": letterhead.pay_to(lender, tongue),
        "callback_number": lender.callback_number,
        "complaints_number": lender.complaints_number,
        "signer": signer,
    }


def later(row: Case, left: Decimal, tongue: str, reader: str) -> str:
    """What is not yet due, or under which clause and since when the whole rest is due."""
    called = next((each for each in row.accelerations if each.status == AccelerationStatus.effective), None)
    if called and called.effective_on and not left:
        return CALLED[tongue].format(day=text.day(called.effective_on, reader), clause=called.clause)
    return LATER[tongue].format(amount(row.loan, left, reader)) if left else NONE_LATER[tongue]


def amount(loan: Loan, sum: Decimal, reader: str) -> str:
    """An amount of a loan as its reader writes it."""
    return written.amount(sum, loan.currency, reader)


@cache
def _template(kind: DemandKind, language: Language) -> str:
    return (TEMPLATES / f"{kind}.{language}.txt").read_text(encoding="utf-8")


LABELS = {"en": "Demand for payment", "zh_Hans": "催款函", "zh_Hant": "催款函"}
"""What stands on the cover: a demand under a cover that does not say so may prove nothing (SPC 2018 min shen 820)."""


def draft(
    row: Case,
    kind: DemandKind,
    language: Language,
    user: User,
    today: date,
    *,
    signer: str = "",
    costs: str = "",
    places: Mapping[str, str] = MappingProxyType({}),
) -> Demand:
    """Set a demand as PDF; `places` are those of its kind alone.

    Raises RuleError for a closed case, or where something it must state is missing.
    """
    if row.state != CaseState.open:
        raise RuleError("%(reference)s is not open; nothing is written about it.", reference=row.reference)
    if kind == DemandKind.arrears_notice:
        arrears.check(row, today)
    signer = signer.strip() or user.name
    subject, body = write(row, kind, language, signer, costs, today, places)
    lender, to = row.borrower.lender, "\n".join(each.value for each in postal(row)[:1])
    number, day = _number(), text.day(today, letterhead.locale(lender, language))
    name = letterhead.name(lender, language)
    words = Message(number, to, row.borrower.name, subject, body, str(language), name, day)
    made = document.kept(letter.pdf(letterhead.on(words, lender)), DocumentKind.pdf, f"{number}.pdf")
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


def drafted() -> list[Demand]:
    """The demands that were set and have not left, oldest first."""
    return list(db.session.scalars(select(Demand).filter_by(status=DemandStatus.drafted).order_by(Demand.id)))


def check(row: Demand, today: date) -> None:
    """Ask the ledger about a demand that is about to be printed. Raises RuleError where its figures are overtaken."""
    if row.status == DemandStatus.drafted:
        _check_figures(row, today)


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
    if row.kind == DemandKind.arrears_notice:
        arrears.check(row.case, on, row)
    case, more = row.case, {"address_id": address.id, "case_id": row.case_id, "user_id": row.user_id}
    found = decision.ask(case.borrower, DecisionKind.send, Channel.letter, now, **more)
    if found.verdict == Verdict.blocked:
        raise RuleError("The gate does not let a letter go now: %(rules)s.", rules=found.rules)
    row.status, row.dispatched_on, row.address_used = DemandStatus.dispatched, on, address.value
    row.carrier, row.tracking_no, row.cover_label = carrier.strip(), tracking_no.strip(), cover_label.strip()
    db.session.add(_contact(row, "LTR", now))


def deliver(row: Demand, on: date, signer: str, scan: Document | None, today: date) -> None:
    """It was delivered: with the scan of cover and receipt, what asks for the debt interrupts the limitation.

    Raises RuleError where it did not leave, without a signer or scan, or for a day out of order.
    """
    _check_settling(row, on, today)
    if not signer.strip() or scan is None:
        raise RuleError("Who signed, and the scan of cover and receipt, are part of the proof.")
    row.status, row.settled_on, row.signer, row.scan = DemandStatus.delivered, on, signer.strip(), scan
    if row.kind in INTERRUPT:
        note = f"{row.reference} {row.carrier} {row.tracking_no}"
        limitation.record(row.case.loan, EventKind.demand_delivered, on, today, note=note, scan=scan, user=row.user)


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
    who, user = row.case.borrower, row.user
    return Contact(borrower=who, case=row.case, at=now, channel=Channel.letter, outcome=outcome, note=note, user=user)
