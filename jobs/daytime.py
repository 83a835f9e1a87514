"""The day: answers read, reminders sent and partners told, every few minutes."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from flask import current_app

from jobs import claim, mailbox
from jobs.mailbox import read_mail
from jobs.runner import Tally, each, once, save
from models.payment import Payment
from models.referral import Referral
from models.referral_work import PaymentNotice, ReferralQuestion
from models.reminder import Reminder
from services import bulk, reminder, sending, team
from services.channel.choice import senders
from services.referral import partner, question, work

TOGETHER = 50
"""So many are claimed before the first of them goes out: their facts are at most some minutes old."""


def sweep_reminders(today: date, now: datetime) -> Tally:
    """Take up what a killed process left half-sent."""
    return once(lambda: reminder.sweep(now))


def send_reminders(today: date, now: datetime) -> Tally:
    """Send every queued reminder that may go out now."""
    clock, found = current_app.config["CLOCK"], Tally(Counter(), [])
    known = senders(sending.now(current_app.config["CONCORD"]), team.is_demo(), clock)
    for ids in bulk.chunks(reminder.ready(), TOGETHER):
        taken, now = list[int](), clock()
        rest = once(partial(take, ids, now, taken))
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
    mailed = each(PaymentNotice, partner.waiting(), lambda row: mail(row, now))
    found.counts.update(mailed.counts)
    found.problems.extend(mailed.problems)
    return found


def ask_about_referrals(today: date, now: datetime) -> Tally:
    """Ask how to go on with a referral on whose case something happened, and tell its partner by e-mail."""
    found = each(Referral, question.due(), lambda row: question.follow(row, now))
    mailed = each(ReferralQuestion, partner.unmailed(), lambda row: mail(row, now))
    found.counts.update(mailed.counts)
    found.problems.extend(mailed.problems)
    return found


def has_work() -> bool:
    """Whether a pass has anything to do."""
    waits = (reminder.waiting, work.untold, partner.waiting, question.due, partner.unmailed, mailbox.waiting)
    return any(asked() for asked in waits)


def mail(row: PaymentNotice | ReferralQuestion, now: datetime) -> str:
    """Send the e-mail of a notice or question; that it went is kept first, so that it never goes twice."""
    row.mailed_at = now
    save()
    partner.send(row, current_app.config["CONCORD"], now)
    return "mailed"


STEPS = (sweep_reminders, read_mail, send_reminders, tell_partners, ask_about_referrals)
