"""My day as a desk: what sinks, how far it is, what is searched, what comes next, and the case beside the list."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from models import db
from models.contact import Contact
from models.promise import Promise, PromiseStatus
from models.stage import TaskKind
from models.task import Task
from models.wish import WishKind
from rules.access import Role
from rules.errors import RuleError
from services import case, my_day, task
from services.my_day import ahead, score
from tests import desk, makers
from tests.makers import NOW, TODAY

TOMORROW = TODAY + timedelta(days=1)
EVENING = NOW + timedelta(hours=6)


@pytest.fixture
def team(app):
    return makers.make_team()


def due(person, amount="900.00", has_phone=True, **given):
    """A case of a person that was spoken about, with a call due today."""
    row = makers.make_case(assignee=person, balance=Decimal(amount))
    if has_phone:
        makers.make_phone(borrower=row.borrower)
    makers.make_instalment(loan=row.loan, due_on=TODAY - timedelta(days=30), principal=Decimal(amount))
    makers.make_contact(case=row, user=makers.make_user(), at=NOW - timedelta(days=3))
    makers.make_task(case=row, **given)
    return row


def wish_hours(row, first, last):
    """The borrower agreed to be called only between two hours."""
    wish = makers.make_wish(borrower=row.borrower, kind=WishKind.inconvenient_time, from_time=first, to_time=last)
    return db.session.flush() or wish


def listed(person, now=NOW):
    return [item.case_id for item in my_day.todo(person.id, TODAY, now)]


def on_page(text):
    """The cases of the list, in its order."""
    return [int(id) for id in re.findall(r'data-line="(\d+)"', text)]


def test_a_case_sinks_until_the_hour_that_the_borrower_wishes_and_then_comes_up_again(team, sign_in):
    client, person = sign_in(Role.collector)
    large, small = due(person, "900.00"), due(person, "20.00")
    wish_hours(large, "00:00", "14:00")

    assert listed(person) == [small.id, large.id]
    text = client.get("/my-day/").text
    assert on_page(text) == [small.id, large.id]
    assert "No call before 14:00" in text
    assert listed(person, NOW + timedelta(hours=3)) == [large.id, small.id]


def test_a_broken_promise_and_a_new_case_sink_too_and_what_no_waiting_changes_is_last(team, sign_in):
    client, person = sign_in(Role.collector)
    disputed, waiting, plain = due(person), due(person), due(person, "20.00")
    makers.make_promise(case=disputed, status="broken")
    makers.make_promise(case=waiting, status="broken")
    makers.make_hold(case=disputed)
    wish_hours(waiting, "00:00", "14:00")

    assert listed(person) == [plain.id, waiting.id, disputed.id]
    assert "No call: waiting does not change that" in client.get("/my-day/").text


def test_work_that_is_no_call_does_not_sink(team):
    person = makers.make_user()
    look, call = due(person, kind=TaskKind.review_hold), due(person, "20.00")
    makers.make_hold(case=look)

    assert listed(person) == [look.id, call.id]


def test_a_callback_is_judged_at_its_own_minute(team):
    person = makers.make_user()
    callback, other = due(person, due_at=EVENING), due(person)
    wish_hours(callback, "00:00", "15:00")

    assert listed(person) == [callback.id, other.id]
    wish_hours(callback, "15:00", "23:00")
    assert listed(person) == [other.id, callback.id]


def test_who_has_no_number_stays_in_place_and_the_line_says_so(team, sign_in):
    client, person = sign_in(Role.collector)
    mute, other = due(person, "900.00", has_phone=False), due(person, "20.00")

    assert listed(person) == [mute.id, other.id]
    assert client.get("/my-day/").text.count("No number to call") == 1


def test_callbacks_stand_by_their_minute_and_the_list_says_it(team, sign_in):
    client, person = sign_in(Role.collector)
    later, sooner = due(person, due_at=EVENING), due(person, due_at=NOW + timedelta(hours=1, minutes=30))

    text = client.get("/my-day/").text

    assert on_page(text) == [sooner.id, later.id]
    assert "0 of 2 done · next callback 13:30" in text


def test_the_day_counts_what_the_person_did_and_what_was_promised_to_them(team, sign_in):
    client, person = sign_in(Role.collector)
    done, _, theirs = due(person), due(person), due(makers.make_user())
    for row, who in ((done, person), (theirs, theirs.assignee)):
        task.set_next(row, TaskKind.call, TOMORROW, NOW, user=who)
        promise = {"made_on": TODAY, "made_by": who, "currency": "CNY", "due_on": TOMORROW}
        makers.make_promise(case=row, amount=Decimal("80.00"), **promise)
    makers.make_promise(case=done, amount=Decimal("7.00"), made_on=TODAY, made_by=person, status="superseded")
    makers.make_promise(case=done, amount=Decimal("9.00"), made_on=date(2026, 3, 1), made_by=person, status="kept")
    db.session.commit()

    assert "1 of 2 done · CN¥80.00 promised" in client.get("/my-day/").text


def test_a_case_that_is_due_again_is_not_done(team):
    person = makers.make_user()
    row = due(person)
    task.set_next(row, TaskKind.call, TODAY, NOW, chosen=True, user=person)
    db.session.flush()
    items = my_day.todo(person.id, TODAY, NOW)

    assert score.of(person.id, items, TODAY, NOW)[:2] == (0, 1)
    assert score.of(None, items, TODAY, NOW) == (0, 1, {}, None)


def test_the_next_callback_is_the_first_to_come_else_the_first_that_is_late(team):
    person = makers.make_user()
    due(person, due_at=NOW - timedelta(hours=1))
    due(person, due_at=NOW + timedelta(hours=2))
    items = my_day.todo(person.id, TODAY, NOW)

    assert score.callback(items, NOW) == NOW + timedelta(hours=2)
    assert score.callback(items, EVENING) == NOW - timedelta(hours=1)
    assert score.callback([], NOW) is None


def test_the_list_is_searched_and_narrowed_beyond_what_it_shows(team, sign_in, monkeypatch):
    monkeypatch.setattr("admin.my_day.page.SHOWN", 2)
    client, person = sign_in(Role.collector)
    rows = [due(person, str(900 - number)) for number in range(4)]
    rows[3].borrower.name = "Wang Xiao"
    broken = due(person, "10.00")
    makers.make_promise(case=broken, status="broken")

    assert on_page(client.get("/my-day/?find=wang xi").text) == [rows[3].id]
    assert on_page(client.get(f"/my-day/?find={rows[2].reference}").text) == [rows[2].id]
    assert on_page(client.get("/my-day/?show=promises").text) == [broken.id]
    assert on_page(client.get("/my-day/?show=rest").text) == [rows[0].id, rows[1].id]
    assert on_page(client.get("/my-day/?show=nonsense").text) == [broken.id, rows[0].id]
    assert "Nothing in the list fits" in client.get("/my-day/?find=nobody").text


def test_the_chosen_case_is_the_one_of_the_address_if_it_is_there(team, sign_in):
    client, person = sign_in(Role.collector)
    first, second = due(person, "900.00"), due(person, "20.00")
    current = re.compile(r'data-line="(\d+)" aria-current')

    assert current.findall(client.get("/my-day/").text) == [str(first.id)]
    assert current.findall(client.get(f"/my-day/?at={second.id}").text) == [str(second.id)]
    for wrong in ("abc", "0", str(2**70), str(due(makers.make_user()).id)):
        assert current.findall(client.get(f"/my-day/?at={wrong}").text) == [str(first.id)]


def test_an_empty_day_says_what_comes_and_lets_it_be_pulled_forward(team, sign_in):
    client, person = sign_in(Role.collector)
    tomorrow, agreed = due(person, due_on=TOMORROW), due(person, due_on=TOMORROW, due_at=NOW + timedelta(days=1))
    due(makers.make_user(), due_on=TOMORROW)
    later = due(person, due_on=TODAY + timedelta(days=9))

    text = client.get("/my-day/").text
    assert "All done for today" in text
    assert [row.case_id for row in ahead.coming(person.id, TODAY)] == [agreed.id, tomorrow.id, later.id]
    assert text.count("Do it today") == 2

    planned = task.open_of(tomorrow)
    assert client.submit("/my-day/pull/", row=planned.id).location == f"/my-day/?at={tomorrow.id}"
    assert listed(person) == [tomorrow.id]
    db.session.refresh(tomorrow)
    assert (tomorrow.next_action_on, task.open_of(tomorrow).by_person) == (TODAY, True)
    client.submit("/my-day/pull/", row=planned.id)
    assert "It is done or due already." in client.get("/my-day/").text


def test_an_agreed_time_stays_and_nobody_pulls_what_is_not_theirs(team, sign_in):
    client, person = sign_in(Role.collector)
    agreed = due(person, due_on=TOMORROW, due_at=NOW + timedelta(days=1))
    theirs = task.open_of(due(makers.make_user(), due_on=TOMORROW))
    auditor, _ = sign_in(Role.auditor)

    with pytest.raises(RuleError, match="A time was agreed"):
        task.pull_forward(task.open_of(agreed), TODAY)
    assert client.submit("/my-day/pull/", row=theirs.id).status_code == 404
    assert client.submit("/my-day/pull/", row="abc").status_code == 404
    assert auditor.submit("/my-day/pull/", row=theirs.id).status_code == 403
    assert db.session.get_one(Task, theirs.id).due_on == TOMORROW


@pytest.mark.parametrize("change", [{"active": False}, {"role": Role.auditor}])
def test_the_next_case_of_one_who_left_is_the_next_of_nobodys(team, sign_in, change):
    manager, _ = sign_in(Role.manager)
    leaver, colleague = makers.make_user(), makers.make_user()
    theirs, free, other = due(leaver, "900.00"), due(None, "20.00"), due(colleague, "500.00")
    for name, value in change.items():
        setattr(leaver, name, value)
    db.session.flush()

    assert manager.get(f"/my-day/next/?after={theirs.id}").location == f"/cases/details/?id={free.id}"
    assert manager.get(f"/my-day/next/?after={free.id}").location == f"/cases/details/?id={theirs.id}"
    assert manager.get(f"/my-day/next/?after={other.id}").location == "/my-day/"


def test_a_collector_who_is_marked_absent_goes_on_with_their_own_cases(team):
    person = makers.make_user(returns_on=TOMORROW)
    row = due(person)

    assert my_day.whose(row, person.id) == person.id
    assert my_day.whose(row, makers.make_user().id) is None


def test_going_on_follows_the_list_unless_the_minute_of_a_callback_has_come(team):
    person = makers.make_user()
    first, second, third = due(person, "900.00"), due(person, "500.00"), due(person, "20.00")
    callback = due(person, due_at=NOW + timedelta(hours=2))
    later = NOW + timedelta(hours=3)

    assert my_day.after(second, person.id, TODAY, NOW, third.id) == third.id
    assert my_day.after(second, person.id, TODAY, NOW) == third.id
    assert my_day.after(second, person.id, TODAY, NOW, second.id) == third.id
    assert my_day.after(second, person.id, TODAY, NOW, due(makers.make_user()).id) == third.id
    task.set_next(second, TaskKind.call, TOMORROW, NOW, user=person)
    assert my_day.after(second, person.id, TODAY, NOW) == first.id
    assert my_day.after(second, person.id, TODAY, later, third.id) == callback.id


def test_a_case_in_the_pane_has_no_frame_and_stays_in_it(team, sign_in):
    client, person = sign_in(Role.collector)
    row = due(person)
    whole, pane = client.get(f"/cases/details/?id={row.id}"), client.get(f"/cases/details/?id={row.id}&pane=1")

    assert 'class="frame"' in whole.text
    assert 'class="frame"' not in pane.text
    assert (whole.headers["X-Frame-Options"], pane.headers["X-Frame-Options"]) == ("DENY", "SAMEORIGIN")
    assert "frame-ancestors 'none'" in whole.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in pane.headers["Content-Security-Policy"]
    assert f'action="/cases/log/?id={row.id}&amp;pane=1"' in pane.text
    assert "pane=1" not in whole.text
    assert client.get("/cases/?pane=1").headers["X-Frame-Options"] == "SAMEORIGIN"
    assert client.get("/borrowers/?pane=1").headers["X-Frame-Options"] == "DENY"


def worked(person):
    """A case as a new team has it, with a call due today."""
    row = desk.lend(desk.start())
    case.restage(row, TODAY)
    row.assignee = person
    task.set_next(row, TaskKind.call, TODAY, NOW, chosen=True)
    db.session.commit()
    return row


def test_after_the_last_case_the_pane_hands_over_and_the_list_says_what_was_saved(app, sign_in):
    client, person = sign_in(Role.collector)
    row = worked(person)
    outcome = desk.outcome("NA").id

    answer = client.submit(
        f"/cases/log/?id={row.id}&pane=1", outcome=outcome, then="next", phone=row.borrower.phones[0].id
    )

    assert answer.location == "/my-day/?pane=1"
    assert "data-done" in client.get(answer.location).text
    assert f"{row.reference}: " in client.get("/my-day/").text


def test_a_promise_whose_next_action_was_left_as_it_was_filled_books_it_once(app, sign_in):
    client, person = sign_in(Role.collector)
    row = worked(person)
    number, outcome = row.borrower.phones[0].id, desk.outcome("PTP")
    text, before = client.get(f"/cases/details/?id={row.id}").text, db.session.query(Task).count()
    offered = re.search(r'data-code="PTP"[^>]*data-next-kind="(\w+)" data-next-on="(\+\d+)"', text).groups()
    assert offered == ("follow_promise", "+3")

    promised = {"outcome": outcome.id, "phone": number, "amount": "50", "promised_on": "2026-03-04"}
    client.submit(f"/cases/log/?id={row.id}", **promised, next_kind="follow_promise", next_on="2026-03-07")

    made = db.session.query(Promise).one()
    assert (made.status, made.due_on) == (PromiseStatus.open, date(2026, 3, 4))
    planned = db.session.query(Task).filter(Task.case_id == row.id, Task.done_at.is_(None)).one()
    assert (planned.kind, planned.due_on) == (TaskKind.follow_promise, date(2026, 3, 9))
    assert db.session.query(Task).count() == before + 1
    assert db.session.query(Contact).count() == 1


def test_another_next_action_than_the_one_of_the_promise_is_a_persons_choice(app, sign_in):
    client, person = sign_in(Role.collector)
    row = worked(person)
    told = {"outcome": desk.outcome("PTP").id, "phone": row.borrower.phones[0].id, "amount": "50"}

    client.submit(
        f"/cases/log/?id={row.id}", **told, promised_on="2026-03-04", next_kind="follow_promise", next_on="2026-03-05"
    )

    assert (task.open_of(row).kind, task.open_of(row).due_on) == (TaskKind.follow_promise, date(2026, 3, 5))


def test_a_moment_is_told_by_its_minute_and_of_another_day_with_its_day(team, the_app):
    from admin.my_day import lines

    with the_app.test_request_context():
        assert lines.hour(NOW, TODAY) == "12:00"
        assert lines.hour(datetime(2026, 3, 3, 4, tzinfo=NOW.tzinfo), TODAY) == "Mar 3, 2026 12:00"
