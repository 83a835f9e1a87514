"""The rows of the strategy as one document: read off the live tables, and laid upon them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Table, select

from models import db
from models.authority import AuthorityLimit
from models.base import Record, snake
from models.contact_rule import ContactRule
from models.stage import Policy, Stage, StageCondition
from models.template import NoticeText, Template
from services import bulk

MODELS: tuple[type[Record], ...] = (Policy, Stage, StageCondition, Template, NoticeText, ContactRule, AuthorityLimit)
"""What a version holds, in the order in which one row hangs on another."""
NAMES = {snake(model.__name__): model for model in MODELS}
GOING = (StageCondition, NoticeText)
"""What may be taken out again: nothing that happened hangs on it."""
UNKEPT = frozenset({"version"})


def read() -> dict[str, list[dict[str, Any]]]:
    """The live rows, by table, as JSON keeps them."""
    db.session.flush()
    return {name: _rows(table_of(model)) for name, model in NAMES.items()}


def lay(content: Mapping[str, Sequence[Mapping[str, Any]]], bump: int = 1) -> None:
    """Make the live rows those of a version; each that it changes is `bump` versions on.

    A row that the version does not know stays as it is, for what happened hangs on it; a condition goes.
    """
    live = read()
    for name, model in reversed(NAMES.items()):
        if model in GOING:
            known = {row["id"] for row in content.get(name, ())}
            bulk.drop(model, [row["id"] for row in live[name] if row["id"] not in known])
    for name, model in NAMES.items():
        _lay(model, {row["id"]: row for row in live[name]}, content.get(name, ()), bump)
    db.session.expire_all()


def table_of(model: type[Record]) -> Table:
    """The table of a record."""
    return model.__table__  # type: ignore[no-any-return]


def _lay(model: type[Record], live: Mapping[int, Any], rows: Sequence[Mapping[str, Any]], bump: int) -> None:
    table = table_of(model)
    moved = [row for row in rows if row["id"] in live and dict(row) != live[row["id"]]]
    if model is Stage:
        _make_room(table, [row["id"] for row in moved])
    for row in moved:
        values = _values(table, row) | {"version": table.c.version + bump}
        db.session.execute(table.update().where(table.c.id == row["id"]).values(**values))
    for row in rows:
        if row["id"] not in live:
            db.session.execute(table.insert().values(**_values(table, row), version=bump))


def _make_room(table: Table, ids: Sequence[int]) -> None:
    """Two stages may change places: until each has its own, those that move stand below all others."""
    away = {"position": -table.c.id - 1, "key": table.c.key + "~"}
    db.session.execute(table.update().where(table.c.id.in_(ids)).values(**away))


def _rows(table: Table) -> list[dict[str, Any]]:
    names = [column.name for column in table.columns if column.name not in UNKEPT]
    found = db.session.execute(select(*(table.c[name] for name in names)).order_by(table.c.id))
    return [{name: _kept(value) for name, value in zip(names, row, strict=True)} for row in found]


def _kept(value: Any) -> Any:
    """A value as JSON keeps it."""
    return str(value) if isinstance(value, Decimal | date) or hasattr(value, "_value_") else value


def _values(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a row as its table takes them; a column that is newer than the version keeps its default."""
    return {name: _value(table.c[name], value) for name, value in row.items() if name in table.c}


def _value(column: Any, value: Any) -> Any:
    return date.fromisoformat(value) if value and isinstance(column.type, Date) else value
