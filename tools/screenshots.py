"""Pictures of every main screen of the demo book, in test-results/; a screen that is an error or not whole fails.

`--short` takes a few looks instead of all, for CI; `--docs` takes the three pictures of the README instead.
"""

import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Browser, BrowserContext, Error, Page

import config
from demo import cast
from rules.access import Role
from tests import browser, program, walk

FOLDER = Path("test-results")
DOCS = Path("docs/pictures")
BOOK = "demo.db"
HEIGHTS = {1280: 860, 360: 740}
PATIENCE = 20_000


class Look(NamedTuple):
    """How a screen is looked at."""

    language: str
    theme: str
    width: int


LOOKS = tuple(Look(*each) for each in product(("en", "zh_Hans", "zh_Hant"), ("light", "dark"), HEIGHTS))
SHORT = (Look("en", "light", 1280), Look("zh_Hans", "dark", 360), Look("zh_Hant", "light", 1280))
MENU = "every page of the menu"
FIRST = "the first row of "
CARD = ".cards a[href^='/']"
SCREENS = {
    None: ("/login",),
    Role.administrator: (
        "/",
        MENU,
        FIRST + "/cases/",
        FIRST + "/borrowers/",
        FIRST + "/loans/",
        FIRST + "/referrals/",
        "/borrowers/new/",
        "/people/new/",
        "/change",
        "/tf-setup",
    ),
    Role.collector: ("/my-day/", "/cases/", FIRST + "/cases/"),
    Role.auditor: ("/cases/", FIRST + "/cases/", "/borrowers/"),
    Role.legal_partner: (MENU, FIRST + "/partner/"),
}


def main() -> int:
    """Serve a copy of the demo book and take the pictures; the exit status is 1 where a screen is not whole."""
    with tempfile.TemporaryDirectory() as place:
        book = copied(config.from_environment({**os.environ, "CONCORD_ENV": "demo"}).data_dir, Path(place) / "book")
        with program.running(book, "demo") as served, browser.chromium() as chromium:
            if "--docs" in sys.argv[1:]:
                return illustrate(chromium, served.address)
            FOLDER.mkdir(exist_ok=True)
            looks = SHORT if "--short" in sys.argv[1:] else LOOKS
            found = [each for role in SCREENS for each in walked(chromium, served.address, role, looks)]
    wrong = [each for each in found if each]
    print(*wrong, sep="\n")
    print(f"{len(found) - len(wrong)} passed, {len(wrong)} failed")
    return 1 if wrong else 0


def copied(book: Path, place: Path) -> Path:
    """A copy of the demo book, on which people choose languages and second factors; the book itself stays."""
    copytree(book, place, ignore=ignore_patterns("*.db", "*.db-*", "*.log"))
    with closing(sqlite3.connect(book / BOOK)) as old, closing(sqlite3.connect(place / BOOK)) as new:
        old.backup(new)
    return place


def walked(chromium: Browser, address: str, role: Role | None, looks: tuple[Look, ...]) -> Iterator[str]:
    """Look at every screen of a role in every look; gives what is wrong with each picture, empty where nothing is."""
    context = visitor(chromium, address, role)
    page = context.pages[0]
    known = screens(page, role)
    noticed = walk.watch(page)
    for look in looks:
        dressed(page, look)
        for screen in known:
            noticed.clear()
            noticed += taken(page, screen, picture(role, screen, look))
            yield f"{picture(role, screen, look)}: {'; '.join(noticed)}" if noticed else ""
        print(f"{role or 'nobody'}: {look.language}, {look.theme}, {look.width} px", flush=True)
    context.close()


def visitor(chromium: Browser, address: str, role: Role | None, width: int = 1280) -> BrowserContext:
    """A browser, in which the demo's person of a role is signed in; whoever must sets their second factor up first."""
    context = chromium.new_context(base_url=address, viewport={"width": width, "height": HEIGHTS[width]})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/login")
    if role:
        page.fill("input[name=email]", next(person.email for person in cast.PEOPLE if person.role == role))
        page.fill("input[name=password]", cast.PASSWORD)
        page.click("main button.main")
        page.wait_for_load_state()
    if role == Role.legal_partner:
        walk.set_second_factor(page)
    return context


def dressed(page: Page, look: Look) -> None:
    """Choose the look."""
    page.set_viewport_size({"width": 1280, "height": HEIGHTS[1280]})
    page.goto("/")
    page.click(f"button[name=language][value={look.language}]")
    page.wait_for_load_state()
    page.emulate_media(color_scheme=look.theme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": look.width, "height": HEIGHTS[look.width]})


def screens(page: Page, role: Role | None) -> list[str]:
    """The addresses of a role's screens."""
    found: list[str] = []
    for screen in SCREENS[role]:
        found += every(page) if screen == MENU else [screen]
    return list(dict.fromkeys(found))


def every(page: Page) -> list[str]:
    """The addresses that the menu leads to: its entries, their tabs, the tabs of those, and the cards of Set-up."""
    found: list[str] = []
    left = ["/"]
    while left:
        page.goto(address := left.pop(0))
        found.append(address)
        ways = page.locator(f"nav a[href^='/']:not([href*='?']), {CARD}")
        hrefs = ways.evaluate_all("all => all.map(each => each.getAttribute('href'))")
        left += [href for href in dict.fromkeys(hrefs) if href not in (*found, *left)]
    return found[1:]


def picture(role: Role | None, screen: str, look: Look) -> str:
    """The name of a picture: whose, which screen, and how it is looked at."""
    words = [str(role or "nobody"), *screen.replace(FIRST, "row").strip("/").split("/")]
    return ".".join(["-".join(filter(None, words)), look.language, look.theme, str(look.width)])


def taken(page: Page, screen: str, name: str) -> list[str]:
    """Open a screen and take its whole page; gives what is wrong with it."""
    try:
        wrong = opened(page, screen) or unfit(page)
        whole(page, FOLDER / f"{name}.png")
    except Error as error:
        return [error.message.splitlines()[0]]
    return wrong


def opened(page: Page, screen: str) -> list[str]:
    """Go to a screen; gives what it answers where that is not the screen."""
    if screen.startswith(FIRST):
        page.goto(screen.removeprefix(FIRST))
        screen = page.locator("main tbody a.row-link").first.get_attribute("href") or ""
    answer = page.goto(screen)
    if answer is None or answer.status != 200 or answer.request.redirected_from:
        return [f"status {answer and answer.status} at {page.url}"]
    return []


def unfit(page: Page) -> list[str]:
    """What a screen lacks: one heading, and room for all that stands on it."""
    headings, wide, room = page.evaluate(
        "() => [document.querySelectorAll('main h1').length, document.documentElement.scrollWidth, window.innerWidth]"
    )
    wrong = [f"{headings} headings"] if headings != 1 else []
    return wrong + ([f"{wide} px wide, in {room}"] if wide > room else [])


def whole(page: Page, path: Path) -> None:
    """Take the whole page in a window as high as it: what sticks to the window's edge else lies across the middle."""
    size = page.viewport_size or {"width": 1280, "height": HEIGHTS[1280]}
    height = page.evaluate("() => document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})
    page.screenshot(path=path)
    page.set_viewport_size({"width": size["width"], "height": size["height"]})


def illustrate(chromium: Browser, address: str) -> int:
    """Take the pictures of the README: a collector's day, their first case, and the list of cases on a phone."""
    DOCS.mkdir(parents=True, exist_ok=True)
    desk = visitor(chromium, address, Role.collector)
    page = desk.pages[0]
    page.goto("/my-day/")
    page.screenshot(path=DOCS / "my-day.png")
    page.locator("a[data-line]").first.click()
    page.wait_for_load_state()
    page.screenshot(path=DOCS / "case.png")
    desk.close()
    phone = visitor(chromium, address, Role.collector, 360)
    phone.pages[0].goto("/cases/")
    phone.pages[0].screenshot(path=DOCS / "list-phone.png")
    phone.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
