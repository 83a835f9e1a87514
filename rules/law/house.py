"""Rules that bind everywhere, content findings and policy of the house where the law has no number."""

from rules.law.check import Bar, Cap, Hours, Limit, span
from rules.law.row import Checks, table

TEXT = """
POL-SMS-01 POL - - -
  Max 1 non-transactional SMS per debtor per day, 3 per rolling 7 days.
  @ no statutory number in CN; Civil Code 1033
POL-CN-02 POL - - -
  Optional second clock Asia/Urumqi for addresses in 新疆.
  @ fairness; off by default
POL-CN-03 POL - - -
  Max 8 attempts per debtor per day over all numbers.
  @ CBA limit is per number; stops number-hopping
POL-CN-04 POL - - -
  Optional block on statutory public holidays and Spring Festival eve.
  @ courtesy
POL-CN-05 POL - - -
  Min gap 30 min between unanswered attempts.
  @ anti-bombing
POL-US-01 POL - - -
  Max 3 calls per consumer per day; min gap 2 h; aggregate <= 7 per week over all debts unless supervisor.
  @ OI 14(b)(2)(i)-2 rebuttal factors
POL-US-02 POL - - -
  Max 1 SMS + 1 e-mail per day, 3 each per week.
  @ OI 14(a)-1.i
POL-UK-01 POL - - -
  08:00-21:00 Mon-Fri, 09:00-18:00 Sat, none on Sunday/bank holiday.
  @ CONC 7.9.4R has no number (on Saturdays this default is stricter than the POL hours in row UK-QH-01; this row
    is the one in force)
POL-END-01 POL - - -
  Call in progress at closing time: warn at -5 min, forced wrap-up at closing.
  @ CN text bans collection "进行", not only starting
POL-ALLOC-01 POL - - -
  Amounts in integer minor units; largest-remainder rounding, tie by debt id.
  @ determinism
POL-ALLOC-02 POL - - -
  Reversals mirror the original allocation.
  @ audit
POL-OVR-01 POL - - -
  Overrides: role compliance, reason code, free text >= 20 chars, four-eyes, never for QH, cease, bankruptcy,
    breathing space, third-party disclosure.
  @ abuse control
POL-PAUSE POL - - -
  Hardship pause 30 days, extendable twice.
  @ —
ALL-STOP-PAID law - - -
  A loan that is paid or settled is not collected: every contact blocked.
  @ Civil Code 557: the claim is extinguished
CT-THREAT law P - 2026-06-22
  Threat or intimidation: violence, family, property, stalking, endless calling.
  @ 刑法 293, 293-1; 治安管理处罚法(2025) 50; 消保办法 41; CBA 2026; 12 CFR 1006.14(c); CONC 7.9.14R
CT-SHAME law P - 2026-06-22
  Insult, humiliation, or threat to expose publicly.
  @ 民法典 1024, 1032, 1033; 刑法 246; 治安管理处罚法(2025) 50; CBA 2026; 12 CFR 1006.14(d),(e); CONC 7.9.7R
CT-IMPERS law P/M - -
  Impersonating a court, police, regulator, prosecutor, lawyer or credit bureau.
  @ 消保办法 41(1); CBA 2026; 刑法 279 (M); 12 CFR 1006.18(b)(1)(i)-(iii),(c)(3); CONC 7.11.1R-7.11.5G
CT-FALSELAW law P - 2026-06-22
  False or unauthorised legal consequence; action that cannot or is not intended to be taken.
  @ CBA 2026; 消保办法 41; 征信业管理条例 15-16; 12 CFR 1006.18(b)(3),(c)(1)-(2), 1006.26(b); CONC 7.11.6R, 7.11.9R
CT-TPDISC law P - 2026-06-22
  Debt information disclosed to a third party.
  @ 民法典 1032-1034; PIPL 23, 25; 信用卡办法 68; GB/T 45251; CBA 2026; 12 CFR 1006.6(d), 1006.10(b)(2);
    CONC 7.9.6R-7.9.10R
CT-THIRD law P - 2026-06-22
  Announcing to the borrower that other people will be called, visited or told.
  @ 民法典 1032, 1033; PIPL 23, 25; GB/T 45251-2025; CBA 2026; 12 CFR 1006.6(d), 1006.14; CONC 7.9
CT-COERCE law P/M - -
  Pushing new borrowing, extra fees, private accounts or sale of necessities.
  @ CBA 2026; 2018 公约 (M); 12 CFR 1006.22(b); CONC 7.3.10R(3)
"""

TEXTS = (Limit(1, 1), Limit(7, 3))

CHECKS: Checks = {
    "ALL-STOP-PAID": (Bar("paid_or_settled", but_for=("set_off_notice", "service")),),
    "POL-SMS-01": (Cap(("sms",), TEXTS, notices_are_free=True),),
    "POL-US-02": (Cap(("sms", "email"), TEXTS, each_channel=True, notices_are_free=True, reply_is_free=True),),
    "POL-CN-04": (Hours((span("08:00", "22:00"),) * 7, closed_on_holidays=True),),
    "POL-CN-03": (Cap(("call", "notice_call"), (Limit(1, 8),)),),
    "POL-US-01": (Cap(("call", "ringless_voicemail"), (Limit(1, 3), Limit(7, 7))),),
}

ROWS = table(TEXT, CHECKS, off=("POL-US-01", "POL-CN-03", "POL-CN-04", "POL-CN-05"))
