"""A call: the number is handed out for one attempt, which counts from that moment."""

from datetime import datetime, timedelta

from sqlalchemy import select

from models import db
from models.audit import AuditAction
from models.borrower import UNUSABLE, Borrower, Phone
from models.case import Case
from models.contact import Contact
from models.decision import Decision, DecisionKind, Verdict
from models.hold import HoldKind
from models.stage import Channel
from models.user import User
from rules.errors import RuleError
from rules.sentence import Sentence
from services import audit, hold, team
from services.contact import decision

OPEN_FOR = timedelta(hours=12)
STOPS = (HoldKind.stop, HoldKind.unclear)
"""Holds that stop calls as they stop reminders, whatever the law: nobody is to be contacted, or nobody knows."""


def dial(case: Case, phone: Phone, user: User, now: datetime) -> Decision:
    """Ask the gate for one call; where it allows it, the number may be shown, and the attempt is counted already.

    Raises RuleError for a number of somebody else, one that is not to be used, or while the case rests because nobody
    is to be contacted.
    """
    if phone.borrower_id != case.borrower_id or phone.status in UNUSABLE:
        raise RuleError("The number is not to be used.")
    _check_rest(case, now)
    more = {"phone_id": phone.id, "case_id": case.id, "user_id": user.id}
    found = decision.ask(case.borrower, DecisionKind.dial, Channel.call, now, **more)
    if found.verdict == Verdict.allowed:
        audit.record(AuditAction.revealed, phone, Sentence("call %(case)s", case=case.reference), {"column": "number"})
    return found


def _check_rest(case: Case, now: datetime) -> None:
    for row in hold.running(case, team.today(now)):
        if row.kind in STOPS:
            told = {"reference": case.reference, "day": row.starts_on, "kind": row.kind}
            raise RuleError("%(reference)s rests since %(day)s (%(kind)s): nobody calls before it is released.", **told)


def open_of(borrower: Borrower, user: User | None, at: datetime) -> Decision | None:
    """The latest call that a person dialled and has not logged yet."""
    if user is None:
        return None
    db.session.flush()
    told = select(Contact.id).where(Contact.decision_id == Decision.id)
    query = select(Decision).filter_by(borrower_id=borrower.id, user_id=user.id, kind=DecisionKind.dial)
    query = query.where(Decision.verdict == Verdict.allowed, Decision.at > at - OPEN_FOR, Decision.at <= at)
    return db.session.scalars(query.where(~told.exists()).order_by(Decision.id.desc())).first()
