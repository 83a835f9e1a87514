"""My day: what is due on a person's cases, one after another, with the reason in words."""

from datetime import date
from typing import Any, NamedTuple

from flask import abort, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from admin.base import clock, format, notices, pane, rights, scope, transaction
from admin.base.page import Page
from admin.case.contact import next_after
from admin.my_day import lines
from admin.my_day.share import shares
from models.case import Case
from models.task import Task
from rules.access import Reach
from services import my_day, task, waiting
from services.case import share as case_share
from services.my_day import Item, ahead, score


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
        """The list of what is due, and beside it the case that is worked on."""
        if pane.asked():
            return self.render("my_day/done.html")
        today, now, manages = clock.today(), clock.now(), rights.reach("case") == Reach.all
        known = desks(my_day.counts(today) if manages else {}, manages)
        desk = next((each for each in known if each.who == request.args.get("who")), known[0])
        items = my_day.todo(desk.assignee_id, today, now)
        return self.render(
            "my_day/list.html",
            desks=known if manages else [],
            desk=desk,
            score=told(score.of(desk.assignee_id, items, today, now), today),
            free=len(case_share.unassigned()) if manages else 0,
            waits=waits(today) if desk.who == "me" or known[0] is desk else [],
            **listed(items),
            ahead=[] if items else lines.ahead(ahead.coming(desk.assignee_id, today)),
        )

    @expose("/pull/", methods=("POST",))
    def pull(self) -> Any:
        """Do today what is due later."""
        if not rights.may("edit", "task"):
            abort(403)
        row, today = scope.one(Task, request.form.get("row")), clock.today()
        transaction.attempt(lambda: task.pull_forward(row, today), row)
        return redirect(url_for("my_day.index", who=request.form.get("who"), at=row.case_id))

    @expose("/next/")
    def next_case(self) -> Any:
        """Go to the case of the day that comes after the one in the address; back to the list where there is none."""
        row = scope.one(Case, request.args.get("after"))
        found = next_after(row)
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
            return self.render("my_day/share.html", title=gettext("Share out what nobody works on"), **told)
        done = transaction.attempt(lambda: case_share.share_out(case_share.unassigned(), today=today))
        count = done["assigned"] if done else 0
        if count:
            flash(ngettext("%(num)s case shared out.", "%(num)s cases shared out.", count), "success")
        else:
            flash(gettext("Nothing was shared out: there is no active collector, or no case without one."), "error")
        return redirect(url_for("my_day.index"))


def listed(items: list[Item]) -> dict[str, Any]:
    """The list as the address narrows it: its sections, what it may be narrowed to, and where a person begins."""
    today, show, wanted = clock.today(), request.args.get("show", ""), request.args.get("find", "").strip()
    chosen = lines.narrowed(items, show, wanted)
    shown, at = chosen[:SHOWN], scope.number(request.args.get("at"))
    first = my_day.following(chosen, clock.now(), 0)
    return {
        "sections": lines.sections(shown, today),
        "kinds": lines.choices(items),
        "show": show,
        "find": wanted,
        "left": len(items),
        "more": len(chosen) - len(shown),
        "at": at if at in {item.case_id for item in shown} else first,
    }


def told(found: score.Score, today: date) -> list[str]:
    """How far the day is, in words."""
    done = gettext("%(done)s of %(count)s done", done=format.number(found.done), count=format.number(found.all))
    sums = [gettext("%(amount)s promised", amount=format.money(each, code)) for code, each in found.promised.items()]
    at = found.callback_at
    calls = [gettext("next callback %(time)s", time=lines.hour(at, today))] if at else []
    return [done, *sums, *calls]
