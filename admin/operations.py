"""Screens of what the house did by itself: job runs and the audit trail."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from admin.base import details, format, history, labels
from admin.base.view import RecordView
from models.audit import AuditEntry
from models.run import JobRun
from rules.sentence import Sentence


def job(view: Any, context: Any, row: JobRun, name: str) -> str:
    """The job in words."""
    return str(details.JOBS.get(row.job, row.job))


def done(row: JobRun) -> list[tuple[str, str]]:
    """What each step of a run did; steps with nothing to do are left out."""
    return [(details.name(step), details.counts(found)) for step, found in row.counts.items() if found]


def counts(view: Any, context: Any, row: JobRun, name: str) -> Markup | None:
    """What was done, a line for each step."""
    pairs = Markup("").join(Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(*pair) for pair in done(row))
    return Markup('<dl class="pairs">{}</dl>').format(pairs) if pairs else None


def counts_in_a_file(view: Any, context: Any, row: JobRun, name: str) -> str:
    """The same in one line."""
    return "; ".join(": ".join(pair) for pair in done(row))


def problems(view: Any, context: Any, row: JobRun, name: str) -> Markup:
    """What failed in a run, a line each."""
    return Markup("<br>").join(problem(each) for each in row.problems)


def problem(told: dict[str, Any]) -> str:
    """One thing that failed: the step, the row it failed for, and why."""
    noun, why = told["record"], told["problem"]
    about = gettext("%(noun)s %(number)s", noun=labels.record(noun), number=told["id"]) if noun else ""
    if not isinstance(why, Sentence) and " " not in why:
        why = Sentence("A fault of the program: %(error)s", error=why)
    why = format.said(why)
    return ": ".join(filter(None, (details.name(told["step"]), about, why)))


class JobRunView(RecordView):
    """What ran by itself for which business date."""

    model = JobRun
    menu_group = "Operations"
    icon = "clock"
    column_list = ("job", "business_date", "status", "started_at", "finished_at", "counts")
    column_filters = ("status", "job", "business_date", "started_at")
    facts = ("business_date", "status")
    column_formatters = {"job": job, "counts": counts, "problems": problems}
    column_formatters_export = {"job": job, "counts": counts_in_a_file}
    empty = _l("Nothing ran yet: the night begins after midnight.")


class AuditEntryView(RecordView):
    """Who did what to which row."""

    model = AuditEntry
    menu_group = "Operations"
    icon = "shield"
    details_template = "admin/entry.html"
    column_list = ("at", "actor", "action", "record", "record_id", "reason")
    column_filters = ("at", "action", "record", "record_id", "user")
    facts = ("at", "actor", "action", "record", "record_id", "address")
    column_formatters = {"record": lambda view, context, row, name: row.record and labels.record(row.record)}

    def details(self, row: Any) -> dict[str, Any]:
        """The entry itself in the place of a history."""
        return {**super().details(row), "groups": [], "history": [history.event(row)]}
