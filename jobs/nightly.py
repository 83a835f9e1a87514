"""The night: interest, promises and plans followed, stages found, next actions booked, reminders queued, in order."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from flask import current_app

from jobs import doctor as look
from jobs import erasing
from jobs.runner import Tally, each, each_chunk, each_together, last_done, once, once_read
from models import statistics
from models.acceleration import Acceleration
from models.approval import Approval
from models.borrower import Borrower
from models.case import Case
from models.data_request import Erasure
from models.handover import Absence
from models.hold import Hold
from models.loan import Loan
from models.offer import Offer
from models.plan import Plan
from models.promise import Promise
from models.referral import Referral
from models.referral_work import CalendarLink
from models.reminder import Reminder
from models.set_off import SetOff
from models.transaction import reading, writing
from models.user import User
from services import (
    absence,
    accrual,
    approval,
    automation,
    case,
    deadline,
    doctor,
    duplicate,
    hold,
    limitation,
    metric,
    offer,
    plan,
    privacy,
    promise,
    referral,
    reminder,
    rest_days,
    strategy,
    task,
)
from services.case import share
from services.channel import outbox
from services.contact import beside
from services.credit import set_off
from services.demand import arrears
from services.loan import acceleration
from services.metric import daily, report
from services.privacy import erase, outside
from services.referral import hearing_feed, question
from services.reminder import promise as promise_reminder
from services.reminder import service as service_message
from services.reminder import set_off as set_off_notice
from services.reminder import validation, words
from services.strategy import trial
from services.user import digest


def take_strategy_up(today: date, now: datetime) -> Tally:
    """Let the version of the strategy that is published for today be in force, before anything is decided by it."""
    with writing():
        outcome = strategy.take_up(today)
    return Tally(Counter({outcome: 1}) if outcome == "taken_up" else Counter(), [])


def end_absences(today: date, now: datetime) -> Tally:
    """Give who is back today the cases back that others stood in for."""
    return each(User, absence.due(today), lambda row: absence.end(row, today))


def begin_absences(today: date, now: datetime) -> Tally:
    """Hand over the work of everybody whose days off, entered beforehand, begin today."""
    return each(Absence, absence.beginning(today), lambda row: absence.start(row, today))


def end_feeds(today: date, now: datetime) -> Tally:
    """End the calendars of hearings of who has no referral any more."""
    return each(CalendarLink, hearing_feed.outlived(), lambda row: hearing_feed.end(row, now))


def accrue_interest(today: date, now: datetime) -> Tally:
    """Bring the overdue interest of every loan that bears some forward to today."""
    return each_chunk(Loan, accrual.due(today), lambda ids: accrual.accrue(ids, today))


def follow_promises(today: date, now: datetime) -> Tally:
    """Settle every open promise by the posted payments."""
    return each_together(Promise, promise.due(today), lambda row: promise.follow(row, today, now), promise.WITH_IT)


def follow_plans(today: date, now: datetime) -> Tally:
    """Settle every running plan by the posted payments; a broken one frees its case in the same night."""
    return each_together(Plan, plan.due(today), lambda row: plan.follow(row, today, now), plan.WITH_IT)


def follow_accelerations(today: date, now: datetime) -> Tally:
    """Let each rest that was called due fall due on its day, if its notice was served and what was missed is unpaid."""
    return each(Acceleration, acceleration.due(), lambda row: acceleration.follow(row, today, now))


def follow_offers(today: date, now: datetime) -> Tally:
    """Settle every offer by the posted payments: earned, lapsed, or taken back with its payment."""
    return each_together(Offer, offer.due(today), lambda row: offer.follow(row, today), offer.WITH_IT)


def lapse_approvals(today: date, now: datetime) -> Tally:
    """End every request for approval that nobody answered by its last day."""
    return each(Approval, approval.due(today), lambda row: approval.lapse(row, today))


def review_holds(today: date, now: datetime) -> Tally:
    """Ask for the review of every hold whose review day has come."""
    return each_together(Hold, hold.past_review(today), lambda row: hold.ask_for_review(row, today, now), hold.WITH_IT)


def raise_deadline_alarms(today: date, now: datetime) -> Tally:
    """Ask for the legal review of every open case whose limitation has 180, 90, 60 or 30 days left."""
    return each_together(Loan, limitation.near(today), lambda row: limitation.alarm(row, today, now))


def raise_other_alarms(today: date, now: datetime) -> Tally:
    """The same for guarantors and judgments, whose time runs out too."""
    return each_together(Loan, deadline.near(), lambda row: deadline.alarm(row, today, now), deadline.with_it())


def ask_about_referrals(today: date, now: datetime) -> Tally:
    """Ask how to go on with each referral on whose case something happened; floors follow the debt."""
    return each(Referral, question.due(today), lambda row: question.follow(row, now))


def propose_referrals(today: date, now: datetime) -> Tally:
    """Propose the oldest cases of a firm stage to the partner that fits; a person decides on each."""
    return each(Case, referral.due(today), lambda row: referral.propose(row, today, now))


def follow_trial(today: date, now: datetime) -> Tally:
    """Begin or end the trial of a strategy; let cases join their arms, and those leave that must not be tried on."""
    with writing():
        return Tally(trial.follow(today), [])


def stage_cases(today: date, now: datetime) -> Tally:
    """Open, raise, lower and close every case that something changed for."""
    return each_chunk(Case, case.due(today), lambda ids: case.restage_many(ids, today))


def share_cases(today: date, now: datetime) -> Tally:
    """Give every open case without anybody to the collector with the fewest; without collectors they stay."""
    return each_chunk(Case, share.unassigned(), partial(share.share_out, today=today))


def book_actions(today: date, now: datetime) -> Tally:
    """Give every open case without a next action the one of its stage."""
    return each_chunk(Case, task.missing(), lambda ids: task.fill(ids, today))


def run_automations(today: date, now: datetime) -> Tally:
    """Let every rule that is on do its work on what happened, at most its number a night; add those that ship, off."""
    with writing():
        automation.load()
        ids = automation.running()
    tally = Tally(Counter(), [])
    for id in ids:
        with reading():
            met = {each.case_id: each for each in reversed(automation.waiting(id, today))}
        found = each(Case, list(met)[::-1], partial(_fired, id, met, today, now))
        tally.counts.update(found.counts)
        tally.problems.extend(found.problems)
    return tally


def _fired(id: int, met: Mapping[int, Any], today: date, now: datetime, row: Case) -> str:
    return automation.fire(id, met[row.id], today, now)


def propose_set_offs(today: date, now: datetime) -> Tally:
    """Propose to set the credit of borrowers off against what is overdue; let go of what is not true any more."""
    return each_chunk(Borrower, set_off.due(today), lambda ids: set_off.propose(ids, today))


def tell_set_offs(today: date, now: datetime) -> Tally:
    """Queue the notice of every set-off that the borrower was not told of yet."""
    return each(SetOff, set_off_notice.due(), lambda row: set_off_notice.queue(row, today, now))


def remind_promises(today: date, now: datetime) -> Tally:
    """Queue one message for each open promise that falls due tomorrow."""
    return each_chunk(Promise, promise_reminder.due(today), lambda ids: promise_reminder.queue(ids, today))


def remind_before_due(today: date, now: datetime) -> Tally:
    """Queue a word before the next due day to who was late before, for the lenders that want it."""
    return _serve(service_message.before_due, today, now)


def thank_for_cures(today: date, now: datetime) -> Tally:
    """Queue thanks to those of whom nothing is overdue any more, for the lenders that want it."""
    return _serve(service_message.thanks, today, now)


def confirm_receipts(today: date, now: datetime) -> Tally:
    """Queue a receipt for money that came in, for the lenders that want it."""
    return _serve(service_message.receipts, today, now)


def remind_plans(today: date, now: datetime) -> Tally:
    """Queue a word before the next instalment of each running plan, for the lenders that want it."""
    return _serve(service_message.plans, today, now)


def answer_disputes(today: date, now: datetime) -> Tally:
    """Queue word of what came of a dispute, for the lenders that want it."""
    return _serve(service_message.disputes, today, now)


def welcome_borrowers(today: date, now: datetime) -> Tally:
    """Queue a welcome for each new loan of which nothing is overdue, for the lenders that want it."""
    return _serve(service_message.welcomes, today, now)


def _serve(due: Callable[[date], Mapping[int, Any]], today: date, now: datetime) -> Tally:
    with reading():
        told = due(today)
    return each_chunk(Case, sorted(told), lambda ids: service_message.queue({id: told[id] for id in ids}, today, now))


def renew_reminders(today: date, now: datetime) -> Tally:
    """Stop what waits with an earlier day's figures, so that it is written anew."""
    return each_chunk(Reminder, reminder.to_renew(today), lambda ids: reminder.renew(ids, today))


def ask_for_validation(today: date, now: datetime) -> Tally:
    """Ask for the validation notice of every debt whose consumer was communicated with and did not get it."""
    last = validation.waiting()
    return each(Case, sorted(last), lambda row: validation.ask(row, last[row.id], today, now))


def ask_for_arrears_notices(today: date, now: datetime) -> Tally:
    """Ask for the notice of sums in arrears of every loan whose law wants one now."""
    last = arrears.waiting(today)
    return each(Case, sorted(last), lambda row: arrears.ask(row, last[row.id], today, now))


def forget_contact_people(today: date, now: datetime) -> Tally:
    """Delete the people beside borrowers whose debts ended so long ago as their country lets them be kept."""
    found = each_chunk(Borrower, beside.due(today), beside.forget)
    found.counts.update(once(beside.untell).counts)
    return found


def erase_what_is_due(today: date, now: datetime) -> Tally:
    """Where an order is in force: erase what nobody may keep any longer of borrowers whose debts ended."""
    if not privacy.in_force():
        return Tally(Counter(), [])
    with reading():
        found = sorted(privacy.due(today))
    return each(Borrower, found[: privacy.MOST], lambda row: privacy.forget(row, today))


def finish_erasures(today: date, now: datetime) -> Tally:
    """Empty what the trail had not sealed, remove files, and erase again what a restored backup brought back."""
    settings = current_app.config["CONCORD"]
    found = erasing.again(settings.data_dir, today)
    found.counts.update(each(Erasure, erase.unfinished(), erase.finish).counts)
    with reading():
        if count := outside.settle(today, settings.data_dir, settings.backup_dir):
            found.counts["removed"] += count
    return found


def queue_reminders(today: date, now: datetime) -> Tally:
    """Queue one message for each borrower whose cases ask for one; name once what stages cannot be written to."""
    tally = each_chunk(Borrower, reminder.due(today), lambda ids: reminder.queue(ids, today, now))
    with writing():
        lacking = [{"record": "stage", "id": gap.stage_id, "problem": gap.said} for gap in words.gaps_now()]
    return Tally(tally.counts, [*lacking, *tally.problems])


def load_rest_days(today: date, now: datetime) -> Tally:
    """Add the rest days that are published by now, of this year and the next."""
    with writing():
        count = rest_days.load(today)
    return Tally(Counter(added=count) if count else Counter(), [])


def close_weeks(today: date, now: datetime) -> Tally:
    """Measure every week whose days for late entries are over for the last time, once a night after it was done."""
    tally, done = Tally(Counter(), []), last_done("nightly")
    for week_on in metric.to_close(today):
        if done and done >= week_on + timedelta(days=7):
            closed = once_read(partial(metric.figures_of, week_on), partial(metric.close, week_on, now))
            tally.counts.update(closed.counts)
    return tally


def report_weeks(today: date, now: datetime) -> Tally:
    """Freeze the report of every week that closed, and write to whoever asked for it."""
    url, tally = current_app.config["CONCORD"].url, Tally(Counter(), [])
    for week_on in report.due(now):
        tally.counts.update(once(partial(_reported, week_on, now, url)).counts)
    return tally


def _reported(week_on: date, now: datetime, url: str) -> Counter[str]:
    report.freeze(week_on, now, url)
    return Counter(reported=1)


def keep_figures(today: date, now: datetime) -> Tally:
    """Keep what came in and what was done on the days before, and how the book stood: the first page reads that."""
    return once_read(partial(daily.found, today), partial(daily.keep, today))


def find_duplicates(today: date, now: datetime) -> Tally:
    """Find the borrowers of a lender who look like one person; what a person said of a pair stays."""
    return once_read(duplicate.look, partial(duplicate.keep, today=today))


def sweep_outbox(today: date, now: datetime) -> Tally:
    """Remove messages that have lain in the file outbox for a month."""
    count = outbox.sweep(current_app.config["CONCORD"].data_dir / "outbox", now)
    return Tally(Counter(removed=count) if count else Counter(), [])


def gather_statistics(today: date, now: datetime) -> Tally:
    """Let the database look again at the tables that grew since it last did."""
    found = statistics.gather()
    return Tally(Counter(gathered=len(found)) if found else Counter(), [])


def see_the_doctor(today: date, now: datetime) -> Tally:
    """Look at what moved since yesterday, and keep what breaks an invariant of the house."""
    return look.see(doctor.quick(today, now), today)


def write_digests(today: date, now: datetime) -> Tally:
    """Write what waits for them to everybody who wants to read it each morning."""
    url = current_app.config["CONCORD"].url
    return each(User, digest.due(today, now), lambda row: digest.write(row, today, now, url))


STEPS = (
    load_rest_days,
    take_strategy_up,
    end_absences,
    end_feeds,
    begin_absences,
    accrue_interest,
    follow_promises,
    follow_plans,
    follow_offers,
    follow_accelerations,
    lapse_approvals,
    review_holds,
    follow_trial,
    stage_cases,
    share_cases,
    book_actions,
    ask_for_validation,
    ask_for_arrears_notices,
    raise_deadline_alarms,
    raise_other_alarms,
    ask_about_referrals,
    propose_referrals,
    run_automations,
    propose_set_offs,
    tell_set_offs,
    renew_reminders,
    remind_promises,
    answer_disputes,
    remind_plans,
    thank_for_cures,
    confirm_receipts,
    remind_before_due,
    welcome_borrowers,
    queue_reminders,
    forget_contact_people,
    erase_what_is_due,
    finish_erasures,
    close_weeks,
    report_weeks,
    keep_figures,
    find_duplicates,
    sweep_outbox,
    gather_statistics,
    see_the_doctor,
    write_digests,
)
