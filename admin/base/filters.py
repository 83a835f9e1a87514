"""Filters of a list: one control a column by its kind, and the conditions that its arguments mean."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from admin.base import clock, format, labels, query, scope
from admin.base.columns import Column, Kind
from models import db
from rules import value

Arguments = MultiDict[str, str]
RANGES = frozenset({Kind.money, Kind.rate, Kind.number, Kind.date, Kind.instant})
FEW = 40


class Control(NamedTuple):
    """A filter as the page shows it: `options` are (value, label, chosen), `summary` says what it holds now."""

    name: str
    label: str
    shape: str
    options: list[tuple[str, str, bool]]
    values: Mapping[str, str]
    summary: str


def conditions(column: Column, given: Arguments) -> list[Any]:
    """What the arguments of a column's filter mean; an argument that makes no sense means nothing."""
    if column.kind in RANGES:
        return between(column, given)
    chosen = [text for text in given.getlist(column.name) if text]
    if not chosen:
        return []
    if column.kind == Kind.choice:
        members = [member for member in column.target if member.name in chosen]
        return [column.order.in_(members)] if members else []
    if column.kind == Kind.flag:
        return [column.order.is_(chosen[0] == "yes")]
    if column.kind == Kind.relation:
        numbers = [found for found in map(scope.number, chosen) if found]
        return [column.order.in_(numbers)] if numbers else []
    return [column.order.ilike(query.starting(chosen[0]), escape=query.ESCAPE)]


def between(column: Column, given: Arguments) -> list[Any]:
    """The conditions of a lowest and a highest value, both included."""
    texts = given.get(f"{column.name}_from", ""), given.get(f"{column.name}_to", "")
    if column.kind == Kind.instant:
        first, last = map(as_day, texts)
        return moments(column.order, first, last)
    if column.kind == Kind.date:
        return ends(column.order, *map(as_day, texts))
    low, high = map(as_number, texts)
    if column.computed:
        return column.computed.between(whole(low), whole(high), clock.today())
    return ends(column.order, low, high)


def ends(ordered: Any, low: Any, high: Any) -> list[Any]:
    """The conditions of a range that may be open at either end."""
    found = [] if low is None else [ordered >= low]
    return found if high is None else [*found, ordered <= high]


def moments(ordered: Any, first: date | None, last: date | None) -> list[Any]:
    """The instants from the first day to the last, both included, in the team's zone."""
    found = [] if first is None or first.year < 2 else [ordered >= datetime.combine(first, time(), clock.zone())]
    if last is None or last >= date.max - timedelta(2):
        return found
    return [*found, ordered < datetime.combine(last + timedelta(1), time(), clock.zone())]


def whole(value: Any) -> int | None:
    """A number without its fraction."""
    return None if value is None else int(value)


def as_day(text: str) -> date | None:
    """An ISO day, or nothing."""
    return value.day(text)


def as_number(text: str) -> Decimal | None:
    """A number that the database can hold, or nothing."""
    found = value.number(text.replace(",", "").strip())
    return None if found is None else found.quantize(Decimal("0.01"))


def control(column: Column, given: Arguments, label: str) -> Control:
    """The filter of a column with what the person chose."""
    names = (f"{column.name}_from", f"{column.name}_to", column.name)
    values = {name: given.get(name, "") for name in names}
    shape, options = shape_of(column, given.getlist(column.name))
    picked = [label for _, label, chosen in options if chosen]
    summary = ", ".join(picked) if options else spoken(shape, [values[name] for name in names])
    return Control(column.name, label, shape, options, values, summary)


def spoken(shape: str, values: list[str]) -> str:
    """A range or a text in words."""
    low, high, text = values
    if shape not in ("day", "number"):
        return text
    if low and high:
        return gettext("%(low)s to %(high)s", low=low, high=high)
    if low:
        return gettext("from %(low)s", low=low)
    return gettext("up to %(high)s", high=high) if high else ""


def shape_of(column: Column, chosen: list[str]) -> tuple[str, list[tuple[str, str, bool]]]:
    """Which control a kind gets, and its options."""
    if column.kind in (Kind.date, Kind.instant):
        return "day", []
    if column.kind in RANGES:
        return "number", []
    if column.kind == Kind.choice:
        return "many", [(item.name, labels.member(item), item.name in chosen) for item in column.target]
    if column.kind == Kind.flag:
        return "one", [(key, text, key in chosen) for key, text in (("yes", gettext("Yes")), ("no", gettext("No")))]
    if column.kind == Kind.relation:
        return related(column, chosen)
    return "text", []


def related(column: Column, chosen: list[str]) -> tuple[str, list[tuple[str, str, bool]]]:
    """The related rows as options where they are few, else the chosen ones, to be looked up."""
    found = scope.rows(column.target).order_by(column.target.id).limit(FEW + 1)
    rows = list(db.session.scalars(found)) if labels.named(column.target) in SMALL else []
    shape = "many" if rows and len(rows) <= FEW else "lookup"
    if shape == "lookup":
        rows = scope.among(column.target, chosen, FEW) if chosen else []
    return shape, [(str(row.id), format.title(row), str(row.id) in chosen) for row in rows]


SMALL = frozenset(
    "lender portfolio policy stage legal_partner outcome_code overdue_reason user template import_batch".split()
)
