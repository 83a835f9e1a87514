"""The page of the night: run now at a person's word, what it did, and what it leaves for the day."""

import logging
from datetime import date, timedelta
from threading import Lock, Thread
from typing import Any, NamedTuple, cast

from flask import Flask, current_app, redirect, request, url_for
from flask_admin import expose
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from admin import operations
from admin.base import clock, details, notices, rights, scope, transaction
from admin.base.page import Page
from admin.checklist import mend
from models import db
from models.audit import AuditAction
from models.borrower import Borrower
from models.case import Case, CaseState
from models.portfolio import Portfolio
from models.run import JobRun, RunStatus
from rules.sentence import Sentence
from services import arrears, audit
from services.arrears import Slice
from services.case import share
from services.reminder import words

RUNNING: dict[str, Thread] = {}
"""The night that this process runs now at a person's word."""
GIVEN_UP = timedelta(hours=6)
SHOWN = 50
BEGUN = Sentence("The night was begun by hand.")
guard = Lock()
log = logging.getLogger("concord.night")


def begin() -> None:
    """Start the night in the background and write down who did; while it runs, a second start changes nothing."""
    app: Flask = cast(Any, current_app)._get_current_object()
    with guard:
        if "nightly" in RUNNING:
            return
        transaction.attempt(lambda: audit.record(AuditAction.created, JobRun, BEGUN))
        RUNNING["nightly"] = Thread(target=work, args=(app,), daemon=True)
        RUNNING["nightly"].start()


def work(app: Flask) -> None:
    """Run the night by the timetable's own way; its row keeps what came of it."""
    try:
        app.config["NIGHT"](app)
    except Exception:
        log.exception("the night could not be run")
    finally:
        RUNNING.pop("nightly", None)


def last() -> JobRun | None:
    """The last night that ran."""
    nights = db.select(JobRun).filter_by(job="nightly")
    return db.session.scalars(nights.order_by(JobRun.business_date.desc()).limit(1)).first()


def is_running(row: JobRun | None) -> bool:
    """Whether a night is under way, here or in another process."""
    here = row is not None and row.status == RunStatus.running and row.started_at + GIVEN_UP > clock.now()
    return "nightly" in RUNNING or here


class Reason(NamedTuple):
    """Why borrowers cannot be written to: how many, and the cases of the first of them."""

    reason: str
    borrowers: int
    cases: list[Case]


def figures(portfolio_id: int | None) -> dict[str, Any]:
    """What is overdue, and the address of the list behind each figure."""
    found = arrears.of(clock.today(), portfolio_id)
    narrowed: dict[str, Any] = {"loan.portfolio": portfolio_id} if portfolio_id else {}

    def address(part: Slice | None = None) -> str:
        low, high = (part.low, part.high) if part else (1, None)
        return url_for("case.index_view", days_past_due_from=low, days_past_due_to=high, **narrowed)

    return {"arrears": found, "address": address, "gaps": [(gap.said, *mend(gap)) for gap in words.gaps()]}


def reasons(portfolio_id: int | None) -> list[Reason]:
    """Who cannot be written to, and why."""
    return [reason(each) for each in arrears.unwritten(portfolio_id)]


def reason(each: arrears.Unwritten) -> Reason:
    """One reason with the open cases of the first borrowers it concerns."""
    query = db.select(Case).join(Borrower).where(Case.borrower_id.in_(each.borrower_ids[:SHOWN]))
    rows = db.session.scalars(query.where(Case.state == CaseState.open, Case.archived_on.is_(None)).order_by(Case.id))
    return Reason(each.reason, len(each.borrower_ids), list(rows))


class Passed(NamedTuple):
    """The dates of a job that nobody makes up any more: how many, the first and the last."""

    job: str
    dates: int
    first: date
    last: date


def passed_over() -> list[Passed]:
    """What was passed over after a long absence, as the bell tells it."""
    columns = (JobRun.job, func.count(), func.min(JobRun.business_date), func.max(JobRun.business_date))
    since = clock.now() - notices.PASSED
    query = select(*columns).where(JobRun.status == RunStatus.skipped, JobRun.started_at >= since)
    return [Passed(*row) for row in db.session.execute(query.group_by(JobRun.job).order_by(JobRun.job))]


class NightPage(Page):
    """The night before the day: begun by a person, told step by step, and summed up."""

    page = "night"
    heading = _l("The night")
    icon = "clock"

    @expose("/")
    def index(self) -> str:
        """How far the night is; once it is done, what is overdue and who cannot be written to."""
        row, portfolio = last(), scope.find(Portfolio, request.args.get("portfolio", ""))
        running = is_running(row)
        of = portfolio.id if portfolio else None
        told = {} if running else {**figures(of), "reasons": reasons(of)}
        free = len(share.unassigned()) if row and not running else 0
        known = {"row": row, "running": running, "portfolio": portfolio, "steps": operations.done(row) if row else []}
        known |= {"passed": passed_over(), "jobs": details.JOBS}
        people = {"free": free, "collectors": share.collectors(), "may": rights.may}
        return self.render("night.html", **known, **told, **people)

    @expose("/run/", methods=("POST",))
    def run(self) -> Any:
        """Begin the night."""
        begin()
        return redirect(url_for("night.index", portfolio=request.form.get("portfolio") or None))
