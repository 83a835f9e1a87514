"""Configuration: the set-up of the house by natural keys, read off its rows; law, people and money are never in it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import select

from models import db
from models.authority import AuthorityLimit
from models.base import Record, snake
from models.contact_rule import ContactRule
from models.cost import UnitPrice
from models.outcome import OutcomeCode
from models.reason import OverdueReason
from models.stage import Policy, Stage, StageCondition
from models.template import NoticeCode, Template
from rules.configuration import Key
from rules.errors import RuleError

UNTOLD = frozenset({"id", "version", "archived_on"})
Values = dict[str, str]
Document = dict[str, dict[Key, Values]]
"""The rows of each noun by their natural keys, every value as text; what is empty is left out."""


class SeveralError(RuleError):
    """All that is wrong with a file; its own sentence is the first."""

    def __init__(self, errors: Sequence[RuleError]) -> None:
        super().__init__(errors[0].sentence)
        self.errors = list(errors)


class Kind(NamedTuple):
    """A record of the set-up: under which word it stands, the columns of its key, and what stands under it."""

    title: str
    model: type[Record]
    keys: tuple[str, ...]
    parent: str = ""
    under: tuple["Kind", ...] = ()

    @property
    def noun(self) -> str:
        """The record."""
        return snake(self.model.__name__)

    @property
    def columns(self) -> list[Any]:
        """The columns that a file names, in the order of the table; the key and the parent are where it stands."""
        skipped = {*UNTOLD, *self.keys, f"{self.parent}_id", *(f"{key}_id" for key in self.keys)}
        return [column for column in self.model.__table__.columns if column.name not in skipped]


UNDER_STAGE = (
    Kind("conditions", StageCondition, (), "step"),
    Kind("words", Template, ("channel", "language"), "stage"),
)
KINDS = (
    Kind("policies", Policy, ("name",), under=(Kind("stages", Stage, ("key",), "policy", UNDER_STAGE),)),
    Kind("contact_rules", ContactRule, ("lender", "rule", "starts_on")),
    Kind("authority_limits", AuthorityLimit, ("level",)),
    Kind("outcomes", OutcomeCode, ("code",)),
    Kind("reasons", OverdueReason, ("code",)),
    Kind("notice_codes", NoticeCode, ("notice", "language")),
    Kind("prices", UnitPrice, ("kind", "currency", "starts_on")),
)
"""The parts of a configuration, in the order in which one row hangs on another."""


def flat(kinds: tuple[Kind, ...] = KINDS) -> Iterator[Kind]:
    """Every kind, each before what stands under it."""
    for kind in kinds:
        yield kind
        yield from flat(kind.under)


def read() -> Document:
    """The set-up as it stands; what is archived is not in use, and not in it."""
    db.session.flush()
    return {kind.noun: {key: told(kind, row) for key, row in rows(kind).items()} for kind in flat()}


def rows(kind: Kind, archived: bool = False) -> dict[Key, Any]:
    """The rows of a kind by their keys."""
    found: dict[Key, Any] = {}
    for row in db.session.scalars(select(kind.model).order_by(kind.model.id)):
        if archived or not is_archived(kind, row):
            found[key_of(kind, row)] = row
    return _numbered(kind, found) if not kind.keys else found


def is_archived(kind: Kind, row: Any) -> bool:
    """Whether a row, or what it stands under, is archived."""
    while kind.parent:
        row, kind = getattr(row, kind.parent), parent_of(kind)
    return getattr(row, "archived_on", None) is not None


def parent_of(kind: Kind) -> Kind:
    """The kind that one stands under."""
    return next(each for each in flat() if any(below.noun == kind.noun for below in each.under))


def key_of(kind: Kind, row: Any) -> Key:
    """The natural key of a row, that of its parent first; one without a key of its own has its number for now."""
    above = key_of(parent_of(kind), getattr(row, kind.parent)) if kind.parent else ()
    own = tuple(_word(getattr(row, name)) for name in kind.keys) or (str(row.id),)
    return (*above, *own)


def told(kind: Kind, row: Any) -> Values:
    """The columns of a row as a file names them."""
    values = {column.name: _word(getattr(row, column.name)) for column in kind.columns}
    return {name: value for name, value in values.items() if value != ""}


def _numbered(kind: Kind, found: dict[Key, Any]) -> dict[Key, Any]:
    """Rows without a key of their own, numbered by what they say."""
    ordered = sorted(found.items(), key=lambda pair: (pair[0][:-1], sorted(told(kind, pair[1]).items())))
    numbered: dict[Key, Any] = {}
    for key, row in ordered:
        place = 1 + sum(1 for known in numbered if known[:-1] == key[:-1])
        numbered[*key[:-1], str(place)] = row
    return numbered


def _word(value: Any) -> str:
    """A value as a file writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.name if isinstance(value, Record) else str(value)
