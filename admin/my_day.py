"""My day: what is due on a person's cases, one after another, with the reason in words."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from flask import abort, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from admin.base import clock, columns, format, notices, rights, scope, transaction
from admin.base.page import Page
from models.case import Case
from models.stage import Stage
from models.user import User
from rules import handover
from rules.access import Reach
from rules.outlook.ranking import Ranked, Why
from services import my_day, overdue, team, waiting
from services.case import share as case_share
from services.my_day import Group, Item

PROMISED = (Group.broken_promise, Group.promise_due)


Say = Callable[[Any], Any]
"""Days and members in words; what many lines say is asked for once."""


def reason(item: Item, today: date, floor: int, say: Say = format.words) -> str:
    """Why a case stands where it stands."""
    if item.due_at:
        return gettext("Call back at %(time)s", time=say(item.due_at))
    if item.group in PROMISED and item.row.promised_on is not None:
        return promised(item, say)
    if item.group == Group.new_case and item.row.opened_on:
        return gettext("Open since %(day)s, not spoken to yet", day=say(item.row.opened_on))
    late = item.due_on < today
    words = {"action": say(item.kind), "day": say(item.due_on)}
    due = gettext("%(action)s, due since %(day)s", **words) if late else gettext("%(action)s, due today", **words)
    return f"{due} · {ranked(item.ranked, floor)}" if item.ranked else due


def ranked(found: Ranked, floor: int) -> str:
    """Why a case stands where the ranking puts it."""
    if found.why == Why.too_long:
        return ngettext("nobody tried for %(num)s day or more", "nobody tried for %(num)s days or more", floor)
    if found.why == Why.not_allowed:
        return gettext("no call is allowed now")
    if found.why == Why.not_worth:
        return gettext("less at stake than a call costs")
    return gettext("of cases like this %(rate)s do not pay in 30 days", rate=format.rate(round(found.rate, 2)))


def promised(item: Item, say: Say) -> str:
    """What became of the latest promise."""
    words = {"amount": format.money(item.row.amount, item.row.currency), "day": say(item.row.promised_on)}
    if item.group == Group.broken_promise:
        return gettext("%(amount)s promised for %(day)s did not arrive", **words)
    return gettext("%(amount)s was promised for %(day)s", **words)


HEADINGS = {
    Group.callback: _l("Call back at an agreed time"),
    Group.promise_due: _l("Promises due"),
    Group.broken_promise: _l("Promises that were not kept"),
    Group.new_case: _l("New cases"),
    Group.ranked: _l("The rest, by amount and outlook"),
}


class DayLine(NamedTuple):
    """A case of the day in words: whose, in which stage, what is overdue, and why it stands here."""

    item: Item
    reference: str
    name: str
    stage: str
    overdue: str
    days: int
    reason: str


def lines(items: Sequence[Item], today: date) -> list[DayLine]:
    """The chosen items in words, in their order."""
    parts = overdue.of([item.row.loan_id for item in items], today)
    say, stages, names = cache(format.words), cache(stage_chip), rights.sees_names()
    house = team.the()
    floor = house.touch_every_days if house else 0

    def line(item: Item) -> DayLine:
        row = item.row
        late = format.money(overdue.total(parts.get(row.loan_id, ())), row.currency)
        stage, name = stages(row.Stage) if row.Stage else "", format.person(row.borrower, names)
        why = reason(item, today, floor, say)
        return DayLine(item, row.reference, name, stage, late, columns.days_past_due(row, today), why)

    return [line(item) for item in items]


def stage_chip(stage: Stage) -> str:
    """A stage as a chip."""
    return format.chip(format.title(stage), "blue")


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
    if person is None or not notices.of_list("approval.index_view", "referral.index_view"):
        return []  # The bell has counted them already.
    found = waiting.of(person, today)
    return [(format.said(each.said), address(each)) for each in found]


def address(wait: waiting.Wait) -> str:
    """Where a row that waits stands."""
    return url_for(f"{wait.record}.details_view", id=wait.id, _anchor="legal" if wait.record == "case" else None)


SHOWN = 50


class MyDay(Page):
    """The collector's first screen; managers look at a collector's or at nobody's cases."""

    page = "my_day"
    heading = _l("My day")
    icon = "sunrise"

    @expose("/")
    def index(self) -> Any:
        """The list of what is due."""
        today, manages = clock.today(), rights.reach("case") == Reach.all
        known = desks(my_day.counts(today) if manages else {}, manages)
        desk = next((each for each in known if each.who == request.args.get("who")), known[0])
        items = my_day.todo(desk.assignee_id, today, clock.now())
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

    @expose("/next/")
    def next_case(self) -> Any:
        """Go to the case of the day that comes after the one in the address; back to the list where there is none."""
        row = scope.one(Case, request.args.get("after"))
        items, now = my_day.todo(row.assignee_id, clock.today(), clock.now()), clock.now()
        found = my_day.following(items, now, row.id)
        return redirect(url_for("case.details_view", id=found) if found else url_for("my_day.index"))

    @expose("/share/", methods=("GET", "POST"))
    def share(self) -> Any:
        """Propose who takes the cases that nobody works on, and why; the post gives them as proposed."""
        if rights.reach("case") != Reach.all or not rights.may("act", "case"):
            return redirect(url_for("my_day.index")) if request.method == "GET" else abort(403)
        ids, today = case_share.unassigned(), clock.today()
        if request.method == "GET":
            found = case_share.proposal(ids, people := case_share.collectors(), today)
            told = {"shares": shares(found, people), "left": len(ids) - len(found), "free": len(found)}
            return self.render("share.html", title=gettext("Share out what nobody works on"), **told)
        done = transaction.attempt(lambda: case_share.share_out(case_share.unassigned(), today=today))
        count = done["assigned"] if done else 0
        if count:
            flash(ngettext("%(num)s case shared out.", "%(num)s cases shared out.", count), "success")
        else:
            flash(gettext("Nothing was shared out: there is no active collector, or no case without one."), "error")
        return redirect(url_for("my_day.index"))


WHYS = {
    handover.Why.theirs: _l("has other cases of the borrower"),
    handover.Why.before: _l("had them before"),
    handover.Why.language: _l("works in the language"),
    handover.Why.least: _l("has the least to do"),
}


class Gets(NamedTuple):
    """What somebody would get: how many cases they have and may have, and how many come for which reason."""

    name: str
    has: int
    most: int | None
    gets: int
    why: list[tuple[Any, int]]


def shares(found: Mapping[int, handover.Placed], people: Sequence[User]) -> list[Gets]:
    """A proposal by person, the reasons with their counts."""
    loads, whys = case_share.loads(people), Counter((each.person, each.why) for each in found.values())
    return [
        Gets(
            row.name,
            loads[row.id],
            row.cases_most,
            sum(whys[row.id, why] for why in handover.Why),
            [(WHYS[why], whys[row.id, why]) for why in handover.Why if whys[row.id, why]],
        )
        for row in people
    ]
