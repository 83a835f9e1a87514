"""The contact panel of the case page: may I call, what to say, what came of it, and what comes next."""

from datetime import timedelta
from typing import Any, NamedTuple

from flask import request, url_for
from flask_admin import expose
from flask_babel import gettext

from admin.base import clock, rights
from admin.case_choice import rows_of
from admin.case_light import light, phones, wording
from admin.case_log import LogForm, told
from admin.case_panel import Panel
from models.case import Case
from models.outcome import OutcomeCode, OutcomeEffect, OutcomeNeeds
from services import case, my_day, wish

FIRST = ("NA", "BUSY", "PTP", "RPC-CB", "RPC-INFO", "PTP-PLAN", "PAID", "REF-U")
"""The outcomes that stand open; the rest is searched. Source: operations.md 2.3."""


class Option(NamedTuple):
    """An outcome with the next action it proposes; empty where what it needs says that."""

    row: OutcomeCode
    next_kind: str
    next_on: str


class ContactPanel(Panel):
    """May I call, what to say, and what came of it."""

    def details(self, row: Any) -> dict[str, Any]:
        """The light, the numbers, the words and the form."""
        known = phones(row)
        return super().details(row) | {
            "light": light(row, known, clock.now()),
            "phones": known,
            "wording": wording(row),
            "wishes": wish.running([row.borrower_id], clock.now(), clock.today()),
            "options": options(),
            "first": len(FIRST),
            "log": LogForm(amount=case.overdue(row, clock.today())),
            "next_case": next_after(row) if rights.may("create", "contact") else None,
        }

    @expose("/log/", methods=("POST",))
    def log(self) -> Any:
        """Log a contact."""
        form = LogForm(request.form)
        done = gettext("Logged. The next action is booked.")
        return self.act(("create", "contact"), form, lambda row: told(row, form), done, "log")

    def onward(self, row: Case) -> str:
        """After a log, where the person wishes: on to the next case of the day."""
        if request.form.get("then") != "next":
            return super().onward(row)
        found = next_after(row)
        return str(self.get_url(".details_view", id=found) if found else url_for("my_day.index"))


def next_after(row: Case) -> int | None:
    """The case to go to after this one, of the same person's day."""
    return my_day.following(my_day.todo(row.assignee_id, clock.today()), clock.now(), row.id)


def options() -> list[Option]:
    """The outcomes, the usual ones first."""
    order = {code: place for place, code in enumerate(FIRST)}
    rows = sorted(rows_of(OutcomeCode), key=lambda row: (order.get(row.code, len(order)), row.position))
    return [option(row) for row in rows]


def option(row: OutcomeCode) -> Option:
    """An outcome with its next action: a promise books its own, an agreed time is its own day."""
    if row.effect == OutcomeEffect.promise:
        return Option(row, "", "")
    day = clock.today() + timedelta(days=row.next_task_days)
    return Option(row, row.next_task.name, "" if row.needs == OutcomeNeeds.moment else day.isoformat())
