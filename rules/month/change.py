"""What changed since the week before: the figures that moved most, said no surer than their numbers allow."""

from collections.abc import Iterable
from math import sqrt
from typing import NamedTuple

from rules.figure import COUNTED, LEAST, SURE, Figure

SAID = 3
"""So many sentences are made."""


class Change(NamedTuple):
    """A figure of the week beside that of the week before; `is_sure` where chance alone seldom moves so much.

    `is_few` where it is of so few that nothing can be told.
    """

    new: Figure
    old: Figure
    size: float
    is_sure: bool
    is_few: bool

    @property
    def rose(self) -> bool:
        """Whether it is more than before."""
        return (self.new.value or 0) > (self.old.value or 0)


def changes(pairs: Iterable[tuple[Figure, Figure]]) -> list[Change]:
    """The three that moved most for their size, of those that have a value in both weeks; what is of few comes last.

    Counted rates are told apart by the two-proportion z test; amounts by how much they moved of what they were.
    """
    found = [_change(new, old) for new, old in pairs if new.value is not None and old.value is not None]
    return sorted(found, key=lambda each: (each.is_few, -each.size))[:SAID]


def _change(new: Figure, old: Figure) -> Change:
    few = min(new.n, old.n) < LEAST
    size = _z(new, old) if new.name in COUNTED else _part(new, old)
    sure = size >= SURE if new.name in COUNTED else size >= 0.1
    return Change(new, old, size, sure and not few, few)


def _z(new: Figure, old: Figure) -> float:
    top, bottom = float(new.numerator + old.numerator), float((new.denominator or 0) + (old.denominator or 0))
    if not new.denominator or not old.denominator or not 0 < top < bottom:
        return 0.0
    share = top / bottom
    spread = sqrt(share * (1 - share) * (1 / float(new.denominator) + 1 / float(old.denominator)))
    return abs(float(new.value or 0) - float(old.value or 0)) / spread


def _part(new: Figure, old: Figure) -> float:
    was, now = float(old.value or 0), float(new.value or 0)
    return abs(now - was) / abs(was) if was else (1.0 if now else 0.0)
