"""What may be added to a case: each opens as a sheet that says first what the person may grant, and who decides."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from admin.base import rights
from admin.case.approval import whom
from admin.case.page import CasePage
from admin.case.panel import Panel, Right
from models.case import CaseState
from rules.access import Level

Fits = Callable[[CasePage], bool]
Fact = tuple[str, str]
"""A panel and one of its facts."""


class Sheet(NamedTuple):
    """One thing that may be added: its words, its right, the facts that let it stand open, and when it fits."""

    name: str
    label: Any
    right: Right
    facts: tuple[Fact, ...]
    fits: Fits


def is_not_closed(page: CasePage) -> bool:
    """Whether there is a case to work on."""
    return bool(page.row.state != CaseState.closed)


def is_open(page: CasePage) -> bool:
    """Whether something is overdue."""
    return bool(page.row.state == CaseState.open)


def has_no_plan(page: CasePage) -> bool:
    """Whether neither a plan nor the end of the case stands in the way."""
    return is_not_closed(page) and page.plan.open is None


def has_no_offer(page: CasePage) -> bool:
    """Whether an offer may be made."""
    return is_not_closed(page) and page.offer.open is None


def is_free(page: CasePage) -> bool:
    """Whether the case is with no partner."""
    return is_open(page) and page.legal.referral is None


def is_whole(page: CasePage) -> bool:
    """Whether the rest was not called due already."""
    return is_open(page) and has_no_plan(page) and page.acceleration.standing is None


def is_written_to(page: CasePage) -> bool:
    """Whether a message may be written about the case."""
    return is_open(page) and page.row.stage is not None


def is_amber(page: CasePage) -> bool:
    """Whether a rule of the house stands against a call."""
    return bool(page.contact.light.tone == "amber")


def always(page: CasePage) -> bool:
    """Whatever the case."""
    return True


SHEETS = (
    Sheet(
        "plan",
        _l("Plan"),
        ("create", "plan"),
        (("plan", "form"), ("afford", "form")),
        has_no_plan,
    ),
    Sheet("offer", _l("Offer"), ("create", "offer"), (("offer", "form"),), has_no_offer),
    Sheet("waive", _l("Waive a part"), ("create", "offer"), (("waive", "form"),), is_not_closed),
    Sheet("hold", _l("Hold"), ("create", "hold"), (("hold", "form"),), is_not_closed),
    Sheet("dispute", _l("Dispute"), ("create", "dispute"), (("dispute", "form"),), is_not_closed),
    Sheet("hardship", _l("Hardship"), ("create", "hardship"), (("care", "struggle"),), is_not_closed),
    Sheet("impression", _l("How we get on"), ("create", "hardship"), (("care", "impression"),), is_not_closed),
    Sheet("means", _l("Income and outgoings"), ("create", "hardship"), (("means", "form"),), is_not_closed),
    Sheet("write", _l("Message"), ("create", "contact"), (("write", "form"),), is_written_to),
    Sheet("override", _l("Set a rule aside, once"), ("create", "override"), (("override", "form"),), is_amber),
    Sheet("refer", _l("Referral"), ("act", "referral"), (("legal", "refer"),), is_free),
    Sheet("payment", _l("Payment"), ("create", "payment"), (("money", "form"),), always),
    Sheet("charge", _l("Charge"), ("create", "charge"), (("charge", "form"),), is_not_closed),
    Sheet("pause", _l("Days that do not count"), ("create", "pause"), (("pause", "form"),), is_not_closed),
    Sheet("reage", _l("Re-age: a new series"), ("edit", "loan"), (("schedule", "reage"),), has_no_plan),
    Sheet(
        "reamortise",
        _l("Re-amortise: spread over what is to come"),
        ("edit", "loan"),
        (("schedule", "reamortise"),),
        has_no_plan,
    ),
    Sheet("call_due", _l("Call the whole rest due"), ("edit", "loan"), (("acceleration", "form"),), is_whole),
)


class SheetPanel(Panel):
    """What may be added, and the sheet that stands open."""

    name = "sheet"

    @cached_property
    def choices(self) -> list[Sheet]:
        """What the person may add to the case now."""
        return [each for each in SHEETS if rights.may(*each.right) and each.fits(self.page)]

    @cached_property
    def open(self) -> Sheet | None:
        """The sheet that was asked for, or whose form was not saved."""
        asked = request.args.get("add")
        return next((each for each in self.choices if each.name == asked or self._is_kept(each)), None)

    def _is_kept(self, sheet: Sheet) -> bool:
        return any(fact in self.page.panels[panel].kept for panel, fact in sheet.facts)

    @cached_property
    def grant(self) -> str:
        """What the person may grant here, and who decides beyond it."""
        return GRANTS.get(self.open.name, alone)(self.page) if self.open else ""


def alone(page: CasePage) -> str:
    """That nobody else is asked."""
    return gettext("You may enter this yourself; nobody else is asked.")


def of_plan(page: CasePage) -> str:
    """What plans the person may grant."""
    return str(page.plan.limits) or alone(page)


def of_waiver(page: CasePage) -> str:
    """What the person may let go of."""
    return str(page.offer.limits) or alone(page)


def of_referral(page: CasePage) -> str:
    """Who sends it."""
    if rights.may("edit", "referral"):
        return gettext("You may propose it and send it yourself.")
    return gettext("You propose it; it is sent by: %(people)s.", people=whom(Level.manager))


def of_override(page: CasePage) -> str:
    """That a second person decides, and who that may be."""
    people = whom(Level.supervisor)
    told = gettext("Never against the law: a second person decides, and it serves for one call today.")
    return f"{told} {gettext('Who may decide: %(people)s.', people=people)}"


def of_charge(page: CasePage) -> str:
    """What the law lets pass."""
    return gettext("You may charge it yourself, within the cap of the law on penalties; nobody else is asked.")


def of_message(page: CasePage) -> str:
    """What looks at it before it leaves."""
    return gettext("You may write it yourself. Its words are checked now; whether it may leave is asked again then.")


GRANTS: dict[str, Callable[[CasePage], str]] = {
    "plan": of_plan,
    "offer": of_waiver,
    "waive": of_waiver,
    "refer": of_referral,
    "override": of_override,
    "charge": of_charge,
    "write": of_message,
}
