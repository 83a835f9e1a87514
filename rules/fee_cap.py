"""Contingency fees of law firms in mainland China."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from rules import money
from rules.law import cn_money


class FeeCap(NamedTuple):
    """The most that may be charged on what was recovered; `fee` and `within` are None where none was agreed."""

    cap: Decimal
    effective_rate: Decimal | None
    fee: Decimal | None
    within: bool | None


def fee_cap(
    realised: Decimal,
    excluded: Decimal = money.ZERO,
    agreed_rate: Decimal | None = None,
    tiers: Sequence[cn_money.FeeTier] = cn_money.FEE_TIERS,
) -> FeeCap:
    """The cap on the fee for what was really recovered, less what was paid before the firm's demand.

    The comparison is on the exact amounts, not on the rounded ones.
    Source: Sifatong 2021 No. 87, opinion (6).
    """
    base = max(realised - excluded, money.ZERO)
    most = _by_tiers(base, tiers)
    rate = money.cents(most / base, money.RATE) if base else None
    if agreed_rate is None:
        return FeeCap(money.cents(most), rate, None, None)
    return FeeCap(money.cents(most), rate, money.cents(base * agreed_rate), base * agreed_rate <= most)


def _by_tiers(base: Decimal, tiers: Sequence[cn_money.FeeTier]) -> Decimal:
    tops = [*(tier.over for tier in tiers[1:]), base]
    parts = (max(min(base, top) - tier.over, Decimal(0)) * tier.rate for tier, top in zip(tiers, tops, strict=True))
    return sum(parts, Decimal(0))
