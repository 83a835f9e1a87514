"""A configuration as text: YAML 1.2 in a stable order, read strictly, each value only as its column takes it.

YAML 1.1 would read `no` as false and `21:00` as a number; here every value is the text that stands there.
"""

import enum
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import BaseConstructor
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.representer import SafeRepresenter
from ruamel.yaml.resolver import VersionedResolver

from models.base import MoneyType, RateType, ZoneType
from models.lender import CURRENCIES
from models.stage import Stage
from rules import configuration as rule
from rules.configuration import Key
from rules.errors import RuleError
from services.configuration import KINDS, Document, Kind, SeveralError, Values, flat

FORMAT = "1"
MOST_BYTES = 1_000_000
MOST_NUMBER = 100_000
LONGEST = 10_000
DEEPEST = 12
LONE = re.compile(r"[\0\ud800-\udfff]")
NUMBER = re.compile(r"-?\d{1,9}")
PLAIN = re.compile(r"\d{1,12}(\.\d{1,6})?")


class _Words(VersionedResolver):
    """Takes every value for the text it is."""

    @property
    def versioned_resolver(self) -> Any:
        """No text is a number, a day or a yes by itself."""
        return {}


class _Written(SafeRepresenter):
    """Writes text of several lines as such."""


def _text(representer: Any, value: str) -> Any:
    style = "|" if "\n" in value else None
    return representer.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Written.add_representer(str, _text)


def write(document: Document) -> str:
    """A configuration as a file: the same rows give the same bytes."""
    body: dict[str, Any] = {"concord": {"configuration": FORMAT}}
    for kind in KINDS:
        if rows := _nested(kind, document, ()):
            body[kind.title] = rows
    return dumped(body)


def dumped(body: dict[str, Any]) -> str:
    """What is nested, as a file."""
    buffer = io.StringIO()
    _yaml().dump(body, buffer)
    return buffer.getvalue()


def read(text: str) -> Document:
    """What a file says. Raises RuleError for what is no configuration, a word nobody knows, or a value that is none."""
    body = loaded(text)
    head = body.pop("concord", None)
    if not isinstance(head, Mapping) or head.get("configuration") != FORMAT:
        raise RuleError("This is no configuration of this program: it begins with 'concord: configuration: 1'.")
    rule.check_sections(body, [kind.title for kind in KINDS])
    document: Document = {kind.noun: {} for kind in flat()}
    for kind in KINDS:
        _take(kind, body.get(kind.title) or {}, (), document)
    if wrong := list(_wrong(document)):
        raise SeveralError(wrong)
    return document


def _wrong(document: Document) -> Iterator[RuleError]:
    """The rows whose values or keys cannot be, with the sentence why."""
    for kind in flat():
        for key, row in document[kind.noun].items():
            try:
                typed(kind, row)
                keyed(kind, key)
            except RuleError as error:
                yield at(key, error)


def keyed(kind: Kind, key: Key) -> dict[str, Any]:
    """The columns of a natural key, as their columns take them; a lender stands in it by name."""
    own = key[len(key) - len(kind.keys) :] if kind.keys else ()
    named = zip(kind.keys, own, strict=True)
    columns = kind.model.__table__.c
    return {name: value_of(columns[name], word) if name in columns else word for name, word in named}


def at(key: Key, error: RuleError) -> RuleError:
    """What is wrong, with the row of the file that it is about."""
    return RuleError("%(where)s: %(reason)s", where=" · ".join(key), reason=error.sentence)


def typed(kind: Kind, values: Values) -> dict[str, Any]:
    """The columns of a row; what a file leaves empty is empty. Raises RuleError for a value that cannot be."""
    found: dict[str, Any] = {}
    for column in kind.columns:
        text = values.get(column.name, "")
        if text == "" and not column.nullable and column.type.python_type is not str:
            raise RuleError("'%(name)s' is missing.", name=column.name)
        found[column.name] = value_of(column, text) if text or not column.nullable else None
    return found


def value_of(column: Any, text: str) -> Any:
    """A value as its column takes it."""
    try:
        return _value(column, text)
    except (ValueError, InvalidOperation) as error:
        raise RuleError("%(name)s: '%(text)s' cannot be.", name=column.name, text=text[:80]) from error


def _value(column: Any, text: str) -> Any:
    kind = column.type.python_type if not isinstance(column.type, MoneyType | RateType) else Decimal
    if kind is bool:
        return {"true": True, "false": False}[text] if text in ("true", "false") else _refuse()
    if kind is Decimal:
        return _decimal(column, text)
    if kind is int:
        return int(text) if NUMBER.fullmatch(text) and 0 <= int(text) <= MOST_NUMBER else _refuse()
    if kind is date:
        return date.fromisoformat(text) if len(text) == len("2026-01-01") else _refuse()
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind(text)
    if column.name == "currency" and text not in CURRENCIES.values():
        return _refuse()
    return text if len(text) <= LONGEST and not isinstance(column.type, ZoneType) and "\0" not in text else _refuse()


def _decimal(column: Any, text: str) -> Decimal:
    found = Decimal(text) if PLAIN.fullmatch(text) else _refuse()
    if isinstance(column.type, RateType):
        return found if found <= 1 else _refuse()
    return found if found == round(found, 2) else _refuse()


def _refuse() -> Any:
    raise ValueError


def _yaml() -> YAML:
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.Resolver, yaml.Constructor, yaml.Representer = _Words, BaseConstructor, _Written
    yaml.default_flow_style, yaml.allow_unicode, yaml.width = False, True, 4 * LONGEST
    yaml.sort_base_mapping_type_on_output = False
    return yaml  # type: ignore[no-any-return]


def loaded(text: str) -> dict[str, Any]:
    """A file as it is nested. Raises RuleError for one that is none."""
    if len(text.encode()) > MOST_BYTES:
        raise RuleError("The file is larger than a configuration can be.")
    try:
        _check_events(text)
        body = _yaml().load(text)
    except (YAMLError, ValueError, TypeError, RecursionError) as error:
        raise RuleError("The file cannot be read: %(reason)s", reason=_first_line(error)) from error
    if not all(_is_plain(name) for name in _names(body)):
        raise RuleError("A name in the file is no word that can be printed.")
    if not isinstance(body, dict) or not all(isinstance(name, str) for name in body):
        raise RuleError("This is no configuration of this program: it begins with 'concord: configuration: 1'.")
    return body


def _check_events(text: str) -> None:
    """Raise RuleError for aliases and what is nested deeper than any configuration, before anything is built of it."""
    depth = 0
    for event in _yaml().parse(text):
        if isinstance(event, AliasEvent):
            raise RuleError("A configuration has no aliases: each value stands where it counts.")
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > DEEPEST:
            raise RuleError("The file is nested deeper than a configuration can be.")


def _names(body: Any) -> Iterator[Any]:
    """Every name of a file, and every text with a sign that no column takes, at any depth."""
    if isinstance(body, dict):
        for name, each in body.items():
            yield name
            yield from _names(each)
    elif isinstance(body, list):
        for each in body:
            yield from _names(each)
    elif isinstance(body, str) and LONE.search(body):
        yield body


def _is_plain(name: Any) -> bool:
    return isinstance(name, str) and name.isprintable()


def _first_line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or type(error).__name__
    return f"line {mark.line + 1}: {said}" if mark else str(said)


def _nested(kind: Kind, document: Document, above: Key) -> dict[str, Any]:
    """The rows of a kind that stand under a key, level by level."""
    found: dict[str, Any] = {}
    mine = (key for key in document.get(kind.noun, {}) if key[: len(above)] == above)
    for key in sorted(mine, key=_order(kind, document)):
        place = found
        *levels, last = key[len(above) :]
        for level in levels:
            place = place.setdefault(level, {})
        place[last] = {**document[kind.noun][key]}
        for below in kind.under:
            if rows := _nested(below, document, key):
                place[last][below.title] = rows
    return found


def _order(kind: Kind, document: Document) -> Any:
    """Stages stand in their order, all else by its key."""
    if kind.model is Stage:
        return lambda key: (int(document[kind.noun][key].get("position", "0")), key)
    return lambda key: key


def _take(kind: Kind, said: Any, above: Key, document: Document) -> None:
    for key, row in _levels(kind, said, above, max(1, len(kind.keys))):
        where = " · ".join(key)
        below = {each.title: each for each in kind.under}
        known = {column.name for column in kind.columns}
        for name, value in row.items():
            if name not in known and name not in below:
                raise RuleError("%(where)s: nobody knows '%(name)s'.", where=where, name=name)
            if name in known and not isinstance(value, str):
                raise RuleError("%(where)s: '%(name)s' has one value.", where=where, name=name)
        document[kind.noun][key] = {name: value for name, value in row.items() if name in known and value != ""}
        for title, each in below.items():
            _take(each, row.get(title) or {}, key, document)


def _levels(kind: Kind, said: Any, above: Key, depth: int) -> Any:
    if not isinstance(said, dict):
        raise RuleError("%(where)s: here stand rows by their names.", where=" · ".join((*above, kind.title)))
    for name, each in said.items():
        if depth > 1:
            yield from _levels(kind, each, (*above, name), depth - 1)
        elif isinstance(each, dict):
            yield (*above, name), each
        else:
            raise RuleError("%(where)s: here stand rows by their names.", where=" · ".join((*above, name)))
