"""Buckets of days past due: which sets are valid, and their names."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rules.errors import RuleError

NOT_DUE = "not due"


class Bucket(NamedTuple):
    """Days past due from `min` to `max`, both included; without `max` it is open."""

    min: int
    max: int | None


def check(buckets: Iterable[Bucket]) -> None:
    """Refuse a set that starts below day 1, stands upside down, overlaps, or is open before its last bucket.

    Gaps are allowed, order does not matter. Raises RuleError, its value `reason` names why.
    """
    ordered = sorted(buckets, key=lambda bucket: (bucket.min, bucket.max is None, bucket.max))
    for bucket in ordered:
        _check_ends(bucket)
    for left, right in pairwise(ordered):
        _check_neighbours(left, right)


def holds(bucket: Bucket, days: int) -> bool:
    """Whether so many days past due fall into the bucket."""
    return bucket.min <= days and (bucket.max is None or days <= bucket.max)


def names(edges: Sequence[int]) -> list[str]:
    """Name the buckets between ascending edges, the last days of each: 0, 7, 15 gives not due, 1-7, 8-15, 16+.

    Raises RuleError unless the edges start with 0 and rise.
    """
    if list(edges[:1]) != [0] or any(right <= left for left, right in pairwise(edges)):
        raise RuleError("Edges must start with 0 and rise, as in 0,7,15,30,60.")
    return [NOT_DUE, *(f"{left + 1}-{right}" for left, right in pairwise(edges)), f"{edges[-1] + 1}+"]


def index(days: int, edges: Sequence[int]) -> int:
    """The place among `names(edges)` for so many days past due; 0 or less is not due."""
    return bisect_left(edges, days)


def _check_ends(bucket: Bucket) -> None:
    if bucket.min < 1:
        raise RuleError(
            "A bucket starts on day 1 or later, not on day %(min)s.", reason="min_not_positive", min=bucket.min
        )
    if bucket.max is not None and bucket.min > bucket.max:
        raise RuleError(
            "A bucket cannot end on day %(max)s before it starts on day %(min)s.",
            reason="min_over_max",
            min=bucket.min,
            max=bucket.max,
        )


def _check_neighbours(left: Bucket, right: Bucket) -> None:
    if left.max is None:
        raise RuleError(
            "Only the last bucket may be open, not the one from day %(min)s.", reason="open_not_last", min=left.min
        )
    if right.min <= left.max:
        raise RuleError("Two buckets share day %(day)s.", reason="overlap", day=right.min)
