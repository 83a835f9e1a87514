"""The top of the case page: who, what is owed today, why the case stands here and what comes next."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from flask import request
from flask_babel import gettext

from admin.base import clock, columns, format, mask, query, rights
from admin.case.panel import Panel
from models.case import Case
from models.payment import DUE, Component
from services import hold, ledger, task
from services.case import timeline


class Owed(NamedTuple):
    """One component of the debt: what is overdue today, what falls due later."""

    component: Component
    overdue: Decimal
    later: Decimal


class TopPanel(Panel):
    """Who owes, how much, and what is to be done."""

    def details(self, row: Any) -> dict[str, Any]:
        """The figures of today."""
        today = clock.today()
        standing = ledger.today(row.loan, today)
        owed = [Owed(name, standing.overdue[name], standing.owed[name] - standing.overdue[name]) for name in Component]
        return super().details(row) | {
            "today": today,
            "owed": [each for each in owed if each.component in DUE or each.overdue or each.later],
            "credit": standing.credit,
            "overdue": sum((each.overdue for each in owed), Decimal("0.00")),
            "days": columns.days_past_due(row, today),
            "why": why(row),
            "task": task.open_of(row),
            "holding": hold.running(row, today),
            "currency": row.loan.currency,
            "id_mask": mask.sealed(row.borrower, "id_number"),
        }


def why(row: Case) -> str:
    """Why the case stands where it stands, what comes next and when, in the reader's words."""
    message = row.stage_reason.get("message", "")
    if not message:
        return gettext("The next night looks at this case and says here why it stands where it stands.")
    names = {each.key: format.title(each) for each in row.loan.portfolio.policy.stages}
    values = row.stage_reason.get("values", {})
    return gettext(message, **{name: spoken(str(value), names, row.loan.currency) for name, value in values.items()})


def spoken(value: str, stages: dict[str, str], currency: str) -> Any:
    """A stored value in words: a stage by its name, a day and an amount in the reader's way."""
    if value in stages:
        return stages[value]
    try:
        return format.words(date.fromisoformat(value))
    except ValueError:
        return format.money(Decimal(value), currency) if value.replace(".", "", 1).isdecimal() else value


class StoryPanel(Panel):
    """Everything that happened."""

    def details(self, row: Any) -> dict[str, Any]:
        """One page of the timeline."""
        show = [kind for kind in request.args.getlist("show") if kind in timeline.KINDS]
        number = query.asked(request.args).page
        entries, more = timeline.page(row, show, number)
        return super().details(row) | {
            "entries": entries,
            "sees_words": rights.sees_names(),
            "kinds": timeline.KINDS,
            "shown": show,
            "number": number,
            "older": more,
        }
