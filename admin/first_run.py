"""The first-run page: whoever opens an empty book is asked for team, lender and first administrator."""

import secrets
from hmac import compare_digest
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext

from admin.base import clock, rights, transaction
from admin.first_run_form import StartForm
from rules.access import Level, Role
from rules.errors import RuleError
from services import setup, user

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
        flash(gettext("Your book is ready. Sign in as %(email)s.", email=form.email.data.lower()), "success")
        return redirect("/checklist/")
    title, code = gettext("Begin your book"), current_app.config["FIRST_RUN_CODE"]
    return render_template("first_run.html", form=form, groups=form.groups(bool(code)), title=title)


def begun(form: StartForm) -> bool:
    """Make the team, its lender and its first administrator."""
    expected, given = current_app.config["FIRST_RUN_CODE"], (form.code.data or "").strip()
    if not compare_digest(expected.encode(), given.encode() if expected else b""):
        raise RuleError("This is not the code that the server wrote to its log.")
    answers = form.answers()
    setup.start(answers, clock.now().astimezone(ZoneInfo(answers.time_zone)).date())
    person = form.email.data, form.name.data, Role.administrator, Level.director, form.password.data
    user.add(*person, language=answers.language)
    return True
