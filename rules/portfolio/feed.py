"""Portfolio feed: what a lender's figures mean, days past due, the first due day, and instalments."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from rules import calendar, money
from rules.errors import RuleError
from rules.portfolio.columns import FIELDS, Shape
from rules.portfolio.words import LoanStatus, PaymentKind

STUB_DAYS = 15
BALANCES = ("outstanding_principal", "outstanding_interest", "outstanding_fees")
OVERDUE = ("overdue_amount", "overdue_principal", "overdue_interest", "overdue_fees")
SCHEDULE, PAID_PARTS = "schedule", "paid_parts"
"""Where a row holds its instalments, and what was paid of them: the rows of one contract, folded into one."""

AMOUNTS = frozenset(field.name for field in FIELDS.values() if field.shape is Shape.amount)
"""The fields that hold money."""

Values = Mapping[str, Any]


class Instalment(NamedTuple):
    """What is due on one day."""

    no: int
    due_on: date
    principal: Decimal
    interest: Decimal
    fees: Decimal


def too_fine(row: Values, currency: str) -> tuple[str, RuleError] | None:
    """The first amount of a row that is finer than the unit of its currency, by its field, and why it may not land."""
    for name in AMOUNTS & row.keys():
        try:
            money.whole(row[name], currency)
        except RuleError as error:
            return name, error
    return None


def days_past_due(loan: Values) -> int:
    """The days past due that the feed claims; they count only while the status is Late, or where there is none."""
    counts = loan.get("status", LoanStatus.late) is LoanStatus.late
    return int(loan.get("days_past_due", 0)) if counts else 0


def is_current(loan: Values) -> bool:
    """Whether the feed says that nothing is overdue: by its status, else by 0 days past due or nothing overdue."""
    if "status" in loan:
        return loan["status"] is LoanStatus.current
    if "days_past_due" in loan:
        return not loan["days_past_due"]
    told = [loan[name] for name in OVERDUE if name in loan]
    return bool(told) and not any(told)


def completed(loan: Values) -> dict[str, Any]:
    """The row with its balances as its overdue parts and its amount overdue imply them, where it gives them otherwise.

    What is overdue is owed: a part of a balance is never less than what is overdue of it. Where no balance of principal
    is given, the principal overdue is all that the file says is owed.
    """
    found = dict(loan)
    for name, part in zip(BALANCES, OVERDUE[1:], strict=True):
        if part in loan and (name in loan or loan[part]):
            found[name] = max(loan.get(name, money.ZERO), loan[part])
    if loan.get(OVERDUE[0]) and not any(name in found for name in BALANCES) and "principal" not in found:
        found[BALANCES[0]] = loan[OVERDUE[0]]
    return found


def is_history(payment: Values) -> bool:
    """Whether the row sums up the past: such a payment is kept as history and never allocated."""
    return payment.get("kind") is PaymentKind.cumulative_to_date


def is_settled(loan: Values) -> bool:
    """Whether nothing is owed any more: a balance of nothing, or repaid without any balance given."""
    if any(field in loan for field in BALANCES):
        return not any(loan.get(field) for field in BALANCES)
    return loan.get("status") is LoanStatus.repaid


def maturity_on(loan: Values) -> date | None:
    """The last day of the loan: as given, else its opening day plus its term."""
    if "maturity_on" not in loan and "opened_on" in loan and "term_months" in loan:
        return calendar.add_months(loan["opened_on"], loan["term_months"])
    return _day(loan, "maturity_on")


def first_due_on(loan: Values) -> date | None:
    """The day on which the oldest unpaid part is due; None where the row does not tell.

    The feed's own count wins while the loan is late. A loan that is current owes nothing yet on the day of the feed.
    """
    as_of, late_days = _day(loan, "as_of"), days_past_due(loan)
    if as_of is not None and late_days:
        return as_of - timedelta(days=late_days)
    day = _day(loan, "due_on") or _first_of_series(loan) or maturity_on(loan)
    if day is None or as_of is None or not is_current(loan):
        return day
    return min(_on_or_after(day, as_of), max(as_of, maturity_on(loan) or day))


def instalments_of(loan: Values) -> list[Instalment]:
    """The instalments that a loan row implies; none when nothing is owed.

    As its own schedule says, where rows were instalments. Else what is said to be overdue on the first due day, and the
    rest in equal monthly parts to maturity, the last taking the odd units, so that the parts are exactly the feed's
    balances (or the principal, where none is given). Interest and fees stand in the first of their days. One instalment
    where no maturity follows the due day, or the instalment is the whole.
    """
    if SCHEDULE in loan:
        return list(loan[SCHEDULE])
    day = first_due_on(loan)
    if day is None or is_settled(loan):
        return []
    total: Decimal = loan.get("outstanding_principal", loan.get("principal", money.ZERO))
    interest, fees = (loan.get(name, money.ZERO) for name in BALANCES[1:])
    late = _overdue(loan, total, interest, fees)
    if late is None:
        return _series(loan, day, (total, interest, fees), 1)
    rest = (total - late[0], interest - late[1], fees - late[2])
    return [Instalment(1, day, *late), *(_series(loan, _next_due_on(loan, day), rest, 2) if any(rest) else ())]


def _series(loan: Values, day: date, owed: tuple[Decimal, Decimal, Decimal], first: int) -> list[Instalment]:
    """Monthly instalments from a day to maturity, numbered from `first`."""
    total, interest, fees = owed
    days = [day] if loan.get("instalment", money.ZERO) >= total else _days(day, maturity_on(loan))
    unit = money.unit(loan["currency"]) if "currency" in loan else money.CENT
    return [
        Instalment(no, due_on, part, *((interest, fees) if no == first else (money.ZERO, money.ZERO)))
        for no, (due_on, part) in enumerate(zip(days, _equal_parts(total, len(days), unit), strict=True), first)
    ]


def _overdue(loan: Values, total: Decimal, interest: Decimal, fees: Decimal) -> tuple[Decimal, Decimal, Decimal] | None:
    """What of the balances is overdue; None where the row does not say, or says that nothing is."""
    whole = loan.get(OVERDUE[0], money.ZERO)
    if is_current(loan) or not any(name in loan for name in OVERDUE[1:]):
        late = min(whole - interest - fees, total)
        return (late, interest, fees) if whole and late > 0 and not is_current(loan) else None
    parts = [loan.get(name) for name in OVERDUE[1:]]
    rest = max(whole - sum((part for part in parts if part), money.ZERO), money.ZERO)
    principal = min(rest, total) if parts[0] is None else parts[0]
    return principal, interest if parts[1] is None else parts[1], fees if parts[2] is None else parts[2]


def _next_due_on(loan: Values, day: date) -> date:
    """When the part that is not overdue falls due next: the first day of the series after the day of the feed."""
    as_of = _day(loan, "as_of") or day
    return _on_or_after(calendar.add_months(day, 1), as_of + timedelta(days=1))


def _day(loan: Values, field: str) -> date | None:
    """The day in this field, if there is one."""
    day: date | None = loan.get(field)
    return day


def _first_of_series(loan: Values) -> date | None:
    """One month after the opening, where the row speaks of instalments but not of their first day."""
    ends_on = maturity_on(loan)
    in_parts = loan.get("instalment") and loan.get("instalment") != loan.get("principal")
    if ends_on is None or "opened_on" not in loan or not (in_parts or loan.get("term_months", 0) > 1):
        return None
    return min(calendar.add_months(loan["opened_on"], 1), ends_on)


def _on_or_after(day: date, earliest: date) -> date:
    """The first day of the monthly series from `day` that is not before `earliest`."""
    months = max(0, (earliest.year - day.year) * 12 + earliest.month - day.month)
    found = calendar.add_months(day, months)
    return found if found >= earliest else calendar.add_months(day, months + 1)


def _days(first: date, last: date | None) -> list[date]:
    """Monthly days from `first` to `last`, both included; a series day less than STUB_DAYS before `last` gives way."""
    if last is None or last <= first:
        return [first]
    days = [first]
    while (day := calendar.add_months(first, len(days))) <= last - timedelta(days=STUB_DAYS):
        days.append(day)
    return [*days, last]


def _equal_parts(total: Decimal, count: int, unit: Decimal) -> list[Decimal]:
    """Cut `total` into `count` parts, equal to the unit; the last takes the rest."""
    part = total // (count * unit) * unit
    return [part] * (count - 1) + [total - part * (count - 1)]
