"""Mainland China: legal deadlines and money, rows kept for people."""

from rules.law.row import table

TEXT = """
CN-LIM-01 law P 2021-01-01 2026-06-22
  Limitation 3 years from when the creditor knew or should know of the breach and the obligor; absolute 20 years.
  = years=3, cap=20
  @ 民法典 188; 总则编解释 35
CN-LIM-02 law P 2021-01-01 2026-06-22
  Debt in instalments: from expiry of the LAST instalment.
  = start=max(due)
  @ 民法典 189
CN-LIM-03 law P 2021-01-01 2026-06-22
  Start day not counted; ends on the corresponding day; none -> month end; last day a statutory rest day -> next
    working day; 24:00.
  = needs holiday + make-up-workday table
  @ 民法典 200-203
CN-LIM-04 law+JI P 2021-01-01 2026-06-22
  Interrupted and restarted by demand, obligor's agreement, suit/arbitration, equivalents.
  = event types below
  @ 民法典 195; 诉讼时效规定 8-17
CN-LIM-05 JI P 2021-01-01 2026-06-22
  Demand counts when delivered document signed/provable, letter or data message ARRIVED or should have,
    contractual debit by a financial institution, or announcement in national/provincial media if missing.
  = evidence_id required
  @ 诉讼时效规定 8
CN-LIM-06 JI P 2021-01-01 2026-06-22
  Part payment, instalment promise, security, request for extension, repayment plan = agreement to perform.
  @ 诉讼时效规定 14
CN-LIM-07 JI P 2021-01-01 2026-06-22
  Payment-order application, bankruptcy claim, pre-suit preservation, enforcement application, set-off in suit,
    mediation request, police report interrupt.
  @ 诉讼时效规定 11-13
CN-LIM-08 JI P 2021-01-01 2026-06-22
  Demand for part covers the rest; one joint debtor binds all; assignment notice on arrival.
  @ 诉讼时效规定 9, 15, 17
CN-LIM-09 law P 2021-01-01 2026-06-22
  Suspension in the last 6 months; runs at least 6 months after removal.
  = suspend_window=6m
  @ 民法典 194
CN-LIM-10 law P 2021-01-01 2026-06-22
  Expiry gives the debtor a defence only: court may not raise it; voluntary payment not refundable; later promise
    bars the defence.
  = status TIME_BARRED_DEFENCE
  @ 民法典 192, 193; 诉讼时效规定 19
CN-LIM-11 law P 2021-01-01 2026-06-22
  Agreed limitation periods and advance waivers are void.
  = validator
  @ 民法典 197
CN-LIM-12 JI P 2021-05-25 2026-06-22
  Card issuers: SMS, letter or e-mail to the RESERVED number/address, account deduction, or police report
    interrupt.
  @ 银行卡规定 3
CN-ALLOC-01 law P 2021-01-01 2026-06-22
  Within one debt: enforcement costs -> interest -> principal unless agreed otherwise.
  = order configurable per contract
  @ 民法典 561
CN-ALLOC-02 law P 2021-01-01 2026-06-22
  Between debts: debtor designates; else due first -> least secured -> heaviest -> earliest due -> pro rata.
  @ 民法典 560
CN-ALLOC-03 JI P 2014-08-01 2026-06-22
  In enforcement: judgment debt before doubled interest.
  @ 法释〔2014〕8号 4
CN-INT-01 JI P 2021-01-01 2026-06-22
  Private lending: rate above 4 x one-year LPR at contract formation not protected.
  = cap=4*LPR(contract_date)
  @ 民间借贷规定 25 (法释〔2020〕17号)
CN-INT-02 JI P 2021-01-01 2026-06-22
  Overdue rate + liquidated damages + fees together within 4 x LPR.
  @ 民间借贷规定 28, 29
CN-INT-03 law+JI P 2021-01-01 2026-06-22
  Interest deducted up front is not principal.
  = principal=net disbursed
  @ 民法典 670; 民间借贷规定 26
CN-INT-04 JI P 2021-01-01 2026-06-22
  Rolled-over compounding capped at initial principal + 4xLPR on it for the whole term.
  @ 民间借贷规定 27
CN-INT-05 JI P 2021-01-01 2026-06-22
  Loans before 2020-08-20: old rule to 2020-08-19, then 4 x LPR at time of suit.
  @ 民间借贷规定 31
CN-INT-06 JI P 2021-01-01 2026-06-22
  Micro-lenders, guarantee, pawn, leasing, factoring, local AMC etc. are financial institutions: PLI cap not
    applicable.
  = licence switch
  @ 批复 法释〔2020〕27号
CN-INT-07 reg S/M - -
  Micro-lenders: disclose all-in annualised cost; by end-2027 new loans within 4 x 1Y LPR; >24% to stop now (24%
    part M).
  = cap 24% -> 4xLPR from 2028-01-01
  @ 小额贷款公司综合融资成本管理工作指引 (2025-12)
CN-INT-08 law P 2021-01-01 2026-06-22
  Usury prohibited; no interest agreed = none; unclear between natural persons = none.
  @ 民法典 680
CN-INT-09 law+JI P 2021-01-01 2026-06-22
  Liquidated damages over 130% of loss are generally excessive, reducible on request.
  = excess>30%
  @ 民法典 585; 合同编通则解释 65
CN-ACC-01 law M 2021-01-01 -
  The whole rest is due before its days only as agreed or as the law lets: a price in instalments when a fifth of it is
    unpaid after a demand and a reasonable time, a loan that is not used as agreed; a notice works when it arrives.
  = notice arrived
  @ 民法典 562, 565, 634, 673
CN-ACC-02 law M 2021-01-01 -
  Whether a fifth of a price in instalments is unpaid, and which time is reasonable.
  @ 民法典 634
CN-INT-10 law P 2021-01-01 2026-06-22
  Overdue interest as agreed or per state rules.
  @ 民法典 676
CN-GUAR-01 law P 2021-01-01 2026-06-22
  No or unclear period: 6 months from principal due date; agreed period not later than due date = none; never
    suspended, interrupted or extended.
  = months=6
  @ 民法典 692; 担保解释 32
CN-GUAR-02 law P 2021-01-01 2026-06-22
  General guarantor: sue/arbitrate the DEBTOR inside the period; joint guarantor: demand on the GUARANTOR inside
    it.
  = required_act by type
  @ 民法典 693; 担保解释 29, 31
CN-GUAR-04 law P 2021-01-01 2026-06-22
  After a timely act: 3-year limitation of the guarantee claim starts (joint: from demand).
  @ 民法典 694; 担保解释 28
CN-GUAR-05 law P 2021-01-01 2026-06-22
  No mode stated = general guarantee; extension without written consent does not move the period; assignment not
    notified has no effect on guarantor.
  @ 民法典 686, 695, 696
CN-ENF-01 law P 2024-01-01 2026-06-22
  Apply for enforcement within 2 years from the last day for performance (last instalment; else effective date);
    suspended/interrupted like limitation.
  = years=2
  @ 民事诉讼法(2023) 250 (old 246); 执行解释 19-20
CN-ENF-02 JI P 2024-01-01 2026-06-22
  Doubled part of delay interest 0.0175% per day on the judgment sum excl. general interest.
  = daily=0.000175
  @ 民诉法 264; 法释〔2014〕8号 1
CN-PO-01 law P 2024-01-01 2026-06-22
  Payment order: accepted? 5 days; issued in 15 days; debtor pays or objects IN WRITING within 15 days of receipt;
    undeliverable 30 days = lapses.
  = 5/15/15/30
  @ 民诉法 225-228; 民诉法解释 425-441
"""

ROWS = table(TEXT)
