"""Worked examples about the figures of the reports."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from rules import metric, power, roll

Given = dict[str, Any]


def _exact(value: Any) -> Any:
    """Decimal strings as Decimals, in lists and maps too."""
    if isinstance(value, dict):
        return {name: _exact(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_exact(part) for part in value]
    return Decimal(value) if isinstance(value, str) else value


def _metric(given: Given) -> Given:
    return {"value": metric.value(given["metric"], _exact(given["inputs"]))}


def _roll_matrix(given: Given) -> Given:
    accounts = [
        roll.Account(row["dpd_before"], row["dpd_after"], Decimal(row["balance_before"])) for row in given["accounts"]
    ]
    return {"matrix": roll.matrix(accounts, by_amount=given["basis"] == "amount")}


def _overdue_bridge(given: Given) -> Given:
    return metric.overdue_bridge(**_exact(given))._asdict()


def _kept_rate(given: Given) -> Given:
    promises = [
        metric.Promised(Decimal(row["amount"]), date.fromisoformat(row["due_on"]), Decimal(row["paid_in_time"]))
        for row in given["promises"]
    ]
    threshold = Decimal(given["threshold_pct"]) / 100
    return metric.kept_rate(promises, date.fromisoformat(given["as_of"]), given["grace_days"], threshold)._asdict()


def _funnel(given: Given) -> Given:
    return {"step_rates": metric.funnel([step["count"] for step in given["steps"]])}


def _power(given: Given) -> Given:
    p1, alpha, wanted = Decimal(given["p1"]), Decimal(given["alpha"]), Decimal(given["power"])
    if "p2" not in given:
        return {"min_effect": power.min_effect(p1, given["n_per_arm"], alpha, wanted)}
    size = power.arm_size(p1, Decimal(given["p2"]), alpha, wanted)
    return {"n_per_arm": size, "more_needed": max(size - given.get("n_so_far", 0), 0)}


RULES: dict[str, Callable[[Given], Given]] = {
    "metric": _metric,
    "roll_matrix": _roll_matrix,
    "overdue_bridge": _overdue_bridge,
    "kept_rate": _kept_rate,
    "funnel": _funnel,
    "power": _power,
}


def _of_given(rule: Callable[[Given], Given]) -> Callable[[Given], Given]:
    return lambda example: rule(example["given"])


KINDS: dict[str, Callable[[Given], Given]] = {kind: _of_given(rule) for kind, rule in RULES.items()}
