"""A list that is longer than one person takes out alone waits for a second one, and is then fetched for a day."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import redirect, request, url_for
from werkzeug.exceptions import HTTPException

from admin.base import clock, rights, scope
from models import db
from models.export_request import ExportRequest
from rules import export as rule
from services import export

APPROVED = "approved"
QUIET = (APPROVED, "print", "page", "page_size")


class Held(HTTPException):
    """An export that waits: whoever asked is led to where a second person is asked for."""

    code = 303

    def __init__(self, address: str) -> None:
        super().__init__(response=redirect(address, 303))


def need(view: Any, kind: str, count: int) -> None:
    """Raise Held where so many rows of a list leave only after a second person looked."""
    if not rule.needs_second(view.noun, count):
        return
    number = scope.number(request.args.get(APPROVED))
    row = db.session.get(ExportRequest, number) if number else None
    if row is None or not export.covers(row, view.noun, kind, narrowing(), count, rights.person(), clock.now()):
        raise Held(url_for("exports.index", record=view.noun, kind=kind, count=count, narrowing=narrowing()))


def narrowing() -> str:
    """How the list of this request is narrowed and sorted, as the arguments of its address."""
    return urlencode([pair for pair in request.args.items(multi=True) if pair[0] not in QUIET])


def address(view: Any, row: ExportRequest) -> str:
    """Where an approved export is fetched."""
    kept: dict[str, list[str]] = {}
    for name, value in parse_qsl(row.narrowing):
        kept.setdefault(name, []).append(value)
    told: dict[str, Any] = {**kept, APPROVED: row.id}
    if str(row.kind) == "print":
        return str(view.get_url(f"{view.endpoint}.index_view", print=1, **told))
    return str(view.get_url(f"{view.endpoint}.export", export_type=str(row.kind), **told))
