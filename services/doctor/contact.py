"""What must hold of messages and calls: every stage has words, and nothing went out that the gate did not let pass."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import func, select

from models import db
from models.borrower import Borrower
from models.case import Case
from models.contact import Contact
from models.decision import Breach, Decision, DecisionKind, Verdict
from models.lender import Lender
from models.reminder import Reminder, ReminderCase, ReminderStatus
from models.service_message import ServiceMessage
from rules.contact import service
from rules.sentence import Sentence, listed
from services import hold, team
from services.demand import arrears
from services.doctor.invariant import Found, Look, holds
from services.reminder import validation, words


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
    Sentence("A service message leaves only where the lender may write them and nothing rests."),
    ("act", "reminder"),
)
def service_message_was_free(look: Look) -> Iterator[Found]:
    """Service messages that were sent for a house that collects for others, or on a day on which a hold rested."""
    query = select(Reminder.id, Reminder.sent_at, Lender.licence, ServiceMessage.case_id, ServiceMessage.kind)
    query = query.join(ServiceMessage, ServiceMessage.reminder_id == Reminder.id)
    query = query.join(Borrower, Reminder.borrower_id == Borrower.id).join(Lender, Borrower.lender_id == Lender.id)
    query = query.where(Reminder.status == ReminderStatus.sent)
    if look.since:
        query = query.where(Reminder.sent_at >= team.start_of(look.since))
    rows = db.session.execute(query.order_by(Reminder.id)).all()
    days = {row.id: team.today(row.sent_at) for row in rows}
    pairs = [(row.case_id, days[row.id]) for row in rows]
    rested, rested_otherwise = hold.rested(pairs), hold.rested(pairs, hold.AGREED)
    for row in rows:
        day = days[row.id]
        if not service.may(row.licence):
            yield Found(
                "reminder", row.id, Sentence("Who collects for others writes no service messages."), row.case_id
            )
        elif (row.case_id, day) in (rested_otherwise if row.kind in service.ON_OPEN else rested):
            said = Sentence("It was sent on %(day)s, while its case rested.", day=day)
            yield Found("reminder", row.id, said, row.case_id)


@holds(
    Sentence("Who collects for others sends the validation information within five days of the first communication."),
    ("act", "referral"),
)
def validation_follows(look: Look) -> Iterator[Found]:
    """Open cases whose borrower was communicated with more than five days ago, without the information by then.

    The communication is a message that was sent, or a contact that reached the borrower.
    """
    for each in validation.told():
        if each.last_on < (each.given_on or look.today):
            said = Sentence("The validation notice was due on %(day)s.", day=each.last_on)
            yield Found("case", each.case_id, said, each.case_id)


@holds(Sentence("The notice of sums in arrears leaves as often as the law of its lender asks."), ("act", "referral"))
def arrears_notice_follows(look: Look) -> Iterator[Found]:
    """Open cases whose last day for the notice has passed."""
    for each in arrears.told(look.today):
        if each.last_on < look.today:
            said = Sentence("The notice of sums in arrears was due on %(day)s.", day=each.last_on)
            yield Found("case", each.case_id, said, each.case_id)


@holds(Sentence("Nobody is written to about a contract of which they are not the borrower."), ("act", "reminder"))
def message_is_its_readers(look: Look) -> Iterator[Found]:
    """Messages that were sent about another borrower's case: a joint debtor is named, and never written to."""
    query = select(Reminder.id).join(ReminderCase, ReminderCase.reminder_id == Reminder.id)
    query = query.join(Case, ReminderCase.case_id == Case.id).join(Borrower, Reminder.borrower_id == Borrower.id)
    query = query.where(Case.borrower_id != func.coalesce(Borrower.merged_into_id, Borrower.id))
    if look.since:
        query = query.where(Reminder.queued_on >= look.since)
    for row in db.session.execute(query.order_by(Reminder.id).distinct()):
        yield Found("reminder", row.id, Sentence("It speaks of a contract of somebody else."))


@holds(Sentence("A call that the gate refused was not made, or is told as a breach."), ("act", "breach"))
def refused_call_is_told(look: Look) -> Iterator[Found]:
    """Contacts that came of a call which the gate had refused, without a breach for a manager to look at."""
    told = select(Breach.id).where(Breach.contact_id == Contact.id)
    query = select(Contact.id, Decision.rules).join(Decision, Contact.decision_id == Decision.id)
    query = query.where(Decision.verdict == Verdict.blocked, ~told.exists()).order_by(Contact.id)
    for row in db.session.execute(query):
        yield Found("contact", row.id, Sentence("It was refused by %(rules)s, and no breach is told.", rules=row.rules))
