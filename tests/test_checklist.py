"""The first steps of a team: read from rows and settings, shown to administrators."""

from datetime import date

import pytest

from models import db
from models.run import RunStatus
from rules.access import Role
from services import checklist, paper, user
from services.channel import Refused
from tests import desk, makers


@pytest.fixture
def bare(settings):
    """Settings that send nothing."""
    return settings._replace(smtp_url="", mail_from="", sms_url="")


def done(settings):
    return {step.name for step in checklist.steps(settings, date(2026, 3, 2)) if step.done} - {
        "letters",
        "prime_rate",
        "rest_days",
        "words",
    }


def test_each_step_is_done_by_what_it_asks_for(app, bare):
    makers.make_team()
    lender = makers.make_lender(callback_number="", pay_to="")
    makers.make_user()
    assert done(bare) == set()

    lender.callback_number, lender.pay_to = "021-1", "Account 1"
    assert done(bare) == {"lender"}
    portfolio = makers.make_portfolio(lender=lender)
    desk.lend(portfolio)
    assert done(bare) == {"lender", "portfolio"}
    makers.make_user(active=False)
    assert done(bare) == {"lender", "portfolio"}
    makers.make_user()
    assert done(bare) == {"lender", "portfolio", "people"}
    makers.make_legal_partner()
    assert done(bare) == {"lender", "portfolio", "people", "legal_partner"}
    run = makers.make_job_run(job="nightly", status="failed")
    assert done(bare) == {"lender", "portfolio", "people", "legal_partner"}
    run.status = RunStatus.done
    assert done(bare) == {"lender", "portfolio", "people", "legal_partner", "night"}

    sending = bare._replace(smtp_url="smtp://127.0.0.1", mail_from="desk@desk.example", sms_url="http://127.0.0.1")
    assert done(sending) - done(bare) == {"mail", "sms"}


def test_the_letters_step_follows_the_fonts_of_the_machine(app, bare):
    found = {step.name: step.done for step in checklist.steps(bare, date(2026, 3, 2))}

    assert found["letters"] is paper.has_chinese_font()


def test_a_new_lender_without_details_opens_the_step_again(app, bare):
    makers.make_lender(callback_number="021-1", pay_to="Account 1")
    assert "lender" in done(bare)

    makers.make_lender()
    assert "lender" not in done(bare)


def test_the_page_shows_what_is_left_and_leads_to_its_mend(sign_in):
    makers.make_team()
    lender = makers.make_lender(callback_number="", pay_to="")
    browser, _ = sign_in(Role.administrator)

    page = browser.get("/checklist/").text
    left = page.partition('<section class="card" aria-labelledby="done">')[0]

    assert "CONCORD_" not in page
    for way in (f"/lenders/edit/?id={lender.id}", "/upload/", "/night/", "/people/new/", "/sending/"):
        assert f'href="{way}' in left, way
    lender.callback_number, lender.pay_to = "021-1", "Account 1"
    page = browser.get("/checklist/").text
    assert "Lender details" not in page.partition('<section class="card" aria-labelledby="done">')[0]
    assert "Lender details" in page


@pytest.mark.parametrize("role", [role for role in Role if role != Role.administrator])
def test_nobody_but_administrators_enters(sign_in, role):
    makers.make_team()
    browser, _ = sign_in(role)

    assert browser.get("/checklist/").status_code == 403


def test_a_mail_server_that_is_away_is_told_in_a_sentence(app, bare):
    makers.make_team()
    person = makers.make_user()
    db.session.commit()

    away = bare._replace(smtp_url="smtp://127.0.0.1:1", mail_from="desk@desk.example")
    sent = user.try_mail(person, "Subject", "Body", away, makers.NOW)

    assert isinstance(sent, Refused)
    assert "cannot be reached" in sent.reason


def test_the_first_page_reminds_administrators_until_the_first_day_can_begin(sign_in):
    makers.make_team()
    browser, _ = sign_in(Role.administrator)
    manager, _ = sign_in(Role.manager)
    assert "of 10 done" in browser.get("/").text
    assert "of 10 done" not in manager.get("/").text

    desk.lend(makers.make_portfolio(lender=makers.make_lender(callback_number="021-1", pay_to="Account 1")))
    assert "First steps</h2>" not in browser.get("/").text
