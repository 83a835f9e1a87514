"""The night at a person's word: after an import, once at a time, and what it leaves for the day."""

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest

from admin import night
from jobs import timetable
from models import db
from models.audit import AuditEntry
from models.case import Case, CaseState
from models.reminder import Reminder, ReminderStatus
from models.run import JobRun, RunStatus
from rules.access import Role
from services import arrears
from tests import desk, makers
from tests.makers import TODAY

AGES = (1, 30, 31, 100, 400)


@pytest.fixture
def book(app):
    """A portfolio with a loan for each age in days past due, and one not due yet."""
    portfolio = desk.start()
    for days in (*AGES, -3):
        desk.lend(portfolio, (TODAY - timedelta(days=days),))
    db.session.commit()
    return portfolio


@pytest.fixture
def manager(sign_in, book):
    browser, _ = sign_in(Role.manager)
    return browser


def ended() -> None:
    """Wait for the night that was begun."""
    for thread in list(night.RUNNING.values()):
        thread.join()
    db.session.rollback()


def runs() -> list[JobRun]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(JobRun).filter_by(job="nightly")))


def figures(page: str) -> list[tuple[str, int]]:
    """The tiles of a page: their addresses and numbers."""
    tiles = re.findall(r'<a class="tile" href="([^"]+)">.*?<b>([\d,]+)</b>', page, re.DOTALL)
    return [(unescape(address), int(number.replace(",", ""))) for address, number in tiles]


def counted(page: str) -> int:
    """How many rows a list shows."""
    return page.count('class="row-link"')


def test_a_person_runs_the_night_and_my_day_is_full(manager, book):
    assert manager.submit("/night/run/", portfolio=book.id).location == f"/night/?portfolio={book.id}"
    ended()

    assert [(run.status, run.business_date) for run in runs()] == [(RunStatus.done, TODAY)]
    told = db.session.scalars(db.select(AuditEntry).filter_by(record="job_run")).one()
    assert (told.user.role, told.reason) == (Role.manager, "The night was begun by hand.")
    assert db.session.query(Case).filter_by(state=CaseState.open).count() == len(AGES)
    page = manager.get(f"/night/?portfolio={book.id}").text
    assert "http-equiv" not in page
    assert 'href="/my-day/"' in page
    assert manager.get("/my-day/").text.count("data-line") > 0


def test_a_second_night_of_the_day_finds_what_came_since_and_adds_to_its_counts(app, book):
    first = timetable.night_now(app)
    desk.lend(book, (TODAY - timedelta(days=5),))
    db.session.commit()
    second = timetable.night_now(app)
    third = timetable.night_now(app)

    assert (first.ran, second.ran, third.ran) == (True, True, True)
    assert len(runs()) == 1
    assert runs()[0].counts["stage_cases"]["opened"] == len(AGES) + 1
    messages = db.session.scalars(db.select(Reminder.borrower_id)).all()
    assert len(messages) == len(set(messages))
    assert timetable.run_job(app, "nightly", TODAY).ran is False


def test_a_night_that_runs_elsewhere_is_not_run_again(app, book):
    makers.make_job_run(
        job="nightly", business_date=TODAY, status="running", started_at=makers.NOW, holder="elsewhere/x:1"
    )
    db.session.commit()

    assert timetable.night_now(app).ran is False
    assert runs()[0].counts == {}


def test_two_clicks_begin_one_night(app, manager, monkeypatch):
    begun: list[int] = []
    monkeypatch.setitem(night.RUNNING, "nightly", None)
    monkeypatch.setitem(app.config, "NIGHT", lambda app: begun.append(1))

    manager.submit("/night/run/")
    page = manager.get("/night/").text

    assert begun == []
    assert 'http-equiv="refresh"' in page


def test_missed_nights_come_first(app, book):
    makers.make_job_run(job="nightly", business_date=TODAY - timedelta(days=3), status="done")
    db.session.commit()

    timetable.night_now(app)

    assert sorted(run.business_date for run in runs()) == [TODAY - timedelta(days=days) for days in (3, 2, 1, 0)]


def test_a_night_that_breaks_is_told_and_can_be_run_again(app, manager, monkeypatch):
    monkeypatch.setitem(app.config, "NIGHT", lambda app: 1 / 0)

    manager.submit("/night/run/")
    ended()

    assert "Run the night now" in manager.get("/night/").text


def test_what_is_overdue_is_counted_by_currency_and_bucket(book):
    makers.make_portfolio(lender=book.lender)
    found = arrears.of(TODAY, book.id)

    assert found.cases == len(AGES)
    assert [(each.low, each.high, each.cases) for each in found.slices] == [
        (1, 30, 2),
        (31, 60, 1),
        (91, 180, 1),
        (181, None, 1),
    ]
    whole = sum((each.amounts["CNY"] for each in found.slices), Decimal(0))
    assert found.amounts == {"CNY": whole}
    assert arrears.of(TODAY, book.id + 1) == (0, {}, [])


def test_each_figure_opens_the_rows_it_counted(app, manager, book):
    other = makers.make_portfolio(lender=book.lender, policy=book.policy)
    desk.lend(other, (TODAY - timedelta(days=2),))
    db.session.commit()
    timetable.night_now(app)

    for address in (f"/night/?portfolio={book.id}", "/night/"):
        found = figures(manager.get(address).text)
        assert len(found) == 5
        assert [number for _, number in found] == [counted(manager.get(to).text) for to, _ in found]


def test_a_missing_callback_number_is_asked_before_anything_is_suppressed_and_named_in_the_readers_language(
    app, book, sign_in
):
    book.lender.callback_number = ""
    browser, _ = sign_in(Role.administrator, language="zh_Hans")

    before = browser.get("/night/").text
    assert f"/lenders/edit/?id={book.lender_id}" in before
    assert db.session.query(Reminder).count() == 0
    db.session.rollback()
    timetable.night_now(app)

    stopped = arrears.unwritten(book.id)
    assert (
        sum(len(each.borrower_ids) for each in stopped)
        == db.session.query(Reminder).filter_by(status=ReminderStatus.suppressed).count()
    )
    page = browser.get("/night/").text
    assert stopped
    for each in stopped:
        assert str(each.reason) not in page
    assert page.count("/cases/details/?id=") == sum(len(each.borrower_ids) for each in stopped)


def test_home_leads_to_the_night(manager):
    assert 'href="/night/"' in manager.get("/").text


@pytest.mark.parametrize("role", [Role.collector, Role.auditor, Role.legal_partner])
def test_nobody_else_runs_it(sign_in, book, role):
    browser, _ = sign_in(role)

    assert browser.get("/night/").status_code == 403
    assert browser.submit("/night/run/").status_code == 403
    assert runs() == []


def test_whoever_may_not_change_the_lender_is_led_to_its_page(manager, book):
    book.lender.callback_number = ""

    page = manager.get("/night/").text

    assert f"/lenders/details/?id={book.lender_id}" in page
    assert "/lenders/edit/" not in page
