"""The top of the case page: who, why the case stands here and what comes next; and all that happened to it."""

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from flask import request
from flask_babel import gettext

from admin.base import columns, format, mask, query, rights
from admin.case.panel import Panel
from models.case import Case
from models.task import Task
from services.case import timeline


class TopPanel(Panel):
    """Who owes, how late, and what is to be done."""

    name = "top"

    @cached_property
    def days(self) -> int:
        """The days past due."""
        return columns.days_past_due(self.row, self.today)

    @cached_property
    def why(self) -> str:
        """Why the case stands where it stands."""
        return why(self.row)

    @cached_property
    def task(self) -> Task | None:
        """The next action."""
        return self.row.open_task

    @cached_property
    def id_mask(self) -> str:
        """What may be seen of the borrower's number."""
        return mask.sealed(self.row.borrower, "id_number")


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
    """Everything that happened, a page at a time."""

    name = "story"
    kinds = timeline.KINDS

    @cached_property
    def shown(self) -> list[str]:
        """The kinds that were asked for; none stands for all."""
        return [kind for kind in request.args.getlist("show") if kind in timeline.KINDS]

    @cached_property
    def number(self) -> int:
        """The page that was asked for, from 1."""
        return query.asked(request.args).page

    @cached_property
    def _page(self) -> tuple[list[timeline.Entry], bool]:
        return timeline.page(self.row, self.shown, self.number)

    @property
    def entries(self) -> list[timeline.Entry]:
        """What happened, newest first."""
        return self._page[0]

    @property
    def older(self) -> bool:
        """Whether older pages follow."""
        return self._page[1]

    @cached_property
    def sees_words(self) -> bool:
        """Whether the person may read what was written to the borrower."""
        return rights.sees_names()
