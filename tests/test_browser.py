"""The house in a real browser: the whole way in three languages, every main screen in both themes and widths."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, expect

from models.base import Language
from rules.access import Role
from tests import browser, program, thorough, walk

pytestmark = pytest.mark.browser

SCREENS = {
    Role.administrator: (
        "/",
        "/my-day/",
        "/cases/",
        "/cases/details/?id=1",
        "/cases/details/?id=8",
        "/borrowers/",
        "/borrowers/details/?id=1",
        "/weekly/",
        "/weekly-figures/",
        "/months/",
        "/months/vintage/",
        "/practice/",
        "/month-history/",
        "/upload/",
        "/imports/",
        "/people/",
        "/people/new/",
        "/templates/",
        "/templates/edit/?id=1",
        "/words-for-other-moments/",
        "/rules-of-the-house/",
        "/checklist/",
        "/night/",
        "/sending/",
        "/setup/",
        "/desks/",
        "/promises/",
        "/breaches/",
        "/notices/",
        "/glossary/",
    ),
    Role.legal_partner: ("/partner/", "/partner/referral/?id=1"),
    None: ("/login",),
}
STATES = {Role.administrator: "desk.json", Role.legal_partner: "firm.json"}
WIDTHS = (1280, 360)
GRAVE = ("serious", "critical")
OF_COLOUR = {"light": (), "dark": ("color-contrast", "link-in-text-block")}
"""The rules that a page is held to in a theme: all in the first, and in the other those that colours decide."""


class Walked(NamedTuple):
    """A book that was walked through: the program on it, its folder, and what the walk saw."""

    program: program.Program
    folder: Path
    seen: walk.Seen


@pytest.fixture(scope="module")
def walked(chromium, tmp_path_factory) -> Iterator[Callable[[str], Walked]]:
    """Walk the whole way in a language on a book of its own, once."""
    done: dict[str, Walked] = {}
    with ExitStack() as programs:

        def of(language: str) -> Walked:
            if language not in done:
                folder = tmp_path_factory.mktemp(language)
                started = programs.enter_context(program.running(folder))
                done[language] = Walked(started, folder, walk.whole(chromium, started, folder, language))
            return done[language]

        yield of


@pytest.fixture
def page(chromium, walked) -> Iterator[Page]:
    """The administrator's browser on the book of the English walk."""
    book = walked("en")
    desk = walk.context(chromium, book.program, storage_state=book.folder / "desk.json")
    yield desk.new_page()
    desk.close()


@pytest.mark.parametrize("language", thorough.sample([each.name for each in Language]))
def test_a_team_goes_from_nothing_to_a_referral_that_the_legal_partner_sees(walked, language):
    seen = walked(language).seen

    assert seen.called == len(walk.SIGNS)
    assert len(seen.partner_rows) == 1
    assert seen.reference in seen.partner_rows[0]
    assert "*" in seen.partner_rows[0]
    assert not [sign for sign in walk.SIGNS if walk.NAMES[language].format(sign) in seen.partner_rows[0]]
    assert seen.partner_pages == ["/partner/"]
    assert len(seen.steps) == 8
    assert seen.problems == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_main_screen_is_whole_and_open_to_everyone(chromium, walked, theme):
    book, found = walked("en"), []
    for role, addresses in SCREENS.items():
        state = {"storage_state": book.folder / STATES[role]} if role else {}
        visitor = walk.context(chromium, book.program, color_scheme=theme, **state)
        page = visitor.new_page()
        noticed = walk.watch(page)
        for address in addresses:
            found += [
                (address, width, each) for width in WIDTHS for each in problems(page, address, width, OF_COLOUR[theme])
            ]
        found += noticed
        visitor.close()
    assert found == []


def problems(page: Page, address: str, width: int, rules: tuple[str, ...]) -> list[Any]:
    """What is wrong with a screen at a width, by some rules of axe-core or all; it is opened at the first one."""
    page.set_viewport_size({"width": width, "height": 800})
    if width == WIDTHS[0]:
        answer = page.goto(address)
        if answer.status != 200 or answer.request.redirected_from:
            return [f"status {answer.status} at {page.url}"]
    told = page.evaluate(
        "() => [document.documentElement.lang, document.querySelectorAll('h1').length, "
        "document.querySelectorAll('main').length, document.documentElement.scrollWidth]"
    )
    wrong = [] if told[:3] == ["en", 1, 1] and told[3] <= width else [f"lang, h1, main, width: {told}"]
    grave = [each for each in browser.violations(page, *rules) if each["impact"] in GRAVE]
    return wrong + [(each["id"], [node["target"] for node in each["nodes"]]) for each in grave]


def test_a_dangerous_button_asks_first_and_cancelling_changes_nothing(page):
    page.goto("/people/")
    rows = page.locator("main tbody tr").all_inner_texts()
    page.locator("main tbody tr").filter(has_text=walk.PARTNER).get_by_role("checkbox").check()

    page.click("form[data-bulk] button.danger")
    expect(page.locator("dialog#confirm")).to_be_visible()
    page.click("dialog#confirm button[value=no]")
    expect(page.locator("dialog#confirm")).not_to_be_visible()

    page.reload()
    assert page.locator("main tbody tr").all_inner_texts() == rows


def test_a_phone_is_shown_once_a_reason_is_given(page):
    noticed = walk.watch(page)
    page.goto("/phones/details/?id=1")
    assert "13800000001" not in page.content()

    page.locator("[data-reveal]").first.click()
    page.locator("dialog#reveal input").first.fill("The borrower asked to be called")
    page.locator("dialog#reveal button.main").click()

    expect(page.locator(".revealed")).to_contain_text("13800000001")
    assert noticed == []


def test_what_to_do_is_found_by_keys_alone(page):
    noticed = walk.watch(page)
    page.goto("/cases/")
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog#keys")).not_to_be_visible()

    page.keyboard.press("Control+k")
    page.keyboard.type("add person")
    expect(page.locator("#palette .found a").first).to_contain_text("Add a person")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/new/")
    assert noticed == []


def test_a_case_that_was_open_is_opened_again_from_the_search_box(page):
    page.goto("/cases/details/?id=1")
    page.goto("/promises/")
    page.keyboard.press("Control+k")
    expect(page.locator("#palette .found a").first).to_have_attribute("href", "/cases/details/?id=1")
    assert "13800000001" not in page.evaluate("() => JSON.stringify(localStorage)")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/details/?id=1")


def test_the_menu_folds_on_a_phone_and_the_tab_one_is_on_is_in_sight(page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/hardship/")
    expect(page.locator(".side")).not_to_be_visible()
    expect(page.locator(".tab.on")).to_be_in_viewport()

    page.click("[data-toggle=side]")
    expect(page.locator(".doors a")).to_have_count(7)
    page.click(".doors a >> nth=1")
    page.wait_for_url("**/cases/")


def test_a_card_of_set_up_is_found_by_what_it_is_for(page):
    page.goto("/setup/")
    page.fill("main input[type=search]", "granting plans")
    expect(page.locator(".cards .card:visible")).to_have_count(1)
    page.click(".cards .card:visible")
    page.wait_for_url("**/authority-limits/")
