"""The first steps of a new team: what is set up, read from the rows and the settings."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, func, or_, select

from models.base import db
from models.lender import Lender
from models.loan import Loan
from models.partner import LegalPartner
from models.run import JobRun, RunStatus
from models.user import User
from rules import validation_period
from services import paper, prime_rate, rest_days, sending, user
from services.channel import choice
from services.reminder import words

NEEDED = frozenset({"lender", "portfolio", "people"})
"""Without these no real day begins; the others can wait."""


class Step(NamedTuple):
    """One step and whether it is done."""

    name: str
    done: bool


def steps(settings: choice.Settings, today: date) -> list[Step]:
    """Every step in the order in which a team takes them."""
    return [Step(name, done) for name, done in states(settings, today)]


def is_ready(found: list[Step]) -> bool:
    """Whether the first real day can begin."""
    return all(step.done for step in found if step.name in NEEDED)


def states(settings: choice.Settings, today: date) -> Iterator[tuple[str, bool]]:
    """The name and the state of each step."""
    yield "lender", lenders_are_complete()
    yield "portfolio", (has_loans := some(select(Loan.id)))
    if has_loans:
        yield "words", not words.gaps()
    yield "night", some(select(JobRun.id).where(JobRun.job == "nightly", JobRun.status == RunStatus.done))
    yield "people", has_company()
    yield "mail", user.is_configured(settings)
    yield "sms", choice.has_gateway(sending.now(settings))
    yield "legal_partner", some(select(LegalPartner.id).where(LegalPartner.archived_on.is_(None)))
    if some(of_others()):
        yield "validation", not some(of_others().where(Lender.address == ""))
    yield "prime_rate", prime_rate.is_current(today)
    yield "rest_days", not rest_days.lacking(today)
    yield "letters", paper.has_chinese_font()


def some(rows: Select[int]) -> bool:
    """Whether there is any such row."""
    return db.session.scalar(rows.limit(1)) is not None


def lenders_are_complete() -> bool:
    """Whether every lender says where to call back and where to pay."""
    return some(select(Lender.id).where(Lender.archived_on.is_(None))) and not incomplete_lenders()


def incomplete_lenders() -> list[int]:
    """Ids of the lenders that do not say where to call back, or where to pay."""
    working = select(Lender.id).where(Lender.archived_on.is_(None)).order_by(Lender.id)
    return list(db.session.scalars(working.where(or_(Lender.callback_number == "", Lender.pay_to == ""))))


def of_others() -> Select[int]:
    """The working lenders that collect for others in the United States, who owe each consumer a validation notice."""
    return select(Lender.id).where(Lender.archived_on.is_(None), Lender.licence.in_(validation_period.LICENCES))


def has_company() -> bool:
    """Whether more than one person may sign in."""
    return (db.session.scalar(select(func.count()).select_from(User).where(User.active)) or 0) > 1
