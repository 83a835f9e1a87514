"""How many sealed values a person may be shown in a day before somebody looks at it."""

MOST = 25
"""From so many records of money or credit on, handing them on is a grave offence for who got them by their work.

Source: Fa Shi [2017] 10, art. 5 (4), (8).
"""


def is_alarming(count: int) -> bool:
    """Whether so many values, shown to one person in a day with a reason typed, are looked at by another."""
    return count >= MOST
