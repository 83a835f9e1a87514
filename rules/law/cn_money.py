"""Money law of mainland China as rows: what may be charged, and where a court draws the line."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Figure(NamedTuple):
    """One figure of the law with where it stands."""

    value: Decimal
    source: str
    in_force_since: date
    reviewed_on: date


class FeeTier(NamedTuple):
    """The part of the recovered sum from `over` on carries at most `rate`."""

    over: Decimal
    rate: Decimal


INTEREST_CAP_TIMES = Figure(
    Decimal(4), "Private lending provisions (2020 No. 17) 25", date(2020, 8, 20), date(2026, 6, 22)
)
DELAY_DAILY_RATE = Figure(
    Decimal("0.000175"), "Delay interest interpretation (2014 No. 8) 1", date(2014, 8, 1), date(2026, 6, 22)
)
DAMAGES_OVER_RATE = Figure(
    Decimal("0.30"), "Civil Code 585; contract interpretation (2023) 65", date(2023, 12, 5), date(2026, 6, 22)
)

# Financial institutions and their agencies stand outside (SPC reply 2020 No. 27).
INTEREST_CAP_LICENCES = frozenset({"cn_private_lender"})

FEE_TIERS_SOURCE = "Sifatong 2021 No. 87, opinion (6): contingency fees on the amount finally realised, by tiers"
FEE_TIERS = (
    FeeTier(Decimal(0), Decimal("0.18")),
    FeeTier(Decimal(1000000), Decimal("0.15")),
    FeeTier(Decimal(5000000), Decimal("0.12")),
    FeeTier(Decimal(10000000), Decimal("0.09")),
    FeeTier(Decimal(50000000), Decimal("0.06")),
)


SOURCE = "National Interbank Funding Center on behalf of the People's Bank of China, one-year LPR, published monthly"
REVIEWED_ON = date(2026, 6, 22)

ONE_YEAR: tuple[tuple[date, Decimal], ...] = (
    (date(2019, 8, 20), Decimal("0.0425")),
    (date(2019, 9, 20), Decimal("0.0420")),
    (date(2019, 11, 20), Decimal("0.0415")),
    (date(2020, 2, 20), Decimal("0.0405")),
    (date(2020, 4, 20), Decimal("0.0385")),
    (date(2021, 12, 20), Decimal("0.0380")),
    (date(2022, 1, 20), Decimal("0.0370")),
    (date(2022, 8, 22), Decimal("0.0365")),
    (date(2023, 6, 20), Decimal("0.0355")),
    (date(2023, 8, 21), Decimal("0.0345")),
    (date(2024, 7, 22), Decimal("0.0335")),
    (date(2024, 10, 21), Decimal("0.0310")),
    (date(2025, 5, 20), Decimal("0.0300")),
)
