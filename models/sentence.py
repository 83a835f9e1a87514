"""Sentences in rows: stored as a message and its values, each with its kind, shown in the language of who reads.

`Said` is a text: a sentence of the house, or a person's own words, which stay as they are. `Details` is JSON in which
sentences may stand.
"""

import enum
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any

from sqlalchemy import JSON, String, Text, TypeDecorator
from sqlalchemy.orm import mapped_column

from models.base import Record, snake
from rules.sentence import Amount, Field, Row, Sentence

KEYS = {"message", "values"}
START = '{"message": '


def packed(value: Any) -> Any:
    """A value as JSON keeps it, sentences and the kinds of what fills them included."""
    if isinstance(value, Sentence):
        return {"message": value.message, "values": {name: _packed(each) for name, each in value.values.items()}}
    if isinstance(value, Mapping):
        return {str(name): packed(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [packed(each) for each in value]
    return value


def unpacked(value: Any) -> Any:
    """What `packed` kept."""
    if isinstance(value, dict) and value.keys() == KEYS:
        message, values = value["message"], value["values"]
        return Sentence(message, **filling(values))
    if isinstance(value, dict):
        return {name: unpacked(each) for name, each in value.items()}
    return [unpacked(each) for each in value] if isinstance(value, list) else value


def filling(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a sentence that `packed` kept."""
    return {name: _unpacked(each) for name, each in values.items()}


def written(value: str) -> str:
    """A text as a column keeps it; words of a person that look like a sentence of ours stay the words they are."""
    if not isinstance(value, Sentence) and value.startswith(START):
        value = Sentence("%(words)s", words=value)
    return json.dumps(packed(value), ensure_ascii=False) if isinstance(value, Sentence) else value


def read(value: str) -> str:
    """What `written` kept."""
    return unpacked(json.loads(value)) if value.startswith(START) else value  # type: ignore[no-any-return]


def _packed(value: Any) -> Any:
    """A value of a sentence, with its kind where JSON has none for it."""
    if isinstance(value, Sentence | list | tuple) and not isinstance(value, Amount | Row):
        return packed(value) if isinstance(value, Sentence) else [_packed(each) for each in value]
    for kind, pack in PACKS.items():
        if isinstance(value, kind):
            return pack(value)
    return value if isinstance(value, bool | int | str) or value is None else str(value)


def _unpacked(value: Any) -> Any:
    if isinstance(value, list):
        return [_unpacked(each) for each in value]
    if not isinstance(value, dict):
        return value
    return next((read(value) for name, read in READS.items() if name in value), None) or unpacked(value)


PACKS: dict[type, Callable[[Any], dict[str, Any]]] = {
    enum.Enum: lambda value: {"member": type(value).__name__, "name": value.name},
    datetime: lambda value: {"moment": value.isoformat()},
    date: lambda value: {"day": value.isoformat()},
    Field: lambda value: {"field": str(value), "of": value.of},
    Decimal: lambda value: {"number": str(value)},
    Amount: lambda value: {"amount": str(value.amount), "currency": value.currency},
    Row: lambda value: {"row": value.record, "id": value.id, "name": value.name},
    Record: lambda value: {"row": snake(type(value).__name__), "id": value.id, "name": ""},
}
"""How a value is kept, by its type; an instant is a day too, so that it comes first."""

READS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "moment": lambda value: datetime.fromisoformat(value["moment"]),
    "day": lambda value: date.fromisoformat(value["day"]),
    "number": lambda value: Decimal(value["number"]),
    "amount": lambda value: Amount(Decimal(value["amount"]), value["currency"]),
    "field": lambda value: Field(value["field"], value["of"]),
    "row": lambda value: Row(value["row"], value["id"], value["name"]),
    "member": lambda value: _member(value["member"], value["name"]),
}


def _member(kind: str, name: str) -> Any:
    """A member of one of our enumerations; its name where there is no such member any more."""
    found = enumerations().get(kind)
    return found[name] if found and name in found.__members__ else name


@cache
def enumerations() -> dict[str, type[enum.Enum]]:
    """Every enumeration of rules and models by its name; those that columns hold come first."""
    found = {each.__name__: each for each in _below(enum.Enum) if each.__module__.startswith(("rules.", "models."))}
    kept = (column.type for mapper in Record.registry.mappers for column in mapper.columns)
    return found | {each.enum_class.__name__: each.enum_class for each in kept if getattr(each, "enum_class", None)}  # type: ignore[attr-defined]


def _below(kind: type[enum.Enum]) -> Iterator[type[enum.Enum]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


class SaidType(TypeDecorator[str]):
    """A text that a person wrote, or a sentence of the house."""

    impl = String
    cache_ok = True

    @property
    def python_type(self) -> type[str]:
        """What a row holds: a sentence is a text too."""
        return str

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """Keep a sentence with its values, words as they are."""
        return None if value is None else written(value)

    def process_result_value(self, value: str | None, dialect: Any) -> str | None:
        """Give the sentence back as one."""
        return None if value is None else read(value)


class LongSaidType(SaidType):
    """The same in more than one line."""

    impl = Text
    cache_ok = True


class DetailsType(TypeDecorator[Any]):
    """JSON in which sentences may stand."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        """Keep sentences with their values."""
        return packed(value)

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        """Give them back as sentences."""
        return unpacked(value)


Said = Annotated[str, mapped_column(SaidType())]
"""A text that a person wrote, or a sentence of the house."""

LongSaid = Annotated[str, mapped_column(LongSaidType())]
"""The same in more than one line."""

Details = Annotated[Any, mapped_column(DetailsType(), nullable=False)]
"""JSON in which sentences may stand."""
