"""What a person is told when something is refused, missing or broken."""

import re
from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, flash, jsonify, render_template, request
from flask_babel import force_locale, format_timedelta, gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import Forbidden, HTTPException, InternalServerError

from admin.base import clock, format, fresh, labels, language
from models import database, db
from models.audit import AuditEntry
from rules.errors import RuleError
from rules.sentence import Sentence


class Withheld(Forbidden):
    """A refusal with a title and a way on of its own."""

    def __init__(self, title: Any, hint: Any) -> None:
        super().__init__()
        self.words = (title, hint)


RETRY_SECONDS = 5
REFUSALS = (RuleError, IntegrityError, StaleDataError)

PAGES: dict[int, tuple[Any, Any]] = {
    400: (_l("This request makes no sense"), _l("Go back, load the page again and try once more.")),
    401: (_l("Please sign in"), _l("This page is for people of the team.")),
    403: (_l("This is not open to you"), _l("Your role does not reach this page. An administrator can change that.")),
    404: (_l("Nothing is here"), _l("It may have moved, or it belongs to somebody else's work.")),
    405: (_l("This is not done that way"), _l("Use the buttons of the page.")),
    413: (_l("This file is too large"), _l("Split it, or ask an administrator to import it on the server.")),
    429: (_l("Too many attempts"), _l("Wait a few minutes, then try again.")),
    500: (_l("Something broke on our side"), _l("Nothing was saved. Try again; if it stays, tell an administrator.")),
}


def init_app(app: Flask) -> None:
    """Show every error in the frame of the house."""
    app.register_error_handler(HTTPException, show)
    app.register_error_handler(fresh.Stale, fresh.ask)
    app.register_error_handler(RuleError, refuse)
    app.register_error_handler(OperationalError, wait)
    app.register_error_handler(PoolTimeout, wait)


def show(error: HTTPException) -> Any:
    """The page of an error, or its JSON for our own script."""
    if error.response is not None and error.code and error.code < 400:
        return error
    code = error.code if error.code in PAGES else (500 if isinstance(error, InternalServerError) else 400)
    if code == 500:
        db.session.rollback()
    title, hint = error.words if isinstance(error, Withheld) else PAGES[code]
    if request.accept_mimetypes.best == "application/json":
        return jsonify(error=str(title)), error.code or 500
    return render_template("error.html", code=error.code, title=title, hint=hint), error.code or 500


def refuse(error: RuleError) -> Any:
    """The page of a refusal that no form caught."""
    db.session.rollback()
    hint = gettext("Go back, change what it says and try again.")
    return render_template("error.html", code=422, title=sentence(error), hint=hint), 422


def wait(error: Exception) -> Any:
    """The page of a database that is busy or away: it asks nothing of it, and a page that only reads tries again.

    Anything else that the database could not do is our own fault.
    """
    db.session.rollback()
    if isinstance(error, OperationalError) and not database.is_busy(error.orig):
        raise error
    with force_locale(language.asked()):
        title, hint = gettext("The database is busy"), gettext("Nothing was saved. Try again in a moment.")
    headers = {"Retry-After": str(RETRY_SECONDS)}
    if request.accept_mimetypes.best == "application/json":
        return jsonify(error=title), 503, headers
    values = {"title": title, "hint": hint, "tag": language.TAGS[language.asked()], "address": request.full_path}
    page = current_app.jinja_env.get_template("wait.html")
    return page.render(values, again=RETRY_SECONDS if request.method == "GET" else None), 503, headers


def sentence(error: Exception, row: object = None) -> str:
    """An error in the reader's words."""
    if isinstance(error, RuleError):
        return format.said(error.sentence)
    if isinstance(error, StaleDataError):
        return overtaken(row)
    return integrity(error)


def kept(error: Exception) -> str:
    """An error as a row keeps it: a sentence of ours, said in the language of who reads it later."""
    other = Sentence("This does not fit the other records, so it was not saved.")
    return error.sentence if isinstance(error, RuleError) else other


def tell(error: Exception, row: object = None) -> None:
    """Put the sentence of an error on the next page."""
    flash(sentence(error, row), "error")


def integrity(error: Exception) -> str:
    """What the database refused, without its own words."""
    text = str(getattr(error, "orig", error)).lower()
    for pattern, say in CONSTRAINTS:
        if re.search(pattern, text):
            return say()
    return gettext("This does not fit the other records, so it was not saved.")


def overtaken(row: object) -> str:
    """Who changed a row meanwhile, and how long ago."""
    entry = last_change(row)
    if entry is None:
        return gettext("Somebody else changed this meanwhile. Look at it again, then save.")
    ago = format_timedelta(clock.now() - entry.at, granularity="second", threshold=1.1)
    return gettext("%(name)s changed this %(ago)s ago. Look at it again, then save.", name=entry.actor, ago=ago)


def last_change(row: object) -> AuditEntry | None:
    """The audit entry of the latest change of a row."""
    state: Any = inspect(row, raiseerr=False) if row is not None else None
    if state is None or not state.identity:
        return None
    noun, id = labels.named(state.mapper.class_), state.identity[0]
    found = select(AuditEntry).where(AuditEntry.record == noun, AuditEntry.record_id == id)
    return db.session.scalar(found.order_by(AuditEntry.id.desc()).limit(1))


CONSTRAINTS: tuple[tuple[str, Callable[[], str]], ...] = (
    (r"unique|duplicate", lambda: gettext("There is such a record already, so it was not saved twice.")),
    (r"foreign key", lambda: gettext("Other records hang on this one, so it stays. Archive it instead.")),
    (r"not null|null value", lambda: gettext("Something that must be filled in is empty.")),
)
