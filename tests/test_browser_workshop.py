"""The template workshop in a real browser: waves while somebody types, a place at the cursor, a preview that follows."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from models import db
from models.base import Language
from models.stage import Channel
from models.template import Template
from rules.access import Level, Role
from services import case, user
from tests import browser, desk

pytestmark = pytest.mark.browser

PASSWORD = "correct horse battery"
DAY = desk.DUE + timedelta(days=1)


def test_what_is_wrong_is_underlined_while_typing_and_a_place_is_put_at_the_cursor(app, clock, chromium):
    clock.now = desk.at(DAY)
    case.restage(desk.lend(desk.start()), DAY)
    user.add("boss@example.com", "Manager One", Role.manager, Level.manager, PASSWORD, language=Language.en)
    row = db.session.scalars(select(Template).filter_by(channel=Channel.sms, language=Language.en)).first()
    id = row.id
    db.session.commit()
    with browser.served(app) as address:
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"{address}/templates/edit/?id={id}")
        page.get_by_role("textbox").first.fill("boss@example.com")
        page.locator("input[type=password]").fill(PASSWORD)
        page.locator("main button.main").click()

        page.locator("#body").fill("Bank: we will break your legs {{ nobody }} ")
        page.locator("#body").press("End")
        page.locator("[data-place=amount]").click()

        expect(page.locator(".waves.textarea mark")).to_have_text(["break your legs", "{{ nobody }}"])
        assert page.locator("#body").input_value().endswith("{{ nobody }} {{ amount }}")
        expect(page.locator("[data-preview]")).to_contain_text("must not be sent")
        page.locator("#body").fill("Bank: {{ amount }} please. STOP")
        expect(page.locator("[data-preview] blockquote").first).to_contain_text("100.00 please")
        expect(page.locator(".waves.textarea mark")).to_have_count(0)
        assert browser.violations(page) == []
        assert problems == []
        page.close()
