"""Buttons on many rows: all that fit, looked at first, in pieces, and taken back; values changed in their list."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from admin.base.inline import SAFE
from models import db
from models.audit import AuditEntry
from models.base import Language
from models.borrower import PointSource, PointStatus
from models.bulk_run import BulkRun
from models.case import Case, CaseState
from models.hold import Hold
from models.stage import TaskKind
from models.task import Task
from rules import access
from rules.access import Role
from services import bulk_run, task
from tests import desk, makers

TODAY = date(2026, 3, 2)


def looked_at(browser, path, action, rows=(), asked="", **given):
    """Press a button on rows, and the address of the page that shows what would come of it."""
    ids = [row.id for row in rows]
    answer = browser.submit(f"{path}action/?{asked}", action=action, rowid=ids, asked="1", **given)
    assert answer.status_code == 302, answer.get_data(as_text=True)[:2000]
    return answer.location


def run():
    """The last press."""
    db.session.expire_all()
    return db.session.scalars(select(BulkRun).order_by(BulkRun.id.desc())).first()


def test_many_rows_are_looked_at_before_anything_is_done(sign_in):
    browser, _ = sign_in(Role.manager)
    closed = [makers.make_case(state=CaseState.closed) for _ in range(2)]
    open_one = makers.make_case(state=CaseState.open, reference="C-OPEN")

    page = browser.get(looked_at(browser, "/cases/", "archive", [*closed, open_one])).get_data(as_text=True)

    assert "2 rows would change" in page
    assert "C-OPEN is open; only a closed case can be archived." in page
    assert closed[0].reference in page
    assert db.session.scalars(select(Case.archived_on)).all() == [None, None, None]
    assert not db.session.scalars(select(AuditEntry).where(AuditEntry.action == "changed")).all()


def test_what_stops_many_rows_is_told_once(sign_in):
    browser, _ = sign_in(Role.manager)
    cases = [makers.make_case(state=CaseState.open) for _ in range(3)]

    page = browser.get(looked_at(browser, "/cases/", "archive", cases)).get_data(as_text=True)

    assert page.count("is open; only a closed case can be archived.") == 1
    assert "… is open; only a closed case can be archived." in page
    assert ", ".join(row.reference for row in cases) in page


def test_what_was_looked_at_is_done_and_taken_back_whole(sign_in):
    browser, person = sign_in(Role.manager)
    first, second = makers.make_user(role=Role.collector), makers.make_user(role=Role.collector)
    cases = [makers.make_case(assignee=first if at else None) for at in range(3)]
    there = looked_at(browser, "/cases/", "assign", cases, user=second.id)

    browser.submit(there, go="1")

    assert [row.assignee_id for row in cases] == [second.id] * 3
    assert (run().position, len(run().done), run().owner_id) == (3, 3, person.id)
    assert "3 rows were changed." in browser.get(there).get_data(as_text=True)
    browser.submit(there, undo="1")
    assert [row.assignee_id for row in cases] == [None, first.id, first.id]
    page = browser.get(there).get_data(as_text=True)
    assert "3 were taken back." in page
    assert 'name="undo"' not in page
    browser.submit(there, undo="1")
    assert [row.assignee_id for row in cases] == [None, first.id, first.id]


def test_a_row_that_somebody_changed_since_stays_and_is_told(sign_in):
    browser, _ = sign_in(Role.manager)
    taker, later = makers.make_user(role=Role.collector), makers.make_user(role=Role.collector)
    cases = [makers.make_case(), makers.make_case()]
    there = looked_at(browser, "/cases/", "assign", cases, user=taker.id)
    browser.submit(there, go="1")
    cases[0].assignee = later
    db.session.commit()

    browser.submit(there, undo="1")

    assert [row.assignee_id for row in cases] == [later.id, None]
    assert "It was changed since, and stays as it is." in browser.get(there).get_data(as_text=True)


def test_nothing_is_taken_back_on_another_day(sign_in, clock):
    browser, _ = sign_in(Role.manager)
    taker = makers.make_user(role=Role.collector)
    cases = [makers.make_case(), makers.make_case()]
    there = looked_at(browser, "/cases/", "assign", cases, user=taker.id)
    browser.submit(there, go="1")

    clock.now += timedelta(days=1)

    assert 'name="undo"' not in browser.get(there).get_data(as_text=True)
    browser.submit(there, undo="1")
    assert [row.assignee_id for row in cases] == [taker.id] * 2


def test_holds_are_released_set_again_and_set_on_many_cases(sign_in):
    browser, _ = sign_in(Role.collector)
    me = db.session.scalars(select(makers.User)).first()
    cases = [makers.make_case(assignee=me, state=CaseState.open) for _ in range(2)]
    asked = {"reason": "wait for the lender", "review_on": "2026-03-09"}

    there = looked_at(browser, "/cases/", "rest", cases, **asked)
    browser.submit(there, go="1")
    holds = db.session.scalars(select(Hold)).all()
    assert [(row.case_id, row.review_on, row.released_on) for row in holds] == [
        (row.id, date(2026, 3, 9), None) for row in cases
    ]
    browser.submit(there, undo="1")
    assert [row.released_on for row in holds] == [TODAY, TODAY]

    kept = [makers.make_hold(case=row) for row in cases]
    there = looked_at(browser, "/holds/", "release", kept)
    browser.submit(there, go="1")
    assert [row.released_on for row in kept] == [TODAY, TODAY]
    browser.submit(there, undo="1")
    assert [row.released_on for row in kept] == [None, None]


def test_finished_tasks_are_the_next_action_again(sign_in):
    browser, _ = sign_in(Role.manager)
    tasks = [makers.make_task(case=makers.make_case(state=CaseState.open)) for _ in range(2)]
    there = looked_at(browser, "/tasks/", "complete", tasks)
    browser.submit(there, go="1")
    assert all(row.done_at for row in tasks)

    browser.submit(there, undo="1")

    assert [row.done_at for row in tasks] == [None, None]
    left = db.session.scalars(select(Task).where(Task.done_at.is_(None))).all()
    assert {row.id for row in left} == {row.id for row in tasks}
    assert [row.case.next_action_on for row in tasks] == [row.due_on for row in tasks]


def test_all_that_fit_are_chosen_across_pages_and_done_in_pieces(sign_in, monkeypatch):
    monkeypatch.setattr(bulk_run, "PIECE", 4)
    browser, _ = sign_in(Role.manager)
    shut = [makers.make_case(state=CaseState.closed) for _ in range(30)]
    kept = [makers.make_case(state=CaseState.open) for _ in range(3)]

    page = browser.get("/cases/?state=closed").get_data(as_text=True)
    assert "all 30 that fit" in page
    there = looked_at(browser, "/cases/", "archive", asked="state=closed", whole="1")
    assert "30 rows would change" in browser.get(there).get_data(as_text=True)

    first = browser.post(
        there, data={"go": "1", "csrf_token": browser.token}, headers={"Accept": "application/json"}
    ).json
    assert first == {"done": 4, "total": 30, "words": "4 of 30", "finished": False, "error": ""}
    assert "data-going" in browser.get(there).get_data(as_text=True)
    for _ in range(7):
        browser.submit(there, go="1")

    assert [row.archived_on for row in shut] == [TODAY] * 30
    assert [row.archived_on for row in kept] == [None] * 3
    browser.submit(there, undo="1")
    assert run().back == 4
    for _ in range(7):
        browser.submit(there, undo="1")
    assert [row.archived_on for row in shut] == [None] * 30


def test_too_many_rows_are_refused(sign_in, monkeypatch):
    monkeypatch.setattr(bulk_run, "MOST", 2)
    browser, _ = sign_in(Role.manager)
    for _ in range(3):
        makers.make_case(state=CaseState.closed)

    browser.submit("/cases/action/?state=closed", action="archive", whole="1", asked="1")

    assert run() is None
    assert "More than 2 rows fit" in browser.get("/cases/").get_data(as_text=True)


@pytest.mark.parametrize("role", [Role.manager, Role.collector])
def test_all_that_fit_are_those_in_reach(sign_in, role):
    browser, person = sign_in(role)
    mine = [makers.make_case(assignee=person, state=CaseState.closed) for _ in range(2)]
    makers.make_case(state=CaseState.closed)

    looked_at(browser, "/cases/", "archive", whole="1")

    chosen = set(run().chosen)
    assert {row.id for row in mine} <= chosen
    assert len(chosen) == (3 if role is Role.manager else 2)


def test_a_press_is_gone_on_with_by_nobody_else_and_by_nobody_who_lost_the_right(sign_in):
    browser, person = sign_in(Role.manager)
    other, _ = sign_in(Role.manager)
    cases = [makers.make_case(state=CaseState.closed) for _ in range(2)]
    there = looked_at(browser, "/cases/", "archive", cases)

    assert other.get(there).status_code == 404
    assert other.submit(there, go="1").status_code == 404
    assert browser.get(there.replace("/cases/", "/holds/")).status_code == 404
    person.role = Role.auditor
    db.session.commit()
    assert browser.submit(there, go="1").status_code in (302, 403)
    assert [row.archived_on for row in cases] == [None, None]


def test_a_case_that_left_the_reach_meanwhile_is_left_out(sign_in):
    browser, person = sign_in(Role.collector)
    cases = [makers.make_case(assignee=person, state=CaseState.closed) for _ in range(2)]
    there = looked_at(browser, "/cases/", "archive", cases)
    cases[0].assignee = makers.make_user(role=Role.collector)
    db.session.commit()

    browser.submit(there, go="1")

    assert [row.archived_on for row in cases] == [None, TODAY]
    assert "It is not yours to change." in browser.get(there).get_data(as_text=True)


def test_what_stopped_a_row_is_told_in_the_language_of_who_reads(sign_in):
    browser, person = sign_in(Role.manager)
    cases = [makers.make_case(state=CaseState.open) for _ in range(2)]
    there = looked_at(browser, "/cases/", "archive", cases)
    browser.submit(there, go="1")
    person.language = Language.zh_Hans
    db.session.commit()

    page = browser.get(there).get_data(as_text=True)

    assert "is open; only a closed case" not in page
    assert cases[0].reference in page


# Values changed where they stand


def change(browser, path, row, name, value, version=None):
    """Change one value in a list."""
    version = row.version if version is None else version
    return browser.submit(f"{path}inline/", id=row.id, name=name, value=value, version=version, **{name: value})


def test_a_value_is_changed_where_it_stands(sign_in):
    browser, _ = sign_in(Role.manager)
    row = makers.make_task(due_on=date(2026, 3, 4))

    page = browser.get("/tasks/").get_data(as_text=True)
    assert 'data-edit="due_on"' in page
    assert f'data-id="{row.id}" data-version="{row.version}"' in page
    field = browser.get(f"/tasks/inline/?id={row.id}&name=due_on").get_data(as_text=True)
    assert 'value="2026-03-04"' in field
    answer = change(browser, "/tasks/", row, "due_on", "2026-03-06")

    assert row.due_on == date(2026, 3, 6)
    assert answer.json["version"] == row.version
    assert "2026-03-06" in answer.json["cell"]


def test_who_looks_at_an_older_row_is_told_who_changed_it(sign_in):
    browser, _ = sign_in(Role.manager)
    other, colleague = sign_in(Role.manager)
    row = makers.make_task(due_on=date(2026, 3, 4))
    seen = row.version
    change(other, "/tasks/", row, "due_on", "2026-03-06")

    answer = change(browser, "/tasks/", row, "due_on", "2026-03-09", seen)

    assert answer.status_code == 409
    assert answer.json["error"].startswith(f"{colleague.name} changed this")
    assert row.due_on == date(2026, 3, 6)
    assert change(browser, "/tasks/", row, "due_on", "2026-03-09", "").status_code == 422


def test_a_wrong_value_is_told_and_nothing_is_saved(sign_in):
    browser, _ = sign_in(Role.manager)
    row = makers.make_task(due_on=date(2026, 3, 4))

    answer = change(browser, "/tasks/", row, "due_on", "2026-02-30")

    assert answer.status_code == 422
    assert "date" in answer.json["error"]
    assert row.due_on == date(2026, 3, 4)


@pytest.mark.parametrize("role", Role)
def test_only_safe_fields_of_rows_in_reach_are_changed_and_only_by_who_may(sign_in, the_app, role):
    browser, person = sign_in(role)
    own = makers.make_case(assignee=person if role is Role.collector else None)
    rows = {noun: makers.on_case(noun, own) for noun in (*SAFE, "loan", "referral")}
    other = makers.on_case("hold", makers.make_case())
    for view in [each for each in the_app.extensions["admin"][0]._views if getattr(each, "noun", "")]:
        row = rows.get(view.noun)
        may = role is not Role.legal_partner and row is not None and access.may(role, "edit", view.noun)
        for name in ("reference", "status_on", "balance", "stage", "state", "number", "value", "name", "x" * 300):
            answer = browser.submit(f"{view.url}/inline/", id=getattr(row, "id", 1), name=name, version="1")
            assert answer.status_code in (403, 404, 302, 401), (view.noun, name)
        for name in SAFE.get(view.noun, ()):
            status = browser.get(f"{view.url}/inline/?id={row.id}&name={name}").status_code
            assert status == (200 if may else 403), (view.noun, name)
    if role is Role.collector:
        assert change(browser, "/holds/", other, "reason", "mine now").status_code == 403


def test_no_password_and_no_role_is_changed_in_a_list():
    assert SAFE.keys() & {"user", "team", "authority_limit", "policy", "stage", "contact_rule", "payment"} == set()
    money = {name for names in SAFE.values() for name in names if re.search("amount|balance|rate|principal", name)}
    assert money == set()


@pytest.mark.parametrize("noun", ["phone", "address"])
def test_what_a_borrower_opted_out_of_stays_until_the_wish_is_ended(sign_in, noun):
    browser, _ = sign_in(Role.manager)
    row = makers.MAKERS[noun](status=PointStatus.opted_out)
    path = "/phones/" if noun == "phone" else "/addresses/"

    assert change(browser, path, row, "status", "verified").status_code == 404
    assert " disabled" in browser.get(f"{path}edit/?id={row.id}").get_data(as_text=True)
    browser.submit(f"{path}edit/?id={row.id}", status="verified", source="borrower", version=row.version)

    assert (row.status, row.source) == (PointStatus.opted_out, PointSource.borrower)


# Only what a press did is taken back


def test_what_was_so_already_is_left_out_and_not_taken_back(sign_in):
    browser, _ = sign_in(Role.manager)
    old, new = [makers.make_task(case=makers.make_case(state=CaseState.open)) for _ in range(2)]
    task.complete(old, desk.at(TODAY))
    db.session.commit()
    there = looked_at(browser, "/tasks/", "complete", [old, new])
    browser.submit(there, go="1")

    assert "There was nothing to change." in browser.get(there).get_data(as_text=True)
    browser.submit(there, undo="1")

    assert (old.done_at is None, new.done_at) == (False, None)


def test_what_a_person_agreed_on_since_outlives_the_taking_back(sign_in):
    browser, person = sign_in(Role.manager)
    tasks = [makers.make_task(case=makers.make_case(state=CaseState.open)) for _ in range(3)]
    there = looked_at(browser, "/tasks/", "complete", tasks)
    browser.submit(there, go="1")
    agreed = task.set_next(tasks[0].case, TaskKind.callback, TODAY, desk.at(TODAY), by_person=True, user=person)
    made = task.open_of(tasks[1].case)
    made.note = "ask for the slip"
    db.session.commit()

    browser.submit(there, undo="1")

    assert [agreed.done_at, made.done_at, tasks[2].done_at] == [None] * 3
    assert all(row.done_at for row in tasks[:2])


def test_a_hold_that_was_changed_since_goes_on(sign_in):
    browser, _ = sign_in(Role.manager)
    cases = [makers.make_case(state=CaseState.open) for _ in range(2)]
    there = looked_at(browser, "/cases/", "rest", cases, reason="wait", review_on="2026-03-09")
    browser.submit(there, go="1")
    first, second = db.session.scalars(select(Hold).order_by(Hold.case_id)).all()
    first.reason = "the hospital called"
    db.session.commit()

    browser.submit(there, undo="1")

    assert [first.released_on, second.released_on] == [None, TODAY]


def test_a_press_counts_from_the_day_on_which_it_begins(sign_in, clock):
    browser, _ = sign_in(Role.manager)
    cases = [makers.make_case(state=CaseState.closed) for _ in range(2)]
    there = looked_at(browser, "/cases/", "archive", cases)
    clock.now += timedelta(days=1)
    browser.submit(there, go="1")

    browser.submit(there, undo="1")

    assert [row.archived_on for row in cases] == [None, None]


def test_a_press_is_taken_back_only_when_it_is_through_and_goes_on_no_more_then(sign_in, monkeypatch):
    monkeypatch.setattr(bulk_run, "PIECE", 1)
    browser, _ = sign_in(Role.manager)
    cases = [makers.make_case(state=CaseState.closed) for _ in range(2)]
    there = looked_at(browser, "/cases/", "archive", cases)
    browser.submit(there, go="1")
    browser.submit(there, undo="1")
    assert (run().back, "It is still on its way." in browser.get(there).get_data(as_text=True)) == (0, True)
    browser.submit(there, go="1")
    browser.submit(there, undo="1")
    browser.submit(there, go="1")

    assert "This was taken back already." in browser.get(there).get_data(as_text=True)
    assert [row.archived_on for row in cases] == [TODAY, None]


def test_the_case_follows_a_next_action_to_the_day_that_a_person_chose(sign_in):
    browser, _ = sign_in(Role.manager)
    row = makers.make_task(due_on=date(2026, 3, 4))

    change(browser, "/tasks/", row, "note", "later")
    assert row.by_person is False
    change(browser, "/tasks/", row, "due_on", "2026-03-06")

    assert (row.by_person, row.case.next_action_on) == (True, date(2026, 3, 6))


@pytest.mark.parametrize("given", [{"done_at": desk.at(TODAY)}, {"due_at": desk.at(date(2026, 3, 4))}])
def test_an_action_that_is_done_or_has_an_agreed_time_is_put_on_no_other_day(sign_in, given):
    browser, _ = sign_in(Role.manager)
    row = makers.make_task(due_on=date(2026, 3, 4), **given)

    assert change(browser, "/tasks/", row, "due_on", "2026-03-06").status_code == 409
    assert row.due_on == date(2026, 3, 4)
