"""What is the same for a whole page, whatever row it is asked for: asked once."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from flask import request

T = TypeVar("T")


def once(key: Hashable, ask: Callable[[], T]) -> T:
    """The answer to a question of this request, kept under a key until it ends."""
    real: Any = request._get_current_object()  # type: ignore[attr-defined]
    kept = vars(real).setdefault("concord_once", {})
    if key not in kept:
        kept[key] = ask()
    return kept[key]  # type: ignore[no-any-return]
