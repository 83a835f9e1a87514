"""A collector's hour in a real browser: twenty cases worked by keys alone at 1280 px, and by taps on a phone."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from models import db
from models.base import Language
from models.contact import Contact
from models.promise import Promise
from models.stage import TaskKind
from models.task import Task
from models.user import User
from rules.access import Role
from services import case, task
from tests import application, browser, desk, makers, thorough, walk
from tests.makers import NOW, TODAY

pytestmark = pytest.mark.browser

CASES = 20
TALL = {1280: 860, 360: 740}


def book(person: User) -> list[int]:
    """Twenty cases of a person with a call due today, one of them a callback whose minute has come."""
    portfolio, rows = desk.start(), []
    for number in range(CASES):
        row = desk.lend(portfolio, each=f"{900 - number}.00")
        case.restage(row, TODAY)
        row.assignee = person
        task.set_next(row, TaskKind.call, TODAY, NOW, due_at=NOW if number == 3 else None, chosen=True)
        rows.append(row)
    db.session.commit()
    return [row.id for row in rows]


@pytest.fixture
def collector(app) -> User:
    """A collector with twenty cases to call."""
    person = makers.make_user(role=Role.collector)
    book(person)
    return person


@pytest.fixture
def address(app, collector) -> Iterator[str]:
    """The served desk."""
    with browser.served(app) as where:
        yield where


def visitor(chromium: Any, app: Any, address: str, person: User, width: int, **look: Any) -> Page:
    """A browser in which a person is signed in."""
    cookie = application.signed_in(app, person).get_cookie(app.config["SESSION_COOKIE_NAME"])
    db.session.commit()
    context = chromium.new_context(base_url=address, viewport={"width": width, "height": TALL[width]}, **look)
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
    context.set_default_timeout(30_000)
    return context.new_page()


def done() -> int:
    """How many cases somebody logged a call about."""
    db.session.rollback()
    return db.session.query(Contact.case_id).filter(Contact.user_id.is_not(None)).distinct().count()


@pytest.mark.parametrize("language", thorough.sample([each.name for each in Language]))
def test_twenty_cases_are_worked_by_keys_alone(app, address, chromium, collector, language):
    collector.language = Language[language]
    db.session.commit()
    page = visitor(chromium, app, address, collector, 1280)
    noticed = walk.watch(page)
    page.goto("/my-day/")
    frame = page.frame_locator(".desk-case iframe")

    for number in range(CASES):
        expect(page.locator("#score")).to_contain_text(str(number))
        current = page.locator("[data-line][aria-current]").get_attribute("data-line")
        expect(frame.locator(f"form[data-log][action*='id={current}&']")).to_be_visible()
        if number == 5:
            promise(page, frame)
        else:
            page.keyboard.press("1")
            expect(frame.locator("input[name=outcome]:checked")).to_have_attribute("data-code", "NA")
        page.keyboard.press("Enter")
        expect(page.locator(f"#case-{current}")).to_have_count(0)

    expect(page.locator(".empty h2")).to_be_visible()
    assert str(CASES) in page.locator("#score").inner_text()
    assert done() == CASES
    assert db.session.query(Promise).count() == 1
    assert db.session.query(Task).filter_by(done_by_id=collector.id).count() == CASES
    assert noticed == []
    page.context.close()


def promise(page: Page, frame: Any) -> None:
    """Take a promise by keys: the amount stands there, the day is written, the next action follows it."""
    page.keyboard.press("p")
    expect(frame.locator("input[name=outcome]:checked")).to_have_attribute("data-code", "PTP")
    expect(frame.locator("#log [name=amount]")).to_be_focused()
    assert frame.locator("#log [name=next_kind]").input_value() == "follow_promise"
    page.keyboard.press("Tab")
    page.keyboard.type(f"{TODAY + timedelta(days=2):%m%d%Y}")
    expect(frame.locator("#log [name=promised_on]")).to_have_value(f"{TODAY + timedelta(days=2)}")
    expect(frame.locator("#log [name=next_on]")).to_have_value(f"{TODAY + timedelta(days=5)}")


def test_the_list_is_walked_searched_and_left_by_keys(app, address, chromium, collector):
    page = visitor(chromium, app, address, collector, 1280)
    page.goto("/my-day/")
    lines, frame = page.locator("[data-line]"), page.frame_locator(".desk-case iframe")
    shown = [each.get_attribute("data-line") for each in lines.all()]
    assert len(shown) == CASES

    for key, place in (("j", 1), ("ArrowDown", 2), ("j", 3), ("k", 2), ("ArrowUp", 1)):
        page.keyboard.press(key)
        expect(lines.nth(place)).to_have_attribute("aria-current", "true")
    expect(frame.locator(f"form[data-log][action*='id={shown[1]}&']")).to_be_visible()
    page.keyboard.press("Enter")
    expect(frame.locator("input[name=outcome]").first).to_be_focused()
    page.keyboard.press("j")
    expect(lines.nth(2)).to_have_attribute("aria-current", "true")

    page.keyboard.press("f")
    page.keyboard.type(lines.nth(7).locator(".who .muted").inner_text())
    expect(lines).to_have_count(1)
    page.keyboard.press("Enter")
    expect(frame.locator(f"form[data-log][action*='id={shown[7]}&']")).to_be_visible()
    page.keyboard.press("f")
    page.keyboard.press("Escape")
    expect(lines).to_have_count(CASES)
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.locator(f"#case-{shown[7]}")).to_have_count(0)
    expect(lines.nth(0)).to_have_attribute("aria-current", "true")  # Its minute has come.
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.locator(f"#case-{shown[0]}")).to_have_count(0)
    page.context.close()


def test_what_is_no_case_opens_whole_and_a_page_of_the_pane_alone_goes_to_the_list(app, address, chromium, collector):
    page = visitor(chromium, app, address, collector, 1280)
    page.goto("/my-day/")
    page.frame_locator(".desk-case iframe").locator("a[href*='/borrowers/details/']").first.click()
    page.wait_for_url("**/borrowers/details/**")
    expect(page.locator(".frame")).to_be_visible()

    page.goto("/cases/details/?id=2&pane=1")
    page.wait_for_url("**/my-day/?at=2")
    page.context.close()


def test_twenty_cases_are_worked_on_a_phone_by_taps(app, address, chromium, collector):
    page = visitor(chromium, app, address, collector, 360, has_touch=True, is_mobile=True)
    noticed = walk.watch(page)
    page.goto("/my-day/")
    place = page.locator("[data-place]")
    expect(place).to_have_text(f"1 / {CASES}")
    assert page.locator(".desk-case").is_hidden()

    page.locator("[data-step='1']").tap()
    expect(place).to_have_text(f"2 / {CASES}")
    page.locator("[data-step='-1']").tap()
    expect(place).to_have_text(f"1 / {CASES}")
    page.locator(".day").evaluate("cards => cards.scrollBy(cards.clientWidth, 0)")
    expect(place).to_have_text(f"2 / {CASES}")

    page.locator("[data-work]").tap()
    for number in range(CASES):
        page.wait_for_url("**/cases/details/**")
        page.locator(".picks .pick").first.tap()
        page.locator("button[name=then][value=next]").first.tap()
        expect(page.locator(".messages")).to_be_visible()
        assert done() == number + 1
    page.wait_for_url("**/my-day/")
    expect(page.locator(".empty h2")).to_be_visible()
    assert noticed == []
    page.context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_my_day_is_open_to_everyone(app, address, chromium, collector, theme):
    for width in TALL:
        page = visitor(chromium, app, address, collector, width, color_scheme=theme)
        page.goto("/my-day/")
        if width == 1280:
            expect(page.frame_locator(".desk-case iframe").locator("[data-log]")).to_be_visible()
        assert browser.violations(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        page.context.close()
