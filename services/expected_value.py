"""What a legal case is expected to bring, by the figures of the policy."""

from decimal import Decimal

from models.case import Case
from rules import offer as rule


def of(row: Case) -> Decimal | None:
    """What a legal case over the whole balance would bring; None where the policy does not say how often it does."""
    policy = row.loan.portfolio.policy
    if policy.legal_recovery_rate is None:
        return None
    fee_rate, cost = policy.legal_fee_rate or Decimal(0), policy.legal_cost or Decimal(0)
    return rule.legal(row.balance, policy.legal_recovery_rate, fee_rate, cost)
