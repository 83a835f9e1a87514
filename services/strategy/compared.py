"""What came of a trial: the arms beside each other, recovery and compliance, each figure with the rows it counts."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from models import db
from models.case import Episode
from models.complaint import Complaint
from models.contact import Contact, Direction
from models.decision import Breach, Decision, Verdict
from models.trial import CaseArm, StrategyTrial
from rules.strategy import effect as rule
from rules.strategy.arms import Arm
from rules.strategy.effect import Compared, Part, Window
from services import team
from services.strategy import effect
from services.strategy.effect import Money

Counted = Callable[[StrategyTrial, Arm, Window], tuple[Select[int], Select[int]]]


def window(row: StrategyTrial, today: date) -> Window:
    """The days of a trial so far, the last one not included."""
    return Window(row.starts_on, min(row.ended_on or today, today))


def rates(row: StrategyTrial, today: date) -> dict[str, Compared]:
    """Each rate of the champion's arm beside that of the challenger's, with how sure the difference is."""
    days = window(row, today)
    return {name: rule.compare(_part(name, row, Arm.champion, days), _part(name, row, Arm.challenger, days))
            for name in COUNTED}  # fmt: skip


def rows(name: str, row: StrategyTrial, of: Arm, today: date, hits_only: bool) -> list[int]:
    """The ids of the rows that a rate counts in an arm: its hits, or all it was divided by."""
    hits, all_of_them = COUNTED[name](row, of, window(row, today))
    return list(db.session.scalars(hits if hits_only else all_of_them))


def money(row: StrategyTrial, today: date) -> dict[str, list[Money]]:
    """What was overdue in each arm, and what of money came on it."""
    days = window(row, today)
    return {str(of): effect.money_of(_cases(row, of), days) for of in Arm}


def _part(name: str, row: StrategyTrial, of: Arm, days: Window) -> Part:
    hits, all_of_them = COUNTED[name](row, of, days)
    counts = [db.session.scalar(select(func.count()).select_from(each.subquery())) or 0 for each in (hits, all_of_them)]
    return Part(*counts)


def _cases(row: StrategyTrial, of: Arm) -> Select[int]:
    return select(CaseArm.case_id).where(CaseArm.strategy_trial_id == row.id, CaseArm.arm == of)


def _borrowers(row: StrategyTrial, of: Arm) -> Select[int]:
    return select(CaseArm.borrower_id).where(CaseArm.strategy_trial_id == row.id, CaseArm.arm == of).distinct()


def _cured(row: StrategyTrial, of: Arm, days: Window) -> tuple[Select[int], Select[int]]:
    """Borrowers, since arms are drawn by them, of whom each case of the trial was paid up since it joined."""
    mine = aliased(CaseArm)
    paid_up = select(Episode.id).where(Episode.case_id == mine.case_id, Episode.closed_on < days.end)
    left = select(mine.id).where(mine.strategy_trial_id == row.id, mine.borrower_id == CaseArm.borrower_id)
    left = left.where(~paid_up.where(Episode.closed_on >= mine.joined_on).exists())
    found = _borrowers(row, of)
    return found.where(~left.exists()), found


def _contacts(row: StrategyTrial, of: Arm, days: Window) -> Select[int]:
    first, end = team.start_of(days.first), team.start_of(days.end)
    here = (Contact.direction == Direction.outbound, Contact.at >= first, Contact.at < end)
    return select(Contact.id).where(*here, Contact.borrower_id.in_(_borrowers(row, of)))


def _complaints(row: StrategyTrial, of: Arm, days: Window) -> tuple[Select[int], Select[int]]:
    here = select(Complaint.id).where(Complaint.received_on >= days.first, Complaint.received_on < days.end)
    return here.where(Complaint.case_id.in_(_cases(row, of))), _contacts(row, of, days)


def _blocks(row: StrategyTrial, of: Arm, days: Window) -> tuple[Select[int], Select[int]]:
    first, end = team.start_of(days.first), team.start_of(days.end)
    asked = select(Decision.id).where(Decision.at >= first, Decision.at < end)
    asked = asked.where(Decision.borrower_id.in_(_borrowers(row, of)))
    return asked.where(Decision.verdict == Verdict.blocked), asked


def _breaches(row: StrategyTrial, of: Arm, days: Window) -> tuple[Select[int], Select[int]]:
    theirs = or_(Contact.borrower_id.in_(_borrowers(row, of)), Breach.case_id.in_(_cases(row, of)))
    here = select(Breach.id).outerjoin(Contact, Breach.contact_id == Contact.id).where(theirs)
    return here.where(Breach.raised_on >= days.first, Breach.raised_on < days.end), _contacts(row, of, days)


COUNTED: dict[str, Counted] = {
    "cured": _cured,
    "complaints": _complaints,
    "blocks": _blocks,
    "breaches": _breaches,
}
"""What each rate counts, and what that is divided by."""
