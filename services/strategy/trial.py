"""Trials: a challenger is tried on a share of the borrowers; a second person lets it begin, harm stops it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import aliased

from models import db
from models.case import Case
from models.loan import Loan
from models.portfolio import Portfolio
from models.strategy import Proposal, ProposalStatus, StrategyStatus, StrategyVersion
from models.trial import CaseArm, StrategyTrial, TrialStatus
from models.user import User
from rules import strategy as version_rule
from rules.errors import RuleError
from rules.sentence import Sentence
from rules.strategy import arms as rule
from rules.strategy.arms import Arm
from services import bulk, strategy
from services.strategy import arm, compared, condition

Status = TrialStatus
AHEAD = (Status.asked, Status.published)
"""What has not begun."""
OVER = (Status.stopped, Status.ended)
HARM = {
    "cured": Sentence("It was stopped by rule: fewer of its borrowers paid all that was overdue."),
    "complaints": Sentence("It was stopped by rule: its borrowers complained more often."),
    "breaches": Sentence("It was stopped by rule: more of its contacts broke a rule."),
    "blocks": Sentence("It was stopped by rule: more of its contacts were not allowed."),
}
DONE = Sentence("Its last day is over.")
REPLACED = Sentence("Another version came in force: what it was held against is not there any more.")


def ask(
    row: StrategyVersion, share: Decimal, starts_on: date, last_on: date, why: str, today: date, user: User
) -> StrategyTrial:
    """Ask a second person to let a draft be tried on a share of the borrowers.

    Raises RuleError for what is no draft of the version in force, differs in more than a trial may, was not tried in a
    dry run, or while another trial is ahead or runs.
    """
    base = _champion(row)
    if not why.strip():
        raise RuleError("Say why it should be so.")
    version_rule.check_start(starts_on, today)
    rule.check_terms(share, starts_on, last_on)
    strategy.check_tried(row)
    _check_alone()
    found = StrategyTrial(strategy_version=row, champion=base, digest=row.digest, share=share, why=why)
    found.starts_on, found.last_on, found.asked_on, found.asked_by = starts_on, last_on, today, user
    db.session.add(found)
    db.session.flush()
    return found


def publish(row: StrategyTrial, today: date, user: User) -> None:
    """Let a trial begin on its day; its version is written no more.

    Raises RuleError for one's own draft, one that was changed since, whose day has come, or of a version that another
    one replaced.
    """
    version = row.strategy_version
    if row.status != Status.asked:
        raise RuleError("Nobody asked for this trial to begin.")
    version_rule.check_publication(row.asked_by_id or 0, sorted(strategy.writers(version)), user.id)
    version_rule.check_start(row.starts_on, today)
    if version.digest != row.digest or version.status not in strategy.OPEN:
        raise RuleError("The draft was changed since it was asked for; ask again.")
    _champion(version)
    row.status, row.published_on, row.published_by = Status.published, today, user
    version.status = StrategyStatus.challenger


def second_people(row: StrategyTrial) -> list[User]:
    """Who may let a trial begin: nobody who wrote its draft, proposed it or asked for it."""
    return [each for each in strategy.second_people(row.strategy_version) if each.id != row.asked_by_id]


def drop(row: StrategyTrial) -> None:
    """Put a trial away before its day; its version is a draft again, if no other one is. Raises RuleError later."""
    if row.status not in AHEAD:
        raise RuleError("It has begun; stop it instead.")
    if row.strategy_version.status == StrategyStatus.challenger:
        free = strategy.draft() is None
        row.strategy_version.status = StrategyStatus.draft if free else StrategyStatus.dropped
    row.status = Status.dropped


def stop(row: StrategyTrial, reason: str, today: date) -> None:
    """End a trial that runs: everybody is treated by the version in force again. Raises RuleError without a reason."""
    if row.status != Status.running:
        raise RuleError("It does not run.")
    if not reason.strip():
        raise RuleError("Say why.")
    _end(row, Status.ended, reason, today)


def adopt(row: StrategyTrial, today: date, user: User) -> StrategyVersion:
    """Begin a draft of the challenger, for everybody; a second person publishes it, who did not write either.

    Raises RuleError while the trial runs, or when another version came in force meanwhile.
    """
    if row.status not in OVER:
        raise RuleError("End the trial first.")
    draft = strategy.begin(row.why, today, user)
    if draft.base != row.champion:
        raise RuleError(
            "It was held against version %(number)s, which another one replaced; begin anew.", number=row.champion
        )
    strategy.wrote(draft, row.strategy_version.content, user)
    draft.editors = sorted({*draft.editors, *strategy.writers(row.strategy_version)})
    for each in db.session.scalars(select(Proposal).filter_by(strategy_version_id=row.strategy_version_id)):
        if each.status in (ProposalStatus.proposed, ProposalStatus.tried):
            each.strategy_version, each.status, each.dry_run = draft, ProposalStatus.proposed, None
    return draft


def rehearse(row: StrategyVersion, share: Decimal, day: date) -> None:
    """Let a draft be tried on a share from a day on, in a rehearsal that is taken back. Raises RuleError as `ask`."""
    base = _champion(row)
    rule.check_terms(share, day, day)
    _check_alone()
    trial = StrategyTrial(strategy_version=row, champion=base, digest=row.digest, share=share, why=row.why)
    trial.starts_on, trial.last_on, trial.asked_on, trial.status = day, day, day, Status.running
    db.session.add(trial)
    db.session.flush()


def follow(today: date, *, replaced: bool = False) -> Counter[str]:
    """Begin the trial of the day, end one that is over or does harm, and let cases leave and join; counts it.

    `replaced`: as if another version were in force.
    """
    found: Counter[str] = Counter()
    for each in db.session.scalars(select(StrategyTrial).where(StrategyTrial.status == Status.published)):
        if each.starts_on <= today:
            each.status = Status.running
            found["begun"] += 1
    db.session.flush()
    row = arm.running()
    if row is None:
        return found
    if why := _over(row, today, replaced):
        _end(row, *why, today)
        return found + Counter({str(why[0]): 1})
    return found + Counter(left=_leave(row, today), joined=_join(row, today))


def _over(row: StrategyTrial, today: date, replaced: bool) -> tuple[TrialStatus, Sentence] | None:
    if replaced or row.champion != strategy.in_force():
        return Status.ended, REPLACED
    if today > row.last_on:
        return Status.ended, DONE
    name = rule.harm(compared.rates(row, today))
    return (Status.stopped, HARM[name]) if name else None


def _end(row: StrategyTrial, status: TrialStatus, reason: str, today: date) -> None:
    row.status, row.reason, row.ended_on = status, reason, today
    row.strategy_version.status = StrategyStatus.past
    db.session.flush()
    here = (CaseArm.strategy_trial_id == row.id, CaseArm.arm == Arm.challenger)
    _touch(db.session.scalars(select(CaseArm.case_id).where(*here)).all())


def _leave(row: StrategyTrial, today: date) -> int:
    """Let cases leave their arm whose borrowers must not be tried on any more: in both arms, which so stay alike."""
    query = select(CaseArm.id, CaseArm.case_id).join(Case, CaseArm.case_id == Case.id)
    query = query.where(CaseArm.strategy_trial_id == row.id, CaseArm.left_on.is_(None))
    rows = db.session.execute(query.where(arm.barred(today, joining=False))).all()
    bulk.change(CaseArm, [{"id": each.id, "left_on": today} for each in rows])
    _touch([each.case_id for each in rows])
    return len(rows)


def _join(row: StrategyTrial, today: date) -> int:
    """Put cases into their arms: overdue, under a policy that the challenger changes, of nobody barred or who left."""
    there = select(CaseArm.id).where(CaseArm.strategy_trial_id == row.id, CaseArm.case_id == Case.id)
    gone = aliased(CaseArm)
    left = select(gone.id).where(gone.strategy_trial_id == row.id, gone.borrower_id == Case.borrower_id)
    left = left.where(gone.left_on.is_not(None))
    query = select(Case.id, Case.borrower_id).join(Loan, Case.loan_id == Loan.id).join(Portfolio)
    query = query.where(
        Portfolio.policy_id.in_(strategy.policies_of(row.strategy_version)), ~there.exists(), ~left.exists()
    )
    query = query.where(Case.archived_on.is_(None), Case.overdue_since < today, ~arm.barred(today, joining=True))
    common = {"strategy_trial_id": row.id, "joined_on": today}
    rows: list[dict[str, Any]] = [
        {**common, "case_id": id, "borrower_id": who, "arm": rule.arm_of(row.digest, who, row.share)}
        for id, who in db.session.execute(query.order_by(Case.id))
    ]
    for some in bulk.chunks(rows):
        bulk.insert(CaseArm, some)
    _touch([each["case_id"] for each in rows if each["arm"] == Arm.challenger])
    return len(rows)


def _touch(case_ids: Iterable[int]) -> None:
    """Ask the night to look at cases."""
    table: Any = Case.__table__
    for ids in bulk.chunks(list(case_ids)):
        db.session.connection().execute(update(table).where(table.c.id.in_(ids)).values(touched=True))
        bulk.forget(Case, ids)


def _champion(row: StrategyVersion) -> StrategyVersion:
    """The version in force that a draft is held against. Raises RuleError for one that cannot be a challenger."""
    if row.status not in strategy.OPEN:
        raise RuleError("Version %(number)s is no draft: it does not change any more.", number=row.number)
    if row.base is None or row.base != strategy.in_force():
        raise RuleError("A challenger is a draft of the version in force; begin anew.")
    if not (found := strategy.changes(row)):
        raise RuleError("The draft says what is in force already.")
    rule.check(found)
    condition.check_content(row.content)
    return row.base


def _check_alone() -> None:
    query = select(StrategyTrial.id).where(StrategyTrial.status.in_((*AHEAD, Status.running)))
    if db.session.scalar(query.limit(1)) is not None:
        raise RuleError("One trial runs at a time; end the other one first.")
