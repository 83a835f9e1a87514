"""The loop: a figure asks for a change, a draft makes it, a dry run shows it, a second person decides, weeks judge."""

from datetime import date
from typing import Any

from models import db
from models.metric import MetricScope, WeeklyMetric
from models.strategy import Proposal, ProposalStatus, StrategyStatus
from models.user import User
from rules import strategy as rule
from rules.errors import RuleError
from services import strategy
from services.strategy import dry_run, effect

OPEN = (ProposalStatus.proposed, ProposalStatus.tried)


def make(figure: WeeklyMetric, proposed: str, today: date, user: User | None) -> Proposal:
    """Propose a change from a figure of a week, as it reads now; it goes into the draft, which is begun if need be.

    Raises RuleError without a word of what is proposed, or for a figure of less than the whole team.
    """
    if not proposed.strip():
        raise RuleError("Say what is proposed.")
    if figure.scope != MetricScope.team:
        raise RuleError("Propose from a figure of the whole team.")
    draft = strategy.draft() or strategy.begin(proposed, today, user)
    last = dry_run.latest(draft)
    row = Proposal(figure=figure.name, week_on=figure.week_on, value=figure.value, n=figure.n, proposed=proposed)
    row.numerator, row.denominator = figure.numerator, figure.denominator
    row.proposed_on, row.proposed_by, row.strategy_version = today, user, draft
    if last and last.digest == draft.digest:
        row.status, row.dry_run = ProposalStatus.tried, last
    db.session.add(row)
    db.session.flush()
    return row


def judge(row: Proposal, judgement: str, today: date, user: User) -> None:
    """Say that the change is kept, by its effect as it reads now. Raises RuleError as `_judge` does."""
    _judge(row, ProposalStatus.kept, judgement, today, user)


def take_back(row: Proposal, judgement: str, today: date, user: User) -> None:
    """Say that the change is to go: a draft without it, but with all that came after it, is begun.

    Raises RuleError as `_judge` does.
    """
    _judge(row, ProposalStatus.taken_back, judgement, today, user)
    version = row.strategy_version
    if version is None or version.base is None:
        return
    draft = strategy.begin(judgement, today, user)
    strategy.wrote(draft, rule.turned_back(draft.content, strategy.changes(version)), user)


def may_judge(row: Proposal) -> bool:
    """Whether the version of a proposal was in force."""
    version = row.strategy_version
    stood = version is not None and version.status in (StrategyStatus.in_force, StrategyStatus.past)
    return row.status == ProposalStatus.adopted and stood


def _judge(row: Proposal, status: ProposalStatus, judgement: str, today: date, user: User) -> None:
    """Raises RuleError without a reason, before the change was in force for a week, or by who judged already."""
    if not judgement.strip():
        raise RuleError("Say why.")
    if row.proposed_by == user:
        raise RuleError("Somebody else judges what you proposed.")
    if not may_judge(row) or row.strategy_version is None:
        raise RuleError("Only a change that was in force can be judged, once.")
    found: Any = effect.of(row.strategy_version, today)
    if found is None:
        raise RuleError("Its first week is not over; judge it then.")
    row.status, row.effect, row.judgement = status, effect.kept(found), judgement
    row.judged_on, row.judged_by = today, user
