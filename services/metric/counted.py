"""A figure with the rows it counted: their number is its numerator, or what they add up to."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from rules import money
from rules.figure import Figure


class Line(NamedTuple):
    """A row that was counted, by record and id, or by words where no record has it; `amount` is its part of a sum."""

    noun: str
    id: int | None
    amount: Decimal | None = None
    text: str = ""


class Counted(NamedTuple):
    """A figure and the rows of its numerator."""

    figure: Figure
    lines: list[Line]

    @property
    def whole(self) -> Decimal:
        """What the rows make: their sum where they are amounts, else their number."""
        amounts = [line.amount for line in self.lines]
        if amounts and all(amount is not None for amount in amounts):
            return money.total(amount for amount in amounts if amount is not None)
        return Decimal(len(amounts))


def of(figure: Figure, noun: str, ids: Iterable[int], currency: str = "") -> Counted:
    """A figure of counted things."""
    return Counted(figure._replace(currency=currency), [Line(noun, id) for id in sorted(ids)])


def sums(figure: Figure, noun: str, amounts: Mapping[int, Decimal], currency: str) -> Counted:
    """A figure of amounts."""
    lines = [Line(noun, id, amount) for id, amount in sorted(amounts.items()) if amount]
    return Counted(figure._replace(currency=currency), lines)
