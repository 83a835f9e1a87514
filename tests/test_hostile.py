"""Whatever is typed, sent or asked: no page breaks, and nothing that was stored breaks a page afterwards."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
from flask import Flask

from bench.life.browser import Form, read
from models import db
from rules.access import Role
from tests import database, makers, thorough
from tests.test_routes import Place, placed, screens

VALUES = (
    "0001-01-01",
    "9999-12-31",
    "9999-12-31T23:59",
    "2147483648",
    "1e9999999",
    "9" * 400,
    "NaN",
    "Asia/Shanghay",
    "\x00\x01\x0b\x1b\ufffe{{7*7}}%s%(x)s{0}=1+1",
)
ASKED = "page page_size sort desc search id day month week currency portfolio status from to language url".split()
LEFT = ("/logout", "/preferences", "/change", "/tf-", "/reset")
"""What ends the session of who tries."""
KEPT = ("csrf_token", "version", "confirmed", "action", "rowid", "step")


class Visit(NamedTuple):
    """A person at their browser, and the rows in their reach."""

    browser: Any
    place: Place

    def pages(self, app: Flask) -> Iterator[str]:
        """The pages asked for without an id, and those of the person's rows; files are tried apart."""
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and not rule.arguments and not rule.endpoint.startswith("security"):
                yield rule.rule
        for view in screens(app):
            yield from (f"{view.url}/{path}/?id={self.place.own[view.noun]}" for path in ("details", "edit"))

    def forms(self, path: str) -> list[Form]:
        """The forms of a page that something can be typed or chosen in."""
        answer = self.browser.get(path)
        if answer.status_code != 200 or "html" not in answer.content_type:
            return []
        forms = [form._replace(action=form.action or path) for form in read(path, answer.text).forms]
        return [form for form in forms if set(form.fields) - set(KEPT) and not form.action.startswith(LEFT)]

    def send(self, form: Form, typed: str) -> int:
        """Send a form with this in every field that takes text; gives the status."""
        free = {name for name in form.fields if name not in KEPT and not (form.choices or {}).get(name)}
        sent = {name: typed if name in free else held for name, held in form.fields.items() if name != "csrf_token"}
        return int(self.browser.submit(form.action, **sent).status_code)


SAMPLE = ("9999-12-31T23:59", "9" * 400, VALUES[-1])
"""What is tried of them on PostgreSQL; on SQLite `make ci-long` tries all."""


def tried() -> tuple[str, ...]:
    """The values of this run."""
    return VALUES if thorough.THOROUGH else SAMPLE


@pytest.fixture(params=(Role.administrator, Role.collector, Role.legal_partner), ids=str)
def visit(request: pytest.FixtureRequest, as_user: Any) -> Visit:
    """A visit of a role, on a book with a row of each record; an error is answered, as in life."""
    place = database.once(f"walk of {request.param}", lambda: placed(request.param))
    browser = as_user(db.session.get_one(makers.User, place.person))
    browser.application.config["PROPAGATE_EXCEPTIONS"] = False
    return Visit(browser, place)


@pytest.mark.heavy
def test_no_question_breaks_a_page(visit, the_app):
    broken = []
    for path in visit.pages(the_app):
        for value in tried():
            asked = "&".join(f"{name}={quote(value)}" for name in ASKED)
            if visit.browser.get(f"{path}{'&' if '?' in path else '?'}{asked}").status_code >= 500:
                broken.append((path, value[:20]))

    assert broken == []


@pytest.mark.heavy
def test_no_answer_breaks_a_form_and_nothing_stored_breaks_a_page(visit, the_app):
    forms = {form.action.split("&")[0]: form for path in visit.pages(the_app) for form in visit.forms(path)}
    broken = [
        (form.action, value[:20]) for form in forms.values() for value in tried() if visit.send(form, value) >= 500
    ]

    files = [f"{view.url}/export/{kind}/" for view in screens(the_app) for kind in ("csv", "xlsx")]
    asked = {path: visit.browser.get(path).status_code for path in [*visit.pages(the_app), *files]}

    assert broken == []
    assert [path for path, status in asked.items() if status >= 500] == []
