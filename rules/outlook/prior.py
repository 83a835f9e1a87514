"""The shipped table: what became of card accounts that were alike, until a house has counts of its own."""

from decimal import Decimal
from typing import NamedTuple

from rules import money
from rules.outlook import CELLS, WEIGHT, Before, Cell, Late

SOURCE = "Yeh & Lien 2009, UCI default of credit card clients (CC BY 4.0): 13,334 accounts, Taiwan, 2005"

# Source: Yeh & Lien 2009 (UCI, CC BY 4.0), the accounts whose number is no multiple of three: days past due in
# September 2005, months in arrears before; cases and defaults in October, of those without money in September and with.
TEXT = """
not_late never   755  126  7903  925
not_late once     94   36   852  195
not_late more     86   33   449  150
to_30    never   920  311   596  186
to_30    once     64   23    54   16
to_30    more     35   19    23   14
to_60    never   224  156   850  563
to_60    once     31   21   108   78
to_60    more     15   11    65   48
to_90    never    81   61    51   38
to_90    once      6    4     4    2
to_90    more      0    0     1    0
over_90  never    58   35     8    5
over_90  once      0    0     1    0
over_90  more      0    0     0    0
"""


class Shipped(NamedTuple):
    """A cell of the shipped table: so many accounts, and the share that did not pay."""

    cell: Cell
    cases: int
    rate: Decimal


def shipped() -> list[Shipped]:
    """Every cell with its share; one of few accounts leans on all that are as late, as if those were so many more."""
    found, rates = _cells(), {late: _rate(late) for late in Late}
    return [Shipped(each, found[each][0], _leaning(*found[each], rates[each.late])) for each in CELLS]


def _cells() -> dict[Cell, tuple[int, int]]:
    found = {}
    for late, before, *numbers in (line.split() for line in TEXT.strip().splitlines()):
        for paid in (False, True):
            count, unpaid = (int(each) for each in numbers[2 * paid : 2 * paid + 2])
            found[Cell(Late(late), Before(before), paid)] = (count, unpaid)
    return found


def _rate(late: Late) -> Decimal:
    rows = [counts for cell, counts in _cells().items() if cell.late == late]
    return Decimal(sum(unpaid for _, unpaid in rows)) / sum(count for count, _ in rows)


def _leaning(count: int, unpaid: int, rate: Decimal) -> Decimal:
    return money.cents((WEIGHT * rate + unpaid) / (WEIGHT + count), money.RATE)
