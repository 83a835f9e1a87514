"""What the night does to a case: decided from its facts, written for many cases at once."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import update

from models import db
from models.case import Case, CaseEvent, CaseEventKind, CaseStage, CaseState, Episode
from models.stage import Stage, Trigger
from rules import stage
from rules.sentence import Amount, Row, Sentence
from services import bulk, task
from services.case import span
from services.case.facts import Facts, Ladder

NOWHERE = -1


class Change(NamedTuple):
    """What becomes of a case: its new values, and the event that tells of it, if anything moved.

    It `moves` to another stage or out of any, and `begins` an episode: a case that closed today and opens today
    goes on with the one it had. One that begins when the first action of its stage was due already `is_behind`.
    """

    case_id: int
    values: dict[str, Any]
    changed: bool
    moves: bool
    event: dict[str, Any] | None
    stage: Stage | None
    overdue: Decimal
    begins: bool = False
    is_behind: bool = False

    @property
    def outcome(self) -> str:
        """What happened, for the counts of a run; empty when nothing did."""
        return str(self.event["kind"]) if self.event else ""


def decide(facts: Facts, today: date) -> Change:
    """Let the rule say where a case stands today, and compare with where it stood."""
    row, ladder = facts.case, facts.ladder
    here = stage.at(facts.arrears, ladder.rule(row.currency), facts.holds, today, facts.ceiling)
    is_open = facts.arrears.overdue > 0
    found = ladder.stages[here.stage] if is_open and here.stage else None
    kind = _kind(row, is_open, _position(ladder, row.stage_id), found.position if found else NOWHERE)
    begins = kind == CaseEventKind.opened or (kind == CaseEventKind.reopened and row.closed_on != today)
    values = {
        "state": _state(row, is_open),
        "stage_id": found.id if found else None,
        "opened_on": today if begins else row.opened_on,
        "next_stage_on": here.next_stage_on,
        "stage_reason": told(here.reason, ladder, row.currency),
    }
    changed = any(getattr(row, name) != value for name, value in values.items())
    moves = kind is not None or values["stage_id"] != row.stage_id
    event = _event(row, kind, values, today) if kind else None
    is_behind = begins and _is_behind(facts, found, today)
    return Change(row.id, values, changed, moves, event, found, facts.arrears.overdue, begins, is_behind)


def told(reason: Sentence, ladder: Ladder, currency: str) -> Sentence:
    """A reason as it is stored: the keys of stages become their rows, the minimum an amount of the loan's currency."""

    def kept(value: Any) -> Any:
        if isinstance(value, Decimal):
            return Amount(value, currency)
        found = ladder.stages.get(value)
        return Row("stage", found.id, found.key) if found else value

    return Sentence(reason.message, **{name: kept(value) for name, value in reason.values.items()})


def write(changes: Sequence[Change], today: date) -> None:
    """Write what was decided, each kind of row in one statement."""
    _settle([change for change in changes if not change.changed])
    bulk.change(Case, [{"id": each.case_id, "touched": False, **each.values} for each in changes if each.changed])
    bulk.insert(CaseEvent, [change.event for change in changes if change.event])
    _span([change for change in changes if change.moves], today)
    begun = [change for change in changes if change.outcome in (CaseEventKind.opened, CaseEventKind.reopened)]
    ended = [change.case_id for change in changes if change.outcome == CaseEventKind.closed]
    _begin(begun)
    _forget_reasons([each.case_id for each in begun if each.begins and each.outcome == CaseEventKind.reopened])
    _end(ended, today)
    moved = {each.case_id: each.stage for each in changes if each.event and each.case_id not in ended}
    task.from_stage(moved, today, {each.case_id for each in begun if each.is_behind})
    task.finish(ended, today)


def _is_behind(facts: Facts, found: Stage | None, today: date) -> bool:
    """Whether the first action of a stage was due before today, had the case been here from its first day."""
    since, days = facts.arrears.since, found.next_task_days if found else 0
    if found and found.trigger == Trigger.days_past_due:
        days += found.days
    return since is not None and since + timedelta(days=days) < today


def _state(row: Any, is_open: bool) -> CaseState:
    if is_open:
        return CaseState.open
    return CaseState.waiting if row.state == CaseState.waiting else CaseState.closed


def _kind(row: Any, is_open: bool, before: int, after: int) -> CaseEventKind | None:
    was_open = row.state == CaseState.open
    if is_open and not was_open:
        return CaseEventKind.reopened if row.opened_on else CaseEventKind.opened
    if was_open and not is_open:
        return CaseEventKind.closed
    if not is_open or before == after:
        return None
    return CaseEventKind.stage_raised if after > before else CaseEventKind.stage_lowered


def _position(ladder: Ladder, stage_id: int | None) -> int:
    """The place of a stage on the ladder; below the first for none, or for one of another policy."""
    return next((each.position for each in ladder.stages.values() if each.id == stage_id), NOWHERE)


def _event(row: Any, kind: CaseEventKind, values: dict[str, Any], today: date) -> dict[str, Any]:
    return {
        "case_id": row.id,
        "on": today,
        "kind": kind,
        "stage_id": values["stage_id"],
        "from_stage_id": row.stage_id,
        "reason": values["stage_reason"],
    }


def _settle(unchanged: Sequence[Change]) -> None:
    """A look that found nothing new leaves the version alone, so that a person's form stays good."""
    ids = [change.case_id for change in unchanged]
    if ids:
        statement = update(Case.__table__).where(Case.id.in_(ids), Case.touched.is_(True)).values(touched=False)  # type: ignore[arg-type]
        db.session.connection().execute(statement)
        bulk.forget(Case, ids)


def _span(moved: Sequence[Change], today: date) -> None:
    """Write down from when to when each case is in its stage; one that is not open is in none."""
    here = [each for each in moved if each.values["state"] == CaseState.open]
    begun = [{"case_id": each.case_id, "stage_id": each.values["stage_id"]} for each in here]
    if moved:
        span.move(CaseStage, [each.case_id for each in moved], today, begun)


def _begin(changes: Sequence[Change]) -> None:
    rows = [{"case_id": each.case_id, "overdue_amount": each.overdue, "closed_on": None} for each in changes]
    days = [each.values["opened_on"] for each in changes]
    begun = [{**row, "opened_on": day} for row, day in zip(rows, days, strict=True)]
    bulk.insert(Episode, begun, keep=["closed_on"])
    _mark([change.case_id for change in changes], None)


def _forget_reasons(ids: Sequence[int]) -> None:
    """Why an earlier episode was overdue stays with its contacts; of this one nobody knows yet."""
    bulk.change(Case, [{"id": id, "reason_id": None, "reason_basis": None} for id in ids])


def _end(ids: Sequence[int], today: date) -> None:
    table: Any = Episode.__table__
    ended = update(table).where(table.c.case_id.in_(ids), table.c.closed_on.is_(None))
    if ids:
        db.session.connection().execute(ended.values(closed_on=today, version=table.c.version + 1))
        _mark(ids, today)


def _mark(ids: Sequence[int], closed_on: date | None) -> None:
    table: Any = Case.__table__
    if ids:
        db.session.connection().execute(update(table).where(table.c.id.in_(ids)).values(closed_on=closed_on))
