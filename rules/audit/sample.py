"""A sample that anybody draws again: by the digest of a seed with each number, the smallest first."""

import hashlib
from collections.abc import Iterable

MOST = 25
"""An examiner's sample holds at most so many accounts: more leave only after a second person looked (CN-PI-13)."""


def of(ids: Iterable[int], count: int, seed: str) -> list[int]:
    """So many of these numbers, in their order; the same for the same seed, in whatever order they come.

    Source: SHA-256 (FIPS 180-4) over the seed, a colon and the number.
    """
    drawn = sorted(set(ids), key=lambda id: hashlib.sha256(f"{seed}:{id}".encode()).digest())
    return sorted(drawn[: max(0, min(count, MOST))])
