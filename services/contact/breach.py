"""Breaches: what happened against the rules is told with its reason, and a manager looks at it."""

from datetime import date, datetime
from typing import NamedTuple

from models import db
from models.base import Record
from models.borrower import Borrower
from models.contact import Contact, Direction
from models.decision import Breach
from models.referral import ReferralEvent
from models.stage import Channel
from models.user import User
from rules import contact as rule
from rules.errors import RuleError
from rules.sentence import Sentence
from services.contact import call, gate


class Answer(NamedTuple):
    """What the gate says of a contact that happened: the rules against it, or the call that was let pass."""

    rules: str = ""
    decision_id: int | None = None


def against(
    borrower: Borrower, at: datetime, channel: Channel, direction: Direction, user: User | None, *points: Record | None
) -> Answer:
    """Ask the gate about a contact of ours at its time; `points` are the phone and the address."""
    if direction == Direction.inbound:
        return Answer()
    if channel == Channel.call and (found := call.open_of(borrower, user, at)):
        return Answer(decision_id=found.id)
    phone_id, address_id = (point.id if point else None for point in points)
    told = gate.decide(borrower, channel, at, phone_id=phone_id, address_id=address_id)
    return Answer() if told.verdict == rule.ALLOWED else Answer(", ".join(told.rules))


def note(row: Contact, rules: str, reason: str, today: date) -> Breach | None:
    """Record a breach with its contact. Raises RuleError where there is one and nobody says why."""
    if not rules:
        return None
    if not reason.strip():
        raise RuleError(
            "This contact was against %(rules)s. Say why it happened; a manager will look at it.", rules=rules
        )
    found = Breach(contact=row, case=row.case, rules=rules, reason=reason, raised_on=today)
    db.session.add(found)
    return found


STANDSTILL = "POL-LEG-01"
"""No legal step is taken against a borrower who owes nothing overdue, keeps a plan, disputes, or rests."""
UNEXPLAINED = Sentence("No reason was given with the step.")


def of_step(row: ReferralEvent, today: date) -> Breach:
    """Record a legal step that happened while something rested; what the note says is its reason."""
    found = Breach(referral_event=row, case=row.referral.case, rules=STANDSTILL, raised_on=today)
    found.reason = row.note or UNEXPLAINED
    db.session.add(found)
    return found


def review(row: Breach, review: str, today: date, user: User) -> None:
    """A manager has looked. Raises RuleError without words, or for one's own contact or step."""
    if not review.strip():
        raise RuleError("Say what follows from it.")
    if row.contact is not None and row.contact.user == user:
        raise RuleError("Nobody reviews their own contact.")
    if row.referral_event is not None and row.referral_event.user == user:
        raise RuleError("Nobody reviews their own step.")
    row.reviewed_on, row.reviewed_by, row.review = today, user, review
