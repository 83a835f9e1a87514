"""Worked examples about money: allocation, interest, instalments, caps."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from rules import allocation, interest, money, plan, reschedule, schedule
from rules.law import us
from rules.referral import fee_agreement

Given = dict[str, Any]

HUNDRED = Decimal(100)
DAYS_OFF = ("holidays", "working_days")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _rate(pct: str | int | None) -> Decimal | None:
    return None if pct is None else Decimal(pct) / HUNDRED


def _pct(rate: Decimal | None) -> Decimal | None:
    return None if rate is None else money.cents(rate * HUNDRED)


def _amounts(given: dict[str, str]) -> dict[str, Decimal]:
    return {name: Decimal(amount) for name, amount in given.items()}


def _order(given: Given) -> tuple[str, ...]:
    return tuple(given.get("order", allocation.CIVIL_CODE_ORDER))


def _period(given: dict[str, int] | None) -> plan.Period:
    return plan.Period(**(given or {"months": 1}))


def _unit(given: Given) -> Decimal:
    return Decimal(given.get("unit", money.CENT))


def _repayments(given: list[dict[str, str]], until: str) -> list[interest.Repayment]:
    rows = _standing(given, until)
    return [interest.Repayment(date.fromisoformat(row["on"]), Decimal(row["amount"])) for row in rows]


def _standing(payments: list[dict[str, str]], until: str = date.max.isoformat()) -> list[dict[str, str]]:
    """The payments that were not taken back on that day or before."""
    return [row for row in payments if not row.get("reversed_on") or row["reversed_on"] > until]


def _allocation(given: Given) -> Given:
    return allocation.allocate(_amounts(given["owed"]), Decimal(given["amount"]), _order(given))._asdict()


def _allocation_loans(given: Given) -> Given:
    loans = [
        allocation.LoanOwed(
            row["id"],
            Decimal(row["owed"]),
            date.fromisoformat(row["due_on"]),
            bool(row.get("secured")),
            _rate(row.get("annual_rate_pct")) or Decimal(0),
            bool(row.get("disputed")),
        )
        for row in given["loans"]
    ]
    return allocation.allocate_over_loans(
        loans,
        Decimal(given["amount"]),
        date.fromisoformat(given["as_of"]),
        given.get("designated"),
        given["licence"] in us.SPARE_DISPUTED_LICENCES,
    )._asdict()


def _allocation_schedule(given: Given) -> Given:
    dues = [_due(row) for row in given["instalments"]]
    paid = [
        allocation.Paid(at, date.fromisoformat(row["on"]), Decimal(row["amount"]), row.get("advance", allocation.NEXT))
        for at, row in enumerate(_standing(given.get("payments", [])))
    ]
    shares = allocation.replay(dues, paid)
    by_no = allocation.timely(dues, paid, shares)
    unapplied = sum((share.amount for share in shares if share.instalment_no is None), money.ZERO)
    asked = sum((sum(due.owed.values()) for due in dues), money.ZERO)
    balance = asked - sum((row.paid for row in by_no.values()), money.ZERO)
    rows = [{"no": due.no, **by_no[due.no]._asdict()} for due in dues]
    return {"instalments": rows, "balance": balance, "unapplied": unapplied}


def _due(row: Given) -> allocation.Due:
    return allocation.Due(row["no"], date.fromisoformat(row["due_on"]), {"principal": Decimal(row["amount"])})


def _refund(given: Given) -> Given:
    split = allocation.refund(_amounts(given["paid"]), Decimal(given["amount"]), _order(given))
    return {"refunded": split.applied, "paid_left": split.left}


def _reversal(given: Given) -> Given:
    payments = [(row["id"], Decimal(row["amount"])) for row in given["payments"]]
    return allocation.reverse(_amounts(given["owed"]), payments, given["reverse"], _order(given))._asdict()


def _interest(given: Given) -> Given:
    accrued = interest.simple(
        Decimal(given["principal"]),
        _rate(given["annual_rate_pct"]),
        date.fromisoformat(given["from"]),
        date.fromisoformat(given["to"]),
        _repayments(given.get("repayments", []), given["to"]),
        Decimal(given.get("deducted_upfront", 0)),
    )
    return {"days": accrued.days, "interest": accrued.interest, "principal_base": accrued.base}


def _interest_cap(given: Given) -> Given:
    limit = interest.cap(
        given["licence"], date.fromisoformat(given["contract_on"]), _day(given.get("suit_accepted_on"))
    )
    others = [Decimal(pct) / HUNDRED for pct in given.get("overdue_items_pct", [])]
    excess = interest.excess_rate(limit, _rate(given["annual_rate_pct"]) or Decimal(0), others)
    initial = Decimal(given.get("initial_principal", 0))
    return {
        "cap_applies": limit.applies,
        "lpr_pct": _pct(limit.lpr_rate),
        "cap_pct": _pct(limit.cap_rate),
        "within_cap": not excess,
        "excess_pct": _pct(excess),
        "cap_from": limit.cap_from,
        "most_payable": interest.most_payable(limit, initial, Decimal(str(given.get("years", 0)))),
    }


def _delay_interest(given: Given) -> Given:
    delay = interest.delay(
        Decimal(given["judgment_sum"]),
        date.fromisoformat(given["last_day"]),
        date.fromisoformat(given["as_of"]),
        _repayments(given.get("payments", []), given["as_of"]),
    )
    return {"days": delay.days, "interest": delay.interest, "judgment_left": delay.left}


def _damages(given: Given) -> Given:
    excess = interest.damages(Decimal(given["damages"]), Decimal(given["proved_loss"]))
    return {"over_pct": _pct(excess.over_rate), "excessive": excess.excessive}


def _plan(given: Given) -> Given:
    rows = plan.instalments(
        Decimal(given["total"]),
        given["count"],
        date.fromisoformat(given["first_on"]),
        _period(given.get("every")),
        unit=_unit(given),
        rounding=given.get("rounding", plan.LAST_PART),
        shift=given.get("shift"),
        **{name: frozenset(map(date.fromisoformat, given.get(name, []))) for name in DAYS_OFF},
    )
    return {"instalments": [row._asdict() for row in rows]}


def _made(given: Given) -> schedule.Schedule:
    principal, rate, unit = Decimal(given["principal"]), Decimal(given["annual_rate_pct"]) / HUNDRED, _unit(given)
    if given["method"] == "fixed":
        return schedule.fixed(principal, rate, Decimal(given["instalment"]), unit)
    formula = schedule.flat if given["method"] == "flat" else schedule.annuity
    return formula(principal, rate, given["count"], unit)


def _schedule(given: Given) -> Given:
    made = _made(given)
    return {
        "count": len(made.rows),
        "instalment": made.instalment,
        "total_interest": made.total_interest,
        "total": made.total,
        "rows": [row._asdict() for row in made.rows],
    }


def _reschedule(given: Given) -> Given:
    rows = [
        reschedule.PaidInstalment(
            row["no"], date.fromisoformat(row["due_on"]), Decimal(row["amount"]), Decimal(row["paid"])
        )
        for row in given["instalments"]
    ]
    return {"instalments": [row._asdict() for row in _rescheduled(given, rows)]}


def _rescheduled(given: Given, rows: list[reschedule.PaidInstalment]) -> list[reschedule.PaidInstalment]:
    if given["method"] == "defer":
        return reschedule.defer(rows, given["from_no"], _period(given["by"]))
    if given["method"] == "reamortise":
        return reschedule.reamortise(rows, date.fromisoformat(given["as_of"]), _unit(given))
    first_on = date.fromisoformat(given["first_on"])
    return reschedule.reage(rows, given["count"], first_on, _period(given.get("every")), _unit(given))


def _fee_cap(given: Given) -> Given:
    rate = _rate(given.get("agreed_pct"))
    result = fee_agreement.fee_cap(Decimal(given["realised"]), Decimal(given.get("excluded", 0)), rate)
    return {**result._asdict(), "within_cap": result.within}


RULES: dict[str, Callable[[Given], Given]] = {
    "allocation": _allocation,
    "allocation_loans": _allocation_loans,
    "allocation_schedule": _allocation_schedule,
    "refund": _refund,
    "reversal": _reversal,
    "interest": _interest,
    "interest_cap": _interest_cap,
    "delay_interest": _delay_interest,
    "damages": _damages,
    "plan": _plan,
    "schedule": _schedule,
    "reschedule": _reschedule,
    "fee_cap": _fee_cap,
}


def _of_given(rule: Callable[[Given], Given]) -> Callable[[Given], Given]:
    return lambda example: rule(example["given"])


KINDS: dict[str, Callable[[Given], Given]] = {kind: _of_given(rule) for kind, rule in RULES.items()}
