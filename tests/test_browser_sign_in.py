"""Signing in with a real browser: three languages, two widths, nothing axe-core objects to."""

from collections.abc import Iterator

import pytest

from models import db
from models.base import Language
from models.team import Team
from rules.access import Level, Role
from services import user
from tests import browser

pytestmark = pytest.mark.browser

PASSWORD = "correct horse battery"


@pytest.fixture
def address(app) -> Iterator[str]:
    db.session.add(Team(name="Team One"))
    for language in Language:
        user.add(f"{language}@example.com", "Manager One", Role.manager, Level.manager, PASSWORD, language=language)
    db.session.commit()
    with browser.served(app) as where:
        yield where


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("width", [1280, 360])
def test_a_person_signs_in_and_sees_the_first_page_in_their_language(address, chromium, language, width):
    page = chromium.new_page(viewport={"width": width, "height": 800}, locale=language.replace("_", "-"))
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))

    page.goto(address)
    assert page.locator("html").get_attribute("lang") == language.replace("_", "-")
    found = browser.violations(page)
    page.get_by_role("textbox").first.fill(f"{language}@example.com")
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main button.main").click()
    page.wait_for_load_state()

    assert page.locator("html").get_attribute("lang") == language.replace("_", "-")
    assert page.locator("main h1").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
    assert problems == []
    page.close()
