"""Sign-in: e-mail and password, a second factor for whoever wants or must, lock-out, and sessions that end when due."""

import secrets
from contextlib import suppress
from typing import Any

from flask import Flask, Response, abort, current_app, g, request, session, url_for
from flask_babel import gettext
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import user_logged_in, user_logged_out
from flask_security import Security
from sqlalchemy.exc import OperationalError

from admin.base import clock, rights
from admin.sign_in import device, forms, lockout, second, settings
from models import database, db, transaction
from models.audit import AuditAction
from models.user import User
from models.user_session import UserSession
from rules import session as rule
from services import audit, user
from services.user import session as held

MAILED = ("security.forgot_password", "security.reset_password")
"""Pages that are of no use without mail."""
BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
GUARDED = ("login", "verify", "two_factor_token_validation", "mf_recovery", "change_password", "forgot_password")


def init_app(app: Flask) -> None:
    """Put sign-in into the application."""
    app.config.update(settings.security(app.config["CONCORD"]))
    people = second.People(db, User)
    Security(
        app,
        people,
        mail_util_cls=settings.Mail,
        password_util_cls=settings.Passwords,
        totp_cls=second.Totp,
        **forms.FORMS,
    )
    app.login_manager.request_loader(no_token)  # type: ignore[attr-defined]
    limit(app)
    app.before_request(need_mail)
    app.before_request(begin)
    app.jinja_env.globals["mail_leaves"] = mail_leaves
    app.context_processor(links)
    app.before_request(note)
    app.after_request(know)
    user_logged_in.connect(welcome, app)
    user_logged_out.connect(leave, app)


def no_token(asked: Any) -> None:
    """Nobody is signed in by a token: it would outlive the session that it came from."""


def limit(app: Flask) -> None:
    """Slow down whoever tries many sign-ins from one address, whatever the accounts."""
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")
    app.extensions["sign_in_limiter"] = limiter  # Its decorators hold it only weakly.
    for name in GUARDED:
        endpoint = f"security.{name}"
        if endpoint in app.view_functions:
            view: Any = limiter.limit(per_address, methods=["POST"])(app.view_functions[endpoint])
            app.view_functions[endpoint] = view


def per_address() -> str:
    """How many attempts one address has."""
    return str(current_app.config["ATTEMPTS_PER_ADDRESS"])


def mail_leaves() -> bool:
    """Whether a forgotten password can be renewed by mail, as things stand."""
    return user.is_configured(current_app.config["CONCORD"])


def need_mail() -> None:
    """There are no such pages while no mail leaves the house."""
    if request.endpoint in MAILED and not mail_leaves():
        abort(404)


def begin() -> None:
    """Begin as a writer where Flask-Security writes; a password is checked before the writer's lock is taken."""
    if begins_as_writer():
        db.session.rollback()
        database.begin_writing()


def begins_as_writer() -> bool:
    """Whether this request holds the writer's turn from its start."""
    return request.method == "POST" and request.blueprint == "security" and request.endpoint != "security.login"


def welcome(app: Flask, user: User, **more: Any) -> None:
    """Note who signed in, when and from where; a session lasts as long as the settings say."""
    session.permanent = True
    audit.sign(audit.Actor(user.id, user.name, request.remote_addr or ""))
    if request.endpoint == "security.change_password":
        here = g.get("user_session")
        held.end_all(user, but=here.id if here else None)
        return
    lockout.forget(user.email)
    user.signed_in_at = clock.now()
    audit.record(AuditAction.signed_in, user)
    g.device = device.of_request() or secrets.token_urlsafe(32)
    given = request.remote_addr or "", browser(), g.device
    session["sid"] = held.begin(user, clock.now(), *given)


def leave(app: Flask, user: Any, **more: Any) -> None:
    """End the session of who signs out, so that no copy of its cookie opens a page."""
    row, secret = g.get("user_session"), session.pop("sid", "")
    if row is not None and secret and request.endpoint == "security.logout":
        with transaction.writing():
            held.end(db.session.get_one(UserSession, row.id))


def browser() -> str:
    """The browser and the system of who asks, as far as they say so."""
    text = request.user_agent.string
    found = [next((name for mark, name in marks if mark in text), "") for marks in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found))


def note() -> None:
    """Note now and then that a session is used; a database that is busy loses nothing by it.

    Not where the request itself holds the writer's turn: it would wait for itself.
    """
    row = g.get("user_session") if not begins_as_writer() and rights.person() is not None else None
    if row is not None and clock.now() - row.seen_at > rule.NOTED:
        with suppress(OperationalError), transaction.beside() as connection:
            held.note(connection, row.id, clock.now())


def know(answer: Response) -> Response:
    """Let the browser of who just signed in keep the secret by which this device is known again."""
    return device.keep(answer, g.device) if "device" in g else answer


def links() -> dict[str, Any]:
    """What the person's menu offers."""
    if rights.person() is None:
        return {}
    pages = [(gettext("Change password"), "change_password"), (gettext("Two-factor sign-in"), "two_factor_setup")]
    offered = [{"label": label, "address": url_for(f"security.{name}")} for label, name in pages]
    offered.append({"label": gettext("Your sessions"), "address": url_for("sessions.index")})
    return {"person_links": offered, "sign_out": url_for("security.logout")}
