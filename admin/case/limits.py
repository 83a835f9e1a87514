"""What a person may grant by their level, and whom to ask beyond that: said before anything is typed."""

from collections.abc import Mapping

from flask_babel import gettext

from admin.base import clock, format, rights
from admin.case.approval import whom
from models.authority import AuthorityLimit
from models.case import Case
from rules import access
from rules.access import Level
from services import authority

Rows = Mapping[Level, AuthorityLimit]
"""The limits of each level."""


def of_plans(rows: Rows) -> str:
    """What plans the person may grant; empty where their level has no limits."""
    person = rights.person()
    found = authority.limits_of(person.level, rows) if person else None
    if person is None or found is None:
        return ""
    limits = (found.plan_count, found.plan_days, found.defer_days)
    count, days, defer = (gettext("any number of") if each is None else format.number(each) for each in limits)
    return gettext(
        "You may grant plans of %(count)s instalments over %(days)s days, and a deferral of %(defer)s days.",
        count=count,
        days=days,
        defer=defer,
    )


def of_waivers(row: Case, rows: Rows) -> str:
    """How much the person may waive of a case's loan today, at once or in an offer; empty as for plans."""
    person = rights.person()
    found = authority.most(person.level, row.loan, clock.today(), rows) if person else {}
    if person is None or not found:
        return ""
    shown = {name: format.money(amount, row.loan.currency) for name, amount in found.items()}
    return gettext(
        "You may waive up to %(penalty)s of costs, fees and penalties, %(interest)s of interest and %(principal)s of "
        "the principal.",
        **shown,
    )


def beyond() -> str:
    """Whom the person asks for more; empty for the highest level."""
    person = rights.person()
    above = access.from_level(person.level)[1:] if person else ()
    return gettext("Beyond that you ask: %(people)s.", people=whom(above[0])) if above else ""
