"""Authority: who may grant a waiver, a plan or a deferral."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from rules import money

PENALTY = "penalty"


class Limits(NamedTuple):
    """What one role may grant; None means no limit. Rates are of what is owed.

    `penalty_times` counts waivers of penalty in six months, the one asked for included.
    """

    role: str
    penalty_rate: Decimal | None
    penalty_max: Decimal | None
    penalty_times: int | None
    interest_rate: Decimal | None
    principal_rate: Decimal | None
    plan_count: int | None
    plan_days: int | None
    defer_days: int | None


class Ask(NamedTuple):
    """What is asked for: amounts to waive by component, a plan of so many instalments and days, days of deferral."""

    waive: Mapping[str, Decimal] = {}
    plan_count: int = 0
    plan_days: int = 0
    defer_days: int = 0


class Verdict(NamedTuple):
    """Whether the person may grant it, the lowest role that may (None: nobody), and the limits it exceeds."""

    allowed: bool
    role: str | None
    exceeded: tuple[str, ...] = ()


def decide(
    limits: Sequence[Limits], role: str, ask: Ask, owed: Mapping[str, Decimal], prior_penalty_waivers: int
) -> Verdict:
    """Say whether `role` may grant all that is asked, or else who is the lowest that may.

    `limits` go from the lowest role to the highest. A component without a limit of its own is granted by nobody.
    """
    broken = {each.role: tuple(_exceeded(each, ask, owed, prior_penalty_waivers)) for each in limits}
    if not broken[role]:
        return Verdict(True, role)
    lowest = next((each.role for each in limits if not broken[each.role]), None)
    return Verdict(False, lowest, broken[role])


def most(limits: Limits, owed: Mapping[str, Decimal], prior_penalty_waivers: int, unit: Decimal) -> dict[str, Decimal]:
    """The most that a role may waive of each component, in whole units of the currency; what `decide` lets through."""
    rates = {PENALTY: limits.penalty_rate, "interest": limits.interest_rate, "principal": limits.principal_rate}
    used = limits.penalty_times is not None and prior_penalty_waivers >= limits.penalty_times
    top = {PENALTY: money.ZERO if used else limits.penalty_max}
    return {name: _most(owed.get(name, money.ZERO), rate, top.get(name), unit) for name, rate in rates.items()}


def _most(owed: Decimal, rate: Decimal | None, top: Decimal | None, unit: Decimal) -> Decimal:
    """So much of what is owed, in whole units; all of it where nothing limits it."""
    if rate is None:
        return owed if top is None else min(owed, top)
    found = owed * min(rate, Decimal(1))
    found = owed if found == owed else found // unit * unit
    return found if top is None else min(found, top)


def _exceeded(limits: Limits, ask: Ask, owed: Mapping[str, Decimal], prior_penalty_waivers: int) -> Iterable[str]:
    rates = {PENALTY: limits.penalty_rate, "interest": limits.interest_rate, "principal": limits.principal_rate}
    waived = {name: amount for name, amount in ask.waive.items() if amount > 0}
    for name, amount in waived.items():
        rate = rates.get(name, Decimal(0))
        if rate is not None and amount > owed.get(name, Decimal(0)) * rate:
            yield f"{name}_rate"
    penalty = waived.get(PENALTY, Decimal(0))
    counted = (
        ("penalty_max", limits.penalty_max, penalty),
        ("penalty_times", limits.penalty_times, prior_penalty_waivers + 1 if penalty else 0),
        ("plan_count", limits.plan_count, ask.plan_count),
        ("plan_days", limits.plan_days, ask.plan_days),
        ("defer_days", limits.defer_days, ask.defer_days),
    )
    yield from (name for name, limit, asked in counted if limit is not None and asked > limit)
