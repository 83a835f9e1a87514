"""Inviting people: a link that opens once, for two days; and people who may sign in no more."""

import re
from datetime import timedelta

import pytest
from flask_security.utils import verify_password
from sqlalchemy import select

from models import db
from models.user import User
from rules.access import Level, Role
from rules.errors import RuleError
from services import invitation, user
from tests import makers

SECRET = "a secret of the tests"
PASSWORD = "a long password"
NEW = {
    "name": "Collector One",
    "email": "One@Desk.example",
    "language": "en",
    "role": "collector",
    "level": "collector",
}


@pytest.fixture
def administrator(sign_in):
    """A signed-in administrator's browser."""
    makers.make_team()
    browser, person = sign_in(Role.administrator)
    browser.person_id = person.id
    return browser


def the(email):
    return db.session.scalars(select(User).filter_by(email=email)).one()


def link_in(page):
    return re.search(r"/welcome/[^/\"<]+/", page)[0]


def test_an_administrator_invites_and_the_person_chooses_a_password_once(administrator, client):
    answer = administrator.submit("/people/new/", **NEW)
    assert answer.location == "/people/invited/"
    link = link_in(administrator.get("/people/invited/").text)
    assert administrator.get("/people/invited/").location == "/people/"
    assert (the("one@desk.example").password, the("one@desk.example").role) == (None, Role.collector)

    assert "one@desk.example" in client.get(link).text
    assert "at least 12 characters long" in client.submit(link, password="short", again="short").text
    assert "not the same" in client.submit(link, password=PASSWORD, again=PASSWORD + "!").text
    assert client.submit(link, password=PASSWORD, again=PASSWORD).location == "/"

    assert verify_password(PASSWORD, the("one@desk.example").password)
    assert client.get(link).status_code == 410
    assert client.submit(link, password=PASSWORD, again=PASSWORD).status_code == 410


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"email": "nobody"}, "is not an e-mail address"),
        ({"role": "legal_partner"}, "belongs to a firm"),
        ({"role": "emperor"}, "Not a valid choice"),
    ],
)
def test_a_person_who_cannot_be_is_not_invited(administrator, wrong, sentence):
    answer = administrator.submit("/people/new/", **NEW | wrong)

    assert sentence in answer.text
    assert db.session.scalars(select(User).filter_by(name="Collector One")).all() == []


def test_an_address_in_use_is_refused_whatever_its_case(administrator):
    makers.make_user(email="one@desk.example")

    assert "already" in administrator.submit("/people/new/", **NEW).text


def test_a_person_of_a_legal_partner_is_invited_with_the_firm(administrator):
    firm = makers.make_legal_partner()

    administrator.submit("/people/new/", **NEW | {"role": "legal_partner", "partner": firm.id})

    assert the("one@desk.example").partner_id == firm.id


def test_a_new_link_ends_the_earlier_one_and_open_sessions(administrator, as_user, client):
    person = makers.make_user(role=Role.collector, password="")
    theirs = as_user(person)
    assert theirs.get("/cases/").status_code == 200

    administrator.submit("/people/invite/", id=person.id)
    first = link_in(administrator.get("/people/invited/").text)
    administrator.submit("/people/invite/", id=person.id)
    second = link_in(administrator.get("/people/invited/").text)

    assert theirs.get("/cases/").status_code != 200
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role != Role.administrator])
def test_nobody_but_administrators_makes_links(sign_in, role):
    makers.make_team()
    browser, person = sign_in(role)

    assert browser.submit("/people/invite/", id=person.id).status_code == 403
    assert browser.get("/people/invited/").status_code in (302, 403)


@pytest.mark.parametrize("id", ["", "abc", "0", "999999999999999999999"])
def test_a_link_for_nobody_is_not_found(administrator, id):
    assert administrator.submit("/people/invite/", id=id).status_code == 404


def test_an_invitation_lasts_two_days(app, clock):
    person = makers.make_user()
    text = invitation.token(person, clock.now, SECRET)

    assert invitation.find(text, clock.now + timedelta(hours=48, seconds=-1), SECRET) is person
    assert invitation.find(text, clock.now + timedelta(hours=48), SECRET) is None
    assert invitation.find(text + "x", clock.now, SECRET) is None
    assert invitation.find(text, clock.now, "another secret") is None
    with pytest.raises(RuleError, match="too old"):
        invitation.accept(text, PASSWORD, clock.now + timedelta(days=3), SECRET)


def test_a_deactivated_person_is_out_at_once_and_cannot_be_invited(administrator, as_user, clock):
    person = makers.make_user(role=Role.collector)
    theirs = as_user(person)
    text = invitation.token(person, clock.now, SECRET)
    theirs = as_user(person)
    assert theirs.get("/cases/").status_code == 200

    for _ in range(2):
        administrator.submit("/people/action/", action="deactivate", rowid=person.id, confirmed="1")
        assert theirs.get("/cases/").status_code != 200
        assert invitation.find(text, clock.now, SECRET) is None
    administrator.submit("/people/invite/", id=person.id)
    assert "reactivate them first" in administrator.get(f"/people/details/?id={person.id}").text

    administrator.submit("/people/action/", action="reactivate", rowid=person.id, confirmed="1")
    assert as_user(db.session.get(User, person.id)).get("/cases/").status_code == 200
    assert theirs.get("/cases/").status_code != 200


def test_the_last_administrator_stays(administrator):
    mine = administrator.person_id

    administrator.submit("/people/action/", action="deactivate", rowid=mine, confirmed="1")
    assert "at least one administrator" in administrator.get(f"/people/details/?id={mine}").text
    version = db.session.get(User, mine).version
    same = {"name": "A", "email": "a@desk.example", "language": "en", "level": "director", "version": version}
    answer = administrator.submit(f"/people/edit/?id={mine}", **same, role="manager")

    assert "at least one administrator" in answer.text
    db.session.expire_all()
    assert (db.session.get(User, mine).role, db.session.get(User, mine).active) == (Role.administrator, True)


def test_a_short_password_is_refused_wherever_it_comes_from(app):
    with pytest.raises(RuleError, match="at least 12"):
        user.add("a@desk.example", "A", Role.manager, Level.manager, "short")
