"""By which version a case is treated: that of its arm while a trial runs, that in force for everybody else."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import aliased

from models import db
from models.base import Record, Scaled
from models.case import Case
from models.dispute import Dispute, DisputeStatus
from models.hardship import CareNote, Hardship, HardshipStatus
from models.hold import Hold, HoldKind
from models.stage import Policy, Stage, StageCondition
from models.strategy import StrategyVersion
from models.template import Template
from models.trial import CaseArm, StrategyTrial, TrialStatus
from models.wish import Wish, WishKind
from rules.strategy.arms import Arm
from services.strategy import document

OWN = (HoldKind.promise, HoldKind.plan)
"""Holds that are what a treatment hopes for: with one nobody joins, but who is in an arm stays there."""
CARE = (
    WishKind.vulnerable,
    WishKind.breathing_space,
    WishKind.no_contact_order,
    WishKind.cease,
    WishKind.deceased,
    WishKind.represented,
    WishKind.insolvent,
    WishKind.complained,
    WishKind.defrauded,
    WishKind.unclear,
    WishKind.no_automation,
)
"""What was said that keeps a borrower out of every trial. Source: PIPL 24, 55; FCA PRIN 2A."""
R = TypeVar("R", bound=Record)


class Treatment(NamedTuple):
    """The challenger of the trial that runs: its ladders and words, as rows that stand in no table."""

    trial_id: int
    version: StrategyVersion
    policies: Mapping[int, Policy]
    stages: Mapping[int, Stage]
    templates: Sequence[Template]


def running() -> StrategyTrial | None:
    """The trial that runs; one at a time."""
    return db.session.scalars(select(StrategyTrial).filter_by(status=TrialStatus.running)).first()


def treatment() -> Treatment | None:
    """How the challenger of today treats its cases; None while no trial runs."""
    row = running()
    if row is None:
        return None
    content = row.strategy_version.content
    policies = {each["id"]: _built(Policy, each) for each in content.get("policy", ())}
    stages = {each["id"]: _built(Stage, each) for each in content.get("stage", ())}
    for stage in sorted(stages.values(), key=lambda each: each.position):
        policies[stage.policy_id].stages.append(stage)
    for each in content.get("stage_condition", ()):
        stages[each["step_id"]].conditions.append(_built(StageCondition, each))
    templates = [_built(Template, each) for each in content.get("template", ())]
    return Treatment(row.id, row.strategy_version, policies, stages, templates)


def treated(found: Treatment | None, case_ids: Collection[int], today: date) -> set[int]:
    """Of these cases, those that the challenger treats today."""
    if found is None or not case_ids:
        return set()
    query = _in_challenger(found.trial_id).where(CaseArm.case_id.in_(list(case_ids)))
    return set(db.session.scalars(query.where(~barred(today, joining=False))))


def staged(stages: Mapping[int, Stage | None], today: date) -> dict[int, Stage | None]:
    """The stages of cases, each as the version has it by which the case is treated."""
    found = treatment()
    own = treated(found, stages, today)
    if found is None or not own:
        return dict(stages)
    return {id: found.stages.get(row.id, row) if row and id in own else row for id, row in stages.items()}


def as_treated(case_id: int, stages: Sequence[Stage | None], today: date) -> list[Stage | None]:
    """Stages for one case, each as the version has it by which the case is treated."""
    found = treatment()
    own = treated(found, [case_id], today)
    if found is None or not own:
        return list(stages)
    return [found.stages.get(each.id, each) if each else None for each in stages]


def leaving(today: date) -> Select[int] | None:
    """Cases that the challenger treated until now and must not treat any more; None while no trial runs."""
    row = running()
    return _in_challenger(row.id).where(barred(today, joining=False)) if row else None


def barred(today: date, *, joining: bool) -> ColumnElement[bool]:
    """The condition that the borrower of a case must not be tried on: care, hardship, dispute, hold, a refusal.

    Nor is who was merged from two of whom each was drawn for: one borrower has one arm.
    A hold of a promise or a plan keeps from joining, and ends no treatment.
    """
    other, who = aliased(Case), Case.borrower_id
    lasts = or_(Hold.ends_on.is_(None), Hold.ends_on >= today)
    held = select(Hold.id).join(other, Hold.case_id == other.id).where(other.borrower_id == who)
    held = held.where(or_(Hold.released_on.is_(None), Hold.released_on > today), lasts)
    disputed = select(Dispute.id).join(other, Dispute.case_id == other.id).where(other.borrower_id == who)
    said = select(Wish.id).where(Wish.borrower_id == who, Wish.kind.in_(CARE), Wish.ended_at.is_(None))
    hard = select(Hardship.id).where(Hardship.borrower_id == who, Hardship.status == HardshipStatus.running)
    care = select(CareNote.id).where(CareNote.borrower_id == who, CareNote.expires_on > today)
    return or_(
        (held if joining else held.where(Hold.kind.not_in(OWN))).exists(),
        disputed.where(Dispute.status == DisputeStatus.open).exists(),
        said.where(or_(Wish.ends_on.is_(None), Wish.ends_on >= today)).exists(),
        hard.exists(),
        care.exists(),
        _drawn_for_another().exists(),
    )


def _drawn_for_another() -> Select[int]:
    """The running arms of a borrower's cases that chance drew for another number, which was merged into theirs."""
    other, drawn = aliased(Case), aliased(CaseArm)
    query = select(drawn.id).join(other, drawn.case_id == other.id)
    query = query.join(StrategyTrial, drawn.strategy_trial_id == StrategyTrial.id)
    here = (other.borrower_id == Case.borrower_id, drawn.borrower_id != other.borrower_id)
    return query.where(*here, StrategyTrial.status == TrialStatus.running)


def version_of(case: Case, today: date) -> StrategyVersion | None:
    """The challenger, where it treats a case today."""
    found = running()
    if found is None:
        return None
    query = _in_challenger(found.id).where(CaseArm.case_id == case.id, ~barred(today, joining=False))
    return found.strategy_version if db.session.scalar(query) else None


def versions_of(case: Case, days: Iterable[date]) -> dict[date, StrategyVersion]:
    """The challengers that treated a case on these days."""
    rows = db.session.scalars(select(CaseArm).filter_by(case_id=case.id, arm=Arm.challenger)).all()
    found = {}
    for day in days:
        for row in rows:
            ends = [end for end in (row.left_on, row.strategy_trial.ended_on) if end]
            if row.joined_on <= day and all(day < end for end in ends):
                found[day] = row.strategy_trial.strategy_version
    return found


def _in_challenger(trial_id: int) -> Select[int]:
    here = (CaseArm.strategy_trial_id == trial_id, CaseArm.arm == Arm.challenger, CaseArm.left_on.is_(None))
    return select(CaseArm.case_id).join(Case, CaseArm.case_id == Case.id).where(*here)


def _built(model: type[R], row: Mapping[str, Any]) -> R:
    """A row of a version as its record, which no session knows."""
    table = document.table_of(model)
    return model(**{name: _value(table.c[name].type, value) for name, value in row.items() if name in table.c})


def _value(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Scaled):
        return Decimal(value)
    if getattr(kind, "enum_class", None):
        return kind.enum_class(value)
    return date.fromisoformat(value) if kind.python_type is date else value
