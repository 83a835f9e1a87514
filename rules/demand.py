"""Demands: what a demand letter and the notice before placement must say."""

from collections.abc import Mapping

from rules import message
from rules.errors import RuleError

REQUIRED: dict[str, tuple[str, ...]] = {
    "demand_letter": ("name", "amount", "overdue_since", "law", "rights", "complaints_number", "callback_number"),
    "placement_notice": ("amount", "days_past_due", "callback_number", "costs", "complaints_number"),
}
"""What each must state. A demand letter: whose debt and how much, since when and on which law, rights and duties, how
to query, pay and object, and whom to reach (seven). A notice: the overdue amount, how long, the responsible unit's
phone, the costs to bear, and where to report improper conduct (five).

Source: credit card measures 69 (CN-LET-01); operations.md section 2.8, Hong Kong code of banking practice.
"""


def fill(kind: str, template: str, values: Mapping[str, str]) -> str:
    """The words of a demand. Raises RuleError where its template leaves out what it must state, or nothing fills it."""
    used = set(message.PLACE.findall(template))
    lacking = [name for name in REQUIRED[kind] if name not in used]
    if lacking:
        raise RuleError("The template does not state: %(names)s.", names=", ".join(lacking))
    return message.fill(template, values)
