"""A row as the signed-in person may see it: what Flask-Admin's formatters get in the place of the row itself."""

import inspect
from types import FunctionType, MethodType
from typing import Any

from admin.base import columns, format
from admin.base.columns import Kind
from models.base import Record


class Seen:
    """A row whose masked values are masked, its related rows too; its properties and methods see no more than that."""

    __slots__ = ("_masks", "_row")

    def __init__(self, row: Record, masks: Any = None) -> None:
        self._row, self._masks = row, masks or {}

    def __getattr__(self, name: str) -> Any:
        own = inspect.getattr_static(type(self._row), name, None)
        if isinstance(own, property) and own.fget:
            return own.fget(self)
        if isinstance(own, FunctionType):
            return MethodType(own, self)
        return self._masks[name](self._row) if name in self._masks else value(self._row, name)

    def __str__(self) -> str:
        return str(format.title(self._row))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Seen) and self._row is other._row

    def __hash__(self) -> int:
        return hash(self._row)


def value(row: Record, name: str) -> Any:
    """A value of a row, masked where the person sees only the mask."""
    found = getattr(row, name)
    if isinstance(found, Record):
        return Seen(found)
    if isinstance(found, list):
        return [Seen(each) if isinstance(each, Record) else each for each in found]
    if not found or name not in type(row).__mapper__.attrs:
        return found
    column = columns.of(type(row), name)
    if column.kind == Kind.sealed:
        return format.sealed(column, row)
    return format.person(found) if column.kind == Kind.person else found
