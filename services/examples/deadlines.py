"""Worked examples of the legal deadlines: limitation, enforcement, guarantee and the validation period."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rules import guarantee, limitation, validation_period
from rules.limitation import Event, EventKind, Rest
from rules.referral import enforcement

CHINA = ZoneInfo("Asia/Shanghai")
Data = dict[str, Any]


def limit(example: Data) -> Data:
    """Until when can the claim be taken to court?"""
    given = example["given"]
    if "first_demand_on" in given:
        refused_on = _maybe_day(given.get("refused_on"))
        starts_on = limitation.starts_on_demand(_day(given["first_demand_on"]), given.get("grace_days", 0), refused_on)
        breach_on = starts_on
    else:
        due_on = _days(given.get("instalments_due_on") or [given["due_on"]])
        starts_on = limitation.starts_on_due(due_on, _maybe_day(given.get("known_on")))
        breach_on = max(due_on)
    term = limitation.of(starts_on, _events(given), _rest(given), given.get("licence"), breach_on)
    return _answer(term, given)


def enforce(example: Data) -> Data:
    """Until when can the judgment or the payment order be enforced?"""
    given = example["given"]
    if "payment_order_received_on" in given:
        start = enforcement.respond_by(_day(given["payment_order_received_on"]), _rest(given))
        return {"respond_by": start} | _answer(enforcement.of(start, _events(given), _rest(given)), given)
    effective_on, perform_by = _maybe_day(given.get("effective_on")), _maybe_day(given.get("perform_by"))
    start = enforcement.starts_on(effective_on, perform_by, _days(given.get("instalments_due_on", ())))
    return _answer(enforcement.of(start, _events(given), _rest(given)), given)


def guard(example: Data) -> Data:
    """Until when can the guarantor be held to the guarantee?"""
    given = example["given"]
    contract = guarantee.Contract(
        mode=guarantee.Mode(given["mode"]) if given.get("mode") else None,
        due_on=_day(given.get("due_on") or given["grace_ends_on"]),
        agreed=guarantee.Agreed(given["agreed"]) if given.get("agreed") else None,
        agreed_until=_maybe_day(given.get("agreed_until")),
        extended_to=_maybe_day(given.get("extended_to")),
        guarantor_consented=given.get("guarantor_consented", False),
        guarantor=given.get("guarantor"),
    )
    answer = guarantee.period(contract, _rest(given))._asdict()
    if "as_of" not in given:
        return answer
    acts = [guarantee.Act(guarantee.ActKind(each["kind"]), _local_day(each), each.get("to")) for each in given["acts"]]
    return answer | guarantee.claim(contract, acts, _rest(given), _day(given["as_of"]))._asdict()


def validate(example: Data) -> Data:
    """When does the validation period end?"""
    given = example["given"]
    sent_on = given.get("resent_on") if given.get("undeliverable") else given["sent_on"]
    if sent_on is None:
        return dict.fromkeys(validation_period.ValidationPeriod._fields)
    return validation_period.of(_day(sent_on), _days(given.get("holidays", ())))._asdict()


def _answer(term: limitation.Term, given: Data) -> Data:
    """The term, with its status where a day is asked for."""
    return term._asdict() | ({"status": term.status(_day(given["as_of"]))} if "as_of" in given else {})


def _events(given: Data) -> list[Event]:
    """The events known on the day asked for, in their own order."""
    today = _maybe_day(given.get("as_of")) or date.max
    found = (_event(each) for each in given.get("events", ()))
    return [event for event in found if event.on <= today]


def _event(each: Data) -> Event:
    """One event with the further day that its kind needs."""
    further = {name: _maybe_day(each.get(name)) for name in ("ended_on", "last_due_on", "all_due_on", "removed_on")}
    return Event(EventKind(each["kind"]), _local_day(each), **further)


def _rest(given: Data) -> Rest:
    """The rest days that the example lists."""
    return Rest(_days(given.get("holidays", ())), _days(given.get("working_days", ())))


def _local_day(each: Data) -> date:
    """The day of an event; of an instant, the day it was in China."""
    return _day(each["on"]) if "on" in each else datetime.fromisoformat(each["at"]).astimezone(CHINA).date()


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _maybe_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _days(texts: Iterable[str]) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


KINDS: dict[str, Callable[[Data], Data]] = {
    "limitation": limit,
    "enforcement": enforce,
    "guarantee": guard,
    "validation_period": validate,
}
