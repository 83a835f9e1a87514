"""May I call now, on which number, and in which words: what a collector sees before anything else."""

from datetime import datetime
from typing import NamedTuple

from flask_babel import gettext

from admin.base import clock, errors, format, rights
from models.borrower import UNUSABLE, Phone, PointStatus
from models.case import Case, CaseState
from models.stage import Channel
from rules import contact as rule
from rules.errors import RuleError
from services import case, gate, reminder_text


class Light(NamedTuple):
    """Green, amber or red with its sentence, the rules that say so, and further sentences."""

    tone: str
    sentence: str
    rules: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def phones(row: Case) -> list[Phone]:
    """The borrower's phones, verified ones first, unusable ones last."""
    order = (PointStatus.verified, PointStatus.unverified, PointStatus.opted_out, PointStatus.bad)
    return sorted(row.borrower.phones, key=lambda phone: (order.index(phone.status), phone.id))


def light(row: Case, known: list[Phone], now: datetime) -> Light:
    """What the gate says of a call to the best number, at this instant."""
    best = known[0] if known and known[0].status not in UNUSABLE else None
    if best is None:
        return Light("red", gettext("There is no number that may be called."))
    found = gate.decide(row.borrower, Channel.call, now, phone_id=best.id)
    reasons = tuple(errors.sentence(reason) for reason in found.reasons)
    if found.verdict == rule.ALLOWED:
        return Light("green", until(found.must_end_by), found.warnings, reasons)
    if found.next_allowed_at is None:
        return Light("red", gettext("Do not call: no waiting changes that."), found.rules, reasons)
    sentence = gettext("Not now. A call is allowed from %(time)s.", time=told(found.next_allowed_at))
    return Light("amber", sentence, found.rules, reasons)


def until(end: datetime | None) -> str:
    """That a call is allowed, and by when it must be over."""
    return (
        gettext("A call is allowed now, until %(time)s.", time=told(end)) if end else gettext("A call is allowed now.")
    )


def told(at: datetime) -> str:
    """An instant in words."""
    return str(format.words(at))


def wording(row: Case) -> str:
    """The suggested words of a call in the borrower's language, filled; empty where nothing is overdue."""
    today, person = clock.today(), rights.person()
    if (
        not rights.sees_names()
        or row.state != CaseState.open
        or row.stage is None
        or row.overdue_since is None
        or person is None
    ):
        return ""
    owed = reminder_text.Owed(row.loan.contract_no, row.loan.currency, case.overdue(row, today), row.overdue_since)
    key = (row.stage.id, Channel.call, row.borrower.language)
    known, who = reminder_text.templates(), row.borrower
    try:
        return reminder_text.write(known, key, who, who.lender, person.name, [owed], today).body
    except RuleError as error:
        return errors.sentence(error)
