"""Weekly metrics: measured once after the week, frozen then."""

from collections import Counter
from datetime import date


def measure(week_on: date) -> Counter[str]:
    """Measure the week from Monday `week_on`; figures that are there stay as they are."""
