"""The first page: each role begins where its work is; managers begin with a few figures, each the way to its list."""

import calendar
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import current_app, redirect, url_for
from flask_admin import expose
from flask_babel import gettext
from sqlalchemy import func, select

from admin import night
from admin.base import clock, format, rights
from admin.base.page import Home
from admin.metric import monday
from models import db
from models.approval import Approval, ApprovalStatus
from models.case import Case, CaseState
from models.decision import Breach
from models.payment import Payment
from models.portfolio import Portfolio
from models.promise import Promise, PromiseStatus
from models.referral import Referral, ReferralStatus
from models.set_off import SetOff, SetOffStatus
from rules import backup
from rules import referral as rule
from rules.access import Reach, Role
from services import checklist, credit, owed, task
from services.backup import last_good
from services.channel import circuit


def books() -> list[Portfolio]:
    """The portfolios in use, with the day their payments reach to."""
    return list(db.session.scalars(select(Portfolio).where(Portfolio.archived_on.is_(None)).order_by(Portfolio.name)))


def first_steps() -> list[checklist.Step]:
    """The first steps of a new team, for who may take them, until the first real day can begin."""
    found = checklist.steps(current_app.config["CONCORD"], clock.today()) if rights.may_open("checklist") else []
    return [] if checklist.is_ready(found) else found


OPEN = (Case.state == CaseState.open, Case.archived_on.is_(None))
NAMED = 10
"""So many cases are named of those that nothing is planned for."""


class Figure(NamedTuple):
    """A number with its words and the address of its list."""

    label: str
    value: str
    note: str
    address: str
    red: bool = False


class Asked(NamedTuple):
    """A figure before its rows are counted."""

    label: str
    query: Any
    note: str
    address: str


def of_today(day: date) -> list[Figure]:
    """What a manager wants to know in the morning."""
    first, rest = [approvals(), breaches(), opened()], [late(day), *promises(day), referrals()]
    found = counted([*first, *rest, *credits()])
    shown, off, below = found[: len(first) + len(rest)], *found[-2:]
    more = [each for each in (off, below._replace(red=True)) if each.value != format.number(0)]
    return [*shown[: len(first)], *overdue(day), *shown[len(first) :], *more]


def counted(asked: list[Asked]) -> list[Figure]:
    """Count all of them in one statement."""
    numbers = db.session.execute(select(*(each.query.scalar_subquery() for each in asked))).one()
    pairs = zip(asked, numbers, strict=True)
    return [Figure(each.label, format.number(number), each.note, each.address) for each, number in pairs]


def approvals() -> Asked:
    """Requests that wait for a decision."""
    here = select(func.count()).select_from(Approval).where(Approval.status == ApprovalStatus.requested)
    address = url_for("approval.index_view", status="requested")
    note = gettext("What nobody answers by its last day lapses.")
    return Asked(gettext("Approvals waiting"), here, note, address)


def breaches() -> Asked:
    """What happened against the contact rules and no manager has looked at."""
    here = select(func.count()).select_from(Breach).where(Breach.reviewed_on.is_(None))
    note = gettext("Contacts against the rules that nobody has looked at.")
    return Asked(gettext("Breaches"), here, note, url_for("breach.index_view"))


def opened() -> Asked:
    """Open cases."""
    here = select(func.count()).select_from(Case).where(*OPEN)
    address = url_for("case.index_view", state="open")
    return Asked(gettext("Open cases"), here, gettext("Something is overdue on them."), address)


def overdue(day: date) -> list[Figure]:
    """What is overdue on open cases, each currency by itself."""
    label, note = gettext("Overdue"), gettext("Unpaid and due before today.")
    sums = [format.money(amount, currency) for currency, amount in owed.by_currency(day).items()]
    return [Figure(label, each, note, url_for("case.index_view", state="open")) for each in sums]


def late(day: date) -> Asked:
    """Open cases whose next action is late."""
    here = select(func.count()).select_from(Case).where(*OPEN, Case.next_action_on < day)
    address = url_for("case.index_view", state="open", next_action_on_to=(day - timedelta(days=1)).isoformat())
    return Asked(gettext("Next action late"), here, gettext("Their day has passed."), address)


def promises(day: date) -> list[Asked]:
    """Promises due today, and those that were broken since Friday."""
    here = select(func.count()).select_from(Promise)
    due = here.where(Promise.status == PromiseStatus.open, Promise.due_on == day)
    friday = day - timedelta(days=(day.weekday() - calendar.FRIDAY) % 7 or 7)
    broken = here.where(Promise.status == PromiseStatus.broken, Promise.settled_on >= friday)
    to_due = url_for("promise.index_view", status="open", due_on_from=day.isoformat(), due_on_to=day.isoformat())
    to_broken = url_for("promise.index_view", status="broken", settled_on_from=friday.isoformat())
    since = gettext("Settled since %(day)s without the money.", day=format.words(friday))
    return [
        Asked(gettext("Promises due today"), due, gettext("Still open."), to_due),
        Asked(gettext("Promises broken"), broken, since, to_broken),
    ]


def referrals() -> Asked:
    """Referrals that have not ended."""
    here = select(func.count()).select_from(Referral).where(Referral.closed_on.is_(None))
    running = [status.name for status in ReferralStatus if status not in rule.ENDS]
    address = url_for("referral.index_view", status=running)
    return Asked(gettext("With legal partners"), here, gettext("Proposed or sent, not ended."), address)


def credits() -> tuple[Asked, Asked]:
    """Set-offs that wait for a person, and where more was returned than there was; each shown where there is one."""
    here, short = select(func.count()).select_from(SetOff), select(func.count()).select_from(Payment)
    waits, proposed = (
        here.where(SetOff.status == SetOffStatus.proposed),
        url_for("set_off.index_view", status="proposed"),
    )
    below = short.where(credit.short())
    return (
        Asked(gettext("Set-offs proposed"), waits, gettext("Credit here, overdue there."), proposed),
        Asked(gettext("More returned than there was"), below, gettext("Credits below zero."), url_for("credits.index")),
    )


FIRST = {Role.collector: "my_day.index", Role.legal_partner: "partner.index"}


class HomePage(Home):
    """The address of the house."""

    @expose("/")
    def index(self) -> Any:
        """Go to where the person's work is, or show the figures of the day."""
        first = FIRST.get(rights.role() or Role.auditor)
        if first:
            return redirect(url_for(first))
        today, saved = clock.today(), last_good()
        return self.render(
            "home.html",
            title=self.title(),
            figures=of_today(today),
            books=books(),
            night=night.last(),
            down=circuit.down(),
            saved=saved,
            saved_late=backup.is_late(saved, clock.now()),
            missing=task.unplanned(NAMED),
            today=today,
            first_steps=first_steps(),
            shares=rights.reach("case") == Reach.all and rights.may("act", "case"),
            **monday.page(today),
        )
