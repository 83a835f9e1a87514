"""The pace of a long work: on SQLite one writes at a time, so that it takes few rows at once and lets others in."""

import math
import time
from collections.abc import Callable, Mapping, Sequence

from models import db
from models.database import WAITING
from models.transaction import breathe

LONGEST = 0.075
"""Seconds that one transaction of a long work may last where others wait for it."""
FEW = 50
"""So many rows are tried first."""


class Pace:
    """How many rows share a transaction, by the time that the last ones took, and when others had their turn.

    Where many may write at once it is `most` rows, and nobody waits.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.is_bound = db.engine.dialect.name == "sqlite" and math.isfinite(LONGEST)
        self.size = min(most, FEW) if self.is_bound else most
        self.rested_at = time.monotonic()

    def work(self, service: Callable[[Sequence[int]], Mapping[str, int]], chunk: Sequence[int]) -> Mapping[str, int]:
        """Let a service work on some rows, and learn from it how many it may get next."""
        begun = time.monotonic()
        found = service(chunk)
        if self.is_bound:
            took = max(time.monotonic() - begun, 0.001)
            self.size = max(1, min(self.most, 2 * self.size, int(len(chunk) * LONGEST / took)))
        return found

    def rest(self) -> None:
        """Between two transactions: stand back where somebody waits, or a while has passed."""
        if self.is_bound and (WAITING or time.monotonic() - self.rested_at > LONGEST):
            breathe()
            self.rested_at = time.monotonic()
