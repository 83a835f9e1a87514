"""A list in a real browser: moved through by keys, changed where it stands, many rows pressed on and taken back."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from models import db
from models.base import Language
from models.case import Case, CaseState
from models.outcome import OutcomeEffect, OutcomeNeeds
from models.stage import Channel
from models.user import User
from rules.access import Role
from services import bulk_run
from tests import browser, makers
from tests import walk as walking

pytestmark = pytest.mark.browser


@pytest.fixture
def page(app: Flask, chromium, sign_in: Callable[..., Any]) -> Iterator[Page]:
    """A manager's browser at a served book."""
    client, _ = sign_in(Role.manager, language=Language.en)
    db.session.commit()
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    with browser.served(app) as where:
        context = chromium.new_context(base_url=where)
        context.set_default_timeout(60_000)
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": where}])
        yield context.new_page()
        context.close()


def test_a_list_is_moved_through_and_changed_by_keys_alone(page):
    first = makers.make_task(due_on=date(2026, 3, 3), note="first")
    makers.make_task(due_on=date(2026, 3, 4))
    db.session.commit()
    noticed = walking.watch(page)
    page.goto("/tasks/")

    for key in ("j", "j", "x", "k", "x"):
        page.keyboard.press(key)
    assert page.locator("input[name=rowid]:checked").count() == 2
    page.keyboard.press("e")
    page.locator("td.changing input[type=date]").fill("2026-03-09")
    page.keyboard.press("Enter")
    expect(page.locator("td.changing")).to_have_count(0)
    db.session.expire_all()
    assert first.due_on == date(2026, 3, 9)

    first.note = "somebody else was here"
    db.session.commit()
    page.keyboard.press("e")
    page.locator("td.changing input[type=date]").fill("2026-03-10")
    page.keyboard.press("Enter")
    expect(page.locator("td.changing .error")).to_contain_text("changed this")
    page.keyboard.press("Escape")
    expect(page.locator("td.changing")).to_have_count(0)
    page.locator("tbody tr").nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/tasks/details/**")
    assert [each for each in noticed if "409" not in each] == []


def test_all_that_fit_are_looked_at_done_piece_by_piece_and_taken_back(page, monkeypatch):
    monkeypatch.setattr(bulk_run, "PIECE", 10)
    for _ in range(32):
        makers.make_case(state=CaseState.closed)
    makers.make_case(state=CaseState.open, reference="C-OPEN")
    db.session.commit()
    noticed = walking.watch(page)
    page.goto("/cases/")

    page.locator("[data-all]").check()
    page.locator("[data-whole]").check()
    page.get_by_role("button", name="Archive").click()
    expect(page.locator("main h2").first).to_have_text("32 rows would change")
    expect(page.locator(".stopped")).to_contain_text("C-OPEN is open")
    page.get_by_role("button", name="Archive: 32").click()
    expect(page.locator("main h2").first).to_have_text("Done")
    assert len([row for row in db.session.query(Case) if row.archived_on]) == 32

    page.get_by_role("button", name="Take back").click()
    page.locator("#confirm button[value=yes]").click()
    expect(page.locator("main h2").first).to_have_text("Taken back")
    db.session.rollback()  # What was read before is older than what the server did.
    assert [row for row in db.session.query(Case) if row.archived_on] == []
    assert noticed == []


@pytest.mark.parametrize("width", [1280, 360])
def test_rows_are_a_third_lower_for_who_wants_them_so_and_a_view_has_its_count(page, width):
    for _ in range(3):
        makers.make_case(state=CaseState.open)
    db.session.commit()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/cases/")
    roomy = page.locator("tbody tr").first.bounding_box()["height"]

    page.goto("/cases/arrange/")
    page.select_option("#arrange-density", "compact")
    page.click("button[name=save]")
    page.goto("/cases/keep/?state=open")
    page.fill("#keep-name", "Open")
    page.click("button[name=save]")

    expect(page.locator("[data-view]")).to_have_text("3")
    low = page.locator("tbody tr").first.bounding_box()["height"]
    assert width == 360 or abs(low / roomy - 2 / 3) < 0.02, (roomy, low)
    for address in ("/cases/", "/cases/arrange/", "/cases/keep/?state=open"):
        page.goto(address)
        assert [(each["id"], each["impact"]) for each in browser.violations(page)] == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_to_do_on_the_open_case_is_begun_from_the_search_box(page):
    code = makers.make_outcome_code(needs=OutcomeNeeds.promise, effect=OutcomeEffect.promise, channel=Channel.call)
    row = makers.make_case(state=CaseState.open)
    db.session.commit()
    page.goto(f"/cases/details/?id={row.id}")

    page.keyboard.press("Control+k")
    page.keyboard.type("note")
    page.locator(f'#palette .found a[href$="details/?id={row.id}#note"]').click()

    expect(page.locator("#palette")).not_to_be_visible()
    expect(page.locator("[data-log] [name=note]")).to_be_focused()
    assert code.id


def test_my_day_loads_again_where_the_session_of_its_case_ended_and_tells_what_its_list_was_told(page):
    row = makers.make_case(state=CaseState.open, assignee=db.session.scalars(db.select(User)).first())
    makers.make_task(case=row, due_on=date(2026, 3, 2))
    db.session.commit()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/my-day/?who=me")
    expect(page.frame_locator("[data-pane] iframe").locator("[data-log]")).to_be_visible()

    told = '<main id="main"><div class="messages" role="status"><p>It is told.</p></div>'
    page.route("**/my-day/?*", lambda way: way.fulfill(body=re.sub('<main id="main"[^>]*>', told, way.fetch().text())))
    page.locator("#find").press_sequentially(row.reference)
    expect(page.locator("#main > .messages")).to_have_text("It is told.")
    page.unroute("**/my-day/?*")

    page.route("**pane=1*", lambda way: way.abort())
    page.evaluate("() => { window.before = true; document.querySelector('iframe').contentWindow.location.reload(); }")
    page.wait_for_function("() => !window.before")
    page.wait_for_timeout(500)
    page.evaluate("() => { window.before = true; }")
    page.wait_for_timeout(500)
    assert page.evaluate("() => window.before")
