"""What a law firm is paid: by a rate or by tiers of what came in, by a fixed sum, or both; and the cap of the law."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from rules import money
from rules.errors import RuleError
from rules.law.cn_money import FEE_TIERS, FeeTier

TIER = re.compile(r"\s*(\d+(?:\.\d{1,2})?)\s*=\s*(\d{1,3}(?:\.\d{1,4})?)\s*%\s*")


class Agreement(NamedTuple):
    """`basis`: contingent, flat or hybrid; the rate of all money, or tiers, which go before it."""

    basis: str
    rate: Decimal | None = None
    tiers: Sequence[FeeTier] = ()
    flat: Decimal = money.ZERO


class FeeCap(NamedTuple):
    """The most that may be charged on what was recovered; `fee` and `within` are None where none was agreed."""

    cap: Decimal
    effective_rate: Decimal | None
    fee: Decimal | None
    within: bool | None


def tiers(text: str) -> list[FeeTier]:
    """Read `0=18%, 1000000=15%`: from which amount which part is the fee.

    Raises RuleError where a part is not like that, the first is not 0, or the amounts do not rise.
    """
    found = []
    for part in filter(str.strip, text.replace("，", ",").split(",")):
        match = TIER.fullmatch(part)
        if match is None:
            raise RuleError("'%(part)s' is no tier; write them like 0=18%%, 1000000=15%%.", part=part.strip())
        found.append(FeeTier(Decimal(match[1]), Decimal(match[2]) / 100))
    starts = [tier.over for tier in found]
    if found and (starts[0] != 0 or starts != sorted(set(starts))):
        raise RuleError("Tiers begin at 0 and rise.")
    return found


def fee_cap(
    realised: Decimal,
    excluded: Decimal = money.ZERO,
    agreed_rate: Decimal | None = None,
    tiers: Sequence[FeeTier] = FEE_TIERS,
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


def _by_tiers(base: Decimal, tiers: Sequence[FeeTier]) -> Decimal:
    tops = [*(tier.over for tier in tiers[1:]), base]
    parts = (max(min(base, top) - tier.over, Decimal(0)) * tier.rate for tier, top in zip(tiers, tops, strict=True))
    return sum(parts, Decimal(0))


def contingent(agreement: Agreement, base: Decimal) -> Decimal:
    """The fee on money that came in, in hundredths; nothing under a flat agreement."""
    if agreement.basis == "flat":
        return money.ZERO
    if agreement.tiers:
        return fee_cap(base, tiers=agreement.tiers).cap
    return money.cents(base * (agreement.rate or Decimal(0)))


def fee(agreement: Agreement, before: Decimal, amount: Decimal) -> Decimal:
    """The fee on `amount`, when `before` came in already: tiers count over the whole referral."""
    return contingent(agreement, before + amount) - contingent(agreement, before)


def check_cap(licence: str, base: Decimal, fees: Decimal) -> None:
    """Refuse contingent fees above the cap of mainland China on what was really recovered. Raises RuleError.

    Source: Sifatong 2021 No. 87, opinion (6).
    """
    if not licence.startswith("cn_"):
        return
    cap = fee_cap(base).cap
    if fees > cap:
        raise RuleError(
            "The fees of %(fees)s are above the cap of %(cap)s on %(base)s recovered. Source: Sifatong 2021 No. 87.",
            fees=fees,
            cap=cap,
            base=base,
        )


def check_rates(licence: str, agreement: Agreement) -> None:
    """Refuse an agreement that goes above the cap on any amount up to the highest tier. Raises RuleError."""
    if not licence.startswith("cn_"):
        return
    for over in (Decimal(1_000_000), *(tier.over for tier in (*FEE_TIERS, *agreement.tiers))):
        for base in (over, over * 2):
            if base:
                check_cap(licence, base, contingent(agreement, base))
