"""The frame of every page: language, safety, errors, search, and what the templates may ask."""

from typing import Any

from flask import Flask, request
from flask_babel import get_locale
from flask_talisman import Talisman
from flask_wtf.csrf import CSRFProtect
from werkzeug.datastructures import ImmutableMultiDict

from admin.base import (
    background,
    clock,
    errors,
    examples,
    format,
    labels,
    language,
    menu,
    notices,
    pane,
    purpose,
    rights,
    search,
    tabs,
    undo,
)
from models import db
from rules import value
from services import audit
from services.case import holder

POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "script-src": "'self'",
    "style-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def init_app(app: Flask) -> None:
    """Prepare everything that stands around the screens."""
    protect(app)
    language.init_app(app)
    errors.init_app(app)
    app.register_blueprint(search.blueprint)
    app.context_processor(values)
    app.jinja_env.globals.update(label=labels.column, member=labels.member, chip=format.chip, money=format.money)
    app.jinja_env.globals.update(record_name=labels.record, example=examples.of)
    app.jinja_env.globals.update(day=format.day, instant=format.instant, rate=format.rate)
    app.jinja_env.filters["number"] = format.number
    app.jinja_env.globals.update(title_of=format.title, choice=format.choice, takes_files=rights.takes_files)
    app.jinja_env.globals["said"] = app.jinja_env.finalize = format.said  # No page forgets to say a sentence.
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def values() -> dict[str, Any]:
    """What every template knows: the person, the menu, the language, the theme and the team."""
    return {
        "person": rights.person(),
        "menu": menu.shown,
        "mark": menu.mark,
        "purpose_here": lambda: purpose.of(menu.here()),
        "keys_here": lambda: purpose.keys(menu.here(), rights.may_open("search")),
        "tabs": tabs.shown,
        "capped": tabs.capped,
        "language": str(get_locale() or "en"),
        "languages": language.NAMES,
        "language_short": language.SHORT,
        "language_tags": language.TAGS,
        "theme_chosen": language.theme(),
        "density": language.density(),
        "house": clock.house(),
        "may_open": rights.may_open,
        "notices": notices.of_person,
        "undoable": undo.offered,
        "pane": pane.asked(),
        "printed": lambda: format.moment(clock.now()),
    }


def protect(app: Flask) -> None:
    """Protect every answer and every form."""
    production = app.config["CONCORD"].production
    app.before_request(clean)
    pane.init_app(app)
    app.extensions["talisman"] = Talisman(
        app,
        content_security_policy=POLICY,
        force_https=production,
        strict_transport_security=production,
        session_cookie_secure=production,
        frame_options="DENY",
        referrer_policy="same-origin",
    )
    app.extensions["forgery"] = CSRFProtect(app)
    audit.listen()
    holder.listen()
    app.before_request(sign)
    background.init_app(app)
    app.after_request(keep_private)


def clean() -> None:
    """Take out of every text that was sent what no database takes; what a gateway signs is cleaned after that."""
    if request.blueprint == "hooks":
        return
    for name in ("args", "form"):
        pairs = list(getattr(request, name).items(multi=True))
        tidy = [(key, value.plain(text)) for key, text in pairs]
        if tidy != pairs:
            vars(request)[name] = ImmutableMultiDict(tidy)


def sign() -> None:
    """Say for the audit trail who acts in this request."""
    if request.endpoint in (None, "static"):
        return
    db.session.info["now"] = clock.now()
    person = rights.person()
    id, name = (person.id, person.name) if person else (None, "")
    audit.sign(audit.Actor(id, name, request.remote_addr or ""))


def keep_private(response: Any) -> Any:
    """Keep pages about people out of caches."""
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
