"""The figures of the reports: one table of formulas, and what they are made of."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import prod
from typing import Any, NamedTuple

from rules import money, offer
from rules.errors import RuleError

Inputs = Mapping[str, Any]

RATIOS: dict[str, tuple[str, str]] = {
    "roll_rate": ("rolled", "opening"),
    "flow_rate": ("current_balance", "previous_balance"),
    "cure_rate": ("current", "delinquent"),
    "vintage": ("overdue_principal", "disbursed"),
    "recovery_rate": ("collected", "placed"),
    "collection_rate": ("collected", "in_collection"),
    "target_attainment": ("collected", "target"),
    "success_rate_amount": ("recovered", "overdue"),
    "success_rate_cases": ("resolved", "cases"),
    "cost_to_collect": ("cost", "collected"),
    "collected_per_hour": ("collected", "hours"),
    "coverage": ("attempted", "inventory"),
    "intensity": ("attempts", "accounts"),
    "connect_rate": ("answered", "dials"),
    "contact_rate": ("contacted", "attempted"),
    "rpc_per_dial": ("rpc_calls", "dials"),
    "rpc_accounts": ("rpc_accounts", "attempted"),
    "rpc_per_connect": ("rpc_calls", "answered"),
    "rpc_per_hour": ("rpc_calls", "dial_hours"),
    "promise_rate": ("promises", "rpc_calls"),
    "kept_rate_count": ("kept", "matured"),
    "kept_rate_amount": ("kept_amount", "matured_amount"),
    "entry_rate": ("entered", "fell_due"),
    "first_payment_default": ("late", "first_due"),
}


class Bridge(NamedTuple):
    """How the overdue amount came from its opening to its closing; `change_rate` is of the opening."""

    closing: Decimal
    change: Decimal
    change_rate: Decimal | None


class Promised(NamedTuple):
    """A promise with what was paid on it in time."""

    amount: Decimal
    due_on: date
    paid_in_time: Decimal


class Kept(NamedTuple):
    """How many of the matured promises were kept, by number and by promised amount."""

    matured: int
    kept: int
    rate_count: Decimal | None
    rate_amount: Decimal | None


def over(top: Decimal | int, bottom: Decimal | int, unit: Decimal = money.RATE) -> Decimal | None:
    """`top` over `bottom`, rounded to `unit`; None where `bottom` is zero."""
    return money.cents(Decimal(top) / bottom, unit) if bottom else None


def value(name: str, inputs: Inputs) -> Decimal | None:
    """The figure `name` from its inputs (Decimal or int); rates are fractions with 6 decimals, amounts and days have 2.

    None where the denominator is zero. Raises RuleError for a figure that does not exist.
    """
    unit = unit_of(name)
    if name in RATIOS:
        top, bottom = RATIOS[name]
        return over(inputs[top], inputs[bottom], unit)
    if name not in FORMULAS:
        raise RuleError("There is no figure called %(name)s.", name=name)
    top_sum, bottom_sum = FORMULAS[name](inputs)
    return over(top_sum, bottom_sum, unit)


def unit_of(name: str) -> Decimal:
    """What the figure is rounded to: the hundredth for amounts and days, the millionth for rates."""
    return money.CENT if name in HUNDREDTHS else money.RATE


def overdue_bridge(
    opening: Decimal,
    newly_overdue: Decimal,
    cash: Decimal,
    written_off: Decimal,
    waived: Decimal,
    reaged: Decimal,
) -> Bridge:
    """Opening + newly overdue - cash - written off - waived - re-aged = closing."""
    change = newly_overdue - cash - written_off - waived - reaged
    return Bridge(opening + change, change, over(change, opening))


def kept_rate(promises: Iterable[Promised], as_of: date, grace_days: int, threshold_rate: Decimal) -> Kept:
    """Of the promises whose due date plus grace lies before `as_of`, how many reached the threshold, exactly.

    `threshold_rate` is a fraction of the promised amount. The amount of a kept promise counts as promised.
    """
    grace = timedelta(days=grace_days)
    matured = [promise for promise in promises if promise.due_on + grace < as_of]
    kept = [promise for promise in matured if promise.paid_in_time >= promise.amount * threshold_rate]
    return Kept(len(matured), len(kept), over(len(kept), len(matured)), over(_promised(kept), _promised(matured)))


def funnel(counts: Sequence[int]) -> list[Decimal | None]:
    """Each count over the one before; None for the first and after a zero."""
    return [over(count, before) for before, count in zip([0, *counts], counts, strict=False)]


def _promised(promises: list[Promised]) -> Decimal:
    return sum((promise.amount for promise in promises), money.ZERO)


def _average_days(inputs: Inputs) -> tuple[Decimal, Decimal]:
    payments = inputs["payments"]
    weighted = sum((payment["amount"] * payment["days"] for payment in payments), Decimal(0))
    return weighted, sum((payment["amount"] for payment in payments), Decimal(0))


def _cei(inputs: Inputs) -> tuple[Decimal, Decimal]:
    # Multiplied out by the months, so that no share of the sales is rounded on the way.
    months, base = inputs["months"], inputs["beginning"] * inputs["months"] + inputs["sales"]
    if not months:
        return Decimal(0), Decimal(0)
    return base - inputs["end_total"] * months, base - inputs["end_current"] * months


def _legal_value(inputs: Inputs) -> tuple[Decimal, int]:
    return offer.legal(inputs["balance"], inputs["p_recover"], inputs["fee_rate"], inputs["other_costs"]), 1


def _contact_priority(inputs: Inputs) -> tuple[Decimal, int]:
    return inputs["overdue"] * (inputs["p_with"] - inputs["p_without"]) - inputs["cost"], 1


FORMULAS: dict[str, Callable[[Inputs], tuple[Decimal | int, Decimal | int]]] = {
    "chain_rate": lambda given: (prod(given["rates"]), 1),
    "loss_forecast": lambda given: (prod(given["rates"], start=given["balance"]), 1),
    "performance": lambda given: (1 - given["rate"], 1),
    "par": lambda given: (given["overdue_principal"] + given["restructured"], given["portfolio"]),
    "return_on_collection": lambda given: (given["collected"] - given["cost"], given["cost"]),
    "broken_rate": lambda given: (given["matured"] - given["kept"], given["matured"]),
    "complaint_rate": lambda given: (1000 * given["complaints"], given["contacts"]),
    "average_days_to_collect": _average_days,
    "dso": lambda given: (given["receivables"] * given["days"], given["credit_sales"]),
    "average_days_delinquent": lambda given: (
        (given["receivables"] - given["current_receivables"]) * given["days"],
        given["credit_sales"],
    ),
    "cei": _cei,
    "legal_value": _legal_value,
    "contact_priority": _contact_priority,
}

HUNDREDTHS = frozenset(
    {
        "average_days_delinquent",
        "average_days_to_collect",
        "collected_per_hour",
        "contact_priority",
        "dso",
        "legal_value",
        "loss_forecast",
    }
)
