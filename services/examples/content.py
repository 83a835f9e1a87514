"""Worked examples of the content check."""

from collections.abc import Callable
from typing import Any

from rules import content


def categories(example: dict[str, Any]) -> dict[str, Any]:
    """Answer a worked example: which forbidden categories does the text fall into?"""
    given = example["given"]
    found = content.check(given["text"], given["language"], given["recipient"])
    return {"categories": sorted({finding.category for finding in found})}


KINDS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {"content": categories}
