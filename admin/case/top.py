"""The top of the case page: who, why the case stands here and what comes next; and all that happened to it."""

from datetime import date
from functools import cached_property

from flask import request
from flask_babel import gettext
from sqlalchemy import select

from admin.base import columns, format, mask, query, rights
from admin.base.once import once
from admin.case.panel import Panel
from admin.strategy import told
from models import db
from models.case import Case, CaseStage
from models.strategy import StrategyVersion
from models.task import Task
from rules.access import Reach
from services import strategy
from services.case import timeline
from services.strategy import arm


class TopPanel(Panel):
    """Who owes, how late, and what is to be done."""

    name = "top"

    @cached_property
    def days(self) -> int:
        """The days past due."""
        return columns.days_past_due(self.row, self.today)

    @cached_property
    def cases(self) -> list[Case]:
        """The cases of the borrower that the person works on too, this one among them."""
        sees_all = rights.reach("case") == Reach.all
        found = [each for each in self.row.borrower.cases if sees_all or each.assignee_id == self.row.assignee_id]
        return sorted({each.id: each for each in [self.row, *found]}.values(), key=lambda each: each.id)

    @cached_property
    def why(self) -> str:
        """Why the case stands where it stands."""
        return why(self.row)

    @cached_property
    def version(self) -> StrategyVersion | None:
        """The version of the strategy by which the case is treated, for who may see it."""
        if not rights.may("view", "strategy_version"):
            return None
        if tried := arm.version_of(self.row, self.today):
            return tried
        day = self.since or self.today
        return strategy.at_many([day], once("versions", strategy.stood)).get(day)

    @cached_property
    def since(self) -> date | None:
        """Since when the case stands in its stage."""
        query = select(CaseStage.since_on).where(CaseStage.case_id == self.row.id, CaseStage.until_on.is_(None))
        return db.session.scalar(query.order_by(CaseStage.id.desc()).limit(1))

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
    if not row.stage_reason:
        return gettext("The next night looks at this case and says here why it stands where it stands.")
    return format.said(row.stage_reason)


SHOWN = 10
"""So many entries of the timeline stand on one page."""


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
        return timeline.page(self.row, self.shown, self.number, SHOWN)

    @property
    def entries(self) -> list[timeline.Entry]:
        """What happened, newest first."""
        return self._page[0]

    @property
    def older(self) -> bool:
        """Whether older pages follow."""
        return self._page[1]

    @cached_property
    def versions(self) -> dict[date, StrategyVersion]:
        """The versions of the strategy by which the shown moves were made, by day."""
        days = {each.on for each in self.entries if each.kind == "stage"}
        return strategy.at_many(days, once("versions", strategy.stood)) | arm.versions_of(self.row, days)

    @cached_property
    def sees_versions(self) -> bool:
        """Whether the person may open them."""
        return rights.may("view", "strategy_version")

    def stage_then(self, entry: timeline.Entry) -> str:
        """The stage of a move as it was called then."""
        version, row = self.versions.get(entry.on), entry.row.stage
        rows = version.content.get("stage", ()) if version else ()
        found = next((each for each in rows if each["id"] == row.id), None)
        return told.called(found) if found else format.title(row)

    @cached_property
    def sees_words(self) -> bool:
        """Whether the person may read what was written to the borrower."""
        return rights.sees_names()
