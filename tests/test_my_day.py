"""My day: what is due, in the order in which it is best done, and sharing out what nobody has."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from jobs import nightly
from models import db
from models.case import Case, CaseHolder, CaseState
from models.contact import Contact
from models.handover import Absence
from models.stage import Channel, TaskKind
from rules.access import Role
from rules.errors import RuleError
from services import my_day, user
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


def test_callbacks_come_first_then_promises_then_broken_ones_then_new_and_the_rest(team):
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

    expected = [callback, promised, broken, new, older, large, small]
    assert order(person) == [case.id for case in expected]


def test_a_kept_promise_after_a_broken_one_puts_the_case_back_in_line(team):
    person = makers.make_user()
    case = spoken(due(person))
    makers.make_promise(case=case, status="broken")
    makers.make_promise(case=case, status="kept")

    assert [item.group for item in my_day.todo(person.id, TODAY)] == [Group.ranked]


def test_a_try_that_names_no_case_counts_for_each_case_of_its_borrower(team):
    person = makers.make_user()
    first = due(person)
    second = makers.make_case(assignee=person, borrower=first.borrower)
    makers.make_task(case=second)
    tried = Contact(borrower=first.borrower, user=person, at=NOW - timedelta(days=3), channel=Channel.call)
    makers.kept(tried)

    assert [item.group for item in my_day.todo(person.id, TODAY)] == [Group.ranked, Group.ranked]


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

    assert "0 of 2 done" in text
    assert "CN¥80.00 promised for Feb 26, 2026 did not arrive" in text
    assert "Call back at 15:00" in text


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
    assert all("case_file.assignee_id = " in each or "task.done_by_id = " in each for each in tasks)


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


def leaving(count=3):
    """A person with open cases, each with a callback, and a colleague."""
    person, colleague = makers.make_user(), makers.make_user()
    rows = [due(person, due_at=NOW + timedelta(hours=2), by_person=True) for _ in range(count)]
    for row in rows:
        makers.make_hold(case=row, owner=person)
    return person, colleague, rows


def test_a_person_with_open_cases_does_not_leave_before_they_are_handed_over(team):
    makers.make_user(role=Role.administrator)
    person, colleague, rows = leaving()
    with pytest.raises(RuleError, match="3 open cases: hand them over"):
        user.deactivate(person)
    person.active = True

    share.hand_over(person, colleague, TODAY)
    user.deactivate(person)

    assert {row.assignee for row in rows} == {colleague}
    assert {each.owner for row in rows for each in row.holds} == {colleague}
    assert order(colleague) == [row.id for row in rows]


def test_a_role_that_works_no_cases_is_refused_too(team):
    makers.make_user(role=Role.administrator)
    person, _, _ = leaving()
    person.role = Role.auditor

    with pytest.raises(RuleError, match="3 open cases"):
        user.change(person)


def test_all_cases_of_a_leaver_are_shared_out_among_the_others(team):
    person, first, rows = leaving(4)
    second = makers.make_user()

    share.share_among_others(person, TODAY)

    assert sorted(row.assignee_id for row in rows) == [first.id, first.id, second.id, second.id]


def test_where_there_is_no_other_collector_nothing_is_lost(team):
    person = makers.make_user()
    case = due(person)

    with pytest.raises(RuleError, match="no other collector"):
        share.share_among_others(person, TODAY)

    assert case.assignee is person


@pytest.mark.parametrize("change", [{"active": False}, {"role": Role.auditor}])
def test_cases_of_one_who_left_are_nobodys_and_the_night_shares_them_out(team, change):
    person, colleague, rows = leaving()
    for name, value in change.items():
        setattr(person, name, value)
    db.session.flush()

    assert share.unassigned() == [row.id for row in rows]
    assert my_day.counts(TODAY) == {None: 3}
    assert [item.case_id for item in my_day.todo(None, TODAY)] == [row.id for row in rows]
    db.session.commit()

    assert nightly.share_cases(TODAY, NOW).counts == {"assigned": 3}
    assert {row.assignee_id for row in rows} == {colleague.id}


def test_an_administrator_hands_all_cases_over_on_the_page_of_the_person(team, sign_in):
    browser, _ = sign_in(Role.administrator)
    person, colleague, rows = leaving()
    db.session.commit()

    said = browser.submit("/people/action/", action="deactivate", rowid=person.id, confirmed="1")
    assert said.status_code == 302
    assert "3 open cases" in browser.get("/people/").text
    browser.submit("/people/action/", action="hand_over", rowid=person.id, confirmed="1", to=colleague.id)

    db.session.expire_all()
    assert {row.assignee_id for row in rows} == {colleague.id}


def late(person, amount, since, **task):
    """A spoken case of a person whose loan owes so much since a day, with a task due."""
    case = spoken(due(person, **task))
    case.overdue_since = since
    makers.make_instalment(loan=case.loan, due_on=since, principal=Decimal(amount))
    return case


def test_the_rest_is_ordered_by_what_is_at_stake_and_says_so(team, sign_in):
    client, person = sign_in(Role.collector)
    sure = late(person, "100.00", TODAY - timedelta(days=10))
    more = late(person, "900.00", TODAY - timedelta(days=10))
    later = late(person, "500.00", TODAY - timedelta(days=80))
    tiny = late(person, "1.00", TODAY - timedelta(days=10))

    assert order(person) == [later.id, more.id, sure.id, tiny.id]
    text = client.get("/my-day/").text
    assert "of cases like this 75% do not pay in 30 days" in text
    assert "less at stake than a call costs" in text
    assert "gain" not in text.lower()


def test_a_case_that_nobody_tried_for_the_days_of_the_house_comes_first(team, sign_in):
    client, person = sign_in(Role.collector)
    large = late(person, "900.00", TODAY - timedelta(days=40))
    small = late(person, "20.00", TODAY - timedelta(days=40))
    db.session.query(Contact).filter_by(case_id=small.id).update({"at": NOW - timedelta(days=14)})

    assert order(person) == [small.id, large.id]
    assert "nobody tried for 14 days or more" in client.get("/my-day/").text
    team.touch_every_days = 15
    assert order(person) == [large.id, small.id]


def test_who_may_not_be_called_now_comes_last_until_the_hours_open(team, sign_in):
    client, person = sign_in(Role.collector)
    abroad = late(person, "900.00", TODAY - timedelta(days=40))
    abroad.borrower.time_zone = "America/New_York"
    here = late(person, "20.00", TODAY - timedelta(days=40))
    held = late(person, "700.00", TODAY - timedelta(days=40))
    makers.make_hold(case=held)
    looked_at = late(person, "600.00", TODAY - timedelta(days=40), kind=TaskKind.review_hold)
    makers.make_hold(case=looked_at)

    ids = [item.case_id for item in my_day.todo(person.id, TODAY, NOW)]

    assert ids == [looked_at.id, here.id, abroad.id, held.id]
    text = client.get("/my-day/").text
    assert "No call before 21:00" in text
    assert "No call: waiting does not change that" in text
    assert next(item.case_id for item in my_day.todo(person.id, TODAY, NOW + timedelta(hours=10))) == abroad.id


def test_a_case_in_another_money_than_the_call_is_ordered_without_its_cost(team):
    person = makers.make_user()
    team.currency = "USD"
    case = late(person, "1.00", TODAY - timedelta(days=10))

    [item] = my_day.todo(person.id, TODAY, NOW)

    assert (item.case_id, str(item.ranked.why)) == (case.id, "at_stake")


def test_the_day_costs_few_statements_whatever_is_due(team, sign_in):
    client, person = sign_in(Role.collector)
    lender = makers.make_lender()

    def asked():
        db.session.commit()
        client.get("/my-day/")
        with plans.watched() as found:
            client.get("/my-day/")
        return len([statement for statement, _ in found if not statement.startswith("BEGIN")])

    makers.make_promise(case=of_lender(lender, person), status="broken")
    of_lender(lender, person)
    first = asked()
    for _ in range(4):
        of_lender(lender, person)

    assert asked() == first <= 17


def of_lender(lender, person):
    """A case of a person, of a lender, with something overdue and a call due today."""
    borrower = makers.make_borrower(lender=lender)
    makers.make_phone(borrower=borrower)
    loan = makers.make_loan(borrower=borrower, portfolio=makers.make_portfolio(lender=lender))
    case = makers.make_case(assignee=person, loan=loan)
    makers.make_instalment(loan=loan, due_on=TODAY - timedelta(days=10))
    makers.make_task(case=case)
    return spoken(case)


def test_the_next_case_is_found_when_it_is_asked_for(team, sign_in):
    client, person = sign_in(Role.collector)
    first, second = (
        late(person, "900.00", TODAY - timedelta(days=40)),
        late(person, "20.00", TODAY - timedelta(days=40)),
    )

    assert client.get(f"/my-day/next/?after={first.id}").location == f"/cases/details/?id={second.id}"
    assert client.get("/my-day/next/?after=abc").status_code == 404
    assert client.get(f"/my-day/next/?after={due(makers.make_user()).id}").status_code == 404
    client.get(f"/cases/details/?id={first.id}")
    second.next_action_on = None
    db.session.query(Case).filter_by(id=second.id).update({"state": "closed"})
    assert client.get(f"/my-day/next/?after={first.id}").location == "/my-day/"


def test_sharing_out_is_proposed_with_its_reasons_before_it_is_done(team, sign_in):
    manager, _ = sign_in(Role.manager)
    collector, known = sign_in(Role.collector)
    full = makers.make_user(cases_most=1, name="Full Desk")
    makers.make_case(assignee=full)
    makers.make_task(case=makers.make_case(assignee=known), due_on=TODAY)
    theirs = makers.make_case(borrower=db.session.query(Case).filter_by(assignee_id=known.id).one().borrower)
    free = makers.make_case()
    db.session.commit()

    text = manager.get("/my-day/share/").text

    assert "has other cases of the borrower (1)" in text
    assert "has the least to do (1)" in text or "works in the language (1)" in text
    assert db.session.get_one(Case, free.id).assignee_id is None
    assert collector.get("/my-day/share/").location == "/my-day/"
    manager.submit("/my-day/share/")
    assert {row.assignee_id for row in (theirs, free)} == {known.id}
    holders = db.session.query(CaseHolder).filter(CaseHolder.case_id.in_([theirs.id, free.id])).all()
    assert {row.user_id for row in holders} == {known.id}


def test_what_nobody_has_room_for_stays_and_is_told(team, sign_in):
    manager, _ = sign_in(Role.manager)
    makers.make_user(cases_most=0)
    free = makers.make_case()
    db.session.commit()

    assert "Nobody has room for 1 case" in manager.get("/my-day/share/").text
    assert share.share_out([free.id]) == {}
    assert share.unassigned() == [free.id]


def test_who_had_a_case_before_goes_on_with_it_and_who_leaves_soon_does_not(team):
    first, second = makers.make_user(), makers.make_user()
    case = makers.make_case(assignee=first)
    db.session.flush()
    case.assignee = None
    for _ in range(3):
        makers.make_case(assignee=first)
    db.session.flush()
    assert share.proposal([case.id], [first, second], TODAY)[case.id].person == first.id

    absence = Absence(
        person=first, starts_on=TODAY + timedelta(days=3), returns_on=TODAY + timedelta(days=9), entered_on=TODAY
    )
    makers.kept(absence)

    assert share.proposal([case.id], [first, second], TODAY)[case.id].person == second.id


def test_the_tasks_of_the_week_count_as_work(team):
    busy, idle = makers.make_user(), makers.make_user()
    for number in range(2):
        case = makers.make_case(assignee=(busy, idle)[number])
        makers.make_task(case=case, due_on=TODAY + timedelta(days=(2, 20)[number]))
    free = makers.make_case()
    db.session.flush()

    assert share.proposal([free.id], [busy, idle])[free.id].person == busy.id
    assert share.proposal([free.id], [busy, idle], TODAY)[free.id].person == idle.id
