"""The first-run page: who is led there, what it begins, and that it is gone afterwards."""

import pytest
from sqlalchemy import func, select

from admin import first_run
from models import db
from models.base import Language
from models.lender import Lender, Licence
from models.stage import Stage
from models.team import Team
from models.user import User
from rules.access import Level, Role
from tests import makers

ANSWERS = {
    "team": "Desk One",
    "lender": "Lender One",
    "licence": "uk_firm",
    "language": "en",
    "time_zone": "",
    "email": " First@Desk.example ",
    "name": "Administrator One",
    "password": "a long password",
}


@pytest.fixture
def guarded(app, monkeypatch):
    """A server that asks for its code, as in production."""
    monkeypatch.setitem(app.config, "FIRST_RUN_CODE", "0123abcd")
    monkeypatch.delitem(app.extensions, "first_run_told", raising=False)


def counted(model):
    return db.session.scalar(select(func.count()).select_from(model))


@pytest.mark.parametrize("path", ["/", "/cases/", "/lenders/", "/nothing-here/"])
def test_every_page_of_an_empty_book_leads_to_the_first_run(client, path):
    answer = client.get(path)

    assert (answer.status_code, answer.location) == (302, "/start/")


def test_the_page_says_licences_in_words_and_knows_the_usual_time_zones(client):
    page = client.get("/start/").text

    assert "Money lender (Hong Kong)" in page
    assert "hk_lender&#34;: &#34;Asia/Hong_Kong" in page
    assert 'name="code"' not in page


def test_the_answers_begin_the_book_and_the_page_is_gone(client):
    answer = client.submit("/start/", **ANSWERS)

    assert (answer.status_code, answer.location) == (302, "/checklist/")
    team, lender, person = (db.session.scalars(select(kind)).one() for kind in (Team, Lender, User))
    assert (team.name, team.time_zone, team.language, team.is_demo) == ("Desk One", "Europe/London", Language.en, False)
    assert (lender.name, lender.licence) == ("Lender One", Licence.uk_firm)
    assert (person.email, person.role, person.level) == ("first@desk.example", Role.administrator, Level.director)
    assert person.password != ANSWERS["password"]
    assert counted(Stage) == 3
    assert client.get("/start/").location == "/"
    assert "you are signed in as first@desk.example" in client.get("/checklist/").text

    assert client.submit("/start/", **ANSWERS | {"email": "second@desk.example"}).location == "/"
    assert counted(User) == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"password": "short"}, "Field must be at least 12 characters long."),
        ({"licence": "moon_lender"}, "Not a valid choice."),
        ({"licence": ""}, "This field is required."),
        ({"time_zone": "Mars/Base"}, "Not a valid choice"),
        ({"team": " "}, "This field is required."),
        ({"email": "nobody"}, "is not an e-mail address."),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_begins(client, wrong, sentence):
    answer = client.submit("/start/", **ANSWERS | wrong)

    assert answer.status_code == 200
    assert sentence in answer.text
    assert "a long password" not in answer.text
    assert (counted(Team), counted(User), counted(Lender)) == (0, 0, 0)


def test_a_form_without_its_token_begins_nothing(client):
    assert client.post("/start/", data=ANSWERS).status_code == 400
    assert counted(Team) == 0


def test_a_stranger_without_the_code_of_the_log_begins_nothing(client, guarded, caplog):
    assert 'name="code"' in client.get("/start/").text
    client.get("/start/")
    assert caplog.text.count("0123abcd") == 1

    assert "not the code" in client.submit("/start/", **ANSWERS).text
    assert "not the code" in client.submit("/start/", **ANSWERS, code="0123abcé").text
    assert counted(Team) == 0

    assert client.submit("/start/", **ANSWERS, code=" 0123abcd ").location == "/checklist/"


def test_a_starting_server_says_the_code_once(app, guarded, caplog):
    first_run.announce()
    first_run.announce()
    assert caplog.text.count("0123abcd") == 1


def test_a_starting_server_keeps_quiet_about_a_book_that_has_begun(app, guarded, caplog):
    makers.make_team()

    first_run.announce()

    assert "0123abcd" not in caplog.text


def test_the_demo_has_no_first_run_page(app, client, monkeypatch):
    monkeypatch.setitem(app.config, "CONCORD", app.config["CONCORD"]._replace(environment="demo"))

    assert client.get("/start/").location == "/"


def test_a_book_with_a_person_but_no_team_is_nobody_elses_to_take(client):
    makers.make_user()

    assert client.get("/start/").location == "/"


def test_the_page_can_be_read_in_another_language_before_there_is_a_team(client):
    assert client.submit("/preferences/", language="zh_Hans").location != "/start/"
    assert 'lang="zh-Hans"' in client.get("/start/").text
