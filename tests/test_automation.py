"""Automation inside the gate: rules that act by night, once, as far as everybody else may, and each time told."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from jobs import nightly
from models import db
from models.automation import Automation, AutomationStatus, Does, Event, Firing, FiringOutcome
from models.case import CaseState
from models.contact import Direction
from models.dispute import DisputeCategory
from models.hold import HoldKind
from models.plan import Plan, PlanStatus
from models.referral import Referral
from models.reminder import Reminder
from models.stage import TaskKind
from models.task import Task
from models.user_mail import MailKind, UserMail
from models.wish import WishKind
from rules import automation as rule
from rules.access import Role
from rules.errors import RuleError
from services import automation, dispute, hold, payment, plan, task
from services import case as case_service
from services.automation import events
from tests import desk, makers

D = Decimal
OPENED = desk.DUE + timedelta(days=1)
DAY = OPENED + timedelta(days=1)


@pytest.fixture
def case(app):
    """An open case that a collector works."""
    row = desk.lend(desk.start())
    case_service.restage(row, OPENED)
    row.assignee = makers.make_user(role=Role.collector)
    task.fill([row.id], OPENED)
    db.session.commit()
    return row


def on(**given):
    """A rule that was switched on before anything happened."""
    row = makers.make_automation(**({"event": Event.each_night, "does": Does.tell} | given))
    row.status, row.switched_on = AutomationStatus.on, OPENED - timedelta(days=30)
    db.session.commit()
    return row


def night(day=DAY):
    return dict(nightly.run_automations(day, desk.at(day, 1)).counts)


def firings():
    db.session.expire_all()
    return list(db.session.scalars(select(Firing).order_by(Firing.id)))


def rise(case):
    values = {"case_id": case.id, "on": DAY, "kind": "stage_raised", "stage_id": case.stage_id, "reason": {}}
    db.session.execute(events.CaseEvent.__table__.insert().values(version=1, **values))


def touch(case, day, **given):
    makers.make_contact(borrower=case.borrower, case=case, at=desk.at(day), **given)


def fall_silent(case, day):
    case.opened_on = day
    touch(case, day)


HAPPEN = {
    Event.stage_raised: rise,
    Event.promise_broken: lambda case: makers.make_promise(case=case, status="broken", settled_on=DAY),
    Event.promise_kept: lambda case: makers.make_promise(case=case, status="kept", settled_on=DAY),
    Event.plan_broken: lambda case: makers.make_plan(case=case, status="broken", ended_on=DAY),
    Event.payment_posted: lambda case: payment.record(case.loan, D("10.00"), DAY, DAY, "P1"),
    Event.contact_logged: lambda case: touch(case, DAY, entered_on=DAY),
    Event.reply_came: lambda case: touch(case, DAY, direction=Direction.inbound),
    Event.dispute_opened: lambda case: dispute.open(case, DisputeCategory.amount, "I paid that", DAY),
    Event.quiet: lambda case: fall_silent(case, DAY - timedelta(days=14)),
}


def happen(case, event):
    """Let what sets a rule off happen on the day."""
    HAPPEN[event](case)
    db.session.commit()


@pytest.mark.parametrize("event", HAPPEN)
def test_what_happens_sets_a_rule_off_once(case, event):
    row = on(event=event, quiet_days=14)
    assert night() == {}

    happen(case, event)

    assert night() == {"done": 1}
    assert night() == {}
    assert night(DAY + timedelta(days=1)) == {}
    [found] = firings()
    assert (found.automation_id, found.case_id, found.on, found.fired_on) == (row.id, case.id, DAY, DAY)
    assert db.session.query(UserMail).filter_by(kind=MailKind.automation).count() == 1


def test_a_case_that_opened_and_a_referral_that_moved_set_rules_off(case):
    on(event=Event.case_opened)
    on(event=Event.referral_moved)
    assert night() == {"done": 1}

    sent = makers.make_referral(case=case)
    db.session.commit()
    rows = select(events.ReferralEvent).filter_by(referral_id=sent.id)
    if db.session.scalars(rows).first() is None:
        db.session.add(events.ReferralEvent(referral=sent, at=desk.at(DAY), status="sent"))
        db.session.commit()
    assert night() == {"done": 1}


def test_a_night_that_was_missed_leaves_nothing_out_and_a_rule_acts_on_nothing_before_it_was_on(case):
    row = on(event=Event.payment_posted)
    happen(case, Event.payment_posted)
    assert night(DAY + timedelta(days=2)) == {"done": 1}

    late = on(event=Event.payment_posted)
    late.switched_on = DAY + timedelta(days=1)
    db.session.commit()
    assert night(DAY + timedelta(days=2)) == {}
    assert [each.automation_id for each in firings()] == [row.id]


@pytest.mark.parametrize(
    ("given", "fits"),
    [
        ({"days_from": 1, "days_to": 3}, True),
        ({"days_from": 5}, False),
        ({"days_to": 0}, False),
    ],
)
def test_a_rule_asks_in_the_words_of_the_list_of_cases(case, given, fits):
    on(**given)

    assert night() == ({"done": 1} if fits else {})


def test_stage_portfolio_and_who_works_the_case_are_asked_too(case):
    for name, value in (("stage", case.stage), ("portfolio", case.loan.portfolio), ("assignee", case.assignee)):
        on(**{name: value})
    on(stage=makers.make_stage())
    on(portfolio=makers.make_portfolio())
    on(assignee=makers.make_user())

    assert night() == {"done": 3}


def test_at_most_so_many_a_night_and_the_rest_the_next(case):
    for _ in range(3):
        other = desk.lend(case.loan.portfolio)
        case_service.restage(other, OPENED)
    db.session.commit()
    on(event=Event.case_opened, does=Does.book_action, task_kind=TaskKind.send_letter, most=3)

    assert night() == {"done": 3}
    assert night() == {}
    assert night(DAY + timedelta(days=1)) == {"done": 1}


def more(case, count):
    rows = [desk.lend(case.loan.portfolio) for _ in range(count)]
    for row in rows:
        case_service.restage(row, OPENED)
        row.assignee = case.assignee
    db.session.commit()
    return rows


def test_what_is_there_each_night_gives_every_case_its_turn(case):
    ids = [case.id, *(row.id for row in more(case, 2))]
    on(most=1)

    for n in range(6):
        night(DAY + timedelta(days=n))

    assert [row.case_id for row in firings()] == [*ids, *ids]


def test_two_events_of_a_case_take_one_place_of_the_number(case):
    [other] = more(case, 1)
    on(event=Event.payment_posted, most=2)
    payment.record(case.loan, D("10.00"), OPENED, OPENED, "P1")
    payment.record(case.loan, D("10.00"), DAY, DAY, "P2")
    payment.record(other.loan, D("10.00"), DAY, DAY, "P3")
    db.session.commit()

    assert night() == {"done": 2}
    assert {(row.case_id, row.on) for row in firings()} == {(case.id, OPENED), (other.id, DAY)}


def test_silence_beyond_the_number_is_met_on_the_next_nights(case):
    for row in (case, *more(case, 2)):
        fall_silent(row, DAY - timedelta(days=14))
    db.session.commit()
    on(event=Event.quiet, quiet_days=14, most=1)

    assert [night(DAY + timedelta(days=n)) for n in range(4)] == [{"done": 1}] * 3 + [{}]


@pytest.mark.parametrize(
    ("spoke", "opened", "meets"), [(20, 14, True), (14, 3, False), (14, 20, True), (20, 20, False), (3, 14, False)]
)
def test_the_silence_of_a_case_begins_with_its_episode(case, spoke, opened, meets):
    case.opened_on = DAY - timedelta(days=opened)
    touch(case, DAY - timedelta(days=spoke))
    db.session.commit()
    on(event=Event.quiet, quiet_days=14)

    assert night() == ({"done": 1} if meets else {})


def test_money_that_went_back_sets_no_rule_off_and_the_first_of_a_day_is_named(case):
    on(event=Event.payment_posted)
    back, first, _ = (payment.record(case.loan, D("10.00"), DAY, DAY, f"P{n}") for n in range(3))
    payment.reverse(back, DAY, "bounced")
    db.session.commit()

    assert night() == {"done": 1}
    assert firings()[0].record_id == first.id


def test_an_action_is_booked_and_an_own_plan_of_a_person_stays(case):
    row = on(does=Does.book_action, task_kind=TaskKind.send_letter, after_days=1, note="as the rule says")
    assert night() == {"done": 1}
    booked = task.open_of(case)
    assert (booked.kind, booked.note, booked.by_person) == (TaskKind.send_letter, "as the rule says", False)

    task.set_next(case, TaskKind.callback, DAY, desk.at(DAY), by_person=True)
    db.session.commit()
    assert night(DAY + timedelta(days=1)) == {"kept_back": 1}
    assert firings()[-1].why == rule.PLANNED
    assert task.open_of(case).kind == TaskKind.callback
    assert row.status == AutomationStatus.on


@pytest.mark.parametrize("kind", automation.OWED)
def test_what_the_law_or_a_hold_asks_for_stays_the_next_action(case, kind):
    task.set_next(case, kind, DAY, desk.at(DAY), note="The limitation ends soon.")
    on(does=Does.book_action, task_kind=TaskKind.call)

    assert night() == {"kept_back": 1}

    assert firings()[0].why == automation.ASKED
    assert task.open_of(case).kind == kind


def test_a_case_goes_to_who_is_named_and_not_to_who_left(case):
    person = makers.make_user(role=Role.collector)
    on(does=Does.assign, person=person)
    assert night() == {"done": 1}
    assert db.session.get(type(case), case.id).assignee_id == person.id

    person.active = False
    db.session.commit()
    assert night(DAY + timedelta(days=1)) == {"kept_back": 1}
    assert "does not work cases" in firings()[-1].why


def test_who_is_told_reads_a_reference_and_no_name(case):
    on(name="Look here")
    night()

    [mail] = db.session.scalars(select(UserMail))
    assert mail.user_id == case.assignee_id
    assert case.reference in mail.subject
    assert case.borrower.name not in mail.subject + mail.body


def test_a_plan_is_proposed_and_never_agreed_by_itself(case):
    on(does=Does.propose_plan, plan_count=2, after_days=7, switched_by=director())

    assert night() == {"done": 1}
    [row] = db.session.scalars(select(Plan))
    assert (row.status, row.count, row.total) == (PlanStatus.proposed, 2, D("100.00"))
    assert night(DAY + timedelta(days=1)) == {"kept_back": 1}
    assert "has a plan already" in firings()[-1].why


def director():
    return makers.make_user(role=Role.manager, level="director")


def test_a_plan_that_was_taken_back_is_not_proposed_again_in_the_episode(case):
    on(does=Does.propose_plan, plan_count=2, after_days=7, switched_by=director())
    night()
    plan.cancel(db.session.scalars(select(Plan)).one(), "the borrower wants none", DAY)
    db.session.commit()

    assert night(DAY + timedelta(days=1)) == {"kept_back": 1}

    assert firings()[-1].why == automation.PLANNED
    case.opened_on = DAY + timedelta(days=2)
    db.session.commit()
    assert night(DAY + timedelta(days=2)) == {"done": 1}


@pytest.mark.parametrize("how", ["nobody", "inactive", "role"])
def test_no_plan_is_proposed_by_the_level_of_who_may_not_decide_any_more(case, how):
    who = None if how == "nobody" else director()
    if how == "inactive":
        who.active = False
    if how == "role":
        who.role = Role.collector
    on(does=Does.propose_plan, plan_count=2, switched_by=who)

    assert night() == {"kept_back": 1}
    assert firings()[0].why == automation.NOBODY_DECIDES


def test_a_referral_that_was_closed_lately_is_not_proposed_again(case):
    back = makers.make_referral(case=case, status="withdrawn", closed_on=OPENED)
    on(does=Does.propose_referral)

    assert night() == {"kept_back": 1}
    assert firings()[0].why == automation.AGAIN

    back.closed_on = DAY - timedelta(days=90)
    db.session.commit()
    night(DAY + timedelta(days=1))
    assert firings()[-1].why != automation.AGAIN


def test_a_message_is_written_only_as_the_night_would_write_it(case):
    on(does=Does.write_reminder)
    assert night() == {"done": 1}
    assert night(DAY + timedelta(days=1)) == {"kept_back": 1}
    assert firings()[-1].why == automation.NO_MESSAGE
    assert db.session.query(Reminder).count() == 1


# Ways around gate, holds, rights, authority and number that somebody might try: each is refused or kept back, and told.
ATTEMPTS = {
    "a message on a case that rests": ("held", {"does": Does.write_reminder}, "rests"),
    "a plan on a case that rests": ("held", {"does": Does.propose_plan, "plan_count": 2}, "rests"),
    "a referral of a case that rests": ("held", {"does": Does.propose_referral}, "rests"),
    "an action on a case that rests": ("held", {"does": Does.book_action, "task_kind": TaskKind.call}, "rests"),
    "a message on a case with a partner": ("partner", {"does": Does.write_reminder}, "legal partner"),
    "a plan beyond the level of who switched it on": (
        "level",
        {"does": Does.propose_plan, "plan_count": 60},
        "",
    ),
    "a referral that no partner fits": ("", {"does": Does.propose_referral}, "no partner fits"),
    "a message that the gate does not let through": ("opted_out", {"does": Does.write_reminder}, "gate holds it back"),
}


@pytest.mark.parametrize("name", ATTEMPTS)
def test_no_rule_gets_around_gate_holds_rights_or_authority(case, name):
    how, given, said = ATTEMPTS[name]
    if how == "held":
        hold.open(case, HoldKind.dispute, OPENED, "says it is wrong", DAY + timedelta(days=20))
    if how == "partner":
        makers.make_referral(case=case, status="sent", referred_on=OPENED)
    if how == "level":
        given = given | {"switched_by": makers.make_user(role=Role.collector, level="collector")}
    if how == "opted_out":
        for phone in case.borrower.phones:
            phone.status = "opted_out"
        for address in case.borrower.addresses:
            address.status = "opted_out"
    on(**given)
    before = (db.session.query(Plan).count(), db.session.query(Referral).count(), task.open_of(case).kind)

    assert night() == {"kept_back": 1}

    assert said in firings()[0].why
    assert firings()[0].why
    assert (db.session.query(Plan).count(), db.session.query(Referral).count(), task.open_of(case).kind) == before
    assert db.session.query(Reminder).filter(Reminder.status != "suppressed").count() == 0


@pytest.mark.parametrize("how", [*automation.OF_PERSON, WishKind.no_automation, WishKind.deceased])
def test_what_is_known_of_a_borrower_keeps_rules_from_each_of_their_cases(case, how):
    other = desk.lend(case.loan.portfolio, borrower=case.borrower)
    if isinstance(how, HoldKind):
        found = hold.open(other, how, OPENED, "as told", DAY + timedelta(days=20))
    else:
        found = makers.make_wish(borrower=case.borrower, kind=how, received_at=desk.at(OPENED))
    on(event=Event.case_opened, does=Does.propose_plan, plan_count=2)
    assert automation._rests(case, DAY)

    assert night() == {"kept_back": 1}
    assert firings()[0].why == rule.RESTS

    if isinstance(how, HoldKind):
        found.released_on = DAY
    else:
        found.ended_at = desk.at(DAY)
    db.session.flush()
    assert not automation._rests(case, DAY)


def test_a_closed_or_archived_case_is_met_by_no_rule(case):
    on()
    case.state = CaseState.closed
    db.session.commit()

    assert night() == {}


def test_what_a_rule_does_sets_no_rule_off(case):
    on(event=Event.case_opened, does=Does.write_reminder)
    on(event=Event.contact_logged)
    on(event=Event.referral_moved)
    night()
    sent = db.session.scalars(select(Reminder)).one()
    sent.status, sent.sent_at = "sent", desk.at(DAY)
    makers.make_contact(borrower=case.borrower, case=case, at=desk.at(DAY), reminder=sent)
    referred = makers.make_referral(case=case)
    for each in db.session.scalars(select(events.ReferralEvent)):
        db.session.delete(each)
    db.session.add(events.ReferralEvent(referral=referred, at=desk.at(DAY), status="proposed"))
    db.session.commit()

    assert night() == {}


def test_work_and_mark_stand_or_fall_together(case, monkeypatch):
    row = on(does=Does.book_action, task_kind=TaskKind.send_letter)

    work = automation.WORK[Does.book_action]

    def cut_off(*given):
        work(*given)
        raise KeyboardInterrupt

    monkeypatch.setitem(automation.WORK, Does.book_action, cut_off)
    [met] = automation.waiting(row.id, DAY)
    with pytest.raises(KeyboardInterrupt):
        automation.fire(row.id, met, DAY, desk.at(DAY))
    db.session.rollback()
    monkeypatch.undo()
    assert firings() == []
    assert db.session.query(Task).filter_by(kind=TaskKind.send_letter).count() == 0

    assert night() == {"done": 1}
    assert db.session.query(Task).filter_by(kind=TaskKind.send_letter).count() == 1


def test_the_book_itself_lets_no_rule_fire_twice(case):
    row = on()
    night()
    [first] = firings()
    again = {"automation": row, "case": case, "on": first.on, "fired_on": DAY}
    db.session.add(Firing(**again, record="case", record_id=1, outcome=FiringOutcome.done))

    with pytest.raises(IntegrityError):
        db.session.flush()


def test_six_rules_ship_and_all_are_off(app):
    desk.start()
    db.session.commit()
    rows = list(db.session.scalars(select(Automation)))

    assert len(rows) == 6
    assert {row.status for row in rows} == {AutomationStatus.off}
    assert automation.load() == 0
    assert night() == {}
    for row in rows:
        automation.check(row)


def test_a_rule_is_switched_on_by_one_or_by_two(app):
    desk.start()
    one, two = makers.make_user(role=Role.manager), makers.make_user(role=Role.manager)
    told = makers.make_automation()
    automation.switch_on(told, DAY, one)
    assert (told.status, told.switched_on) == (AutomationStatus.on, DAY)

    sends = makers.make_automation(does=Does.write_reminder)
    automation.switch_on(sends, DAY, one)
    assert sends.status == AutomationStatus.asked
    assert two in automation.second_people(sends)
    assert one not in automation.second_people(sends)
    with pytest.raises(RuleError, match="second person"):
        automation.switch_on(sends, DAY, one)
    automation.switch_on(sends, DAY, two)
    assert sends.status == AutomationStatus.on

    automation.written(sends, two)
    assert (sends.status, sends.switched_by, sends.asked_by) == (AutomationStatus.off, None, None)
    automation.switch_on(sends, DAY, one)
    with pytest.raises(RuleError, match="second person"):
        automation.switch_on(sends, DAY, two)


def test_nobody_who_ever_wrote_in_a_rule_is_its_second_person(app):
    desk.start()
    first, last, other = (makers.make_user(role=Role.manager) for _ in range(3))
    row = makers.make_automation(does=Does.write_reminder)
    automation.written(row, first)
    automation.written(row, last)
    automation.written(row, last)
    assert row.editors == [first.id, last.id]
    automation.switch_on(row, DAY, last)

    assert other in automation.second_people(row)
    assert first not in automation.second_people(row)
    with pytest.raises(RuleError, match="second person"):
        automation.switch_on(row, DAY, first)
    automation.switch_on(row, DAY, other)
    assert row.status == AutomationStatus.on


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"most": 0}, "1 to 200"),
        ({"event": Event.quiet}, "without a contact"),
        ({"does": Does.book_action}, "which action"),
        ({"does": Does.assign}, "who gets"),
        ({"does": Does.propose_plan, "plan_count": 1}, "at least two"),
        ({"after_days": -1}, "days ahead"),
        ({"days_from": 9, "days_to": 2}, "wrong order"),
        ({"archived_on": DAY}, "archived"),
    ],
)
def test_a_rule_that_lacks_something_is_not_switched_on(app, given, said):
    makers.make_team()
    row = makers.make_automation(**given)

    with pytest.raises(RuleError, match=said):
        automation.switch_on(row, DAY, makers.make_user(role=Role.manager))


def test_a_rehearsal_says_what_thirty_days_would_have_brought_and_leaves_nothing(case):
    row = makers.make_automation(event=Event.case_opened, does=Does.book_action, task_kind=TaskKind.send_letter)
    db.session.commit()

    found = automation.rehearse(row, DAY, desk.at(DAY))

    assert [(each.met.on, each.case, each.outcome) for each in found] == [(OPENED, case.reference, FiringOutcome.done)]
    assert automation.counts(found) == (1, 0)
    assert firings() == []
    assert task.open_of(case).kind != TaskKind.send_letter
    hold.open(case, HoldKind.dispute, OPENED, "says it is wrong", DAY + timedelta(days=20))
    db.session.flush()
    [kept] = automation.rehearse(row, DAY, desk.at(DAY))
    assert (kept.outcome, kept.why) == (FiringOutcome.kept_back, rule.RESTS)


def form(**more):
    return {"name": "Ours", "event": "each_night", "does": "tell", "after_days": "0", "most": "5"} | more


def test_a_rule_is_written_rehearsed_switched_on_and_told_on_its_screens(case, sign_in, clock):
    clock.now = desk.at(DAY)
    browser, _ = sign_in(Role.administrator)
    assert browser.submit("/rules-of-the-house/new/", **form()).status_code == 302
    row = db.session.scalars(select(Automation).filter_by(name="Ours")).one()
    assert row.status == AutomationStatus.off

    page = browser.submit("/rules-of-the-house/rehearse/", id=row.id).text
    assert "would be done" in page
    assert case.reference in page
    assert firings() == []

    browser.submit("/rules-of-the-house/action/", action="switch_on", rowid=row.id, confirmed="1")
    assert night() == {"done": 1}
    listed = browser.get("/work-of-rules/").text
    assert case.reference in listed
    assert "Done" in listed


def test_a_screen_refuses_what_is_no_rule_and_asks_for_a_second_person(app, sign_in):
    desk.start()
    db.session.commit()
    browser, _ = sign_in(Role.manager)

    assert "1 to 200" in browser.submit("/rules-of-the-house/new/", **form(most="900")).text
    browser.submit("/rules-of-the-house/new/", **form(does="write_reminder"))
    row = db.session.scalars(select(Automation).filter_by(name="Ours")).one()
    browser.submit("/rules-of-the-house/action/", action="switch_on", rowid=row.id, confirmed="1")
    assert "waits" in browser.get(f"/rules-of-the-house/details/?id={row.id}").text
    db.session.refresh(row)
    assert row.status == AutomationStatus.asked
    browser.submit("/rules-of-the-house/action/", action="switch_on", rowid=row.id, confirmed="1")
    db.session.refresh(row)
    assert row.status == AutomationStatus.asked


@pytest.mark.parametrize("role", [Role.collector, Role.auditor, Role.legal_partner])
def test_nobody_else_writes_or_rehearses_a_rule(app, sign_in, role):
    makers.make_team()
    row = makers.make_automation()
    db.session.commit()
    browser, _ = sign_in(role)

    assert browser.submit("/rules-of-the-house/rehearse/", id=row.id).status_code == 403
    assert browser.submit("/rules-of-the-house/new/", **form()).status_code == 403
    assert browser.submit("/rules-of-the-house/action/", action="switch_on", rowid=row.id).status_code in (403, 404)
