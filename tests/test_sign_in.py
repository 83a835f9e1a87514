"""Sign-in: who gets in, who is kept out, and what is written down of it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from time import monotonic
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
from models.user_session import SignInFailure, UserSession
from rules import access
from rules.access import Level, Role
from rules.errors import RuleError
from services import user
from tests import makers, plans

PASSWORD = "correct horse battery"
WRONG = "wrong horse battery"
LATER = date(2030, 1, 1)
"""Until then a second factor is put off."""


@pytest.fixture
def ann(app: Flask) -> Iterator[User]:
    """A collector who can sign in, in a book that was begun."""
    db.session.add(Team(name="Team One"))
    yield person("collector@example.com")
    app.extensions["security"].totp_factory.used.clear()


def person(
    email: str, role: Role = Role.collector, second_factor_on: date | None = None, partner: LegalPartner | None = None
) -> User:
    made = user.add(email, "Collector One", role, Level.collector, PASSWORD, partner=partner)
    made.second_factor_on = second_factor_on
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
def test_ten_failures_close_an_account_from_that_address_for_fifteen_minutes(app, client, ann, email, clock):
    for _ in range(10):
        assert "closed from here" not in sign_in(client, email, WRONG).text
    assert "closed from here" in sign_in(client, email).text
    assert len(entries(AuditAction.sign_in_failed)) == 10

    assert "closed from here" not in sign_in(at(app, "192.0.2.7"), email).text

    clock.now += timedelta(minutes=15, seconds=1)
    assert "closed from here" not in sign_in(client, email).text


def at(app: Flask, address: str) -> FlaskClient:
    """A browser that comes from an address."""
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    return client


def leave(client: FlaskClient) -> None:
    client.post("/logout", data={"csrf_token": token(client.get("/change").text)})


def test_failures_from_everywhere_close_an_account_for_strangers_but_not_for_a_known_device(app, client, ann):
    sign_in(client)
    leave(client)
    for number in range(30):
        sign_in(at(app, f"192.0.2.{number // 8}"), password=WRONG)

    assert "closed from here" in sign_in(at(app, "198.51.100.7")).text
    assert sign_in(client).status_code == 302

    leave(client)
    for _ in range(10):
        sign_in(client, password=WRONG)
    assert "closed from here" in sign_in(client).text


def test_an_address_that_tries_many_accounts_is_closed_for_all_of_them(app, ann):
    for number in range(60):
        sign_in(at(app, "192.0.2.1"), f"person{number}@example.com", WRONG)

    assert "closed from here" in sign_in(at(app, "192.0.2.1")).text
    assert sign_in(at(app, "192.0.2.2")).status_code == 302


def test_failures_are_counted_in_the_database_and_hold_nothing_that_was_typed(client, ann):
    sign_in(client, "Secret typed here", WRONG)

    row = db.session.scalars(select(SignInFailure)).one()
    assert (len(row.account), "secret" in row.account) == (64, False)


def test_signing_out_ends_the_session_and_no_copy_of_its_cookie_opens_a_page(app, client, ann):
    sign_in(client)
    copy = app.test_client()
    copy.set_cookie("concord", client.get_cookie("concord").value)
    assert is_in(copy)

    leave(client)

    assert not is_in(copy)
    assert [entry.record_id for entry in entries(AuditAction.signed_out)] == [ann.id]


def test_nobody_is_signed_out_by_a_link(client, ann):
    sign_in(client)

    assert client.get("/logout").status_code == 405
    assert is_in(client)


def test_a_session_ends_after_an_hour_without_a_page_and_after_twelve_hours(client, ann, clock):
    sign_in(client)
    clock.now += timedelta(minutes=61)
    assert not is_in(client)

    sign_in(client)
    for _ in range(24):
        assert is_in(client)
        clock.now += timedelta(minutes=30)
    assert is_in(client)
    clock.now += timedelta(minutes=1)
    assert not is_in(client)


def test_where_one_is_signed_in_is_a_list_and_each_can_be_ended(app, client, ann):
    there = app.test_client()
    there.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"
    sign_in(there)
    sign_in(client)
    page = client.get("/sessions/").text
    assert "Firefox, Windows" in page
    assert page.count("this one") == 1

    row = db.session.scalars(select(UserSession).where(UserSession.browser != "")).one()
    client.post("/sessions/end/", data={"csrf_token": token(page), "session": str(row.id)})

    assert (is_in(there), is_in(client)) == (False, True)


def test_nobody_ends_the_session_of_another(app, client, ann):
    other = person("other@example.com")
    there = app.test_client()
    sign_in(there, other.email)
    sign_in(client)
    row = db.session.scalars(select(UserSession).filter_by(user_id=other.id)).one()

    answer = client.post("/sessions/end/", data={"csrf_token": token(client.get("/change").text), "session": row.id})

    assert answer.status_code == 404
    assert is_in(there)


def test_all_other_sessions_are_ended_at_once(app, client, ann):
    others = [app.test_client() for _ in range(3)]
    for each in others:
        sign_in(each)
    sign_in(client)

    client.post("/sessions/end/", data={"csrf_token": token(client.get("/sessions/").text)})

    assert [is_in(each) for each in others] == [False] * 3
    assert is_in(client)


def test_an_administrator_signs_a_person_out(app, client, ann):
    sign_in(client)
    boss = person("boss@example.com", Role.administrator, LATER)
    there = app.test_client()
    sign_in(there, boss.email)
    page = there.get(f"/people/details/?id={ann.id}").text

    there.post("/people/sessions/", data={"csrf_token": token(page), "id": str(ann.id), "session": ""})

    assert (is_in(client), is_in(there)) == (False, True)


@pytest.mark.parametrize("new", ["123456789012", "password123456", "collector one", "qwertyuiop12"])
def test_a_password_that_is_tried_first_is_refused(client, ann, new):
    sign_in(client)

    answer = post(client, "/change", password=PASSWORD, new_password=new, new_password_confirm=new)

    assert answer.status_code == 200
    assert "guessed soon" in answer.text
    with pytest.raises(RuleError, match="guessed soon"):
        user.hashed(new, "collector@example.com", "Collector One")


@pytest.mark.parametrize("role", [Role.administrator, Role.manager])
def test_who_runs_the_house_needs_a_second_factor_which_the_first_one_may_put_off(app, client, ann, role, clock):
    made = person("boss@example.com", role, (clock.now + timedelta(days=7)).date())
    assert sign_in(client, made.email).location == "/"

    clock.now += timedelta(days=7)
    assert sign_in(app.test_client(), made.email).location.startswith("/tf-setup")


def test_a_demo_asks_nobody_of_the_house_for_a_second_factor(client, ann):
    person("boss@example.com", Role.administrator)
    db.session.scalars(select(Team)).one().is_demo = True
    db.session.commit()

    assert sign_in(client, "boss@example.com").location == "/"


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


def test_the_password_again_does_not_forget_codes_that_failed(app, client, ann):
    with time_machine.travel("2026-03-02 04:00", tick=False):
        sign_in(client)
        secret_of(client)
        other = app.test_client()
        for _ in range(2):
            sign_in(other)
            for _ in range(5):
                post(other, "/tf-validate", code="000000")
        sign_in(other)

        assert not is_in(other)
        assert "closed from here" in sign_in(app.test_client()).text


def test_an_account_spelt_otherwise_is_the_same_account(app, ann):
    spelt = ("collector@example.com", "collector@ｅxample.com", "COLLECTOR@example.com ", "collector@example。com")
    client = at(app, "203.0.113.7")
    for number in range(10):
        sign_in(client, email=spelt[number % len(spelt)], password=WRONG)

    assert "closed from here" in sign_in(client).text


def test_signing_out_after_a_rest_waits_for_nobody(client, ann, clock):
    sign_in(client)
    clock.now += timedelta(minutes=6)
    begun = monotonic()

    answer = client.post("/logout", data={"csrf_token": token(client.get("/change").text)})
    clock.now += timedelta(minutes=6)
    sign_in(client)
    form = token(client.get("/change").text)
    clock.now += timedelta(minutes=6)
    client.post("/logout", data={"csrf_token": form})

    assert answer.status_code == 302
    assert monotonic() - begun < 5
    assert not is_in(client)


def test_another_role_signs_in_anew(client, ann):
    sign_in(client)
    assert is_in(client)

    makers.make_user(role=Role.administrator)
    db.session.commit()
    ann.role = Role.auditor
    user.change(ann)
    db.session.commit()

    assert not is_in(client)


def test_nobody_is_signed_in_by_a_token(app, client, ann):
    ready = {"email": "collector@example.com", "password": PASSWORD, "csrf_token": token(client.get("/login").text)}
    answer = client.post("/login?include_auth_token", json=ready)
    held = (answer.json or {}).get("response", {}).get("user", {}).get("authentication_token", "none")

    other = app.test_client()
    assert other.get("/change", headers={"Authentication-Token": held}).status_code == 302
    assert other.get(f"/my-day/?auth_token={held}").status_code == 302


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
        person(f"first.{role}@example.com", role, LATER, partner=firm if role == Role.legal_partner else None)
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
