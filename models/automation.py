"""Automation: rules of the house that act on what happened to a case, and each time one did."""

import enum
from datetime import date
from enum import auto
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Archived, LongText, Named, Record, ref
from models.case import Case
from models.portfolio import Portfolio
from models.sentence import Said
from models.stage import Stage, TaskKind
from models.tone import toned
from models.user import User


class Event(enum.StrEnum):
    """What sets a rule off; a closed list."""

    case_opened = auto()
    stage_raised = auto()
    promise_broken = auto()
    promise_kept = auto()
    plan_broken = auto()
    payment_posted = auto()
    contact_logged = auto()
    reply_came = auto()
    dispute_opened = auto()
    referral_moved = auto()
    quiet = auto()
    each_night = auto()


class Does(enum.StrEnum):
    """What a rule does; a closed list."""

    book_action = auto()
    assign = auto()
    tell = auto()
    propose_plan = auto()
    propose_referral = auto()
    write_reminder = auto()


@toned(green="on", amber="asked")
class AutomationStatus(enum.StrEnum):
    """Off at birth and after each change; on by a person, or by a second one where it sends or is about money."""

    off = auto()
    asked = auto()
    on = auto()


class Automation(Named, Archived, Record):
    """When something happens to a case that fits, do something; at most `most` times a night.

    Only cases of `stage`, `portfolio` and `assignee`, from `days_from` to `days_to` past due, both included; what is
    empty asks for nothing. `person` is who is told or gets the case; where nobody is named, who works it is told.
    `editors` are the ids of who wrote in it: none of them is the second person who switches it on.
    """

    key: Mapped[str | None] = mapped_column(unique=True)
    event: Mapped[Event]
    quiet_days: Mapped[int | None]
    stage_id: Mapped[int | None] = ref("stage", index=False)
    portfolio_id: Mapped[int | None] = ref("portfolio", index=False)
    assignee_id: Mapped[int | None] = ref("user", index=False)
    days_from: Mapped[int | None]
    days_to: Mapped[int | None]
    does: Mapped[Does]
    task_kind: Mapped[TaskKind | None]
    after_days: Mapped[int] = mapped_column(default=0)
    person_id: Mapped[int | None] = ref("user", index=False)
    plan_count: Mapped[int | None]
    note: Mapped[LongText] = mapped_column(default="")
    most: Mapped[int] = mapped_column(default=20)
    status: Mapped[AutomationStatus] = mapped_column(default=AutomationStatus.off)
    editors: Mapped[list[Any]] = mapped_column(default=list)
    written_by_id: Mapped[int | None] = ref("user", index=False)
    asked_by_id: Mapped[int | None] = ref("user", index=False)
    switched_by_id: Mapped[int | None] = ref("user", index=False)
    switched_on: Mapped[date | None]

    stage: Mapped[Stage | None] = relationship()
    portfolio: Mapped[Portfolio | None] = relationship()
    assignee: Mapped[User | None] = relationship(foreign_keys=assignee_id)
    person: Mapped[User | None] = relationship(foreign_keys=person_id)
    written_by: Mapped[User | None] = relationship(foreign_keys=written_by_id)
    asked_by: Mapped[User | None] = relationship(foreign_keys=asked_by_id)
    switched_by: Mapped[User | None] = relationship(foreign_keys=switched_by_id)


@toned(green="done", amber="kept_back")
class FiringOutcome(enum.StrEnum):
    """Whether a rule did its work, or was kept from it."""

    done = auto()
    kept_back = auto()


class Firing(Record):
    """A rule met something that happened to a case `on` a day: once for each rule, case and day, whatever came of it.

    `record` and `record_id` name what happened; `why` says what came of it. `fired_on` is the day of the night.
    """

    __table_args__ = (UniqueConstraint("automation_id", "case_id", "on"),)

    belongs_to = "case"

    automation_id: Mapped[int] = ref("automation", index=False)
    case_id: Mapped[int] = ref("case")
    on: Mapped[date]
    fired_on: Mapped[date] = mapped_column(index=True)
    record: Mapped[str]
    record_id: Mapped[int]
    outcome: Mapped[FiringOutcome]
    why: Mapped[Said] = mapped_column(default="")

    automation: Mapped[Automation] = relationship(backref="firings")
    case: Mapped[Case] = relationship(backref="firings")
