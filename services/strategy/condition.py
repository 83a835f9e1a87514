"""What a stage asks beside days, and whether the stages of a policy make a ladder."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from models.stage import Stage, StageCondition
from rules import stage
from rules.errors import RuleError


def check_ladder(row: Stage) -> None:
    """Raise RuleError for a stage by which the first of its policy waits for a message, or asks for more than days."""
    rows = {each.id: each for each in (*row.policy.stages, row)}.values() if row.policy else [row]
    stage.check(stage.Policy([_level(each) for each in sorted(rows, key=lambda each: each.position)]))


def check_content(content: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Raise RuleError where the stages of a version make no ladder, whichever of its rows brought that about."""
    asking = {each["step_id"] for each in content.get("stage_condition", ())}
    ladders: dict[int, list[stage.Level | stage.AskingLevel]] = defaultdict(list)
    for each in sorted(content.get("stage", ()), key=lambda row: int(row["position"])):
        level = stage.Level(each["key"], each["trigger"], each["days"])
        ladders[each["policy_id"]].append(stage.AskingLevel(*level, [ASKS]) if each["id"] in asking else level)
    for levels in ladders.values():
        stage.check(stage.Policy(levels))


ASKS = stage.Condition(stage.Knows.broken_promises, stage.Asks.at_least, None, "")
"""Stands for whatever a stage asks."""


def _level(row: Stage) -> stage.Level | stage.AskingLevel:
    level = stage.Level(row.key, row.trigger, row.days)
    return stage.AskingLevel(*level, [ASKS]) if row.conditions else level


def check(row: StageCondition) -> None:
    """Raise RuleError for a condition that says nothing, or that asks the first stage for what a stage brings about."""
    if (row.knows == stage.Knows.overdue_amount) != (row.times is None) and row.number is not None:
        raise RuleError("An overdue amount is asked by its amount, what happened by its times.")
    stage.check_condition(stage.Condition(row.knows, row.how, row.number, row.channel or ""))
    if row not in row.step.conditions:
        row.step.conditions.append(row)
    check_ladder(row.step)
