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
from models import db
from models.approval import Approval, ApprovalStatus
from models.case import Case, CaseState
from models.decision import Breach
from models.portfolio import Portfolio
from models.promise import Promise, PromiseStatus
from models.referral import Referral, ReferralStatus
from rules import referral as rule
from rules.access import Role
from services import checklist, owed, task


def without_action() -> list[Case]:
    """The first open cases that nothing is planned for; there should be none."""
    return list(db.session.scalars(select(Case).where(Case.id.in_(task.missing()[:10])).order_by(Case.id)))


def books() -> list[Portfolio]:
    """The portfolios in use, with the day their payments reach to."""
    return list(db.session.scalars(select(Portfolio).where(Portfolio.archived_on.is_(None)).order_by(Portfolio.name)))


def first_steps() -> list[checklist.Step]:
    """The first steps of a new team, for who may take them, until the first real day can begin."""
    found = checklist.steps(current_app.config["CONCORD"], clock.today()) if rights.may_open("checklist") else []
    return [] if checklist.is_ready(found) else found


class Figure(NamedTuple):
    """A number with its words and the address of its list."""

    label: str
    value: str
    note: str
    address: str


def count(query: Any) -> str:
    """A number with separators."""
    return format.number(db.session.scalar(query) or 0)


def of_today(day: date) -> list[Figure]:
    """What a manager wants to know in the morning."""
    return [approvals(), breaches(), *cases(day), *promises(day), referrals()]


def approvals() -> Figure:
    """Requests that wait for a decision."""
    here = select(func.count()).select_from(Approval).where(Approval.status == ApprovalStatus.requested)
    address = url_for("approval.index_view", status="requested")
    return Figure(gettext("Approvals waiting"), count(here), gettext("What nobody answers lapses tonight."), address)


def breaches() -> Figure:
    """What happened against the contact rules and no manager has looked at."""
    here = select(func.count()).select_from(Breach).where(Breach.reviewed_on.is_(None))
    note = gettext("Contacts against the rules that nobody has looked at.")
    return Figure(gettext("Breaches"), count(here), note, url_for("breach.index_view"))


def cases(day: date) -> list[Figure]:
    """Open cases, what is overdue on them, and those whose next action is late."""
    here = select(func.count()).select_from(Case).where(Case.state == CaseState.open, Case.archived_on.is_(None))
    to_open, until = url_for("case.index_view", state="open"), (day - timedelta(days=1)).isoformat()
    to_late = url_for("case.index_view", state="open", next_action_on_to=until)
    late = here.where(Case.next_action_on < day)
    sums = [format.money(amount, currency) for currency, amount in owed.by_currency(day).items()]
    return [
        Figure(gettext("Open cases"), count(here), gettext("Something is overdue on them."), to_open),
        *(Figure(gettext("Overdue"), each, gettext("Unpaid and due before today."), to_open) for each in sums),
        Figure(gettext("Next action late"), count(late), gettext("Their day has passed."), to_late),
    ]


def promises(day: date) -> list[Figure]:
    """Promises due today, and those that were broken since Friday."""
    here = select(func.count()).select_from(Promise)
    due = here.where(Promise.status == PromiseStatus.open, Promise.due_on == day)
    friday = day - timedelta(days=(day.weekday() - calendar.FRIDAY) % 7 or 7)
    broken = here.where(Promise.status == PromiseStatus.broken, Promise.settled_on >= friday)
    to_due = url_for("promise.index_view", status="open", due_on_from=day.isoformat(), due_on_to=day.isoformat())
    to_broken = url_for("promise.index_view", status="broken", settled_on_from=friday.isoformat())
    since = gettext("Settled since %(day)s without the money.", day=format.words(friday))
    return [
        Figure(gettext("Promises due today"), count(due), gettext("Still open."), to_due),
        Figure(gettext("Promises broken"), count(broken), since, to_broken),
    ]


def referrals() -> Figure:
    """Referrals that have not ended."""
    here = select(func.count()).select_from(Referral).where(Referral.closed_on.is_(None))
    running = [status.name for status in ReferralStatus if status not in rule.ENDS]
    address = url_for("referral.index_view", status=running)
    return Figure(gettext("With legal partners"), count(here), gettext("Proposed or sent, not ended."), address)


FIRST = {Role.collector: "my_day.index", Role.legal_partner: "partner.index"}


class HomePage(Home):
    """The address of the house."""

    @expose("/")
    def index(self) -> Any:
        """Go to where the person's work is, or show the figures of the day."""
        first = FIRST.get(rights.role() or Role.auditor)
        if first:
            return redirect(url_for(first))
        today = clock.today()
        return self.render(
            "home.html",
            title=gettext("Today"),
            figures=of_today(today),
            books=books(),
            night=night.last(),
            missing=without_action(),
            today=today,
            first_steps=first_steps(),
        )
