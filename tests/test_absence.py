"""Leaving and absence: all open work goes to others in one step, for good or until the day of return."""

from datetime import timedelta

import pytest

from jobs import nightly
from models import db
from models.base import Language
from models.case import CaseState
from models.handover import Handover
from rules.access import Level, Role
from rules.errors import RuleError
from services import absence, case, my_day, user
from services.case import share
from services.contact import complaint
from tests import makers
from tests.makers import NOW, TODAY

BACK = TODAY + timedelta(days=7)
pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture(autouse=True)
def team(app):
    makers.make_user(role=Role.administrator)
    return makers.make_team()


def working(count=3, **given):
    """A person with open cases that have a callback, a hold, a dispute, a complaint and a request each."""
    person = makers.make_user(**given)
    rows = [makers.make_case(assignee=person) for _ in range(count)]
    for row in rows:
        makers.make_task(case=row, due_at=NOW, by_person=True)
        for kind in ("hold", "dispute", "complaint"):
            makers.MAKERS[kind](case=row, owner=person)
        makers.make_approval(case=row, asked_by=person)
    return person, rows


def owners(rows):
    """Everybody who owns something on these cases, or waits for an answer on one."""
    owned = [each.owner for row in rows for each in (*row.holds, *row.disputes, *row.complaints)]
    return {*owned, *(each.answer_to for row in rows for each in row.approvals)}


@pytest.mark.slow
def test_a_leaver_with_forty_cases_in_two_inputs(sign_in):
    browser, _ = sign_in(Role.administrator)
    person, rows = working(40)
    colleagues = [makers.make_user() for _ in range(3)]
    path = f"/people/leave/?id={person.id}"
    assert path in browser.get(f"/people/details/?id={person.id}").text

    page = browser.get(path).text
    assert "40 open cases" in page
    assert all(each.name in page for each in colleagues)
    browser.submit(path, step="leave", to="", returns_on="")

    db.session.expire_all()
    assert not person.active
    held = [row.assignee_id for row in rows]
    assert sorted(held.count(each.id) for each in colleagues) == [13, 13, 14]
    assert all(row.open_task.due_at == NOW for row in rows)
    assert owners(rows) <= set(colleagues)
    assert (share.unassigned(), absence.count(absence.of(person)[0])) == ([], 40)


def test_what_a_leaver_owns_on_cases_of_others_goes_along(team):
    colleague = makers.make_user()
    person = makers.make_user()
    row = makers.make_case(assignee=colleague)
    hold = makers.make_hold(case=row, owner=person)
    ill = makers.make_hardship(borrower=row.borrower, owner=person)
    with pytest.raises(RuleError, match="owns 2"):
        user.deactivate(person)
    person.active = True

    absence.leave(person, None, TODAY, None)

    assert (hold.owner, ill.owner, person.active) == (colleague, colleague, False)


def test_the_proposal_goes_by_load_and_language(team):
    person, rows = working(2)
    rows[0].borrower.language, rows[1].borrower.language = Language.zh_Hant, Language.en
    english = makers.make_user()
    chinese = makers.make_user(language=Language.zh_Hant)
    makers.make_case(assignee=chinese)

    found = {each.person: (each.load, each.gets) for each in absence.proposal(person, rows)}

    assert found == {english: (0, 1), chinese: (1, 1)}


def test_cases_come_back_on_the_day_of_return_and_only_once(team):
    person, rows = working()
    stand_in = makers.make_user()
    absence.begin(person, BACK, None, TODAY, None)
    assert {row.assignee for row in rows} == {stand_in}
    assert owners(rows) == {stand_in}
    assert [item.case_id for item in my_day.todo(stand_in.id, TODAY)] == [row.id for row in rows]
    db.session.commit()

    before = BACK - timedelta(days=1)
    assert nightly.end_absences(before, NOW).counts == {}
    assert [nightly.end_absences(BACK, NOW).counts for _ in range(2)] == [{"back": 1}, {}]

    db.session.expire_all()
    assert {row.assignee for row in rows} == {person}
    assert owners(rows) == {person}
    assert person.returns_on is None


def test_what_was_given_to_a_third_one_meanwhile_stays_and_what_a_stand_in_hands_on_comes_back(team):
    person, rows = working()
    first, second = makers.make_user(), makers.make_user()
    absence.begin(person, BACK, first, TODAY, None)
    case.assign(rows[0], second)
    absence.leave(first, second, TODAY, None)
    third = makers.make_user()
    rows[1].state = CaseState.closed
    case.assign(rows[2], third)

    absence.end(person, BACK)

    assert [row.assignee for row in rows] == [second, person, third]


def test_who_is_absent_gets_no_work(team):
    person, _ = working(1)
    stand_in = makers.make_user()
    absence.begin(person, BACK, None, TODAY, None)
    free = makers.make_case(assignee=None)

    with pytest.raises(RuleError, match="absent until"):
        case.assign(free, person)
    assert share.collectors() == [stand_in]
    share.share_out([free.id])
    assert free.assignee is stand_in
    for day in (TODAY, TODAY - timedelta(days=1)):
        with pytest.raises(RuleError, match="after today"):
            absence.begin(stand_in, day, None, TODAY, None)


def test_pickers_offer_only_who_may_take_it(team, sign_in):
    browser, _ = sign_in(Role.manager)
    names = {
        "There": {},
        "Gone": {"active": False},
        "Away": {"returns_on": BACK},
        "Auditor": {"role": Role.auditor},
    }
    people = {name: makers.make_user(name=name, **given) for name, given in names.items()}
    row = makers.make_case(assignee=None)

    asked = browser.submit("/cases/action/", action="assign", rowid=row.id).text
    for page in (asked, browser.get("/complaints/new/").text):
        assert [name for name in names if f">{name}</option>" in page] == ["There"]
    for name in ("Gone", "Away", "Auditor"):
        browser.submit("/cases/action/", action="assign", rowid=row.id, confirmed="1", user=people[name].id)
    db.session.expire_all()
    assert row.assignee is None


def test_an_owner_must_see_the_case(team):
    row = makers.make_case(assignee=makers.make_user())
    with pytest.raises(RuleError, match="does not see"):
        complaint.open(row, "tone", "too loud", TODAY, owner=makers.make_user())


def test_absence_is_entered_and_ended_on_the_page_of_the_person(team, sign_in):
    browser, _ = sign_in(Role.administrator)
    person, rows = working(2)
    stand_in = makers.make_user()
    path = f"/people/leave/?id={person.id}"

    assert "Say on which day" in browser.submit(path, step="absent", to=stand_in.id, returns_on="").text
    browser.submit(path, step="absent", to=stand_in.id, returns_on=BACK.isoformat())
    db.session.expire_all()
    assert {row.assignee_id for row in rows} == {stand_in.id}
    assert "2 cases" in browser.get(f"/people/details/?id={person.id}").text

    browser.submit("/people/action/", action="end_absence", rowid=person.id, confirmed="1")
    db.session.expire_all()
    assert {row.assignee_id for row in rows} == {person.id}
    assert db.session.query(Handover).one().ended_on == TODAY


OFF = TODAY + timedelta(days=3)


def test_days_off_that_a_collector_entered_hand_the_work_over_by_their_night_and_end_on_return(sign_in):
    browser, person = sign_in(Role.collector)
    row, stand_in = makers.make_case(assignee=person), makers.make_user()
    db.session.commit()
    browser.submit("/absences/", person=person.id, starts_on=OFF.isoformat(), returns_on=BACK.isoformat(), to="")
    assert person.name in browser.get("/absences/").text

    assert nightly.begin_absences(OFF - timedelta(days=1), NOW).counts == {}
    assert (row.assignee, person.returns_on) == (person, None)
    assert [nightly.begin_absences(OFF, NOW).counts for _ in range(2)] == [{"away": 1}, {}]
    db.session.expire_all()
    assert (row.assignee, person.returns_on) == (stand_in, BACK)

    assert nightly.end_absences(BACK, NOW).counts == {"back": 1}
    db.session.expire_all()
    assert (row.assignee, person.returns_on) == (person, None)


def test_a_supervisor_enters_days_off_of_collectors_and_a_collector_of_nobody_else(team):
    supervisor, manager = makers.make_user(level=Level.supervisor), makers.make_user(role=Role.manager)
    person, colleague = makers.make_user(), makers.make_user()

    for by in (person, supervisor, manager):
        absence.withdraw(absence.enter(person, OFF, BACK, None, TODAY, by), TODAY, by)
    for by, who in ((colleague, person), (person, supervisor), (supervisor, manager)):
        with pytest.raises(RuleError, match="whom you lead"):
            absence.enter(who, OFF, BACK, None, TODAY, by)


@pytest.mark.parametrize(
    ("starts_on", "returns_on", "sentence"),
    [
        (TODAY - timedelta(days=1), BACK, "today or later"),
        (OFF, OFF, "lies after"),
        (OFF + timedelta(days=1), BACK + timedelta(days=9), "already"),
    ],
)
def test_days_off_that_cannot_be_are_refused(team, starts_on, returns_on, sentence):
    person = makers.make_user()
    absence.enter(person, OFF, BACK, None, TODAY, person)

    with pytest.raises(RuleError, match=sentence):
        absence.enter(person, starts_on, returns_on, None, TODAY, person)


def test_where_nobody_can_take_the_work_it_stands_as_nobodys(team):
    person = makers.make_user()
    row = makers.make_case(assignee=person)

    absence.enter(person, TODAY, BACK, None, TODAY, person)

    assert (person.returns_on, share.unassigned()) == (BACK, [row.id])


def test_who_was_to_take_the_work_and_left_gives_way_to_the_others(team):
    person, chosen, other = (makers.make_user() for _ in range(3))
    row = makers.make_case(assignee=person)
    absence.enter(person, OFF, BACK, chosen, TODAY, person)
    chosen.active = False
    db.session.commit()

    nightly.begin_absences(OFF, NOW)

    db.session.expire_all()
    assert row.assignee == other
