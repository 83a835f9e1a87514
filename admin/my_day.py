"""My day: what is due on a person's cases, one after another, with the reason in words."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from flask import abort, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload, load_only, selectinload

from admin.base import clock, columns, format, labels, rights, transaction
from admin.base.page import Page
from models import db
from models.borrower import Borrower
from models.case import Case
from models.loan import Loan
from models.promise import Promise
from rules.access import Reach
from services import my_day, owed, promise, waiting
from services.case import share as case_share
from services.my_day import Group, Item

PROMISED = (Group.broken_promise, Group.promise_due)


def reason(item: Item, row: Case, today: date) -> str:
    """Why a case stands where it stands."""
    if item.due_at:
        return gettext("Call back at %(time)s", time=format.words(item.due_at))
    if item.group in PROMISED and (latest := promise.latest(row)):
        return promised(item, row, latest)
    if item.group == Group.new_case and row.opened_on:
        return gettext("Open since %(day)s, not spoken to yet", day=format.words(row.opened_on))
    kind = labels.member(item.kind)
    if item.due_on < today:
        return gettext("%(action)s, due since %(day)s", action=kind, day=format.words(item.due_on))
    return gettext("%(action)s, due today", action=kind)


def promised(item: Item, row: Case, latest: Promise) -> str:
    """What became of the latest promise."""
    words = {"amount": format.money(latest.amount, row.loan.currency), "day": format.words(latest.due_on)}
    if item.group == Group.broken_promise:
        return gettext("%(amount)s promised for %(day)s did not arrive", **words)
    return gettext("%(amount)s was promised for %(day)s", **words)


HEADINGS = {
    Group.callback: _l("Call back at an agreed time"),
    Group.broken_promise: _l("Promises that were not kept"),
    Group.promise_due: _l("Promises due"),
    Group.new_case: _l("New cases"),
    Group.ranked: _l("The rest, the longest due first"),
}


class DayLine(NamedTuple):
    """A case of the day with what is overdue and why it stands here."""

    item: Item
    case: Case
    overdue: Decimal
    days: int
    reason: Any


def lines(items: Sequence[Item], today: date) -> list[DayLine]:
    """The chosen items with their cases, in their order."""
    query = select_cases([item.case_id for item in items])
    cases = {row.id: row for row in db.session.scalars(query)}
    db.session.scalars(with_promises([item.case_id for item in items if item.group in PROMISED])).all()
    sums = owed.by_loan([row.loan_id for row in cases.values()], today)
    return [line(item, cases[item.case_id], sums, today) for item in items]


def select_cases(ids: list[int]) -> Any:
    """Cases with what a line shows of them."""
    own = load_only(Case.loan_id, Case.borrower_id, Case.stage_id, Case.reference, Case.opened_on, Case.overdue_since)
    named, counted = joinedload(Case.borrower).load_only(Borrower.name), joinedload(Case.loan).load_only(Loan.currency)
    return db.select(Case).where(Case.id.in_(ids)).options(own, named, counted, joinedload(Case.stage))


def with_promises(ids: list[int]) -> Any:
    """Cases of which a line speaks of the latest promise."""
    many = (selectinload(each) for each in (Case.promises, Case.episodes))
    return db.select(Case).where(Case.id.in_(ids)).options(load_only(Case.id), *many)


def line(item: Item, row: Case, sums: dict[int, Decimal], today: date) -> DayLine:
    """One line."""
    overdue, days = sums.get(row.loan_id, Decimal("0.00")), columns.days_past_due(row, today)
    return DayLine(item, row, overdue, days, reason(item, row, today))


def grouped(found: Sequence[DayLine]) -> list[tuple[Any, list[DayLine]]]:
    """The lines under their headings."""
    return [(HEADINGS[group], list(some)) for group, some in groupby(found, key=lambda each: each.item.group)]


class Desk(NamedTuple):
    """A list of work: the address names it by `who`; `assignee_id` None stands for nobody's cases."""

    who: str
    name: str
    due: int
    assignee_id: int | None


def desks(due: dict[int | None, int], manages: bool) -> list[Desk]:
    """The lists that the signed-in person may look at; the first one is shown first."""
    person = rights.person()
    own = [Desk("me", person.name, due.get(person.id, 0), person.id)] if person else []
    if not manages:
        return own
    others = [Desk(str(row.id), row.name, due.get(row.id, 0), row.id) for row in case_share.collectors()]
    nobody = [Desk("nobody", gettext("Nobody's cases"), due.get(None, 0), None)]
    return [*nobody, *others, *own] if nobody[0].due or not others else [*others, *nobody, *own]


def waits(today: date) -> list[tuple[str, str]]:
    """What waits for the signed-in person's decision or was answered to them: the words, and where it stands."""
    person = rights.person()
    found = waiting.of(person, today) if person else []
    return [(format.said(each.said), address(each)) for each in found]


def address(wait: waiting.Wait) -> str:
    """Where a row that waits stands."""
    return url_for(f"{wait.record}.details_view", id=wait.id, _anchor="legal" if wait.record == "case" else None)


SHOWN = 50


class MyDay(Page):
    """The collector's first screen; managers look at a collector's or at nobody's cases."""

    page = "my_day"
    heading = _l("My day")
    menu_group = "Work"
    icon = "sunrise"

    @expose("/")
    def index(self) -> Any:
        """The list of what is due."""
        today, manages = clock.today(), rights.reach("case") == Reach.all
        known = desks(my_day.counts(today) if manages else {}, manages)
        desk = next((each for each in known if each.who == request.args.get("who")), known[0])
        items = my_day.todo(desk.assignee_id, today)
        return self.render(
            "my_day.html",
            groups=grouped(lines(items[:SHOWN], today)),
            left=len(items),
            more=max(0, len(items) - SHOWN),
            desks=known if manages else [],
            desk=desk,
            next_id=my_day.following(items, clock.now(), 0),
            free=len(case_share.unassigned()) if manages else 0,
            waits=waits(today) if desk.who == "me" or known[0] is desk else [],
        )

    @expose("/share/", methods=("POST",))
    def share(self) -> Any:
        """Share out the cases that nobody works on."""
        if rights.reach("case") != Reach.all or not rights.may("act", "case"):
            abort(403)
        found = transaction.attempt(lambda: case_share.share_out(case_share.unassigned()))
        count = found["assigned"] if found else 0
        if count:
            flash(ngettext("%(num)s case shared out.", "%(num)s cases shared out.", count), "success")
        else:
            flash(gettext("Nothing was shared out: there is no active collector, or no case without one."), "error")
        return redirect(url_for("my_day.index"))
