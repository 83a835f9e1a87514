"""Worked examples of days past due, pauses, buckets, stages, promises, offers and authority."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from rules import authority, bucket, delinquency, money, offer, pause, payment, promise, stage
from rules.errors import RuleError

Data = dict[str, Any]


def measure(example: Data) -> Data:
    """How late is the loan?"""
    given, today = example["given"], _day(example["given"]["as_of"])
    parts = delinquency.unpaid_on(_instalments(given), _payments(given), today)
    pauses = pause.effective(_actions(given.get("pauses", ())))
    buckets = _buckets(given)
    amounts = delinquency.by_bucket(parts, pauses, buckets, today)
    answer = delinquency.measure(parts, given.get("grace_days", 0), pauses, today)._asdict()
    return answer | {
        "buckets": [each._asdict() | {"amount": amount} for each, amount in zip(buckets, amounts, strict=True)]
    }


def add_pause(example: Data) -> Data:
    """May this pause or resume be added?"""
    given = example["given"]
    actions, new = list(_actions(given.get("actions", ()))), next(_actions([given["new"]]))
    disbursed_on, today = _maybe_day(given.get("disbursed_on")), _day(given["today"])
    return _accepted(lambda: pause.add(actions, new, given["loan_status"], disbursed_on, today))


def check_buckets(example: Data) -> Data:
    """Is this set of buckets valid?"""
    return _accepted(lambda: bucket.check(_buckets(example["given"])))


def place(example: Data) -> Data:
    """In which stage is the case today, and when does the next one start?"""
    given = example["given"]
    sent = [
        stage.Sent(each["stage"], _day(each["on"])) for each in given.get("reminders", ()) if each["status"] == "sent"
    ]
    facts = stage.Facts(_instalments(given), _payments(given), sent)
    holds = [stage.Rest(_day(each["from"]), _maybe_day(each.get("until"))) for each in given.get("holds", ())]
    return stage.of(facts, _policy(given["policy"]), holds, _day(given["as_of"]))._asdict()


def judge_promise(example: Data) -> Data:
    """Was the promise kept?"""
    given = example["given"]
    made = promise.Promise(
        amount=Decimal(given["amount"]),
        made_on=_day(given["made_on"]),
        due_on=_day(given["due_on"]),
        grace_days=given.get("grace_days", 0),
        threshold_rate=Decimal(given.get("threshold_pct", 100)) / 100,
        cancelled_on=_maybe_day(given.get("cancelled_on")),
        superseded_on=_maybe_day(given.get("superseded_on")),
    )
    return promise.judge(made, _payments(given), _day(given["as_of"]))._asdict()


def judge_offer(example: Data) -> Data:
    """Is the waiver earned?"""
    given = example["given"]
    made = offer.Offer(
        made_on=_day(given["made_on"]),
        pay_amount=Decimal(given["pay_amount"]),
        pay_by=_day(given["pay_by"]),
        waive={
            name: offer.Waiver(_rate(each.get("pct")), _amount(each.get("amount")))
            for name, each in given["waive"].items()
        },
        withdrawn_on=_maybe_day(given.get("withdrawn_on")),
    )
    return offer.judge(made, _amounts(given["owed"]), _payments(given), _day(given["as_of"]))._asdict()


def decide_authority(example: Data) -> Data:
    """Who may grant it?"""
    given, ask = example["given"], example["given"]["ask"]
    plan = ask.get("plan") or {}
    asked = authority.Ask(
        waive=_amounts(ask.get("waive") or {}),
        plan_count=plan.get("count") or 0,
        plan_days=plan.get("days") or 0,
        defer_days=ask.get("defer_days") or 0,
    )
    limits = [_limits(each) for each in given["limits"]]
    prior = given.get("prior_penalty_waivers_6m") or 0
    verdict = authority.decide(limits, given["role"], asked, _amounts(given.get("owed") or {}), prior)
    return {"verdict": "allowed" if verdict.allowed else "needs", "role": verdict.role}


KINDS: dict[str, Callable[[Data], Data]] = {
    "delinquency": measure,
    "pause": add_pause,
    "bucket_set": check_buckets,
    "stage": place,
    "promise": judge_promise,
    "offer": judge_offer,
    "authority": decide_authority,
}


def _accepted(ask: Callable[[], list[pause.Pause] | None]) -> Data:
    try:
        return {"accepted": True, "reason": None, "effective": [each._asdict() for each in ask() or ()]}
    except RuleError as refusal:
        return {"accepted": False, "reason": refusal.values["reason"]}


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _maybe_day(text: str | None) -> date | None:
    return _day(text) if text else None


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _rate(pct: str | None) -> Decimal | None:
    return None if pct is None else Decimal(pct) / 100


def _amounts(given: Data) -> dict[str, Decimal]:
    return {name: Decimal(amount) for name, amount in given.items()}


def _instalments(given: Data) -> list[delinquency.Instalment]:
    return [delinquency.Instalment(_day(each["due_on"]), Decimal(each["amount"])) for each in given["instalments"]]


def _payments(given: Data) -> list[payment.Payment]:
    return [
        payment.Payment(
            on=_day(each["on"]),
            amount=Decimal(each["amount"]),
            posted_on=_maybe_day(each.get("posted_on")),
            reversed_on=_maybe_day(each.get("reversed_on")),
        )
        for each in given.get("payments", ())
    ]


def _actions(given: Iterable[Data]) -> Iterator[pause.Action]:
    for each in given:
        if each["action"] == "RESUME":
            yield pause.Resume(_day(each["on"]), _maybe_day(each.get("end")))
        else:
            yield pause.Pause(_day(each["start"]), _day(each["end"]))


def _buckets(given: Data) -> list[bucket.Bucket]:
    return [bucket.Bucket(each["min"], each.get("max")) for each in given.get("buckets", ())]


def _policy(given: Data) -> stage.Policy:
    levels = tuple(stage.Level(each["stage"], each["trigger"], each["days"]) for each in given["levels"])
    return stage.Policy(levels, bool(given.get("requires_sent")), Decimal(given.get("min_overdue") or money.ZERO))


def _limits(given: Data) -> authority.Limits:
    return authority.Limits(
        role=given["role"],
        penalty_rate=_rate(given["penalty_pct"]),
        penalty_max=_amount(given["penalty_max"]),
        penalty_times=given["penalty_times_6m"],
        interest_rate=_rate(given["interest_pct"]),
        principal_rate=_rate(given["principal_pct"]),
        plan_count=given["plan_count"],
        plan_days=given["plan_days"],
        defer_days=given["defer_days"],
    )
