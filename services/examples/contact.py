"""Worked examples about contacts: may this happen now, and in these words?"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from rules import contact, content
from rules.contact.facts import Action, Entry, Facts, Flags, Inconvenient
from rules.errors import RuleError
from rules.law.check import Span, seconds, span

Given = Mapping[str, Any]

ALL_WEEK = (0, 1, 2, 3, 4, 5, 6)


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo is None else at.astimezone(UTC)


def _day_or_instant(text: str) -> date | datetime:
    return _instant(text) if "T" in text else date.fromisoformat(text)


def _span(pair: list[str]) -> Span:
    opens, closes = pair
    return span(opens, closes)


def _wishes(given: list[Given]) -> tuple[Inconvenient, ...]:
    return tuple(
        Inconvenient(
            tuple(wish.get("dow", ALL_WEEK)), (seconds(wish.get("from", "00:00")), seconds(wish.get("to", "24:00")))
        )
        for wish in given
    )


READ: dict[str, Callable[[Any], Any]] = {
    "at": _instant,
    "loans": tuple,
    "content_categories": tuple,
    "opted_out": tuple,
    "inconvenient_places": tuple,
    "inconvenient_times": _wishes,
    "time_consent": _span,
    "time_consent_expires": _day_or_instant,
    "hardship_until": date.fromisoformat,
    "consent_only_on": date.fromisoformat,
    "cease_received_at": _instant,
    "sms_consent_or_use_at": _instant,
    "sms_db_check_at": _instant,
}


def _read(given: Given, known: tuple[str, ...]) -> dict[str, Any]:
    """Read the fields of a part; raises RuleError for a field nobody knows and for a value that is none."""
    read = {}
    for name, value in given.items():
        if name not in known:
            raise RuleError("'%(word)s' is not known to the contact rules.", word=name)
        try:
            read[name] = READ[name](value) if name in READ and value is not None else value
        except (TypeError, ValueError) as error:
            raise RuleError("%(field)s: '%(value)s' is not possible.", field=name, value=value) from error
    return {name: value for name, value in read.items() if value is not None}


def _known(entry: Given) -> Given:
    """What the rules ask of a past contact; a log may tell more."""
    return {name: value for name, value in entry.items() if name in Entry._fields}


def facts(given: Given) -> Facts:
    """Read the facts of an example; raises RuleError where they cannot be understood."""
    return Facts(
        at=_read({"at": given["at"]}, ("at",))["at"],
        licence=given["licence"],
        zones=tuple(given["timezones"]),
        action=Action(**_read(given["action"], Action._fields)),
        log=tuple(Entry(**_read(_known(entry), Entry._fields)) for entry in given.get("log", ())),
        flags=Flags(**_read(given.get("flags", {}), Flags._fields)),
    )


def decide(example: Given) -> dict[str, Any]:
    """Ask the gate; facts that cannot be understood are blocked like facts that cannot be trusted."""
    try:
        answer = contact.decide(facts(example["given"]))
    except RuleError as error:
        answer = contact.Decision(contact.BLOCKED, (contact.UNCLEAR,), reasons=(error,))
    return {
        "verdict": answer.verdict,
        "rules": list(answer.rules),
        "warnings": list(answer.warnings),
        "next_allowed_at": answer.next_allowed_at and answer.next_allowed_at.isoformat(),
        "reasons": [str(reason) for reason in answer.reasons],
    }


def categories(example: Given) -> dict[str, Any]:
    """Answer a worked example: which forbidden categories does the text fall into?"""
    given = example["given"]
    found = content.check(given["text"], given["language"], given["recipient"])
    return {"categories": sorted({finding.category for finding in found})}


KINDS = {"contact": decide, "content": categories}
