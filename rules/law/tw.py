"""Taiwan: one row per rule."""

from rules.law.check import OUTSIDERS, PUBLIC, Bar, Hours, span
from rules.law.row import Checks, table

TEXT = """
TW-QH-01 reg P - 2026-06-22
  Collection hours 07:00-22:00 unless the debtor agrees.
  = [07:00,22:00)
  @ 保險業作業委託他人處理應注意事項 12(3); banks: same rule in 銀行委外 (M)
TW-TP-01 reg P - 2026-06-22
  No collection through third parties; to obtain contact data state identity and purpose; name principal on
    request; letter of authority on visits.
  @ 保險業作業委託他人處理應注意事項 12(4)-(5)
TW-FV-01 reg P - 2026-06-22
  Visitors wear ID badge and record the whole conversation; no entry without consent; no cash collection.
  @ 保險業作業委託他人處理應注意事項 12(6)-(7)
TW-CT-01 reg P - 2026-06-22
  False: threat of arrest/criminal penalty, unseizable property, charges beyond claim, false court action.
  = CT-FALSELAW
  @ 保險業作業委託他人處理應注意事項 12, second paragraph
TW-ACC-01 law M - -
  A price in instalments is called due only when a fifth of it is unpaid; a loan as its contract says.
  @ 民法 389
TW-LIM-01 law M - -
  15 years principal, 5 years interest; rate cap 16%.
  = 15/5/16
  @ 民法 125, 126, 205
"""

CHECKS: Checks = {
    "TW-QH-01": (Hours((span("07:00", "22:00"),) * 7),),
    "TW-TP-01": (Bar(to=OUTSIDERS, but_for=("location_info",)), Bar(channels=PUBLIC)),
    "TW-FV-01": (Bar(channels=("visit",), says=(("enter_private", True),), unless=("entry_consent",)),),
}

ROWS = table(TEXT, CHECKS)
