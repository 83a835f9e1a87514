"""Pauses on the database: rows that are only added, days that do not count, never overlapping."""

from datetime import timedelta

import pytest

from rules.access import Role
from rules.errors import RuleError
from services import case, pause
from tests import desk, makers


def past(days):
    return desk.DUE + timedelta(days=days)


@pytest.fixture
def opened(app):
    row = desk.lend(desk.start())
    case.restage(row, past(20))
    return row


def test_paused_days_do_not_count_but_days_past_due_go_on(opened):
    pause.add(opened.loan, past(5), past(10), "Flood", past(4), makers.make_user())

    found = pause.measure(opened.loan, past(20))

    assert (found.dpd, found.delinquent_days) == (20, 15)


def test_a_resume_ends_the_running_pause_on_its_day_and_changes_no_row(opened):
    first = pause.add(opened.loan, past(5), past(10), "Flood", past(4))

    pause.resume(opened.loan, "Water is gone", past(7))

    assert first.ends_on == past(10)
    assert [(each.start, each.end) for each in pause.of(opened.loan)] == [(past(5), past(7))]
    pause.add(opened.loan, past(7), past(9), "Again", past(7))
    assert pause.measure(opened.loan, past(20)).delinquent_days == 16


def test_what_cannot_be_paused_is_refused(opened):
    pause.add(opened.loan, past(5), past(10), "Flood", past(4))

    for start, end, said in ((9, 12, "overlap"), (12, 12, "must end after"), (-60, -50, "paid out")):
        with pytest.raises(RuleError, match=said):
            pause.add(opened.loan, past(start), past(end), "Flood", past(4))
    with pytest.raises(RuleError, match="Say why"):
        pause.add(opened.loan, past(12), past(13), " ", past(4))
    with pytest.raises(RuleError, match="No pause runs"):
        pause.resume(opened.loan, "Dry", past(11))
    assert len(pause.rows(opened.loan)) == 1


def test_a_paid_loan_is_not_paused(opened):
    for each in opened.loan.instalments:
        each.paid_principal = each.principal

    with pytest.raises(RuleError, match="Only an active loan"):
        pause.add(opened.loan, past(12), past(13), "Flood", past(4))


def test_pauses_are_set_on_the_case_page_by_managers_and_seen_by_collectors(sign_in):
    browser, _ = sign_in(Role.manager)
    makers.make_team()
    row = makers.make_case()
    makers.make_instalment(loan=row.loan)
    days = {"starts_on": "2026-03-01", "ends_on": "2026-03-12"}

    assert browser.submit(f"/cases/pause/?id={row.id}", **days, reason="Flood").status_code == 302
    page = browser.get(f"/cases/details/?id={row.id}").text
    assert "delinquent days" in page
    assert "Count again" in page
    assert browser.submit(f"/cases/pause/resume/?id={row.id}", reason="Dry").status_code == 302
    assert "Count again" not in browser.get(f"/cases/details/?id={row.id}").text
