"""The day: answers read, reminders sent and partners told, every few minutes."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from flask import current_app

from jobs import claim, mailbox
from jobs.mailbox import read_mail
from jobs.runner import Tally, each, once, once_read
from models.payment import Payment
from models.referral import Referral
from models.referral_work import PaymentNotice, ReferralQuestion
from models.reminder import Reminder
from models.user_mail import UserMail
from services import bulk, reminder, sending, team
from services.audit import seal
from services.channel.choice import senders
from services.referral import partner, question, work
from services.user import mail

TOGETHER = 50
"""So many are claimed before the first of them goes out: their facts are at most some minutes old."""


def sweep_reminders(today: date, now: datetime) -> Tally:
    """Take up what a killed process left half-sent."""
    return once(lambda: reminder.sweep(now))


def send_reminders(today: date, now: datetime) -> Tally:
    """Send every queued reminder that may go out now."""
    clock, found = current_app.config["CLOCK"], Tally(Counter(), [])
    known = senders(sending.now(current_app.config["CONCORD"]), team.is_demo(), clock)
    for rows in bulk.chunks(reminder.ready(clock()), TOGETHER):
        taken, now = list[int](), clock()
        rest = once(partial(take, reminder.may_leave(rows, now), now, taken))
        sent = each(Reminder, taken, partial(claim.send, senders=known, clock=clock, claimed_at=now))
        for tally in (rest, sent):
            found.counts.update(tally.counts)
            found.problems.extend(tally.problems)
    return found


def take(ids: Sequence[int], now: datetime, taken: list[int]) -> dict[str, int]:
    """Claim some reminders together; their ids are added to `taken`."""
    claimed, counts = claim.take(ids, now)
    taken += claimed
    return counts


def tell_partners(today: date, now: datetime) -> Tally:
    """Tell legal partners of direct payments, and by e-mail that there is one, by reference alone."""
    found = each(Payment, work.untold(), lambda row: work.tell(row, today))
    mailed = each(PaymentNotice, partner.waiting(), lambda row: partner.tell(row, now))
    found.counts.update(mailed.counts)
    found.problems.extend(mailed.problems)
    return found


def ask_about_referrals(today: date, now: datetime) -> Tally:
    """Ask how to go on with a referral on whose case something happened, and tell its partner by e-mail."""
    found = each(Referral, question.due(), lambda row: question.follow(row, now))
    mailed = each(ReferralQuestion, partner.unmailed(), lambda row: partner.tell(row, now))
    found.counts.update(mailed.counts)
    found.problems.extend(mailed.problems)
    return found


def send_mail(today: date, now: datetime) -> Tally:
    """Send the e-mails to people who sign in, of the team and of partners."""
    found, clock = once(lambda: mail.sweep(now)), current_app.config["CLOCK"]
    sender = mail.sender(current_app.config["CONCORD"])
    sent = each(UserMail, mail.ready(now), partial(claim.send_mail, sender=sender, clock=clock))
    found.counts.update(sent.counts)
    found.problems.extend(sent.problems)
    return found


def seal_trail(today: date, now: datetime) -> Tally:
    """Seal what the audit trail was given since the last pass: read while others write, kept in short transactions."""
    found = Tally(Counter(), [])
    while (sealed := once_read(seal.found, seal.keep)).counts:
        found.counts.update(sealed.counts)
        if sealed.counts["sealed"] < seal.MOST:
            break
    return found


def has_work() -> bool:
    """Whether a pass has anything to do."""
    waits = (reminder.waiting, work.untold, partner.waiting, question.due, partner.unmailed, mail.waiting)
    return any(asked() for asked in (*waits, mailbox.waiting))


STEPS = (sweep_reminders, read_mail, send_reminders, tell_partners, ask_about_referrals, send_mail, seal_trail)
