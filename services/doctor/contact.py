"""What must hold of messages and calls: every stage has words, and nothing went out that the gate did not let pass."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import func, or_, select

from models import db
from models.borrower import Borrower
from models.case import Case
from models.contact import Contact, Direction
from models.decision import Breach, Decision, DecisionKind, Verdict
from models.demand import Demand, DemandKind
from models.lender import Lender
from models.outcome import OutcomeCode
from models.reminder import Reminder, ReminderStatus
from rules import validation_period as rule
from rules.sentence import Sentence, listed
from services import team
from services.doctor.invariant import Found, Look, holds
from services.reminder import words
from services.reminder.words import WRITTEN


@holds(
    Sentence("Every stage can be written to: words, sender's data and channel are there in each language."),
    ("edit", "template"),
)
def stage_can_be_written_to(look: Look) -> Iterator[Found]:
    """Stages that lack a channel, words or the lender's data for the borrowers they concern."""
    gaps: dict[int, list[Sentence]] = defaultdict(list)
    for gap in words.gaps():
        gaps[gap.stage_id].append(gap.said)
    for stage_id, said in gaps.items():
        yield Found("stage", stage_id, listed(*said))


@holds(Sentence("No message was sent against a rule in force at its time."), ("act", "reminder"))
def message_was_allowed(look: Look) -> Iterator[Found]:
    """Messages that went out without the gate letting them pass before, since the gate keeps what it decides.

    The first release had no such ledger: what was sent before its first row was never asked about.
    """
    first = select(func.min(Decision.at)).scalar_subquery()
    passed = select(Decision.id).where(
        Decision.reminder_id == Reminder.id,
        Decision.kind == DecisionKind.send,
        Decision.verdict == Verdict.allowed,
        Decision.at <= Reminder.sent_at,
    )
    query = select(Reminder.id, Reminder.sent_at).where(Reminder.status == ReminderStatus.sent, ~passed.exists())
    query = query.where(Reminder.sent_at >= first)
    if look.since:
        query = query.where(Reminder.sent_at >= team.start_of(look.since))
    for row in db.session.execute(query.order_by(Reminder.id)):
        said = Sentence("It was sent at %(at)s, and the gate did not let it pass.", at=row.sent_at)
        yield Found("reminder", row.id, said)


@holds(
    Sentence("Who collects for others sends the validation information within five days of the first communication."),
    ("act", "referral"),
)
def validation_follows(look: Look) -> Iterator[Found]:
    """Borrowers who were communicated with more than five days ago, and to whom no validation notice was sent in time.

    The communication is a message that was sent, or a contact that reached the borrower.
    """
    told = or_(Contact.channel.in_(WRITTEN), OutcomeCode.is_right_party)
    query = select(Contact.borrower_id, func.min(Contact.at)).join(Borrower, Contact.borrower_id == Borrower.id)
    query = query.join(Lender, Borrower.lender_id == Lender.id).outerjoin(OutcomeCode)
    query = query.where(Lender.licence.in_(rule.LICENCES), Contact.direction == Direction.outbound, told)
    for borrower_id, at in db.session.execute(query.group_by(Contact.borrower_id)):
        last = team.today(at) + timedelta(days=rule.NOTICE_DAYS)
        notice = select(Demand.id).join(Case).where(Case.borrower_id == borrower_id, Demand.dispatched_on <= last)
        notice = notice.where(Demand.kind == DemandKind.validation_notice).limit(1)
        if last < look.today and db.session.scalars(notice).first() is None:
            yield Found("borrower", borrower_id, Sentence("The validation notice was due on %(day)s.", day=last))


@holds(Sentence("A call that the gate refused was not made, or is told as a breach."), ("act", "breach"))
def refused_call_is_told(look: Look) -> Iterator[Found]:
    """Contacts that came of a call which the gate had refused, without a breach for a manager to look at."""
    told = select(Breach.id).where(Breach.contact_id == Contact.id)
    query = select(Contact.id, Decision.rules).join(Decision, Contact.decision_id == Decision.id)
    query = query.where(Decision.verdict == Verdict.blocked, ~told.exists()).order_by(Contact.id)
    for row in db.session.execute(query):
        yield Found("contact", row.id, Sentence("It was refused by %(rules)s, and no breach is told.", rules=row.rules))
