"""Demands: what a demand letter and the notice before placement must say."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from rules import message, money
from rules.errors import RuleError
from rules.ledger import OVERDUE_INTEREST, Standing


class Figures(NamedTuple):
    """What a letter names, by component, and all that was laid on the debt by then."""

    overdue: Mapping[str, Decimal]
    owed: Mapping[str, Decimal]
    laid: Decimal


REQUIRED: dict[str, tuple[str, ...]] = {
    "demand_letter": (
        "name",
        "amount",
        "balance",
        "later",
        "overdue_since",
        "instalments",
        "law",
        "rights",
        "complaints_number",
        "callback_number",
    ),
    "placement_notice": (
        "amount",
        "later",
        "instalments",
        "days_past_due",
        "callback_number",
        "costs",
        "complaints_number",
    ),
    "acceleration_notice": (
        "name",
        "amount",
        "overdue_since",
        "instalments",
        "clause",
        "breach",
        "called_on",
        "rest",
        "rights",
        "callback_number",
        "complaints_number",
    ),
    "validation_notice": (
        "lender",
        "collector_address",
        "name",
        "address",
        "creditor_then",
        "account",
        "creditor_now",
        "item_on",
        "then",
        "interest",
        "fees",
        "credited",
        "now",
        "dispute_by",
        "callback_number",
    ),
    "arrears_notice": (
        "name",
        "address",
        "lender",
        "collector_address",
        "callback_number",
        "contracts",
        "today",
        "shortfall",
        "instalments",
        "since_last",
        "default_sums",
    ),
}
"""What each must state. A demand letter: whose debt and how much, since when and on which law, rights and duties, how
to query, pay and object, and whom to reach (seven). A notice: the overdue amount, how long, the responsible unit's
phone, the costs to bear, and where to report improper conduct (five). Both tell what is not yet due from what is.
The notice of an acceleration: the clause, what was missed, how and by when it is made good, and what follows otherwise.

A validation notice: collector, consumer, creditors, account, itemisation, and by when it is disputed.

An arrears notice: both parties, the agreement, the shortfall by payment, what moved since the last one, default sums.

Source: credit card measures 69 (CN-LET-01); operations.md section 2.8, Hong Kong code of banking practice; Consumer
Credit Act 1974 ss. 86B, 88; SI 2007/1167 Sch. 3; 12 CFR 1006.34(c).
"""


def figures(standing: Standing) -> Figures:
    """What a letter of a day names, without the interest that each further day adds."""
    laid = sum((share.amount for share in standing.shares), money.ZERO)
    return Figures(_still(standing.overdue), _still(standing.owed), laid)


def fill(kind: str, template: str, values: Mapping[str, str]) -> str:
    """The words of a demand. Raises RuleError where its template leaves out what it must state, or nothing fills it."""
    used = set(message.PLACE.findall(template))
    lacking = [name for name in REQUIRED[kind] if name not in used]
    if lacking:
        raise RuleError("The template does not state: %(names)s.", names=", ".join(lacking))
    return message.fill(template, values)


def _still(sums: Mapping[str, Decimal]) -> dict[str, Decimal]:
    return {name: amount for name, amount in sums.items() if name != OVERDUE_INTEREST}
