"""The first-run page: whoever opens an empty book is asked for team, lender and first administrator."""

import json
import secrets
from hmac import compare_digest
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _l
from flask_security.utils import login_user
from wtforms import fields, validators

from admin.base import clock, rights, transaction
from admin.base.fields import ChoiceField, Form, tidy
from models.base import Language, db
from models.lender import Licence
from rules import session as rule
from rules.access import Level, Role
from rules.errors import RuleError
from services import setup, user

USUAL_ZONES = json.dumps({item.name: setup.time_zone_of(item) for item in Licence})
ZONES = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
NEEDED = validators.DataRequired()
CHOSEN = validators.InputRequired()
TEAM = (_l("Team"), ("team", "language"))
LENDER = (_l("First lender"), ("lender", "licence", "time_zone"))
PERSON = (_l("First administrator"), ("name", "email", "password"))
PROOF = (_l("Proof that this server is yours"), ("code",))
ZONE_WORDS = _l("As usual for the licence")


def line(label: Any, **look: Any) -> fields.StringField:
    """A line that must be filled in."""
    return fields.StringField(label, [NEEDED, validators.Length(max=200)], [tidy], render_kw={"maxlength": 200, **look})


def zones() -> list[tuple[str, str]]:
    """The time zones to choose from."""
    return [("", str(ZONE_WORDS)), *((name, name) for name in ZONES)]


class StartForm(Form):  # type: ignore[misc]
    """What the first day needs to know; without a zone the licence's own one is taken."""

    team = line(_l("Your team's name"), autocomplete="organization")
    language: Any = ChoiceField(_l("Language"), [CHOSEN], members=Language, blank=False, default=lambda: spoken())
    lender = line(_l("The first lender you collect for"))
    licence: Any = ChoiceField(
        _l("Its licence"),
        [CHOSEN],
        members=Licence,
        blank=True,
        render_kw={"data-fills": "time_zone", "data-values": USUAL_ZONES},
    )
    time_zone = fields.SelectField(_l("Time zone"), choices=zones)
    name = line(_l("Name"), autocomplete="name")
    email = line(_l("E-mail"), type="email", autocomplete="username")
    password = fields.PasswordField(
        _l("Password"),
        [NEEDED, validators.Length(min=user.SHORTEST_PASSWORD), validators.Length(max=200)],
        render_kw={"autocomplete": "new-password"},
    )
    code = fields.StringField(_l("Code"), render_kw={"autocomplete": "one-time-code", "maxlength": 40})

    def groups(self, asks_code: bool) -> list[tuple[Any, list[Any]]]:
        """The fields under their headings; the code only where one is asked for."""
        asked = (TEAM, LENDER, PERSON, *((PROOF,) if asks_code else ()))
        return [(title, [self[name] for name in names]) for title, names in asked]

    def answers(self) -> setup.Start:
        """The answers about team and lender."""
        zone = self.time_zone.data or setup.time_zone_of(self.licence.data)
        return setup.Start(self.team.data, self.lender.data, self.licence.data, self.language.data, zone)


def spoken() -> Language:
    """The language this page is read in."""
    return Language[str(get_locale() or "en")]


OPEN = frozenset({"static", "preferences.choose", "first_run.start", "health"})
blueprint = Blueprint("first_run", __name__)


def init_app(app: Flask) -> None:
    """Lead everyone to the page while the book is empty; where strangers can come by, it takes a code."""
    app.config["FIRST_RUN_CODE"] = secrets.token_hex(8) if app.config["CONCORD"].production else ""
    app.register_blueprint(blueprint)
    app.before_request(lead)


def is_open() -> bool:
    """Whether the book still waits for its first administrator; the demo makes its own."""
    is_demo = current_app.config["CONCORD"].environment == "demo"
    return not is_demo and rights.person() is None and setup.is_empty() and user.nobody()


def announce() -> None:
    """Tell whoever reads the server's log, once, the code without which nobody begins this book."""
    code = current_app.config["FIRST_RUN_CODE"]
    if code and is_open() and not current_app.extensions.get("first_run_told"):
        current_app.extensions["first_run_told"] = True
        current_app.logger.warning("This book is empty. The code for its first-run page is %s", code)


def lead() -> Any:
    """Send every visitor of an empty book to the first-run page."""
    if request.endpoint not in OPEN and is_open():
        return redirect(url_for("first_run.start"))
    return None


@blueprint.route("/start/", methods=("GET", "POST"))
def start() -> Any:
    """Ask the questions of the first day, and begin; once begun, there is no such page."""
    if not is_open():
        return redirect("/")
    announce()
    form = StartForm(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate() and transaction.attempt(lambda: begun(form)):
        session["language"] = form.language.data.name
        flash(gettext("Your book is ready; you are signed in as %(email)s.", email=form.email.data.lower()), "success")
        return redirect("/checklist/")
    title, code = gettext("Begin your book"), current_app.config["FIRST_RUN_CODE"]
    return render_template("first_run.html", form=form, groups=form.groups(bool(code)), title=title)


def begun(form: StartForm) -> bool:
    """Make the team, its lender and its first administrator, who has just chosen a password and is signed in."""
    expected, given = current_app.config["FIRST_RUN_CODE"], (form.code.data or "").strip()
    if not compare_digest(expected.encode(), given.encode() if expected else b""):
        raise RuleError("This is not the code that the server wrote to its log.")
    answers = form.answers()
    setup.start(answers, clock.now().astimezone(ZoneInfo(answers.time_zone)).date())
    person = form.email.data, form.name.data, Role.administrator, Level.director, form.password.data
    made = user.add(*person, language=answers.language)
    made.second_factor_on = clock.now().date() + rule.POSTPONED
    db.session.flush()
    login_user(made)
    return True
