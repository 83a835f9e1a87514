"""Overrides: a rule of the house set aside for one contact, where the law allows it, by a second person."""

from datetime import date, datetime

from sqlalchemy import select

from models import db
from models.borrower import UNUSABLE
from models.case import Case
from models.decision import Override, OverrideReason, OverrideStatus
from models.stage import Channel
from models.user import User
from rules import contact as rule
from rules.contact.policy import may_set_aside
from rules.errors import RuleError
from services import team
from services.contact import gate

SHORTEST = 20


def ask(case: Case, channel: Channel, code: OverrideReason, why: str, user: User, now: datetime) -> Override:
    """Ask to set the rules aside that stop a contact now; it serves once, today, when a second person agrees.

    Raises RuleError below 20 characters, where nothing stops the contact, or where the law does not allow it: never
    for quiet hours, a cease notice, insolvency, breathing space or a third party. Source: POL-OVR-01.
    """
    if len(why.strip()) < SHORTEST:
        raise RuleError("Say why in at least %(least)s characters.", least=SHORTEST)
    db.session.flush()
    known = gate.load([case.borrower_id], now)[case.borrower_id]
    phone = next((each for each in case.borrower.phones if each.status not in UNUSABLE), None)
    action = gate.action_of(channel, phone.id if phone and channel == Channel.call else None)
    found = gate.judge(known, action, now)
    if found.verdict == rule.ALLOWED:
        raise RuleError("Nothing stops the contact; no override is needed.")
    if not may_set_aside(gate.facts_of(known, action, now), found.rules):
        raise RuleError("The law itself stops this: %(rules)s. Nobody can set it aside.", rules=", ".join(found.rules))
    _lapse(case, channel, team.today(now))
    row = Override(case=case, borrower=case.borrower, channel=channel, rules=", ".join(found.rules), code=code, why=why)
    row.asked_on, row.asked_by = team.today(now), user
    db.session.add(row)
    return row


def approve(row: Override, today: date, user: User) -> None:
    """Let it pass, today. Raises RuleError for one's own, one of another day, or one that is decided."""
    _check(row, user)
    if row.asked_on != today:
        raise RuleError("It was asked for on %(day)s and served that day only.", day=row.asked_on)
    row.status, row.decided_by, row.decided_on = OverrideStatus.approved, user, today


def reject(row: Override, today: date, user: User) -> None:
    """Say no. Raises RuleError for one's own, or one that is decided."""
    _check(row, user)
    row.status, row.decided_by, row.decided_on = OverrideStatus.rejected, user, today


def _check(row: Override, user: User) -> None:
    if row.status != OverrideStatus.requested:
        raise RuleError("The request is decided already.")
    if row.asked_by == user:
        raise RuleError("Nobody decides on their own request; it waits for a second person.")


def _lapse(case: Case, channel: Channel, today: date) -> None:
    """What was asked for on an earlier day and never served makes way."""
    open_ones = Override.status.in_((OverrideStatus.requested, OverrideStatus.approved))
    here = select(Override).where(Override.borrower_id == case.borrower_id, Override.channel == channel, open_ones)
    for row in db.session.scalars(here.where(Override.asked_on < today)):
        row.status = OverrideStatus.lapsed
    db.session.flush()
