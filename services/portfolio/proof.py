"""Portfolio proof: what the columns of a table prove of its style, read through once where a sample asks for it."""

from collections.abc import Iterator, Sequence

from rules import portfolio as rule
from rules.errors import RuleError
from rules.portfolio import style
from rules.portfolio.columns import Shape
from rules.portfolio.style import Style
from rules.portfolio.values import Cell
from services.portfolio.file import Sheet

_CENTS = (Shape.amount, Shape.percent)


def style_of(sheet: Sheet, mapping: rule.Mapping, told: rule.Order | None = None) -> Style:
    """How a table writes days and cents; `told` is the order of day and month that a person named.

    Raises RuleError where the order is needed and neither proven nor told, and where the cells contradict it.
    """
    days, cents = columns(mapping, (Shape.date,)), columns(mapping, _CENTS)
    ordered = asks(sheet, mapping)
    by_comma = style.writes_comma(cells(sheet.samples, cents)) is not False and tells(sheet, cents)
    if not ordered and not by_comma:
        return Style()
    kept = {at: place for place, at in enumerate([*days, *cents])}
    rows = [[row[at] for at in kept] for _, row in sheet.rows()]
    order = order_of(sheet.headers[days[0]], possible(rows, [kept[at] for at in days]), told) if ordered else None
    return Style(order, bool(style.writes_comma(cells(rows, [kept[at] for at in cents]))))


def asks(sheet: Sheet, mapping: rule.Mapping) -> bool:
    """Whether a sample of the table has a day that depends on the order of day and month."""
    return style.orders_of(cells(sheet.samples, columns(mapping, (Shape.date,)))) is not None


def tells(sheet: Sheet, cents: Sequence[int]) -> bool:
    """Whether a sample of these columns has a comma before its cents."""
    return any(style.writes_comma([cell]) for cell in cells(sheet.samples, cents))


def order_of(column: str, found: frozenset[rule.Order], told: rule.Order | None) -> rule.Order:
    """The one order in which every cell of the columns is a day; `column` is the first of them."""
    if told and found and told not in found:
        raise RuleError(
            "Column '%(column)s' has days that cannot be written in the order that was told.", column=column
        )
    if not told and not found:
        raise RuleError(
            "Column '%(column)s' writes its days in several orders; give each as YYYY-MM-DD.", column=column
        )
    if not told and len(found) > 1:
        raise RuleError(
            "The days of column '%(column)s' may be read day first or month first; say once for the file which it is.",
            column=column,
        )
    return told or next(iter(found))


def possible(rows: Sequence[Sequence[Cell]], days: Sequence[int]) -> frozenset[rule.Order]:
    """The orders in which all cells of these columns are days; cells that no order reads are left to their rows."""
    found = [orders for at in days if (orders := style.orders_of(cells(rows, [at]))) is not None]
    return frozenset.intersection(*found) if found else frozenset()


def columns(mapping: rule.Mapping, shapes: Sequence[Shape]) -> list[int]:
    """The columns whose field has one of these shapes."""
    return [each.position for each in mapping.columns if each.field and rule.FIELDS[each.field].shape in shapes]


def cells(rows: Sequence[Sequence[Cell]], positions: Sequence[int]) -> Iterator[Cell]:
    """The cells of these columns."""
    return (row[at] for row in rows for at in positions if at < len(row))
