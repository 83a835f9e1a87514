"""Sign-in: who gets in, who is kept out, and what is written down of it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from flask_security import current_user
from sqlalchemy import select

from models import db
from models.audit import AuditAction, AuditEntry
from models.partner import LegalPartner
from models.team import Team
from models.user import User
from rules import access
from rules.access import Level, Role
from services import user
from tests import plans

PASSWORD = "correct horse battery"
WRONG = "wrong horse battery"


@pytest.fixture
def ann(app: Flask) -> Iterator[User]:
    """A collector who can sign in, in a book that was begun."""
    db.session.add(Team(name="Team One"))
    yield person("collector@example.com")
    app.extensions["lockout"].reset()
    app.extensions["security"].totp_factory.used.clear()


def person(email: str, role: Role = Role.collector, **more: Any) -> User:
    made = user.add(email, "Collector One", role, Level.collector, PASSWORD, **more)
    db.session.commit()
    return made


def token(text: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', text)
    assert found
    return found[1]


def post(client: FlaskClient, page: str, to: str = "", **values: str) -> Any:
    """Fill in the form of a page."""
    return client.post(to or page, data={"csrf_token": token(client.get(page).text), **values})


def sign_in(client: FlaskClient, email: str = "collector@example.com", password: str = PASSWORD) -> Any:
    return post(client, "/login", email=email, password=password)


def is_in(client: FlaskClient) -> bool:
    return client.get("/change").status_code == 200


def entries(action: AuditAction) -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)))


def test_a_person_signs_in_and_out_and_it_is_written_down(client, ann, clock):
    answer = sign_in(client)

    assert answer.status_code == 302
    assert answer.location == "/"
    assert is_in(client)
    assert [(entry.user_id, entry.record_id) for entry in entries(AuditAction.signed_in)] == [(ann.id, ann.id)]
    assert db.session.get_one(User, ann.id).signed_in_at == clock.now

    client.post("/logout", data={"csrf_token": token(client.get("/change").text)})
    assert not is_in(client)


def test_a_wrong_password_and_an_unknown_person_look_the_same(client, ann):
    known = sign_in(client, password=WRONG)
    unknown = sign_in(client, email="nobody@example.com")

    def without_input(answer: Any) -> str:
        return re.sub(r'value="[^"]*"', "", answer.text)

    assert known.status_code == unknown.status_code == 200
    assert without_input(known) == without_input(unknown)
    assert [entry.record_id for entry in entries(AuditAction.sign_in_failed)] == [ann.id, None]


@pytest.mark.parametrize("email", ["collector@example.com", "nobody@example.com"])
def test_ten_failures_close_an_account_from_that_address_for_fifteen_minutes(app, client, ann, email):
    with time_machine.travel("2026-03-02 04:00", tick=False) as travel:
        for _ in range(10):
            assert "closed from here" not in sign_in(client, email, WRONG).text
        assert "closed from here" in sign_in(client, email).text
        assert len(entries(AuditAction.sign_in_failed)) == 10

        elsewhere = app.test_client()
        elsewhere.environ_base["REMOTE_ADDR"] = "192.0.2.7"
        assert "closed from here" not in sign_in(elsewhere, email).text

        travel.shift(timedelta(minutes=15, seconds=1))
        assert "closed from here" not in sign_in(client, email).text


def test_nine_failures_and_a_success_start_the_count_anew(app, client, ann):
    for _ in range(9):
        sign_in(client, password=WRONG)
    sign_in(client)
    again = app.test_client()
    for _ in range(9):
        assert "closed from here" not in sign_in(again, password=WRONG).text
    assert sign_in(again).status_code == 302


def test_a_changed_password_ends_every_other_session(app, client, ann):
    other = app.test_client()
    sign_in(other)
    sign_in(client)

    fresh = {"new_password": "a quite new sentence", "new_password_confirm": "a quite new sentence"}
    assert post(client, "/change", password=PASSWORD, **fresh).status_code == 302

    assert is_in(client)
    assert not is_in(other)
    assert sign_in(app.test_client()).status_code == 200
    assert sign_in(app.test_client(), password="a quite new sentence").status_code == 302


@pytest.mark.parametrize("new", ["short", PASSWORD])
def test_a_new_password_is_long_and_new(client, ann, new):
    sign_in(client)

    assert post(client, "/change", password=PASSWORD, new_password=new, new_password_confirm=new).status_code == 200


def test_a_person_who_left_is_out_at_once(client, ann):
    sign_in(client)
    ann.active = False
    db.session.commit()

    assert not is_in(client)
    assert sign_in(client).status_code == 200


def test_nobody_registers_and_nobody_resets_a_password_without_mail(client, ann):
    assert client.get("/register").status_code == 404
    assert client.get("/reset").status_code == 404
    assert client.get("/reset/token").status_code == 404
    assert "/reset" not in client.get("/login").text


def test_a_form_without_its_token_is_refused(client, ann):
    assert client.post("/login", data={"email": ann.email, "password": PASSWORD}).status_code == 400
    assert entries(AuditAction.sign_in_failed) == []
    assert not is_in(client)


def test_after_sign_in_one_goes_on_only_within_the_house(client, ann):
    page = "/login?next=https://evil.example/"

    answer = post(client, page, email=ann.email, password=PASSWORD)

    assert answer.location is None
    assert "leads out of the house" in answer.text


def secret_of(client: FlaskClient) -> str:
    """Set up an authenticator app; gives back its key."""
    text = post(client, "/tf-setup", setup="authenticator").text
    found, action = re.search(r"<code>([A-Z0-9 -]+)</code>", text), re.search(r'action="(/tf-setup/[^"]+)"', text)
    assert found
    assert action
    key = re.sub(r"[^A-Z0-9]", "", found[1])
    answer = client.post(action[1], data={"csrf_token": token(text), "code": code_of(key)})
    assert answer.location == "/mf-recovery-codes"
    return key


def code_of(key: str) -> str:
    """What the authenticator app shows now."""
    from passlib.totp import TOTP

    return str(TOTP(key).generate().token)


def test_with_a_second_factor_the_password_alone_is_not_enough(app, client, ann):
    with time_machine.travel("2026-03-02 04:00", tick=False) as travel:
        sign_in(client)
        key = secret_of(client)
        codes = re.findall(r"<code>([0-9a-f-]+)</code>", post(client, "/mf-recovery-codes").text)
        assert len(codes) == 8

        travel.shift(timedelta(minutes=2))
        other = app.test_client()
        assert sign_in(other).location.startswith("/tf-validate")
        assert not is_in(other)
        assert post(other, "/tf-validate", code="000000").status_code == 200
        used = code_of(key)
        assert post(other, "/tf-validate", code=used).status_code == 302
        assert is_in(other)

        third = app.test_client()
        sign_in(third)
        assert post(third, "/tf-validate", code=used).status_code == 200
        assert post(third, "/mf-recovery", code=codes[0]).status_code == 302
        assert is_in(third)

        fourth = app.test_client()
        sign_in(fourth)
        assert post(fourth, "/mf-recovery", code=codes[0]).status_code == 200
    assert [entry.reason for entry in entries(AuditAction.sign_in_failed)] == ["code"] * 3


def test_codes_cannot_be_tried_out(app, client, ann):
    with time_machine.travel("2026-03-02 04:00", tick=False):
        sign_in(client)
        secret_of(client)
        other = app.test_client()
        sign_in(other)
        for _ in range(10):
            post(other, "/tf-validate", code="000000")

        assert "closed from here" in post(other, "/tf-validate", code="000000").text


def test_a_role_that_needs_a_second_factor_sets_it_up_before_anything_else(client, ann, monkeypatch):
    monkeypatch.setitem(access.SECOND_FACTOR, Role.legal_partner, True)
    person("partner@example.com", Role.legal_partner, partner=LegalPartner(name="Partner Law"))

    assert sign_in(client, "partner@example.com").location.startswith("/tf-setup")
    assert not is_in(client)


def test_setting_up_a_second_factor_asks_for_the_password_after_a_while(client, ann):
    with time_machine.travel("2026-03-02 04:00", tick=False) as travel:
        sign_in(client)
        assert client.get("/tf-setup").status_code == 200
        travel.shift(timedelta(minutes=45))

        assert client.get("/tf-setup").location.startswith("/verify")
        assert post(client, "/verify", password=PASSWORD).status_code == 302
        assert client.get("/tf-setup").status_code == 200


def test_every_role_has_a_first_page(app, ann):
    firm = LegalPartner(name="Partner Law")
    for role in Role:
        client = app.test_client()
        person(f"first.{role}@example.com", role, partner=firm if role == Role.legal_partner else None)
        sign_in(client, f"first.{role}@example.com")

        assert client.get("/", follow_redirects=True).status_code == 200, role


def test_who_asks_and_the_team_are_one_question_of_a_page(client, ann):
    sign_in(client)

    with plans.watched() as asked:
        client.get("/nothing-here/")

    assert len([statement for statement, _ in asked if "FROM team" in statement or "FROM app_user" in statement]) == 1


def test_many_attempts_from_one_address_are_slowed_down(app, client, ann, monkeypatch):
    monkeypatch.setitem(app.config, "ATTEMPTS_PER_ADDRESS", "5 per minute")
    client.environ_base["REMOTE_ADDR"] = "192.0.2.9"

    answers = [sign_in(client, f"{n}@example.com").status_code for n in range(6)]

    assert answers == [200] * 5 + [429]


def test_cookies_are_kept_from_scripts_and_from_other_sites(client, ann):
    cookie = sign_in(client).headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert not current_user or not current_user.is_authenticated
