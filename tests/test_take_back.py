"""What followed from a contact, taken back at once: the contact stays, marked, and counts."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from models import db
from models.contact import Contact
from models.hold import Hold
from models.outcome import OutcomeEffect, OutcomeNeeds
from models.promise import Promise, PromiseStatus
from models.reminder import ReminderStatus
from models.stage import Channel, TaskKind
from models.task import Task
from rules.access import Role
from rules.errors import RuleError
from services import contact, promise, task
from services.contact import take_back
from tests import makers
from tests.makers import NOW, TODAY

LATER = NOW + timedelta(seconds=20)


@pytest.fixture
def row(app):
    """An open case of 300.00, of which 100.00 is overdue, with a next action of its stage."""
    makers.make_team()
    case = makers.make_case(balance=Decimal("300.00"), assignee=makers.make_user(role=Role.collector))
    makers.make_instalment(loan=case.loan, due_on=date(2026, 1, 31), principal=Decimal("300.00"))
    makers.make_task(case=case, kind=TaskKind.send_letter, due_on=date(2026, 3, 9), note="the registered one")
    case.next_action_on = date(2026, 3, 9)
    db.session.flush()
    return case


@pytest.fixture
def outcomes(app):
    """A promise, and a call that nobody took."""
    needs = {"needs": OutcomeNeeds.promise, "effect": OutcomeEffect.promise, "channel": Channel.call}
    return makers.make_outcome_code(code="PTP", **needs), makers.make_outcome_code(code="NA", next_task_days=2)


def logged(row, outcome, at=NOW, **more):
    """A call by the collector of the case, with what came of it."""
    talk = contact.Talk(at, Channel.call, user=row.assignee)
    made = contact.log(row.borrower, talk, TODAY, contact.Result(outcome, **more), case=row)
    db.session.flush()
    return made


def planned(row):
    """The next action as a person reads it."""
    found = task.open_of(row)
    return found.kind, found.due_on, found.note


def test_a_promise_its_rest_and_its_next_action_go_and_the_contact_stays_marked(row, outcomes):
    made = logged(row, outcomes[0], amount=Decimal("100.00"), promised_on=date(2026, 3, 6))
    assert planned(row)[0] == TaskKind.follow_promise

    take_back.take_back(made, row.assignee, LATER)

    assert [each.status for each in row.promises] == [PromiseStatus.cancelled]
    assert [each.released_on for each in db.session.scalars(db.select(Hold))] == [TODAY]
    assert planned(row) == (TaskKind.send_letter, date(2026, 3, 9), "the registered one")
    assert row.next_action_on == date(2026, 3, 9)
    assert db.session.scalars(db.select(Contact)).one().mark.user is row.assignee


def test_a_promise_that_gave_way_runs_on_with_its_rest(row, outcomes):
    earlier = promise.make(row, Decimal("50.00"), date(2026, 3, 4), TODAY, NOW - timedelta(hours=1), user=row.assignee)
    before = planned(row)
    made = logged(row, outcomes[0], amount=Decimal("100.00"), promised_on=date(2026, 3, 6))
    assert earlier.status == PromiseStatus.superseded

    take_back.take_back(made, row.assignee, LATER)

    assert (earlier.status, earlier.superseded_by_id, earlier.settled_on) == (PromiseStatus.open, None, None)
    assert [each.released_on for each in db.session.scalars(db.select(Hold).order_by(Hold.id))] == [None, TODAY]
    assert planned(row) == before


def test_a_message_that_waits_for_the_promise_is_not_sent_and_one_on_its_way_is_left(row, outcomes):
    for status, then in (
        (ReminderStatus.queued, ReminderStatus.suppressed),
        (ReminderStatus.sent, ReminderStatus.sent),
    ):
        made = logged(row, outcomes[0], amount=Decimal("100.00"), promised_on=date(2026, 3, 6))
        letter = makers.make_reminder(borrower=row.borrower, status=status)
        promise.open_of(row).reminder_id = letter.id

        take_back.take_back(made, row.assignee, LATER)

        assert letter.status == then


def test_the_contact_counts_for_the_caps_as_it_did(row, outcomes):
    made = logged(row, outcomes[1])
    counted = db.session.query(Contact).filter_by(borrower_id=row.borrower_id).count()

    take_back.take_back(made, row.assignee, LATER)

    assert db.session.query(Contact).filter_by(borrower_id=row.borrower_id).count() == counted == 1
    assert made.outcome is outcomes[1]


def test_what_somebody_planned_since_stays(row, outcomes):
    made = logged(row, outcomes[1])
    task.set_next(row, TaskKind.call, date(2026, 3, 20), NOW + timedelta(seconds=5), by_person=True)

    take_back.take_back(made, row.assignee, LATER)

    assert planned(row)[:2] == (TaskKind.call, date(2026, 3, 20))


@pytest.mark.parametrize(("seconds", "own"), [(31, True), (-1, True), (10, False)])
def test_it_is_refused_after_thirty_seconds_and_to_anybody_else(row, outcomes, seconds, own):
    made = logged(row, outcomes[1])
    person = row.assignee if own else makers.make_user()

    with pytest.raises(RuleError, match="within 30 seconds"):
        take_back.take_back(made, person, NOW + timedelta(seconds=seconds))


def test_it_is_taken_back_once_and_a_hold_is_ended_where_it_stands(row, outcomes):
    made = logged(row, outcomes[1])
    take_back.take_back(made, row.assignee, LATER)
    rests = makers.make_outcome_code(code="PAID", effect=OutcomeEffect.hold)
    talk = contact.Talk(LATER, Channel.call, user=row.assignee, note="says it is paid")
    held = contact.log(row.borrower, talk, TODAY, contact.Result(rests), case=row)
    db.session.flush()

    for each in (made, held):
        with pytest.raises(RuleError, match="within 30 seconds"):
            take_back.take_back(each, row.assignee, LATER)


def test_saving_says_what_was_saved_and_takes_it_back_from_wherever_one_came_to(row, outcomes, clock, as_user):
    clock.now = NOW
    browser = as_user(row.assignee)
    given = {"outcome": outcomes[0].id, "amount": "100.00", "promised_on": "2026-03-06"}

    browser.submit(f"/cases/log/?id={row.id}", then="next", **given)
    day = browser.get("/my-day/").text

    said = f"{row.reference}: promise of CN¥100.00 for Mar 6, 2026; next: Follow promise, Mar 9, 2026."
    assert said in day
    address, number = re.search(r'action="([^"]+)" class="undo row">.*?name="row" value="(\d+)"', day).groups()
    assert address == f"/cases/log/back/?id={row.id}"
    answer = browser.submit(address, row=number)
    assert answer.status_code == 302
    page = browser.get(f"/cases/details/?id={row.id}").text
    assert "Taken back. The contact stays, marked, and counts." in page
    assert "what followed was taken back" in page
    assert 'class="undo row"' not in page
    assert db.session.scalars(db.select(Promise)).one().status == PromiseStatus.cancelled


def test_the_way_back_is_gone_after_thirty_seconds_and_nobody_takes_back_on_another_case(row, outcomes, clock, as_user):
    clock.now = NOW
    browser = as_user(row.assignee)
    browser.submit(f"/cases/log/?id={row.id}", outcome=outcomes[1].id, then="stay")
    number = db.session.scalars(db.select(Contact.id)).one()
    other = makers.make_case(assignee=row.assignee)
    db.session.commit()

    assert browser.submit(f"/cases/log/back/?id={other.id}", row=number).status_code == 404
    clock.now += timedelta(seconds=31)
    assert 'class="undo row"' not in browser.get(f"/cases/details/?id={row.id}").text
    browser.submit(f"/cases/log/back/?id={row.id}", row=number)
    assert "within 30 seconds" in browser.get(f"/cases/details/?id={row.id}").text
    assert db.session.query(Task).filter(Task.done_at.is_(None)).count() == 1


def test_the_reason_of_the_case_is_what_was_said_before(row, outcomes):
    lost, ill = makers.make_overdue_reason(), makers.make_overdue_reason()
    for at, reasons in ((NOW - timedelta(days=2), (lost,)), (NOW - timedelta(minutes=9), (ill, None))):
        for reason in reasons:
            talk = contact.Talk(at, Channel.call, user=row.assignee, reason=reason)
            made = contact.log(row.borrower, talk, TODAY, contact.Result(outcomes[1]), case=row)
            if reason is ill:
                take_back.take_back(made, row.assignee, at + timedelta(seconds=9))
                assert (row.reason, row.reason_basis) == (lost, "said")
    first = db.session.scalars(db.select(Contact).order_by(Contact.at)).first()

    take_back._say_again(first)

    assert (row.reason, row.reason_basis) == (None, None)


def test_the_next_action_that_is_booked_again_is_that_of_the_stage_as_it_is_tried(row, outcomes, monkeypatch):
    tried = makers.make_stage(next_task=TaskKind.negotiate, next_task_days=5)
    monkeypatch.setattr(take_back.arm, "staged", lambda stages, today: dict.fromkeys(stages, tried))
    db.session.delete(task.open_of(row))
    made = logged(row, outcomes[1])

    take_back.take_back(made, row.assignee, LATER)

    assert planned(row)[0] == TaskKind.negotiate
