"""Pictures of the screens of the demo book at 1280 and 360 px, by role, in test-results/."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Browser, Page

import config
from app import create_app
from demo import cast
from rules.access import Role
from tests import browser

FOLDER = Path("test-results")
WIDTHS = (1280, 360)


def main() -> None:
    """Walk each role through every page of its menu."""
    FOLDER.mkdir(exist_ok=True)
    app = create_app(config.from_environment({"CONCORD_ENV": "demo", "CONCORD_SCHEDULER": "off"}))
    with browser.served(app) as address, browser.chromium() as chromium:
        for role in Role:
            email = next(person.email for person in cast.PEOPLE if person.role == role)
            walk(chromium, address, email, role)


def walk(chromium: Browser, address: str, email: str, role: Role) -> None:
    """Sign in once and look at every page that the menu offers."""
    page = chromium.new_page(viewport={"width": WIDTHS[0], "height": 900})
    page.goto(f"{address}/login")
    picture(page, f"{role}.sign_in")
    page.locator("input[type=email]").fill(email)
    page.locator("input[type=password]").fill(cast.PASSWORD)
    page.locator("main button.main").click()
    page.wait_for_load_state()
    links = page.locator("nav a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    for link in links:
        page.goto(address + link)
        picture(page, f"{role}.{link.strip('/').replace('/', '.') or 'home'}")
    page.close()


def picture(page: Page, name: str) -> None:
    """Take the page at each width."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=FOLDER / f"{name}.{width}.png", full_page=True)


if __name__ == "__main__":
    main()
