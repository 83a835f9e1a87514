"""A fresh sign-in: asked for by what takes data out or lets people in, and by nothing that a day of work is made of."""

from datetime import UTC, datetime, timedelta

import pytest

from models import db
from rules.access import Role
from tests import makers

HOURS = timedelta(hours=2)


@pytest.fixture
def desk(app, sign_in):
    """A browser whose sign-in is two hours old."""

    def of(role, **given):
        browser, person = sign_in(role, **given)
        db.session.commit()
        with browser.session_transaction() as session:
            session["fs_paa"] = (datetime.now(UTC) - HOURS).timestamp()
        return browser, person

    makers.make_team()
    return of


@pytest.mark.parametrize(
    "path",
    ["/cases/export/csv/", "/cases/?print=1", "/people/new/", "/trail/chain.csv"],
)
def test_the_password_is_asked_for_and_then_it_goes_on_there(desk, path):
    browser, _ = desk(Role.administrator)

    answer = browser.get(path)

    assert answer.status_code == 302
    assert answer.location.startswith("/verify?next=")
    assert path.split("?")[0].replace("/", "%2F") in answer.location.replace("/", "%2F")


def test_a_form_about_people_or_secrets_waits_until_it_is_shown_who_one_is(desk):
    browser, person = desk(Role.administrator)

    for path in ("/people/invite/", "/people/sessions/"):
        answer = browser.submit(path, id=str(person.id))
        assert answer.location.startswith("/verify"), path


def test_a_reveal_is_told_where_to_enter_the_password(desk):
    browser, _ = desk(Role.manager)
    phone = makers.make_phone()
    db.session.commit()
    browser.environ_base["HTTP_ACCEPT"] = "application/json"

    answer = browser.submit("/phones/reveal/", id=phone.id, column="number", reason="to check it")

    assert answer.status_code == 401
    assert answer.get_json()["verify"].startswith("/verify")
    assert phone.number not in answer.text


def test_work_goes_on_without(desk):
    browser, person = desk(Role.collector)
    case = makers.make_case(assignee=person)
    db.session.commit()

    for path in ("/my-day/", f"/cases/details/?id={case.id}", "/sessions/"):
        assert browser.get(path).status_code == 200, path


def test_a_referrer_from_outside_leads_to_the_first_page(desk):
    browser, _ = desk(Role.administrator)

    answer = browser.post(
        "/people/invite/",
        data={"csrf_token": "x"},
        headers={"Referer": "https://evil.example/people/"},
    )

    assert "evil" not in answer.headers.get("Location", "")


def test_mail_and_texts_keep_what_was_typed_while_the_password_is_asked_for(desk):
    browser, _ = desk(Role.administrator)

    answer = browser.submit(
        "/sending/mail/", **{"mail-mail_server": "smtp.typed.example", "mail_server": "smtp.typed.example"}
    )

    assert answer.status_code == 200
    assert "smtp.typed.example" in answer.text
    assert "/verify?next=" in answer.text
    db.session.rollback()
    assert db.session.scalar(db.text("SELECT count(*) FROM sending WHERE mail_server <> ''")) == 0
