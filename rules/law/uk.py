"""United Kingdom: one row per rule."""

from rules.law.check import (
    OUTSIDERS,
    PUBLIC,
    Bar,
    Hours,
    OptOut,
    Places,
    Wishes,
    span,
)
from rules.law.row import Checks, table

TEXT = """
UK-QH-01 reg P 2014-04-01 2026-06-22
  Not at unreasonable times; no number in the rule -> POL 08:00-21:00 Mon-Sat.
  = POL hours
  @ CONC 7.9.4R
UK-QH-02 reg P 2014-04-01 2026-06-22
  Due regard to reasonable requests when, where, how (e.g. shift workers).
  = mask
  @ CONC 7.9.4R
UK-TP-01 reg P 2014-04-01 2026-06-22
  No unfair disclosure to third parties; establish identity before giving details; not publicly embarrassing.
  = identity check
  @ CONC 7.9.6R-7.9.10R
UK-VIS-01 reg P 2014-04-01 2026-06-22
  Visits: explain purpose, adequate notice; not threatening, not if known/suspected particularly vulnerable, not
    inappropriate place, no entry without consent, leave when asked.
  @ CONC 7.9.12R, 7.9.14R
UK-FB-01 reg P 2014-04-01 2026-06-22
  Forbearance and due consideration; do not pressurise to pay in one or few unreasonable sums, in unreasonably
    short time, or by borrowing/selling.
  = CT-COERCE
  @ CONC 7.3.4R, 7.3.10R
UK-FB-02 reg M 2014-04-01 -
  Suspend active pursuit for a reasonable period (normally 30 days) while a debt counsellor prepares a plan.
  = 30 days (+30)
  @ CONC 7.3.11R-7.3.12G
UK-DIS-01 reg P 2014-04-01 2026-06-22
  Suspend recovery while a valid dispute is unresolved; firm proves identity and amount.
  = stop
  @ CONC 7.14.1R, 7.14.3R
UK-REP-01 reg P 2014-04-01 2026-06-22
  No misrepresentation of authority or legal position; no official-looking papers; no action stated that cannot or
    was not taken.
  = CT-IMPERS, CT-FALSELAW
  @ CONC 7.11.1R-7.11.9R
UK-BS-01 law S 2021-05-04 2026-06-22
  Breathing space: no contact to enforce, no interest/fees, no enforcement.
  = 60 days; adviser review day 25-35; once per 12 months
  @ Debt Respite Scheme Regs 2020
UK-BS-02 law S 2021-05-04 2026-06-22
  Mental-health crisis moratorium: treatment + 30 days.
  = treatment_end+30
  @ Debt Respite Scheme Regs 2020
UK-SB-01 reg M 2014-04-01 -
  Statute-barred (6 y England, 5 y Scotland): no misleading claims; stop if told.
  = 6/5 y
  @ CONC 7.15; Limitation Act 1980 s.5
UK-ACC-01 law M 2006-10-01 -
  A default notice, served at least 14 days before its day, comes before earlier payment of any sum is demanded; what is
    made good before its day counts as never missed.
  = 14 days
  @ Consumer Credit Act 1974 ss. 87-89
UK-ACC-02 law M 2006-10-01 -
  A default notice has the prescribed form, and the default information sheet of the FCA is enclosed.
  @ Consumer Credit Act 1974 s. 88; SI 1983/1561
UK-ARR-01 law S/M 2008-10-01 -
  Two payments missed (four weekly ones): a notice of the sums in arrears within 14 days, and again at least every six
    months until nothing is in arrears or a court has given judgment; what it says is prescribed.
  = 2 payments (4 weekly); 14 days; 6 months
  @ Consumer Credit Act 1974 s. 86B; SI 2007/1167 reg. 19, Sch. 3
UK-ARR-02 law S/M 2008-10-01 -
  The FCA's current information sheet on arrears goes with each such notice.
  @ Consumer Credit Act 1974 s. 86A
UK-CD-01 reg P 2023-07-31 2026-06-22
  Consumer Duty: avoid foreseeable harm; fair value of fees; evidence outcomes.
  = outcome log
  @ PRIN 12, PRIN 2A
"""

# The rule has no number: these are the hours of POL-UK-01.
WEEK = (*(span("08:00", "21:00"),) * 5, span("09:00", "18:00"), None)

CHECKS: Checks = {
    "UK-QH-01": (Hours(WEEK, closed_on_holidays=True),),
    "UK-QH-02": (Wishes(), Places(), OptOut()),
    "UK-TP-01": (Bar(to=OUTSIDERS, says=(("mentions_debt", True),)), Bar(channels=PUBLIC)),
    "UK-VIS-01": (
        Bar("particularly_vulnerable", channels=("visit",)),
        Bar(channels=("visit",), says=(("enter_private", True),), unless=("entry_consent",)),
    ),
    "UK-DIS-01": (Bar("dispute_open", but_for=("dispute_reply",)),),
    "UK-BS-01": (Bar("breathing_space"),),
}

ROWS = table(TEXT, CHECKS)
