"""A version in words: what it says otherwise than the one before, and its rows as it has them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from flask import current_app, url_for
from sqlalchemy import Boolean, Date, Enum

from admin.base import format, labels
from models import db
from models.base import RateType
from models.strategy import StrategyVersion
from rules.strategy import Difference
from services import strategy
from services.strategy import document

QUIET = frozenset({"id", "archived_on"})
SHOWN = {
    "policy": ("name", "requires_sent", "min_overdue", "promise_grace_days", "promise_most_days"),
    "stage": ("position", "name", "trigger", "days", "channel", "fallback_channel", "remind_every_days", "next_task"),
    "stage_condition": ("step_id", "knows", "how", "amount", "times", "channel"),
    "template": ("stage_id", "channel", "language", "subject"),
    "notice_text": ("notice", "channel", "language", "subject"),
    "contact_rule": ("lender_id", "rule", "most", "days", "opens", "closes", "starts_on", "ends_on"),
    "authority_limit": ("level", "penalty_rate", "penalty_max", "interest_rate", "principal_rate", "plan_count"),
}
"""What of each row stands on the page of a version, in this order."""


class Changed(NamedTuple):
    """A difference in words: of which row, which field, and both values; a whole row has no field."""

    noun: str
    row: str
    field: str
    before: str
    after: str


class Listed(NamedTuple):
    """The rows of one table of a version: headings, then each row's cells, with the address of its form in a draft."""

    noun: str
    title: str
    headings: list[str]
    rows: list[tuple[list[str], str]]
    new: str
    word: str


def changes(row: StrategyVersion) -> list[Changed]:
    """What a version says otherwise than the one it was copied from."""
    return [_changed(each, row) for each in strategy.changes(row)]


def lists(row: StrategyVersion, may_write: bool) -> list[Listed]:
    """The rows of a version, table by table."""
    return [_listed(noun, row, may_write) for noun in SHOWN]


def _changed(each: Difference, row: StrategyVersion) -> Changed:
    found: Mapping[str, Any] = next(
        (one for one in (*row.content[each.table], *_base(row, each.table)) if one["id"] == each.id), {}
    )
    noun, name = labels.record(each.table), _name(each.table, found, row.content)
    if not each.field:
        return Changed(noun, name, "", *(_whole(each.table, one, row.content) for one in (each.before, each.after)))
    values = (value(each.table, each.field, one, row.content) for one in (each.before, each.after))
    return Changed(noun, name, heading(each.table, each.field), *values)


def _base(row: StrategyVersion, table: str) -> Sequence[Mapping[str, Any]]:
    return row.base.content.get(table, ()) if row.base else ()


def _whole(noun: str, found: Mapping[str, Any] | None, content: Mapping[str, Any]) -> str:
    """A row that is new or gone, in one line."""
    return " · ".join(filter(None, _cells(noun, found, content))) if found else ""


def _cells(noun: str, found: Mapping[str, Any], content: Mapping[str, Any]) -> list[str]:
    return [value(noun, name, found.get(name), content) for name in SHOWN[noun]]


def _listed(noun: str, row: StrategyVersion, may_write: bool) -> Listed:
    def form(found: Mapping[str, Any]) -> str:
        return url_for(f"{noun}.edit_view", id=found["id"]) if may_write else ""

    rows = [(_cells(noun, found, row.content), form(found)) for found in row.content.get(noun, ())]
    new = url_for(f"{noun}.create_view") if may_write and f"{noun}.create_view" in current_app.view_functions else ""
    return Listed(
        noun, labels.records(noun), [heading(noun, name) for name in SHOWN[noun]], rows, new, labels.new(noun)
    )


def heading(noun: str, field: str) -> str:
    """The label of a field."""
    return labels.column(f"{noun}.{field.removesuffix('_id')}")


def _name(noun: str, found: Mapping[str, Any], content: Mapping[str, Any]) -> str:
    """What a row is called."""
    if noun in ("stage", "policy"):
        return called(found)
    return " · ".join(filter(None, _cells(noun, found, content)[:3])) if found else ""


def called(found: Mapping[str, Any]) -> str:
    """The name of a row in the reader's language."""
    return str(found.get(f"name_{format.language().lower()}") or found.get("name", ""))


def value(noun: str, field: str, raw: Any, content: Mapping[str, Any]) -> str:
    """A value as a person reads it."""
    column = document.table_of(document.NAMES[noun]).c.get(field)
    if raw is None or raw == "" or column is None:
        return ""
    if column.foreign_keys:
        return _related(field, raw, content)
    if isinstance(column.type, Boolean):
        return format.flag(bool(raw))
    if isinstance(column.type, Enum) and column.type.enum_class:
        return labels.member(column.type.enum_class(raw))
    return _plain(column.type, raw)


def _plain(kind: Any, raw: Any) -> str:
    if isinstance(kind, Date):
        return str(format.words(date.fromisoformat(raw)))
    if isinstance(kind, RateType):
        return format.rate(Decimal(raw))
    return format.number(raw) if isinstance(raw, int) else str(raw)


def _related(field: str, raw: int, content: Mapping[str, Any]) -> str:
    """The name of a related row: of the version itself, or of the house."""
    noun = "stage" if field == "step_id" else field.removesuffix("_id")
    found = next((one for one in content.get(noun, ()) if one["id"] == raw), None)
    if found is not None:
        return called(found)
    row = db.session.get(labels.model(noun), raw)
    return format.title(row) if row else str(raw)
