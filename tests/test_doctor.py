"""The doctor: every invariant is broken once on a small book and named; a sound book is clean."""

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update

from models import db
from models.acceleration import Acceleration, AccelerationStatus
from models.approval import Approval
from models.base import Record, snake
from models.borrower import Borrower, Phone
from models.case import Case, CaseHolder, CaseStage, CaseState, Episode
from models.circuit import Circuit
from models.contact import Contact
from models.decision import Decision
from models.demand import DemandKind
from models.document import Document
from models.hold import Hold
from models.lender import Lender
from models.loan import Instalment, Loan
from models.metric import WeeklyMetric
from models.offer import Offer
from models.payment import Payment, PaymentKind
from models.plan import Plan, PlanStatus
from models.promise import Promise, PromiseStatus
from models.referral import Referral, ReferralEvent, ReferralStatus
from models.reminder import Reminder, ReminderStatus
from models.run import JobRun, RunStatus
from models.service_message import ServiceKind, ServiceMessage
from models.stage import Stage
from models.task import Task
from models.trial import CaseArm, TrialStatus
from models.user import User
from rules.access import Role
from rules.strategy import arms
from services import doctor, document, team
from services.doctor.invariant import KNOWN, Found
from tests import desk, makers, sound
from tests.makers import NOW, TODAY


@pytest.fixture(scope="module")
def book(the_app: Any, the_clock: Any) -> Iterator[sound.Book]:
    """A sound book for all tests here; what a test breaks is taken back."""
    from tests import database

    before = the_clock.now
    with the_app.app_context():
        made = sound.made(the_app, the_clock)
        db.session.commit()
        yield made
        database.empty()
    the_clock.now = before


@pytest.fixture
def broken(book: sound.Book, the_app: Any) -> Iterator[sound.Book]:
    """The sound book, to be broken."""
    with the_app.app_context():
        yield sound.Book(*(db.session.merge(row) for row in book))
        db.session.rollback()


def look() -> dict[str, list[Found]]:
    """What a full look at the book finds, by invariant."""
    db.session.flush()
    db.session.expire_all()
    return {each.invariant.name: list(each.found) for each in doctor.examine(doctor.full(TODAY, NOW)) if each.found}


def change(model: type[Record], id: int, **values: Any) -> None:
    """Change a row past every service."""
    db.session.flush()
    db.session.connection().execute(update(model.__table__).where(model.id == id).values(**values))  # type: ignore[arg-type]


def some(model: type[Record], **named: Any) -> Any:
    """A row of a record."""
    return db.session.scalars(select(model).filter_by(**named).order_by(model.id)).first()


def all_of(book: sound.Book, role: Role) -> None:
    """Everybody of a role leaves."""
    db.session.execute(update(User).where(User.role == role).values(active=False))


def a_paid_debt_goes_on(book: sound.Book) -> Any:
    for row in book.referred.loan.instalments:
        change(Instalment, row.id, paid_principal=row.principal, paid_interest=row.interest)
    change(Case, book.referred.id, overdue_since=None)
    return some(Referral)


def a_step_despite_a_dispute(book: sound.Book) -> Any:
    makers.make_dispute(case=book.referred, opened_on=TODAY - timedelta(days=3))
    row = some(Referral)
    db.session.add(ReferralEvent(referral=row, at=NOW, status=ReferralStatus.demand))
    change(Referral, row.id, status=ReferralStatus.demand)
    return row


def a_floor_above_the_debt(book: sound.Book) -> Any:
    row = some(Referral)
    change(Referral, row.id, settlement_floor=book.referred.balance + 1)
    return row


def a_status_without_its_step(book: sound.Book) -> Any:
    row = some(Referral)
    change(Referral, row.id, status=ReferralStatus.received)
    return row


def nobody_who_works_or_sees(book: sound.Book) -> Any:
    db.session.execute(update(User).values(active=False))
    return book.promised


def no_next_action(book: sound.Book) -> Any:
    db.session.execute(update(Task).where(Task.case_id == book.paid.id).values(done_at=NOW))
    return book.paid


def another_day_than_the_task(book: sound.Book) -> Any:
    change(Case, book.paid.id, next_action_on=TODAY + timedelta(days=9))
    return book.paid


def an_arm_that_somebody_chose(book: sound.Book) -> Case:
    trial = makers.make_strategy_trial(status=TrialStatus.running)
    drawn = arms.arm_of(trial.digest, book.paid.borrower_id, trial.share)
    other = next(each for each in arms.Arm if each != drawn)
    row = CaseArm(strategy_trial=trial, case=book.paid, borrower=book.paid.borrower, arm=other, joined_on=TODAY)
    db.session.add(row)
    return book.paid


def a_sunday(book: sound.Book) -> Any:
    row = some(Task, case_id=book.paid.id, done_at=None)
    change(Task, row.id, due_on=date(2026, 3, 8), by_person=False, due_at=None)
    change(Case, book.paid.id, next_action_on=date(2026, 3, 8))
    return row


def an_episode_too_few(book: sound.Book) -> Any:
    db.session.execute(update(Episode).where(Episode.case_id == book.paid.id).values(closed_on=TODAY))
    return book.paid


def a_stage_until_tomorrow_and_another_today(book: sound.Book) -> Any:
    first = some(CaseStage, case_id=book.paid.id)
    makers.kept(CaseStage(case=book.paid, stage_id=first.stage_id, since_on=first.since_on, until_on=None))
    return book.paid


def a_holder_who_ends_before_he_began(book: sound.Book) -> Any:
    row = some(CaseHolder, case_id=book.paid.id)
    change(CaseHolder, row.id, until_on=row.since_on - timedelta(days=1))
    return book.paid


def a_day_in_no_stage(book: sound.Book) -> Any:
    row = db.session.scalars(select(CaseStage).filter_by(case_id=book.paid.id).order_by(CaseStage.id.desc())).first()
    change(CaseStage, row.id, until_on=row.since_on + timedelta(days=2))
    makers.kept(CaseStage(case=book.paid, stage_id=row.stage_id, since_on=row.since_on + timedelta(days=3)))
    return book.paid


def another_holder_than_today(book: sound.Book) -> Any:
    change(CaseHolder, some(CaseHolder, case_id=book.paid.id).id, user_id=book.second.id)
    return book.paid


def nobody_to_decide(book: sound.Book) -> Any:
    all_of(book, Role.manager)
    all_of(book, Role.administrator)
    return some(Approval)


def only_who_asked(book: sound.Book) -> Any:
    all_of(book, Role.administrator)
    change(User, book.second.id, active=False)
    row = some(Approval)
    change(Approval, row.id, asked_by_id=book.manager.id)
    return row


def beyond_everybody(book: sound.Book) -> Any:
    db.session.execute(update(User).values(level="collector"))
    row = some(Approval)
    change(Approval, row.id, terms={"component": "principal", "amount": "50.00"})
    return row


def a_stage_without_words(book: sound.Book) -> Any:
    row = some(Stage)
    db.session.execute(text("DELETE FROM template WHERE stage_id = :id"), {"id": row.id})
    return row


def a_lender_without_a_number(book: sound.Book) -> Any:
    change(Lender, book.paid.borrower.lender_id, callback_number="")
    return some(Stage)


def a_collector_for_others(book: sound.Book) -> Any:
    row = db.session.scalars(select(Contact).order_by(Contact.at)).first()
    change(Lender, row.borrower.lender_id, licence="us_third_party")
    return next(each for each in row.borrower.cases if each.state == CaseState.open)


def a_letter_to_a_joint_debtor(book: sound.Book) -> Any:
    row, other = some(Reminder), makers.make_borrower(lender=book.planned.borrower.lender)
    makers.make_joint_debtor(loan=book.planned.loan, borrower=other)
    change(Reminder, row.id, borrower_id=other.id)
    return row


def a_lender_that_owes_notices(book: sound.Book) -> Any:
    row = book.disputed
    change(Lender, row.borrower.lender_id, licence="uk_firm")
    change(Instalment, row.loan.instalments[1].id, due_on=date(2026, 2, 10))
    return row


def called_due_and_gone(book: sound.Book) -> Any:
    """The rest was called due, and a newer file took its instalment away."""
    notice, user = makers.make_demand(case=book.promised, kind=DemandKind.acceleration_notice), makers.make_user()
    days = {"due_on": TODAY, "decided_on": TODAY, "effective_on": TODAY}
    said = {"clause": "8.2", "reason": "missed", "status": AccelerationStatus.effective}
    case = book.promised
    makers.kept(Acceleration(case=case, notice=notice, user=user, rest=Decimal(1), number=99, **days, **said))
    return case


def sent_past_the_gate(book: sound.Book) -> Any:
    row = some(Reminder, status=ReminderStatus.sent)
    db.session.execute(delete(Decision).where(Decision.reminder_id == row.id))
    return row


def thanked_during_a_rest(book: sound.Book) -> Any:
    row = some(Reminder, status=ReminderStatus.sent)
    case = row.cases[0].case
    makers.kept(ServiceMessage(case=case, kind=ServiceKind.thanks, on=TODAY, reminder=row))
    makers.make_hold(case=case, starts_on=row.queued_on)
    return row


def called_all_the_same(book: sound.Book) -> Any:
    refused = makers.make_decision(case=book.paid, rules="CN-QH-01")
    return makers.make_contact(case=book.paid, decision_id=refused.id)


def in_an_episode_of_before(row: Any, **values: Any) -> Any:
    """What was agreed was agreed in an earlier episode of its case."""
    before = {"opened_on": date(2025, 6, 1), "closed_on": date(2025, 7, 1)}
    makers.kept(Episode(case=row.case, overdue_amount=1, **before))
    change(type(row), row.id, **values)
    return row


def a_promise_of_before(book: sound.Book) -> Any:
    return in_an_episode_of_before(some(Promise), made_on=date(2025, 6, 15), due_on=date(2025, 6, 20))


def a_proposal_of_before(book: sound.Book) -> Any:
    return in_an_episode_of_before(some(Plan), proposed_on=date(2025, 6, 15), status=PlanStatus.proposed)


def an_offer_of_before(book: sound.Book) -> Any:
    return in_an_episode_of_before(some(Offer), made_on=date(2025, 6, 15), pay_by=date(2025, 6, 20))


def a_hold_on_what_is_over(book: sound.Book) -> Any:
    row = some(Promise)
    change(Promise, row.id, status=PromiseStatus.cancelled)
    return some(Hold, promise_id=row.id)


def a_sum_off_by_a_cent(book: sound.Book) -> Any:
    change(Loan, book.paid.loan_id, outstanding_principal=book.paid.loan.outstanding_principal + Decimal("0.01"))
    return book.paid.loan


def an_allocation_gone(book: sound.Book) -> Any:
    payment = some(Payment, loan_id=book.paid.loan_id, reference="P-2")
    db.session.execute(text("DELETE FROM allocation WHERE payment_id = :id"), {"id": payment.id})
    return book.paid.loan


def another_balance(book: sound.Book) -> Any:
    change(Case, book.paid.id, balance=Decimal("1.00"))
    return book.paid.loan


def another_day_overdue(book: sound.Book) -> Any:
    change(Case, book.planned.id, overdue_since=desk.DUE + timedelta(days=1))
    return book.planned.loan


def a_stage_too_high(book: sound.Book) -> Any:
    last = db.session.scalars(select(Stage).order_by(Stage.position.desc())).first()
    change(Case, book.paid.id, stage_id=last.id, touched=False)
    return book.paid.loan


def open_though_paid(book: sound.Book) -> Any:
    for row in book.paid.loan.instalments:
        change(Instalment, row.id, paid_principal=row.principal, paid_interest=row.interest)
    change(Case, book.paid.id, touched=False)
    return book.paid.loan


def half_a_reversal(book: sound.Book) -> Any:
    row = some(Payment, kind=PaymentKind.reversal)
    change(Payment, row.id, amount=row.amount / 2)
    return row


def a_rate_made_better(book: sound.Book) -> Any:
    row = db.session.scalars(select(WeeklyMetric).where(WeeklyMetric.name == "success_rate_cases")).first()
    change(WeeklyMetric, row.id, value=Decimal("0.99"))
    return row


def an_end_made_better(book: sound.Book) -> Any:
    row = some(WeeklyMetric, name="overdue_closing", scope="team")
    change(WeeklyMetric, row.id, numerator=Decimal("1.00"))
    return row


def a_week_that_begins_elsewhere(book: sound.Book) -> Any:
    query = select(WeeklyMetric).filter_by(name="overdue_opening", scope="team").order_by(WeeklyMetric.week_on.desc())
    row = db.session.scalars(query).first()
    change(WeeklyMetric, row.id, numerator=Decimal("1.00"))
    return row


def a_number_in_clear(book: sound.Book) -> Any:
    row = some(Phone)
    db.session.execute(text("UPDATE phone SET number = :clear WHERE id = :id"), {"clear": b"1" * 40, "id": row.id})
    return row


def found_under_another_number(book: sound.Book) -> Any:
    row = some(Borrower)
    db.session.execute(
        text("UPDATE borrower SET id_number_tail = :other WHERE id = :id"), {"other": b"0", "id": row.id}
    )
    return row


def a_file_gone(book: sound.Book) -> Any:
    return makers.kept(Document(digest="0" * 64, kind="pdf", name="gone.pdf", byte_count=1))


def a_file_of_nobody(book: sound.Book) -> Any:
    left = document.folder() / "left-over"
    left.write_bytes(b"x")
    os.utime(left, (0, 0))
    return team.the()


def a_night_that_has_not_come(book: sound.Book) -> Any:
    return makers.make_job_run(
        job="nightly", business_date=TODAY + timedelta(days=9), status=RunStatus.done, started_at=NOW
    )


def a_night_that_failed(book: sound.Book) -> Any:
    row = db.session.scalars(select(JobRun).filter_by(job="nightly").order_by(JobRun.business_date.desc())).first()
    change(JobRun, row.id, status=RunStatus.failed)
    return row


def sent_and_never_told(book: sound.Book) -> Any:
    row = some(Reminder)
    change(Reminder, row.id, status=ReminderStatus.sending, claimed_at=NOW - timedelta(hours=2))
    return row


def a_mail_left_half_way(book: sound.Book) -> Any:
    return makers.make_user_mail(status=ReminderStatus.sending, claimed_at=NOW - timedelta(hours=2))


def one_id_for_two(book: sound.Book) -> Any:
    row, other = db.session.scalars(select(Reminder).order_by(Reminder.id).limit(2))
    for each in (row, other):
        change(Reminder, each.id, provider_reference="None")
    return row


def a_channel_down_since_yesterday(book: sound.Book) -> Any:
    db.session.query(Circuit).delete()
    return makers.make_circuit(opened_at=NOW - timedelta(days=2), problem="The text gateway answered 500.")


def a_link_that_stays(book: sound.Book) -> Any:
    return makers.make_user_mail(status=ReminderStatus.sent)


def a_firm_without_a_reader(book: sound.Book) -> Any:
    partner = some(Referral).partner
    db.session.execute(update(User).where(User.partner_id == partner.id).values(active=False))
    return partner


BREAKS: tuple[tuple[str, Callable[[sound.Book], Any]], ...] = (
    ("referral_is_for_a_debt", a_paid_debt_goes_on),
    ("referral_is_for_a_debt", a_step_despite_a_dispute),
    ("floor_is_within_the_debt", a_floor_above_the_debt),
    ("referral_follows_its_steps", a_status_without_its_step),
    ("open_case_is_somebodys", nobody_who_works_or_sees),
    ("open_case_has_a_next_action", no_next_action),
    ("open_case_has_a_next_action", another_day_than_the_task),
    ("next_action_is_on_a_working_day", a_sunday),
    ("arm_is_that_of_the_number", an_arm_that_somebody_chose),
    ("open_case_is_in_one_episode", an_episode_too_few),
    ("days_of_a_case_are_whole", a_stage_until_tomorrow_and_another_today),
    ("days_of_a_case_are_whole", a_holder_who_ends_before_he_began),
    ("days_of_a_case_are_whole", a_day_in_no_stage),
    ("days_of_a_case_are_whole", another_holder_than_today),
    ("what_waits_is_seen", nobody_to_decide),
    ("what_waits_is_seen", only_who_asked),
    ("request_has_a_level", beyond_everybody),
    ("stage_can_be_written_to", a_stage_without_words),
    ("stage_can_be_written_to", a_lender_without_a_number),
    ("message_was_allowed", sent_past_the_gate),
    ("service_message_was_free", thanked_during_a_rest),
    ("refused_call_is_told", called_all_the_same),
    ("validation_follows", a_collector_for_others),
    ("message_is_its_readers", a_letter_to_a_joint_debtor),
    ("arrears_notice_follows", a_lender_that_owes_notices),
    ("rest_was_called_due", called_due_and_gone),
    ("agreement_is_of_this_episode", a_promise_of_before),
    ("agreement_is_of_this_episode", a_proposal_of_before),
    ("agreement_is_of_this_episode", an_offer_of_before),
    ("hold_rests_on_what_runs", a_hold_on_what_is_over),
    ("sums_are_the_ledgers", a_sum_off_by_a_cent),
    ("sums_are_the_ledgers", an_allocation_gone),
    ("arrears_are_the_schedules", another_balance),
    ("arrears_are_the_schedules", another_day_overdue),
    ("stage_is_that_of_the_facts", a_stage_too_high),
    ("stage_is_that_of_the_facts", open_though_paid),
    ("reversal_mirrors", half_a_reversal),
    ("rate_is_its_ratio", a_rate_made_better),
    ("bridge_adds_up", an_end_made_better),
    ("weeks_chain", a_week_that_begins_elsewhere),
    ("sealed_value_is_sealed", a_number_in_clear),
    ("sealed_value_is_sealed", found_under_another_number),
    ("file_is_there", a_file_gone),
    ("file_is_somebodys", a_file_of_nobody),
    ("run_is_finished", a_night_that_failed),
    ("no_run_lies_ahead", a_night_that_has_not_come),
    ("message_moves_on", sent_and_never_told),
    ("message_moves_on", a_mail_left_half_way),
    ("id_names_one_message", one_id_for_two),
    ("channel_is_up", a_channel_down_since_yesterday),
    ("words_of_mail_are_gone", a_link_that_stays),
    ("partner_is_read", a_firm_without_a_reader),
)


def test_a_sound_book_is_clean(broken):
    assert look() == {}


def test_a_paid_referral_that_the_lender_paused_stands_still(broken):
    row = a_paid_debt_goes_on(broken)
    change(Referral, row.id, paused_until=TODAY + timedelta(days=7))

    assert "referral_is_for_a_debt" not in look()


def test_a_word_on_a_referral_that_rests_on_a_dispute_is_no_step(broken):
    makers.make_dispute(case=broken.referred, opened_on=TODAY - timedelta(days=3))
    row = some(Referral)
    db.session.add(ReferralEvent(referral=row, at=NOW, status=row.status, note="Paused."))

    assert "referral_is_for_a_debt" not in look()


def test_what_binds_both_sides_runs_on_when_its_case_opens_again(broken):
    in_an_episode_of_before(some(Promise), made_on=date(2025, 6, 15))
    in_an_episode_of_before(some(Plan), proposed_on=date(2025, 6, 15))
    change(Offer, some(Offer).id, made_on=date(2025, 6, 15))

    assert "agreement_is_of_this_episode" not in look()


def test_corrections_of_earlier_weeks_are_steps_of_a_week_too(broken):
    for name in ("overdue_correction_placed", "overdue_closing"):
        query = select(WeeklyMetric).filter_by(name=name, scope="team").order_by(WeeklyMetric.week_on.desc())
        row = db.session.scalars(query).first()
        change(WeeklyMetric, row.id, numerator=row.numerator + 20)

    assert "bridge_adds_up" not in look()


@pytest.mark.parametrize(("name", "breaks"), BREAKS, ids=[f"{each.__name__}" for _, each in BREAKS])
def test_what_breaks_an_invariant_is_named(broken, name, breaks):
    row = breaks(broken)
    concerned = snake(type(row).__name__), row.id

    found = look()

    (document.folder() / "left-over").unlink(missing_ok=True)
    assert concerned in [(each.record, each.id) for each in found.get(name, [])]


def test_every_invariant_is_broken_by_a_test():
    assert {name for name, _ in BREAKS} == set(KNOWN)
    assert len(KNOWN) >= 15
