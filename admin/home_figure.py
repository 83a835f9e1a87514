"""One figure of the first page."""

from typing import Any, NamedTuple

from admin.base import format
from models import db


class Figure(NamedTuple):
    """A number with its words and the address of its list."""

    label: str
    value: str
    note: str
    address: str


def count(query: Any) -> str:
    """A number with separators."""
    return format.number(db.session.scalar(query) or 0)
