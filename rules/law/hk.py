"""Hong Kong: one row per rule."""

from rules.law.check import OUTSIDERS, PUBLIC, Bar, Hours, span
from rules.law.row import Checks, table

TEXT = """
HK-QH-01 POL - - -
  No statutory clock; policy 08:00-22:00.
  = POL
  @ Policy; the law has no hours
HK-INT-01 law S/M 2022-12-30 -
  Money Lenders Ordinance ceiling 60%, extortionate above 48% (LegCo 2019 paper, S); since 2022-12-30 48% / 36%
    (M).
  = 48/36
  @ Cap. 163 ss. 24-25
HK-ACC-01 law M - -
  The rest is called due as the contract says, by notice.
  @ contract
HK-TP-01 SRO S/M - -
  Banks: collectors must not harass, nor collect from referees/third parties.
  @ Code of Banking Practice ch. 5 (36-37)
"""

ENQUIRIES = ("locate", "location_info")

CHECKS: Checks = {
    "HK-QH-01": (Hours((span("08:00", "22:00"),) * 7),),
    "HK-TP-01": (
        Bar(to=OUTSIDERS, but_for=ENQUIRIES),
        Bar(to=OUTSIDERS, says=(("mentions_debt", True),)),
        Bar(channels=PUBLIC),
    ),
}

ROWS = table(TEXT, CHECKS)
