"""Showing a sealed value in full, for a minute, to those who may, with the reason written down."""

from typing import Any

from flask import Response, abort, jsonify, request
from flask_babel import gettext

from admin.base import clock, columns, fresh, labels, rights, scope
from admin.base.columns import Kind
from models import db, transaction
from models.audit import AuditAction
from models.user import User
from services import audit
from services import reveal as service

SECONDS = 60
SHORTEST_REASON = 3


def reveal(model: Any) -> Response | tuple[Response, int]:
    """Answer a request for one sealed value of one row: `id`, `column` and `reason` in the form."""
    noun, name, person = labels.named(model), request.form.get("column", ""), rights.person() or abort(403)
    if not rights.may("reveal", noun):
        abort(403)
    row = scope.one(model, request.form.get("id"))
    if not is_sealed(model, name):
        abort(404)
    reason = request.form.get("reason", "").strip()
    fresh.need()
    if len(reason) < SHORTEST_REASON:
        return jsonify(error=gettext("Say why you need it.")), 422
    with transaction.writing():
        row = scope.one(model, request.form.get("id"))
        audit.record(AuditAction.revealed, row, reason, {"column": name})
        value = getattr(row, name) or ""
        service.watch(db.session.get_one(User, person.id), clock.today())
    return jsonify(value=value, seconds=SECONDS)


def is_sealed(model: Any, name: str) -> bool:
    """Whether a name is a sealed column of the model."""
    try:
        return "." not in name and columns.of(model, name).kind == Kind.sealed
    except KeyError:
        return False
