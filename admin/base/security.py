"""What keeps the pages safe: content policy, forgery tokens, and who the audit trail names."""

from typing import Any

from flask import Flask, request
from flask_talisman import Talisman
from flask_wtf.csrf import CSRFProtect

from admin.base import clock, rights
from models import db
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
    """Protect every answer and every form."""
    production = app.config["CONCORD"].production
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
    app.after_request(keep_private)


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
