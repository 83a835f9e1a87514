"""Sample sizes for comparing two proportions: equal arms, two-sided z test."""

from decimal import Decimal
from math import ceil, sqrt
from statistics import NormalDist

from rules.errors import RuleError

STEP = Decimal("0.0001")


def arm_size(p1: Decimal, p2: Decimal, alpha: Decimal, power: Decimal) -> int:
    """How many each arm needs to tell `p2` from `p1`. Raises RuleError unless both differ and all lie within 0-1.

    Source: two-proportion z test, pooled variance under the null hypothesis.
    """
    if p1 == p2 or not all(0 <= rate <= 1 for rate in (p1, p2)) or not all(0 < risk < 1 for risk in (alpha, power)):
        raise RuleError("Two different rates between 0 and 1, an error and a power between 0 and 1 are needed.")
    first, second, middle = float(p1), float(p2), float(p1 + p2) / 2
    null = NormalDist().inv_cdf(1 - float(alpha) / 2) * sqrt(2 * middle * (1 - middle))
    real = NormalDist().inv_cdf(float(power)) * sqrt(first * (1 - first) + second * (1 - second))
    return ceil(((null + real) / (second - first)) ** 2)


def min_effect(p1: Decimal, size: int, alpha: Decimal, power: Decimal) -> Decimal | None:
    """The smallest rise over `p1`, in steps of 0.0001, that arms of `size` can tell; None where no rise can be told."""
    rise = STEP
    while p1 + rise <= 1:
        if arm_size(p1, p1 + rise, alpha, power) <= size:
            return rise
        rise += STEP
    return None
