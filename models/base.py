"""The base of every table: identity, version, defaults at birth, and the column types of the house."""

import enum
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Annotated, Any, ClassVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    Date,
    DateTime,
    Enum,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    TypeDecorator,
    func,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, declared_attr, mapped_column, registry

HUNDREDTHS = Decimal(100)
MILLIONTHS = Decimal(1_000_000)


class Scaled(TypeDecorator[Decimal]):
    """A Decimal kept as a whole number of its smallest unit; anything finer is a mistake of the caller."""

    impl = BigInteger
    cache_ok = True
    scale = HUNDREDTHS

    def process_bind_param(self, value: Decimal | int | str | None, dialect: Any) -> int | None:
        """Turn a Decimal into whole units; raises ValueError when it is finer than one unit."""
        if value is None:
            return None
        units = Decimal(value) * self.scale
        if units != units.to_integral_value():
            raise ValueError(f"{value} is finer than 1/{self.scale}")
        return int(units)

    def process_result_value(self, value: Any, dialect: Any) -> Decimal | None:
        """Turn whole units, or a database sum of them, back into a Decimal."""
        return None if value is None else Decimal(int(value)) / self.scale


class MoneyType(Scaled):
    """An amount in hundredths of its currency's main unit; two decimals in code."""

    cache_ok = True

    def process_result_value(self, value: Any, dialect: Any) -> Decimal | None:
        """Give the amount back with exactly two decimals."""
        return None if value is None else _cents(int(value))


@lru_cache(maxsize=10_000)
def _cents(count: int) -> Decimal:
    """So many hundredths; a book holds the same few amounts, above all nothing, again and again."""
    return Decimal(count).scaleb(-2)


class RateType(Scaled):
    """A rate in millionths."""

    cache_ok = True
    scale = MILLIONTHS


class ZoneType(TypeDecorator[str]):
    """The name of a time zone, or of at most so many, separated by commas."""

    impl = String
    cache_ok = True

    def __init__(self, most: int = 1) -> None:
        super().__init__()
        self.most = most


Rate = Annotated[Decimal, mapped_column(RateType())]
"""A fraction, 0-1 in most uses, exact to six decimals."""

LongText = Annotated[str, mapped_column(Text())]
"""Text of more than one line."""


class Instant(TypeDecorator[datetime]):
    """A moment in time: aware in code, UTC in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Store UTC without a zone; a naive datetime is a mistake of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Give it back as aware UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

TYPES: dict[Any, Any] = {
    str: String(),
    Decimal: MoneyType(),
    date: Date(),
    datetime: Instant(),
    dict[str, Any]: JSON(),
    list[Any]: JSON(),
    enum.Enum: Enum(enum.Enum, native_enum=False, length=32, create_constraint=False),
}


class Base(DeclarativeBase):
    """Everything that SQLAlchemy maps here."""

    registry = registry(metadata=MetaData(naming_convention=NAMES), type_annotation_map=TYPES)


db = SQLAlchemy(model_class=Base, disable_autonaming=True)

TABLES = {"case": "case_file", "user": "app_user", "deadline_event": "clock_event", "deadline_alarm": "clock_alarm"}
"""Nouns whose plain name is a keyword of SQL, or that had another when their table was made."""


def table_of(noun: str) -> str:
    """The table that keeps a noun."""
    return TABLES.get(noun, noun)


def ref(noun: str, **options: Any) -> MappedColumn[Any]:
    """A column that points at another record, indexed."""
    return mapped_column(ForeignKey(f"{table_of(noun)}.id"), **{"index": True, **options})


@cache
def snake(name: str) -> str:
    """`WeeklyMetric` as `weekly_metric`."""
    return "".join(f"_{c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))


class Along:
    """A value of the row at the end of a path of relations; of the class it is the path itself."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __get__(self, row: Any, owner: Any = None) -> Any:
        if row is None:
            return self
        for name in self.path.split("."):
            row = getattr(row, name, None)
        return row


class Record(db.Model):  # type: ignore[name-defined,misc]
    """A row with an id and a version; column defaults are set at birth, so that rules never meet None.

    A record with money says in what: `currency` is a column, or `Along` the path to one. `belongs_to` is the path to
    the case, loan or borrower whose collector may enter it where rules/access.py says `own`.
    """

    __abstract__ = True
    belongs_to: ClassVar[str] = ""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)
    version: Mapped[int] = mapped_column(default=1, sort_order=99)

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805 - SQLAlchemy hands over the class
        return table_of(snake(cls.__name__))

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy hands over the class
        return {"version_id_col": cls.version}

    def __init__(self, **values: Any) -> None:
        for name, value in born_with(type(self)):
            values.setdefault(name, value)
        super().__init__(**values)

    def __str__(self) -> str:
        """What people call this row: its name or reference, else the noun and number."""
        for name in ("name", "reference", "code"):
            if value := getattr(self, name, None):
                return str(value)
        return f"{type(self).__name__} {self.id}"


def born_with(model: type[Record]) -> Iterator[tuple[str, Any]]:
    """Attribute names of a record with the default each starts with; the version is SQLAlchemy's own."""
    for column in model.__mapper__.columns:
        default = column.default
        if default is not None and column.key != "version":
            value = default.arg if default.is_scalar else default.arg(None)
            yield model.__mapper__.get_property_by_column(column).key, value


class Language(enum.StrEnum):
    """The languages of screens and messages."""

    en = "en"
    zh_Hans = "zh_Hans"
    zh_Hant = "zh_Hant"


class Named:
    """A row of the set-up whose name stands in all three languages."""

    name: Mapped[str]
    name_zh_hans: Mapped[str] = mapped_column(default="")
    name_zh_hant: Mapped[str] = mapped_column(default="")

    def named(self, language: str) -> str:
        """Its name in `language`, or in English where that is empty."""
        return str(getattr(self, f"name_{language.lower()}", "") or self.name)


class Archived:
    """A row that other rows hang on: it is archived, never deleted."""

    archived_on: Mapped[date | None]


def unsought(column: Any) -> ColumnElement[Any]:
    """The column as a value that no index is searched by, where another condition leaves few rows.

    Without statistics a database takes any equality to be selective, even `state = 'open'`.
    """
    return func.coalesce(column, column)


def only_one(table: str, columns: str, where: str) -> Index:
    """A unique index over the rows that `where` holds for: one open task a case, one running plan a case."""
    names = [name.strip() for name in columns.split(",")]
    return Index(f"uq_{table}_open", *names, unique=True, sqlite_where=text(where), postgresql_where=text(where))


def waiting(table: str, column: str, where: str) -> Index:
    """An index over the few rows that `where` holds for: what waits, or was left."""
    return Index(f"ix_{table}_waiting", column, sqlite_where=text(where), postgresql_where=text(where))


def where_named(table: str, column: str, *, unique: bool = False) -> Index:
    """An index over the rows that name something in a column which is mostly empty.

    Statistics of all rows would tell a database that the column finds nothing.
    """
    where = text(f"{column} IS NOT NULL")
    return Index(f"ix_{table}_{column}", column, unique=unique, sqlite_where=where, postgresql_where=where)
