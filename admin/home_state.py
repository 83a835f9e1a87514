"""Whether the house works: the last night, how far payments reach, and cases that nothing is planned for."""

from flask import current_app
from sqlalchemy import select

from admin.base import clock, rights
from models import db
from models.case import Case
from models.portfolio import Portfolio
from models.run import JobRun
from services import checklist, task


def without_action() -> list[Case]:
    """The first open cases that nothing is planned for; there should be none."""
    return list(db.session.scalars(select(Case).where(Case.id.in_(task.missing()[:10])).order_by(Case.id)))


def night() -> JobRun | None:
    """The last night that ran."""
    return db.session.scalars(
        select(JobRun).filter_by(job="nightly").order_by(JobRun.business_date.desc()).limit(1)
    ).first()


def books() -> list[Portfolio]:
    """The portfolios in use, with the day their payments reach to."""
    return list(db.session.scalars(select(Portfolio).where(Portfolio.archived_on.is_(None)).order_by(Portfolio.name)))


def first_steps() -> list[checklist.Step]:
    """The first steps of a new team, for who may take them, until the first real day can begin."""
    found = checklist.steps(current_app.config["CONCORD"], clock.today()) if rights.may_open("checklist") else []
    return [] if checklist.is_ready(found) else found
