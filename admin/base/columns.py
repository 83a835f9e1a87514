"""What a column of a screen is: its kind, where its value is found and how it is sorted."""

import enum
from collections.abc import Callable
from datetime import date, timedelta
from enum import auto
from inspect import getattr_static as inspect_static
from typing import Any, NamedTuple

from flask import g
from sqlalchemy import JSON, Boolean, Date, Enum, LargeBinary, Text, inspect, select
from sqlalchemy.orm import Mapper, RelationshipProperty

from models import db
from models.base import Along, Instant, MoneyType, RateType, Record
from models.borrower import Borrower
from models.case import Case
from models.referral import Referral
from models.sealed import Sealed
from models.sentence import DetailsType, LongSaidType, SaidType
from rules import delinquency
from services.referral import readiness


class Kind(enum.StrEnum):
    """How a value is shown, filtered and sorted."""

    text = auto()
    long_text = auto()
    money = auto()
    rate = auto()
    number = auto()
    date = auto()
    instant = auto()
    choice = auto()
    flag = auto()
    relation = auto()
    person = auto()
    sealed = auto()
    data = auto()
    said = auto()


QUIET = frozenset({"id", "version", "touched"})
"""What a row needs and no reader asks for."""
NUMERIC = frozenset({Kind.money, Kind.rate, Kind.number})


class Computed(NamedTuple):
    """A column that is counted on read: its value, and the stored column that sorts and filters in its place."""

    kind: Kind
    value: Callable[[Any, date], Any]
    order: Any
    reverse: bool
    between: Callable[[int | None, int | None, date], list[Any]]


class Column(NamedTuple):
    """A column of a screen. `order` is None where it cannot be sorted; `target` is its enumeration or record."""

    name: str
    kind: Kind
    order: Any = None
    target: Any = None
    computed: Computed | None = None

    @property
    def numeric(self) -> bool:
        """Whether it stands at the right, in tabular figures."""
        return self.kind in NUMERIC

    @property
    def masked(self) -> bool:
        """Whether some roles see only a mask of it: then they cannot search, filter or sort by it either."""
        return self.kind in (Kind.person, Kind.sealed) or (self.kind == Kind.relation and self.target is Borrower)


def days_past_due(case: Any, today: date) -> int:
    """Whole days since the oldest unpaid due date, never negative."""
    return delinquency.days_past_due(case.overdue_since, today)


def overdue_between(low: int | None, high: int | None, today: date) -> list[Any]:
    """The due dates that make at least `low` and at most `high` days, both included."""
    found: list[Any] = []
    if low is not None and low > 0:
        found.append(Case.overdue_since <= today - timedelta(min(low, 100_000)))
    if high is not None:
        late = Case.overdue_since >= today - timedelta(min(max(high, 0), 100_000))
        found.append(late | Case.overdue_since.is_(None))
    return found


def papers_there(referral: Any, today: date) -> str:
    """How many of the twelve items of a court are there; asked once for all referrals of a page."""
    if "papers_there" not in g:
        rows = [each for each in db.session.identity_map.values() if isinstance(each, Referral)]
        g.papers_there = readiness.counts({each.case_id for each in rows})
    if referral.case_id not in g.papers_there:
        g.papers_there |= readiness.counts([referral.case_id])
    return f"{g.papers_there[referral.case_id]}/12"


def anything(low: int | None, high: int | None, today: date) -> list[Any]:
    """No condition: such a column narrows nothing."""
    return []


COMPUTED: dict[tuple[str, str], Computed] = {
    ("Case", "days_past_due"): Computed(Kind.number, days_past_due, Case.overdue_since, True, overdue_between),
    ("Referral", "file"): Computed(Kind.text, papers_there, None, False, anything),
}


def of(model: type[Record], name: str) -> Column:
    """The column of a model by its name or dotted path; raises KeyError for a name that is not there."""
    head, _, rest = name.partition(".")
    if rest:
        related = inspect(model).relationships[head].mapper.class_
        return of(related, rest)._replace(name=name, order=None)
    found = COMPUTED.get((model.__name__, name))
    if found:
        return Column(name, found.kind, found.order, computed=found)
    return mapped(inspect(model), model, name)


def names_of(model: Any) -> list[str]:
    """The columns of a model in their order, a foreign key by its relation, without blind indexes."""
    found = []
    for item in model.__mapper__.column_attrs:
        column = item.columns[0]
        name = item.key.removesuffix("_id") if column.foreign_keys else item.key
        if not {"blind_of", "fold_of"} & column.info.keys() and name in model.__mapper__.attrs:
            found.append(name)
    return found


def sorting(model: Any, path: str) -> Column:
    """The column at the end of a path, to sort the rows of the model by it."""
    column = of(model, path)
    return column._replace(order=reached(model, path)) if "." in path else column


def reached(model: Any, path: str) -> Any:
    """The value at the end of a path as SQL: of the model's own column, or of the one related row."""
    head, _, rest = path.partition(".")
    if not rest:
        return of(model, head).order
    relation = inspect(model).relationships[head]
    other, local = relation.mapper.class_, next(iter(relation.local_columns))
    return select(reached(other, rest)).where(other.id == local).correlate(model).scalar_subquery()


def mapped(mapper: Mapper[Any], model: type[Record], name: str) -> Column:
    """The column behind an attribute that the mapper knows."""
    attribute = mapper.attrs[name]
    if isinstance(attribute, RelationshipProperty):
        target = attribute.mapper.class_
        local = next(iter(attribute.local_columns))
        order = None if attribute.uselist or not local.foreign_keys else local
        return Column(name, Kind.relation, order, target)
    column = attribute.columns[0]
    kind = kind_of(column.type)
    if model is Borrower and name == "name":
        kind = Kind.person
    return Column(name, kind, getattr(model, name) if kind != Kind.sealed else None, target=enum_of(column.type))


KINDS: tuple[tuple[Any, Kind], ...] = (
    (LongSaidType, Kind.long_text),
    (SaidType, Kind.said),
    (DetailsType, Kind.data),
    (Sealed, Kind.sealed),
    (MoneyType, Kind.money),
    (RateType, Kind.rate),
    (Instant, Kind.instant),
    (Enum, Kind.choice),
    (Boolean, Kind.flag),
    (Date, Kind.date),
    (JSON, Kind.data),
    (Text, Kind.long_text),
    (LargeBinary, Kind.data),
)


def kind_of(column_type: Any) -> Kind:
    """The kind of a column type."""
    for known, kind in KINDS:
        if isinstance(column_type, known):
            return kind
    return Kind.number if column_type.python_type is int else Kind.text


def enum_of(column_type: Any) -> Any:
    """The enumeration that a column type holds."""
    return getattr(column_type, "enum_class", None) if isinstance(column_type, Enum) else None


def follow(row: Any, path: str) -> Any:
    """The value at the end of a dotted path, None where a step is missing; of a list its first row."""
    for name in path.split("."):
        row = getattr(row, name, None)
        row = (row[0] if row else None) if isinstance(row, list) else row
    return row


def value(column: Column, row: Any, today: Callable[[], date]) -> Any:
    """The unformatted value of a column in a row; the day is asked for only where a column counts by it."""
    if column.computed:
        return column.computed.value(row, today())
    return follow(row, column.name)


def currency(row: Any) -> str:
    """The currency of a row's money, empty where it has none."""
    return str(getattr(row, "currency", None) or "")


def currency_path(model: Any) -> str:
    """The path from a record to the currency of its money, empty where it has none."""
    found = inspect_static(model, "currency", None)
    return found.path if isinstance(found, Along) else "currency" if found is not None else ""
