"""What must hold of messages on their way: none is left between, no channel stays down, and no word stays too long."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from models import db
from models.circuit import Circuit
from models.partner import LegalPartner
from models.referral import Referral
from models.reminder import Reminder, ReminderStatus
from models.user import User
from models.user_mail import UserMail
from rules.sentence import Sentence
from services.doctor.invariant import Found, Look, holds

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Status = ReminderStatus
OVER = (Status.sent, Status.suppressed)


@holds(
    Sentence("No message is left between: what was claimed leaves, or is known not to have, within the hour."),
    ("act", "reminder"),
)
def message_moves_on(look: Look) -> Iterator[Found]:
    """Messages that were claimed more than an hour ago and of which nothing was kept since."""
    for record, model in (("reminder", Reminder), ("user_mail", UserMail)):
        table: Any = model
        left = table.status.in_((Status.claimed, Status.sending)), table.claimed_at < look.now - HOUR
        for row in db.session.execute(select(table.id, table.claimed_at).where(*left).order_by(table.id)):
            yield Found(record, row.id, Sentence("It is on its way since %(at)s.", at=row.claimed_at))


@holds(Sentence("No two messages went out under one id."), ("act", "reminder"))
def id_names_one_message(look: Look) -> Iterator[Found]:
    """Messages with an id that another one has too: a report about it would name either."""
    named = select(Reminder.provider_reference).where(Reminder.provider_reference.is_not(None))
    twice = named.group_by(Reminder.provider_reference).having(func.count() > 1)
    query = select(Reminder.id, Reminder.provider_reference).where(Reminder.provider_reference.in_(twice))
    for row in db.session.execute(query.order_by(Reminder.id)):
        yield Found("reminder", row.id, Sentence("Its id %(id)s is that of another too.", id=row.provider_reference))


@holds(Sentence("No channel is down for longer than a day."), ("act", "circuit"))
def channel_is_up(look: Look) -> Iterator[Found]:
    """Channels that took nothing since their circuit opened more than a day ago."""
    query = select(Circuit).where(Circuit.opened_at < look.now - DAY)
    for row in db.session.scalars(query.order_by(Circuit.id)):
        said = Sentence("It is down since %(at)s: %(problem)s", at=row.opened_at, problem=row.problem)
        yield Found("circuit", row.id, said)


@holds(Sentence("The words of mail to a person are kept only until it left, or is of no use."), ("edit", "team"))
def words_of_mail_are_gone(look: Look) -> Iterator[Found]:
    """Mail whose words, in which a link may stand, lie there though nobody needs them."""
    query = select(UserMail.id).where(UserMail.status.in_(OVER), UserMail.body.is_not(None))
    for id in db.session.scalars(query.order_by(UserMail.id)):
        yield Found("user_mail", id, Sentence("Its words are still there."))


@holds(Sentence("Every legal partner with a referral in hand has somebody who may sign in."), ("edit", "user"))
def partner_is_read(look: Look) -> Iterator[Found]:
    """Firms that work on a referral and in which nobody can be told of anything."""
    in_hand = select(Referral.id).where(
        Referral.partner_id == LegalPartner.id, Referral.referred_on.is_not(None), Referral.closed_on.is_(None)
    )
    reader = select(User.id).where(User.partner_id == LegalPartner.id, User.active.is_(True))
    for id in db.session.scalars(select(LegalPartner.id).where(in_hand.exists(), ~reader.exists())):
        yield Found("legal_partner", id, Sentence("Nobody of it may sign in, so nobody reads what it is told."))
