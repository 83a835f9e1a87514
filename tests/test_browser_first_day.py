"""The first day in a real browser: an empty book, a lender's file, the night, and the first call, in few inputs."""

import re
from collections.abc import Iterator

import pytest

from admin import night
from admin.upload import work
from models import db
from models.contact import Contact
from models.loan import Loan
from models.reminder import Reminder, ReminderStatus
from tests import browser, first_day, thorough
from tests import walk as walking

pytestmark = pytest.mark.browser

MOST_INPUTS = 25
ENGLISH = re.compile(r"\b(?:the|this|with|and|day|days)\b")


@pytest.fixture
def address(app, monkeypatch) -> Iterator[str]:
    """A server on an empty book that asks for its code, as in production."""
    monkeypatch.setitem(app.config, "FIRST_RUN_CODE", first_day.CODE)
    with browser.served(app) as where:
        yield where
    for thread in [*night.RUNNING.values(), *work.RUNNING.values()]:
        thread.join()


@pytest.mark.parametrize("locale", thorough.sample(["zh-Hans", "en"]))
def test_a_new_team_makes_its_first_call_without_a_shell_in_few_inputs(address, chromium, clock, locale):
    page = chromium.new_context(locale={"zh-Hans": "zh-CN"}.get(locale, locale)).new_page()
    page.set_default_timeout(30_000)

    seen = first_day.walk(page, address, clock.now.date(), walking.watch(page))

    assert page.locator("html").get_attribute("lang") == locale
    print(f"{locale}: {seen.inputs} inputs")
    assert seen.inputs <= MOST_INPUTS
    assert (seen.wrong, seen.overdue) == (first_day.WRONG, str(first_day.LOANS - first_day.WRONG))
    assert db.session.query(Loan).count() == first_day.LOANS - first_day.WRONG
    assert seen.due == first_day.LOANS - first_day.WRONG
    assert db.session.query(Contact).filter(Contact.user_id.is_not(None)).count() == 1
    assert db.session.query(Reminder).filter_by(status=ReminderStatus.suppressed).count() == 0
    assert seen.problems == []
    if locale != "en":
        assert [found for text in seen.texts for found in ENGLISH.findall(text)] == []
    page.context.close()
