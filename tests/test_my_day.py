"""My day: what is due, in the order in which it is best done, and sharing out what nobody has."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from jobs import nightly
from models import db
from models.case import Case, CaseState
from models.stage import TaskKind
from rules.access import Role
from services import my_day
from services.case import share
from services.my_day import Group
from tests import makers, plans
from tests.makers import NOW, TODAY


@pytest.fixture
def team(app):
    return makers.make_team()


def due(assignee=None, **task):
    """A case of a person with a task due today."""
    case = makers.make_case(assignee=assignee, balance=task.pop("balance", Decimal("100.00")))
    makers.make_task(case=case, **task)
    return case


def spoken(case):
    """Somebody tried to reach the borrower."""
    makers.make_contact(case=case, user=case.assignee or makers.make_user(), at=NOW - timedelta(days=3))
    return case


def order(person):
    return [item.case_id for item in my_day.todo(person.id, TODAY)]


def test_callbacks_come_first_then_broken_promises_then_the_longest_due_and_the_larger(team):
    person = makers.make_user()
    small = spoken(due(person))
    large = spoken(due(person, balance=Decimal("900.00")))
    older = spoken(due(person, due_on=TODAY - timedelta(days=2)))
    new = due(person)
    promised = spoken(due(person, kind=TaskKind.follow_promise))
    makers.make_promise(case=promised)
    broken = spoken(due(person))
    makers.make_promise(case=broken, status="broken")
    callback = due(person, due_at=NOW + timedelta(hours=2))

    expected = [callback, broken, promised, new, older, large, small]
    assert order(person) == [case.id for case in expected]


def test_a_kept_promise_after_a_broken_one_puts_the_case_back_in_line(team):
    person = makers.make_user()
    case = spoken(due(person))
    makers.make_promise(case=case, status="broken")
    makers.make_promise(case=case, status="kept")

    assert [item.group for item in my_day.todo(person.id, TODAY)] == [Group.ranked]


def test_only_open_cases_of_the_person_with_something_due_are_listed(team):
    person = makers.make_user()
    mine = due(person)
    due(makers.make_user())
    due(None)
    due(person, due_on=TODAY + timedelta(days=1))
    due(person, done_at=NOW)
    closed = due(person)
    closed.state = CaseState.closed
    archived = due(person)
    archived.archived_on = TODAY

    assert order(person) == [mine.id]


def test_a_callback_waits_for_its_minute_while_there_is_other_work(team):
    person = makers.make_user()
    callback = due(person, due_at=NOW + timedelta(hours=2))
    other = due(person)
    items = my_day.todo(person.id, TODAY)

    assert my_day.following(items, NOW, 0) == other.id
    assert my_day.following(items, NOW, other.id) == callback.id
    assert my_day.following(items, NOW + timedelta(hours=3), 0) == callback.id
    assert my_day.following([], NOW, 0) is None


def test_the_reason_stands_in_words(team, sign_in):
    client, person = sign_in(Role.collector)
    broken = spoken(due(person))
    makers.make_promise(case=broken, amount=Decimal("80.00"), due_on=date(2026, 2, 26), status="broken")
    due(person, due_at=datetime(2026, 3, 2, 7, 0, tzinfo=NOW.tzinfo))

    text = client.get("/my-day/").text

    assert "2 left" in text
    assert "CN¥80.00 promised for Feb 26, 2026 did not arrive" in text
    assert "Call back at Mar 2, 2026 15:00" in text


def test_a_collector_sees_nobody_elses_day(team, sign_in):
    client, _ = sign_in(Role.collector)
    other = due(makers.make_user())

    for who in ("", other.assignee_id, "nobody", "abc"):
        assert other.reference not in client.get(f"/my-day/?who={who}").text


def test_a_collectors_page_counts_nobody_elses_work(team, sign_in):
    client, person = sign_in(Role.collector)
    due(person)

    with plans.watched() as asked:
        client.get("/my-day/")

    tasks = [statement for statement, _ in asked if "FROM task" in statement]
    assert tasks
    assert all("case_file.assignee_id = " in statement for statement in tasks)


def test_a_manager_looks_at_a_collector_and_at_nobodys_cases(team, sign_in):
    client, _ = sign_in(Role.manager)
    theirs, free = due(makers.make_user()), due(None)

    first = client.get("/my-day/").text
    assert free.reference in first
    assert theirs.reference not in first
    assert theirs.reference in client.get(f"/my-day/?who={theirs.assignee_id}").text


@pytest.mark.parametrize("role", [Role.auditor, Role.legal_partner])
def test_my_day_is_not_for_those_who_work_no_cases(team, sign_in, role):
    client, _ = sign_in(role)

    assert client.get("/my-day/").status_code == 403
    assert client.submit("/my-day/share/").status_code == 403


def test_cases_are_shared_out_to_the_collector_with_the_fewest_and_only_once(team):
    busy, idle = makers.make_user(), makers.make_user()
    makers.make_user(active=False)
    for _ in range(2):
        makers.make_case(assignee=busy)
    cases = [makers.make_case() for _ in range(4)]

    assert share.share_out(share.unassigned()) == {"assigned": 4}
    assert share.unassigned() == []
    assert sorted(case.assignee_id for case in cases) == sorted([idle.id, idle.id, idle.id, busy.id])


def test_all_cases_of_a_borrower_go_to_one_person(team):
    busy, _ = makers.make_user(), makers.make_user()
    known = makers.make_case(assignee=busy)
    second = makers.make_case(loan=makers.make_loan(borrower=known.borrower))
    borrower = makers.make_borrower()
    pair = [makers.make_case(loan=makers.make_loan(borrower=borrower)) for _ in range(2)]

    share.share_out(share.unassigned())

    assert second.assignee == busy
    assert len({case.assignee for case in pair}) == 1


def test_without_collectors_the_cases_stay_and_a_manager_sees_them(team, sign_in):
    client, _ = sign_in(Role.manager)
    free = due(None)

    assert share.share_out(share.unassigned()) == {}
    assert free.reference in client.get("/my-day/").text


def test_a_manager_shares_out_with_a_button_and_a_collector_does_not(team, sign_in):
    manager, _ = sign_in(Role.manager)
    collector, person = sign_in(Role.collector)
    due(None)

    assert collector.submit("/my-day/share/").status_code == 403
    assert manager.submit("/my-day/share/").status_code == 302
    assert [item.group for item in my_day.todo(person.id, TODAY)] == [Group.new_case]


def test_share_cases_runs_every_night_and_is_harmless_twice(team):
    person = makers.make_user()
    case = makers.make_case()
    db.session.commit()

    assert nightly.share_cases(TODAY, NOW).counts == {"assigned": 1}
    assert nightly.share_cases(TODAY, NOW).counts == {}
    assert db.session.get_one(Case, case.id).assignee_id == person.id
