"""The screens of the strategy: what is changed goes into the draft; a version tells itself; a figure opens its rows."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from models import db
from models.base import Language
from models.metric import MetricScope
from models.stage import Channel, Stage, StageCondition
from models.strategy import DryRun, Proposal, ProposalStatus, StrategyStatus
from models.template import Template
from rules.access import Role
from services import case, strategy
from tests import desk, makers

DAY = desk.DUE + timedelta(days=1)


@pytest.fixture
def opened(app, clock):
    """An open case, spoken with once, on a desk whose first version a night has kept."""
    clock.now = desk.at(DAY)
    row = desk.lend(desk.start())
    case.restage(row, DAY)
    strategy.take_up(DAY)
    makers.make_contact(borrower=row.borrower, case=row)
    db.session.commit()
    return row


def stage(key):
    return db.session.scalars(select(Stage).filter_by(key=key)).one()


def form_of(row, **changed):
    names = ("position", "key", "name", "trigger", "channel", "fallback_channel", "next_task", "next_task_days", "days")
    return {name: getattr(row, name) for name in (*names, "remind_every_days", "task_minutes")} | changed


def posted(browser, address, **given):
    """Post a form with the version that it shows."""
    version = re.search(r'name="version"[^>]*value="(\d+)"', browser.get(address).text)
    return browser.submit(address, **given, version=version[1])


def edited(browser, key="mild", **changed):
    row = stage(key)
    return posted(browser, f"/stages/edit/?id={row.id}", **form_of(row, **changed))


def test_a_saved_stage_goes_into_the_draft_and_its_form_shows_it_there(opened, sign_in):
    browser, _ = sign_in(Role.manager)

    assert edited(browser, days=5).status_code == 302

    assert stage("mild").days == 11
    assert strategy.draft().content["stage"][1]["days"] == 5
    page = browser.get(f"/stages/edit/?id={stage('mild').id}").text
    assert re.search(r'name="days"[^>]*value="5"', page)
    shown = browser.get(f"/strategy/details/?id={strategy.draft().id}").text
    assert "<td>11</td><td>5</td>" in shown


def test_what_the_draft_refuses_is_shown_and_changes_nothing(opened, sign_in):
    browser, _ = sign_in(Role.manager)
    row = db.session.scalars(select(Template).filter_by(channel=Channel.sms, language=Language.en)).first()

    answer = posted(browser, f"/templates/edit/?id={row.id}", subject="", body="Pay or we will break your legs.")

    assert answer.status_code == 200
    assert "must not be sent" in answer.text
    assert strategy.draft() is None


def test_a_new_condition_stands_in_the_draft_and_can_be_changed_and_taken_out_there(opened, sign_in):
    browser, _ = sign_in(Role.manager)
    given = {"step": stage("mild").id, "knows": "broken_promises", "how": "at_least", "times": "1"}
    assert browser.submit("/conditions-of-stages/new/", **given).status_code == 302
    (row,) = strategy.draft().content["stage_condition"]

    page = browser.get(f"/conditions-of-stages/edit/?id={row['id']}")
    assert page.status_code == 200
    assert browser.submit(f"/conditions-of-stages/edit/?id={row['id']}", **given | {"times": "x"}).status_code == 200
    changed = given | {"times": "2"}
    assert posted(browser, f"/conditions-of-stages/edit/?id={row['id']}", **changed).status_code == 302
    assert strategy.draft().content["stage_condition"][0]["times"] == 2
    assert db.session.scalars(select(StageCondition)).all() == []

    assert browser.submit("/conditions-of-stages/delete/", id=row["id"], confirmed="1").status_code == 302
    assert strategy.draft().content["stage_condition"] == []


def test_a_condition_that_says_nothing_is_refused(opened, sign_in):
    browser, _ = sign_in(Role.manager)

    first = {"step": stage("initial").id, "knows": "cures_lately", "how": "at_most", "times": "1"}
    assert "The first stage asks for days" in browser.submit("/conditions-of-stages/new/", **first).text
    half = {"step": stage("mild").id, "knows": "reached_by", "how": "at_least", "times": "1"}
    assert "A channel is or is not" in browser.submit("/conditions-of-stages/new/", **half).text


def test_a_stage_that_would_leave_a_first_one_without_a_ladder_is_refused_on_its_form(opened, sign_in):
    browser, _ = sign_in(Role.manager)

    assert "has no reminder before it" in edited(browser, key="initial", trigger="since_previous_sent").text
    given = {"step": stage("mild").id, "knows": "broken_promises", "how": "at_least", "times": "1"}
    browser.submit("/conditions-of-stages/new/", **given)
    assert "must stand somewhere" in edited(browser, key="initial", position=9).text
    assert edited(browser, key="initial", days=2).status_code == 302


def test_while_the_house_is_set_up_a_save_is_the_rows_own(app, sign_in, clock):
    clock.now = desk.at(DAY)
    desk.lend(desk.start())
    strategy.take_up(DAY)
    db.session.commit()
    browser, _ = sign_in(Role.manager)

    assert edited(browser, days=5).status_code == 302

    assert stage("mild").days == 5
    assert strategy.draft() is None
    assert strategy.in_force().content["stage"][1]["days"] == 5


def acted(browser, row, action, **asked):
    return browser.submit("/strategy/action/", action=action, rowid=row.id, confirmed="1", **asked)


def test_the_loop_from_a_figure_to_its_effect(opened, sign_in, clock):
    makers.make_weekly_metric(week_on=DAY - timedelta(days=7), scope=MetricScope.team, name="kept_rate_count", n=12)
    db.session.commit()
    browser, _ = sign_in(Role.manager)
    figure = db.session.scalars(select(makers.WeeklyMetric)).one()
    browser.submit("/evaluate-and-adjust/propose/", figure=figure.id, proposed="Call a week earlier.")
    edited(browser, days=5)
    draft = strategy.draft()

    answer = browser.submit("/strategy/try-out/", id=draft.id, day=(DAY + timedelta(days=4)).isoformat())

    run = db.session.scalars(select(DryRun)).one()
    assert answer.location.endswith(f"?id={run.id}")
    assert "Hours of work" in browser.get(f"/dry-runs/details/?id={run.id}").text
    row = db.session.scalars(select(Proposal)).one()
    assert (row.status, row.dry_run) == (ProposalStatus.tried, run)
    acted(browser, draft, "submit", starts_on=(DAY + timedelta(days=1)).isoformat(), why="Calls work.")
    assert draft.status == StrategyStatus.asked

    other, _ = sign_in(Role.manager)
    acted(other, draft, "publish")
    assert row.status == ProposalStatus.adopted
    clock.now = desk.at(DAY + timedelta(days=1))
    strategy.take_up(DAY + timedelta(days=1))
    db.session.commit()
    clock.now = desk.at(DAY + timedelta(days=15))
    page = other.get(f"/strategy/details/?id={draft.id}").text
    assert "Cannot tell yet." in page
    asked = {"action": "keep", "rowid": row.id, "confirmed": "1", "judgement": "No harm seen."}
    other.submit("/evaluate-and-adjust/action/", **asked)

    assert (row.status, row.judgement) == (ProposalStatus.kept, "No harm seen.")
    told = other.get(f"/evaluate-and-adjust/details/?id={row.id}").text
    assert [words for words in ("Call a week earlier.", "No harm seen.", "Cases cured") if words not in told] == []


def test_every_figure_of_a_dry_run_and_an_effect_opens_the_rows_it_counts(opened, sign_in, clock):
    browser, _ = sign_in(Role.manager)
    edited(browser, days=2)
    draft = strategy.draft()
    browser.submit("/strategy/try-out/", id=draft.id, day=(DAY + timedelta(days=3)).isoformat())
    run = db.session.scalars(select(DryRun)).one()

    for side in ("today", "draft"):
        for group in ("moves", "queued", "asked", "blocked"):
            for key, ids in run.found[side][group].items():
                page = browser.get(f"/dry-runs/cases/?id={run.id}&of={side}.{group}&key={key.replace('>', '%3E')}").text
                assert all(
                    f"/cases/details/?id={id}" in page or f"/cases/?id={id}" in page or f"id={id}" in page for id in ids
                )
    assert browser.get(f"/dry-runs/cases/?id={run.id}&of=draft.moves&key=nothing").status_code == 404


def test_a_day_of_the_past_is_no_dry_run(opened, sign_in):
    browser, _ = sign_in(Role.manager)
    edited(browser, days=2)

    browser.submit("/strategy/try-out/", id=strategy.draft().id, day=(DAY - timedelta(days=3)).isoformat())

    assert "a day to come" in browser.get("/strategy/").text
    assert db.session.scalars(select(DryRun)).all() == []


def test_the_case_says_by_which_version_it_stands_where_it_stands(opened, sign_in):
    browser, _ = sign_in(Role.manager)

    assert f"/strategy/details/?id={strategy.in_force().id}" in browser.get(f"/cases/details/?id={opened.id}").text


def test_what_the_strategy_does_is_done_by_those_who_may(opened, sign_in):
    manager, _ = sign_in(Role.manager)
    edited(manager, days=2)
    row = strategy.draft()
    for role in (Role.collector, Role.auditor):
        browser, _ = sign_in(role)
        for path, given in (
            ("/strategy/begin/", {}),
            ("/strategy/try-out/", {"id": row.id, "day": (DAY + timedelta(days=3)).isoformat()}),
            ("/evaluate-and-adjust/propose/", {"figure": 1, "proposed": "More"}),
        ):
            assert browser.submit(path, **given).status_code == 403
    auditor, _ = sign_in(Role.auditor)
    assert auditor.get(f"/strategy/details/?id={row.id}").status_code == 200
    collector, _ = sign_in(Role.collector)
    for path in (f"/strategy/rows/?id={row.id}&rate=cured", f"/dry-runs/cases/?id={row.id}&of=differ&key=1"):
        assert collector.get(path).status_code == 403
    assert db.session.scalars(select(DryRun)).all() == []
