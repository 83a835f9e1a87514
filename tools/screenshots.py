"""Pictures of the main screens of the demo book, in test-results/; with `--docs` the three of the README."""

import sys
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import os

from playwright.sync_api import Browser, BrowserContext, Page

from demo import cast
from rules.access import Role
from tests import browser, program

FOLDER = Path("test-results")
DOCS = Path("docs/pictures")
WIDTHS = (1280, 360)
HEIGHTS = {1280: 860, 360: 740}
THEMES = ("light", "dark")
LANGUAGES = ("en", "zh_Hans")
FIRST = "first row of the list"
SCREENS = {
    Role.administrator: {
        "home": "/",
        "my-day": "/my-day/",
        "list": "/cases/",
        "case": FIRST,
        "borrowers": "/borrowers/",
        "week": "/weekly/",
        "weekly-figures": "/weekly-figures/",
        "upload": "/upload/",
        "imports": "/imports/",
        "people": "/people/",
        "templates": "/templates/",
        "checklist": "/checklist/",
    },
    Role.legal_partner: {"partner": "/partner/", "referral": FIRST},
}


def main() -> None:
    """Serve the demo book and take the pictures asked for."""
    book = Path(os.environ.get("CONCORD_DATA_DIR", "var")).resolve()
    with program.running(book, "demo") as served, browser.chromium() as chromium:
        if "--docs" in sys.argv[1:]:
            illustrate(chromium, served.address)
            return
        FOLDER.mkdir(exist_ok=True)
        entrance(chromium, served.address)
        for role in SCREENS:
            for language, theme in product(LANGUAGES, THEMES):
                walk(visitor(chromium, served.address, role, theme), role, f"{language}.{theme}", language)


def visitor(chromium: Browser, address: str, role: Role, theme: str, width: int = WIDTHS[0]) -> BrowserContext:
    """A browser in which the demo's person of a role is signed in."""
    size = {"width": width, "height": HEIGHTS[width]}
    found = chromium.new_context(base_url=address, color_scheme=theme, viewport=size)  # type: ignore[arg-type]
    page = found.new_page()
    page.goto("/login")
    page.fill("input[name=email]", next(person.email for person in cast.PEOPLE if person.role == role))
    page.fill("input[name=password]", cast.PASSWORD)
    page.click("main button.main")
    page.wait_for_load_state()
    return found


def walk(context: BrowserContext, role: Role, look: str, language: str) -> None:
    """Look at every screen of a role in a language."""
    page = context.pages[0]
    page.click(f"button[name=language][value={language}]")
    page.wait_for_load_state()
    for name, address in SCREENS[role].items():
        open_screen(page, address)
        take(page, f"{name}.{look}")
    context.close()


def open_screen(page: Page, address: str) -> None:
    """Go to a screen, or to the first row of the list that stands open."""
    if address == FIRST:
        page.goto(page.locator("main tbody a.row-link").first.get_attribute("href") or "/")
    else:
        page.goto(address)


def entrance(chromium: Browser, address: str) -> None:
    """Look at the sign-in page in both themes."""
    for theme in THEMES:
        page = chromium.new_page(base_url=address, color_scheme=theme)  # type: ignore[arg-type]
        page.goto("/login")
        take(page, f"sign-in.en.{theme}")
        page.close()


def take(page: Page, name: str) -> None:
    """Take the whole page at each width."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        page.screenshot(path=FOLDER / f"{name}.{width}.png", full_page=True)
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHTS[WIDTHS[0]]})


def illustrate(chromium: Browser, address: str) -> None:
    """Take the pictures of the README: a collector's day, their first case, and the list of cases on a phone."""
    DOCS.mkdir(parents=True, exist_ok=True)
    desk = visitor(chromium, address, Role.collector, "light")
    page = desk.pages[0]
    page.goto("/my-day/")
    page.screenshot(path=DOCS / "my-day.png")
    page.locator("a[data-line]").first.click()
    page.wait_for_load_state()
    page.screenshot(path=DOCS / "case.png")
    desk.close()
    phone = visitor(chromium, address, Role.collector, "light", WIDTHS[1])
    phone.pages[0].goto("/cases/")
    phone.pages[0].screenshot(path=DOCS / "list-phone.png")
    phone.close()


if __name__ == "__main__":
    main()
