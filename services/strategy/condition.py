"""What a stage asks beside days."""

from models.stage import StageCondition
from rules import stage
from rules.errors import RuleError


def check(row: StageCondition) -> None:
    """Raise RuleError for a condition that says nothing, or that asks the first stage for what a stage brings about."""
    if (row.knows == stage.Knows.overdue_amount) != (row.times is None) and row.number is not None:
        raise RuleError("An overdue amount is asked by its amount, what happened by its times.")
    stage.check_condition(stage.Condition(row.knows, row.how, row.number, row.channel or ""))
    if row.step.position == min(each.position for each in row.step.policy.stages):
        raise RuleError(
            "The first stage asks for days and the policy's smallest amount alone: a case must stand somewhere."
        )
