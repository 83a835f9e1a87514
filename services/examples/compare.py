"""How the answer of a rule is compared with what a worked example expects."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

DECIMAL = re.compile(r"-?\d+(\.\d+)?")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT.+")
ABSENT = "(absent)"


def mismatch(kind: str, expect: Mapping[str, Any], got: Mapping[str, Any]) -> str | None:
    """Say in one line what differs, or None; only the keys that `expect` holds are looked at."""
    wrong = [key for key in expect if not _agrees(kind, key, expect[key], got.get(key, ABSENT))]
    if not wrong:
        return None
    expected, answer = ({key: side.get(key, ABSENT) for key in wrong} for side in (expect, got))
    return f"expected {brief(expected)}, got {brief(answer)}"


def same(expected: Any, got: Any) -> bool:
    """Compare by value, however a decimal, date or instant is written; maps hold the same keys, lists all in order."""
    if isinstance(expected, Mapping):
        return isinstance(got, Mapping) and expected.keys() == got.keys() and _keys_agree(expected, got)
    if isinstance(expected, list):
        return _is_list(got) and len(expected) == len(got) and all(map(_same_item, expected, got))
    if expected is None or got is None or isinstance(expected, bool) or isinstance(got, bool):
        return expected is got
    return type(_value(expected)) is type(_value(got)) and bool(_value(expected) == _value(got))


def brief(value: Any) -> str:
    """Write a value as JSON on one line."""
    return json.dumps(_plain(value), ensure_ascii=False)


def _agrees(kind: str, key: str, expected: Any, got: Any) -> bool:
    if kind == "schedule" and key == "rows":
        return _is_list(got) and all(any(_same_item(row, other) for other in got) for row in expected)
    if kind == "content" and key == "categories":
        return set(expected) <= set(got) if expected else not got
    return same(expected, got)


def _same_item(expected: Any, got: Any) -> bool:
    """A row of a list is a record: only the keys it is expected to hold are looked at."""
    if isinstance(expected, Mapping):
        return isinstance(got, Mapping) and expected.keys() <= got.keys() and _keys_agree(expected, got)
    return same(expected, got)


def _keys_agree(expected: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    return all(same(expected[key], got[key]) for key in expected)


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and not hasattr(value, "_asdict")


def _value(leaf: Any) -> Any:
    """The leaf as a Decimal, an aware instant, or text (a date is text: YYYY-MM-DD)."""
    if isinstance(leaf, datetime):
        return leaf
    if isinstance(leaf, int | Decimal):
        return Decimal(leaf)
    if isinstance(leaf, date):
        return leaf.isoformat()
    if isinstance(leaf, str) and DECIMAL.fullmatch(leaf):
        return Decimal(leaf)
    if isinstance(leaf, str) and INSTANT.fullmatch(leaf):
        return datetime.fromisoformat(leaf)
    return str(leaf) if isinstance(leaf, str) else leaf


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if _is_list(value):
        return [_plain(item) for item in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | str) else str(value)
