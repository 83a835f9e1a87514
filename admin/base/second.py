"""A list that is longer than one person takes out alone waits for a second one, and is then fetched for a day."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import redirect, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from admin.base import clock, rights, scope
from models import db
from models.export_request import ExportRequest
from rules import export as rule
from services import export

APPROVED = "approved"
COLUMNS = "columns"
QUIET = (APPROVED, COLUMNS, "print", "page", "page_size")


ENDS = (("", ""), ("_from", " ≥"), ("_to", " ≤"))


class Held(HTTPException):
    """An export that waits: whoever asked is led to where a second person is asked for."""

    code = 303

    def __init__(self, address: str) -> None:
        super().__init__(response=redirect(address, 303))


def need(view: Any, kind: str, count: int) -> int:
    """How many of the rows of a list may leave: all, or as many as a second person approved, whatever came since.

    Raises Held where a second person looks first.
    """
    if not rule.needs_second(view.noun, count):
        return count
    number = scope.number(request.args.get(APPROVED))
    row = db.session.get(ExportRequest, number) if number else None
    told = narrowing(view)
    if row is None or not export.covers(row, view.noun, kind, told, rights.person(), clock.now()):
        raise Held(url_for("exports.index", record=view.noun, kind=kind, count=count, narrowing=told))
    return min(count, row.row_count)


def narrowing(view: Any) -> str:
    """How a list is narrowed and sorted, by its address or the view that opens it, and the columns that leave."""
    told = [pair for pair in view.given().items(multi=True) if pair[0] not in QUIET]
    return urlencode([*told, (COLUMNS, ",".join(view.exported()))])


def pinned(view: Any) -> list[str]:
    """The columns for which a second person looked, as far as the reader may still see them; empty for other lists."""
    named = request.args.get(COLUMNS, "").split(",") if APPROVED in request.args else []
    known = {*view.offered(), *view.listed()}
    return [name for name in named if name in known]


def told(view: Any, row: ExportRequest) -> list[tuple[str, str]]:
    """What a request asks for, in words: each narrowing with its value, and the columns that leave."""
    pairs = parse_qsl(row.narrowing, keep_blank_values=True)
    labels = {f"{each.name}{end}": f"{view.label(each.name)}{dash}" for each in view.filterable() for end, dash in ENDS}
    found = [(labels.get(name, name), value) for name, value in pairs if name != COLUMNS and value]
    names = [name for key, value in pairs if key == COLUMNS for name in value.split(",") if name]
    return [*found, (gettext("Columns"), " · ".join(view.label(name) for name in names))]


def address(view: Any, row: ExportRequest) -> str:
    """Where an approved export is fetched."""
    kept: dict[str, list[str]] = {}
    for name, value in parse_qsl(row.narrowing):
        kept.setdefault(name, []).append(value)
    told: dict[str, Any] = {**kept, APPROVED: row.id}
    if str(row.kind) == "print":
        return str(view.get_url(f"{view.endpoint}.index_view", print=1, **told))
    return str(view.get_url(f"{view.endpoint}.export", export_type=str(row.kind), **told))
