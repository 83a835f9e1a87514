"""E-mails to people who sign in: each is a row first, and leaves by the same channel and circuit as reminders."""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import or_, select

from models import db
from models.reminder import ReminderStatus
from models.stage import Channel
from models.user import User
from models.user_mail import MailKind, UserMail
from rules.errors import RuleError
from rules.mail import Bounce
from rules.sentence import Sentence
from services import invitation, sending, team
from services.channel import Message, Sender, Sent, attempt, choice, circuit

Status = ReminderStatus
NAME = "user-mail"
"""How the reference of each begins; its number follows."""
GOOD_FOR = {
    MailKind.invitation: invitation.LASTS,
    MailKind.password_link: timedelta(hours=2),
    MailKind.password_notice: timedelta(days=7),
    MailKind.payment_notice: timedelta(days=14),
    MailKind.referral_question: timedelta(days=14),
    MailKind.weekly_report: timedelta(days=6),
    MailKind.daily_digest: timedelta(hours=20),
    MailKind.words_test: timedelta(hours=2),
    MailKind.automation: timedelta(days=2),
}
"""How long the words of each kind are of use: as long as their link, or as long as their news is news."""
LATE = Sentence("It could not leave in time, and its words are of no use any more.")
LEFT = Sentence("The person may not sign in any more.")


def queue(person: User, kind: MailKind, subject: str, body: str, now: datetime) -> UserMail:
    """Put an e-mail into the outbox; it leaves within a minute, or is tried again until its words are of no use."""
    row = UserMail(user=person, kind=kind, subject=subject, body=body, queued_at=now, until=now + GOOD_FOR[kind])
    db.session.add(row)
    return row


def waiting() -> bool:
    """Whether any e-mail is queued or was left on its way."""
    here = select(UserMail.id).where(UserMail.status.in_((Status.queued, Status.sending)))
    return db.session.scalars(here.limit(1)).first() is not None


def ready(now: datetime) -> list[int]:
    """Ids of the e-mails to send at an instant, oldest first; none while the channel is down."""
    if Channel.email in circuit.shut(now):
        return []
    is_due = or_(UserMail.next_try_at.is_(None), UserMail.next_try_at <= now)
    query = select(UserMail.id).where(UserMail.status == Status.queued, is_due)
    return list(db.session.scalars(query.order_by(UserMail.refused_at.is_not(None), UserMail.id)))


def sweep(now: datetime) -> Counter[str]:
    """Take up what a killed process left half-sent, which is unknown; end what can be of no use any more."""
    found: Counter[str] = Counter()
    for row in db.session.scalars(select(UserMail).where(UserMail.status.in_((Status.queued, Status.sending)))):
        if row.status == Status.sending and row.claimed_at and row.claimed_at < now - attempt.CUT_OFF:
            row.status, row.problem = Status.unknown, attempt.CUT
        elif row.status == Status.queued and row.until <= now:
            row.status, row.problem, row.body = Status.failed, LATE, None
        else:
            continue
        found[str(row.status)] += 1
    return found


def begin(row: UserMail, now: datetime) -> str:
    """Claim an e-mail: from here on nobody can tell whether it went out; the caller commits. Returns its status.

    One that somebody else has, whose person left, or whose channel is down is not begun.
    """
    db.session.refresh(row, with_for_update=True)
    if row.status != Status.queued or row.until <= now or Channel.email in circuit.shut(now):
        return "waiting"
    if row.user.active:
        row.status, row.claimed_at, row.attempts = Status.sending, now, row.attempts + 1
    else:
        row.status, row.problem, row.body = Status.suppressed, LEFT, None
    return str(row.status)


def send(row: UserMail, sender: Sender, now: datetime) -> str:
    """Hand over an e-mail that was begun, and keep what the channel says; returns the status."""
    house, person = team.the(), row.user
    name = house.name if house else ""
    message = Message(f"{NAME}-{row.id}", person.email, person.name, row.subject, row.body or "", person.language)
    if isinstance(attempt.make(row, sender, message._replace(sender=name, at=now), now), Sent):
        row.status, row.sent_at, row.body = Status.sent, now, None
    return str(row.status)


def sender(settings: choice.Settings) -> Sender:
    """What e-mail leaves through at this moment."""
    return choice.mail(sending.now(settings), team.is_demo())


def bounced(reference: str, bounce: Bounce) -> bool:
    """An e-mail came back from the address of its reader: it failed. False where it is none of these."""
    kind, _, number = reference.rpartition("-")
    row = db.session.get(UserMail, int(number)) if kind == NAME else None
    if row is None or row.user.email != bounce.address:
        return False
    row.status, row.problem = Status.failed, Sentence("Not delivered: %(reason)s", reason=bounce.reason)
    return True


def again(row: UserMail, now: datetime) -> None:
    """Queue an e-mail that failed once more, to the address that the person has by now.

    Raises RuleError for any other, and for one whose words are of no use any more.
    """
    attempt.check_failed(row)
    if row.until <= now or row.body is None:
        raise RuleError(LATE)
    attempt.begin_anew(row)


def did_leave(row: UserMail, now: datetime) -> None:
    """A person found out that an e-mail left. Raises RuleError where nobody has to find out."""
    attempt.check_unknown(row)
    row.status, row.sent_at, row.problem, row.body = Status.sent, row.claimed_at or now, "", None


def did_not_leave(row: UserMail) -> None:
    """A person found out that it did not leave: it failed, and may be sent again. Raises RuleError likewise."""
    attempt.check_unknown(row)
    row.status = Status.failed
