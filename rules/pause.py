"""Pauses: which days do not count; append-only PAUSE and RESUME actions, half-open, never overlapping."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from rules.errors import RuleError

ACTIVE = "active"


class Pause(NamedTuple):
    """Days from `start` up to, not including, `end`."""

    start: date
    end: date


class Resume(NamedTuple):
    """Ends the running pause on its day, which counts again; `end` must stay None."""

    on: date
    end: date | None = None


Action = Pause | Resume


def effective(actions: Iterable[Action]) -> list[Pause]:
    """All pauses with their resumes applied, sorted; one resumed on its first day leaves nothing."""
    pauses: list[Pause] = []
    for action in actions:
        if isinstance(action, Resume):
            pauses = [_cut(pause, action.on) for pause in pauses]
        else:
            pauses.append(action)
    return sorted(pause for pause in pauses if pause.start < pause.end)


def paused_days(pauses: Iterable[Pause], first: date, end: date) -> int:
    """Days from `first` up to, not including, `end` that lie in one of the effective pauses."""
    return sum(max(0, (min(pause.end, end) - max(pause.start, first)).days) for pause in pauses)


def add(actions: Sequence[Action], new: Action, status: str, disbursed_on: date | None, today: date) -> list[Pause]:
    """Return the effective pauses with `new` among them.

    Raises RuleError, its value `reason` names why: only an active loan is paused, not before it was paid out, and
    no two pauses share a day (touching is allowed); a resume is of today and ends the pause that runs.
    """
    if status != ACTIVE:
        raise RuleError("Only an active loan can be paused.", reason="loan_not_active")
    if isinstance(new, Resume):
        _check_resume(new, effective(actions), today)
    else:
        _check_pause(new, effective(actions), disbursed_on)
    return effective([*actions, new])


def _check_pause(new: Pause, pauses: Iterable[Pause], disbursed_on: date | None) -> None:
    if new.end <= new.start:
        raise RuleError("A pause must end after it starts.", reason="end_not_after_start")
    if disbursed_on and new.start < disbursed_on:
        raise RuleError(
            "A pause cannot start before the loan was paid out on %(day)s.",
            reason="before_disbursement",
            day=disbursed_on,
        )
    for pause in pauses:
        if new.start < pause.end and pause.start < new.end:
            raise RuleError(
                "The days overlap the pause from %(start)s to %(end)s.",
                reason="overlap",
                start=pause.start,
                end=pause.end,
            )


def _check_resume(new: Resume, pauses: Iterable[Pause], today: date) -> None:
    if new.end is not None:
        raise RuleError("A resume has one day and no end.", reason="resume_with_end")
    if new.on != today:
        raise RuleError("A pause can only be resumed today, on %(day)s.", reason="resume_not_today", day=today)
    if not any(_runs(pause, new.on) for pause in pauses):
        raise RuleError("No pause runs today.", reason="no_pause")


def _runs(pause: Pause, day: date) -> bool:
    return pause.start <= day < pause.end


def _cut(pause: Pause, day: date) -> Pause:
    return pause._replace(end=day) if _runs(pause, day) else pause
