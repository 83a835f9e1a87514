"""Mainland China: conduct of contacts and personal information, one row per rule."""

from rules.law.check import (
    UNANSWERED,
    Bar,
    Cap,
    Hours,
    Introduction,
    Limit,
    OptOut,
    Pause,
    Places,
    Unreachable,
    Wishes,
    span,
)
from rules.law.row import Checks, table

TEXT = """
CN-QH-01 std+SRO S 2025-02-28 2026-06-22
  No collection of any kind from 22:00 to 08:00 next day.
  = block [22:00,08:00) borrower-local; all channels incl. SMS/IM/robot/visit
  @ GB/T 45251-2025 (hours, where parties have not agreed otherwise); CBA 个人消费类贷款催收工作指引(试行) 2026-01-30
CN-QH-02 std+SRO S 2025-02-28 2026-06-22
  Hours may be varied only by the debtor's own agreement/consent.
  = consent{start,end,evidence_id,given_at,expires_at<=180d POL}; revocable at once
  @ GB/T "双方未约定时"; CBA "未经债务人同意"
CN-QH-03 law(derived) P 2021-01-01 2026-06-22
  A stated inconvenient time/place is honoured.
  = per-debtor weekly mask
  @ 民法典 1033(1); PIPL 44
CN-FR-01 std S 2025-02-28 2026-06-22
  Interactive voice (human or AI): at most 3 effective calls per debtor per day, initiated by the institution.
  = max_effective_calls_per_debtor_day=3; effective = connected to the right party (definition not seen in the
    text; POL: answered by debtor, >=1 s)
  @ GB/T 45251-2025
CN-FR-02 std S 2025-02-28 2026-06-22
  Notice-type voice: calls put through by one institution and ALL its agencies together at most 3 per debtor per
    day.
  = max_notice_connected_per_debtor_day=3, scope=creditor group
  @ GB/T 45251-2025 (two reports)
CN-FR-03 SRO S 2026-01-30 2026-06-22
  Unanswered: not more than 6 tries per day to the same contact number, unless agreed with the debtor.
  = max_unanswered_per_number_day=6 ("不宜": should not)
  @ CBA 2026
CN-FR-04 SRO S 2026-01-30 2026-06-22
  Otherwise frequency must stay "reasonable and necessary".
  = no number -> POL-SMS-01, POL-CN-03
  @ CBA 2026; 民法典 1033(1)
CN-FR-05 ? S - 2026-06-22
  "Interval for the same credit product should not be under 7 natural days" — scope unclear (one consumer site);
    NOT enforced.
  = feature flag off
  @ csai.cn summary of GB/T
CN-TP-01 std+reg S 2025-02-28 2026-06-22
  Collect only from the debtor (and guarantors); never from contacts or unrelated third parties.
  = recipient_role in {debtor, guarantor_in_period, co_debtor, authorised_agent}
  @ GB/T 45251-2025; 信用卡办法 68; CBA 2026
CN-TP-02 std+SRO S 2026-01-30 2026-06-22
  Contacts may be approached only to locate the debtor, when the debtor is unreachable (or dead / without
    capacity).
  = unlock if number invalid; OR 3 consecutive failed calls -> from the NEXT day; OR failed on 3 consecutive days
    -> immediately
  @ CBA 2026 (失联 triggers); GB/T 45251-2025
CN-TP-03 std S 2025-02-28 2026-06-22
  A contact who refuses or asks not to be contacted is never contacted again.
  = do_not_contact(person_id) permanent, group-wide
  @ GB/T 45251-2025
CN-TP-04 law+std P/S 2021-01-01 2026-06-22
  No debt information to a third party or in any group/public channel.
  = content + recipient check
  @ 民法典 1032-1034; PIPL 23, 25; GB/T; CBA
CN-TP-05 std S 2025-02-28 2026-06-22
  Guarantors and jointly liable persons only within law and contract.
  = guarantee clock must be open (CN-GUAR-*)
  @ GB/T 45251-2025; 信用卡办法 68
CN-TP-06 SRO P/S 2026-01-30 2026-06-22
  Spouse is a debt-related third party only if the debt served the household (evidence needed).
  = 民法典 1064 test stored
  @ CBA 2026; 民法典 1064
CN-ID-01 SRO S 2026-01-30 2026-06-22
  First contact must state institution and caller identity.
  = script_fields: creditor_name, agency_name, agent_no, purpose
  @ CBA 2026
CN-ID-02 reg+SRO S 2023-03-01 2026-06-22
  Never act in the name of an administrative or judicial organ.
  = content CT-IMPERS
  @ 银行保险机构消保办法 41; CBA 2026
CN-CH-01 SRO S 2026-01-30 2026-06-22
  Agencies may not use private phones or private social accounts without the member's approval.
  = channel_account must be registered
  @ CBA 2026
CN-FV-01 SRO S 2026-01-30 2026-06-22
  Field visits by at least two collectors.
  = min_collectors=2
  @ CBA 2026 art. 22
CN-FV-02 SRO+law P/S 2026-01-30 2026-06-22
  No entry to home or office area without consent.
  = entry_consent required
  @ CBA 2026; 民法典 1033(2); 刑法 245
CN-FV-03 SRO S 2026-01-30 2026-06-22
  No posting of notices/lawyer letters in public places.
  = block
  @ CBA 2026
CN-DNC-01 law(derived) P 2021-01-01 2026-06-22
  Channel opt-out honoured except for legally required notices.
  = 民法典 1033(1) lists phone, SMS, IM, e-mail, leaflets
  @ 民法典 1033; PIPL 15, 44
CN-PAUSE-01 reg S 2011-01-13 2026-06-22
  Collection stops while a signed individual instalment agreement is performed.
  = agreement.max_term<=60 months; oral deal -> recording kept until paid off
  @ 信用卡办法 70
CN-PAUSE-02 POL - - -
  Hardship pause (illness, disaster, unemployment proof).
  = default 30 days, reviewable, max 90
  @ POL; GB/T spirit
CN-DIS-01 reg S/P 2011-01-13 2026-06-22
  Dispute: flag the account, verify promptly; pause the disputed part (pause itself POL).
  = credit-record disputes answered in 20 days
  @ 信用卡办法 69; 征信业管理条例 25
CN-LET-01 reg S 2011-01-13 2026-06-22
  Collection letters must state name and balance, cause and law, rights and duties, ways to query/pay/object,
    contact, seal.
  = required_fields[7]
  @ 信用卡办法 69
CN-OUT-01 reg S 2023-03-01 2026-06-22
  Tell the debtor before placing with an outside agency.
  = notice_sent_at < first agency contact
  @ 消保办法 41; CBA: publish agency list
CN-OUT-02 std S 2025-02-28 2026-06-22
  Evaluate each agency at least yearly and before contract expiry.
  = evaluation_due
  @ GB/T 45251-2025
CN-OUT-03 reg S 2011-01-13 2026-06-22
  No pay plan for collectors based solely on amount recovered.
  = config warning
  @ 信用卡办法 66
CN-CRIM-01 law P 2021-03-01 2026-06-22
  Collecting usurious/illegal debts by violence, confinement, intrusion, or intimidation/stalking/harassment is a
    crime (up to 3 years).
  = hard content block + case escalation
  @ 刑法 293-1; also 238, 245, 246, 253-1, 274, 293
CN-CRIM-02 law P 2026-01-01 2026-06-22
  Repeated abusive/intimidating messages or pestering: detention up to 10 days; police may issue a no-contact
    order.
  = no_contact_order flag = hard stop
  @ 治安管理处罚法(2025 rev.) 50(1)(5),(2)
CN-CRED-01 law P 2013-03-15 2026-06-22
  Tell the person before reporting negative data; negative data lives 5 years from the end of the event.
  = pre_notice_at; delete_after=5y
  @ 征信业管理条例 15, 16
CN-GUAR-03 law P 2021-01-01 2026-06-22
  After lapse liability is gone; signing a notice does not revive it -> guarantor must not be contacted for
    payment.
  = hard stop
  @ 民法典 693; 担保解释 34
CN-PI-01 law P 2021-11-01 2026-06-22
  Minimum necessary: only data directly needed, least-impact method.
  = field allow-list per role
  @ PIPL 5, 6; 民法典 1035
CN-PI-02 law P 2021-11-01 2026-06-22
  Legal basis recorded per purpose; contract necessity covers servicing own loan, not address-book harvesting.
  = basis enum PIPL 13(1)-(7)
  @ PIPL 13, 14, 17
CN-PI-03 law P 2021-11-01 2026-06-22
  Separate consent + notice before giving data to another handler.
  = separate_consent{recipient,purpose,method,categories}
  @ PIPL 23
CN-PI-04 law P 2021-11-01 2026-06-22
  Outsourced agency = entrusted processing: contract, supervision, no sub-delegation without consent,
    return/delete at end.
  = agreement_id, ended_at -> purge job
  @ PIPL 21
CN-PI-05 law P 2021-11-01 2026-06-22
  Sensitive data (bank account, health, biometrics, location, under-14) needs specific purpose, necessity,
    separate consent.
  = sensitive=true
  @ PIPL 28-31
CN-PI-06 law P 2021-11-01 2026-06-22
  No publication of personal information without separate consent.
  = block public channels
  @ PIPL 25
CN-PI-07 law P 2021-11-01 2026-06-22
  Automated decisions with major effect: explain on request, right to refuse automation-only.
  = collect_score explanation
  @ PIPL 24
CN-PI-08 law P 2021-11-01 2026-06-22
  Access/copy/correct/delete/withdraw handled promptly; refusal needs reasons.
  = request workflow
  @ PIPL 44-50
CN-PI-09 law P 2021-11-01 2026-06-22
  PIA before sensitive data, automation, entrustment, sharing, export; keep report and records 3 years.
  = retain=3y
  @ PIPL 55-56
CN-PI-10 law P 2021-11-01 2026-06-22
  Breach: remedy at once, notify authority and persons.
  = incident workflow
  @ PIPL 57
CN-PI-11 law P 2021-11-01 2026-06-22
  Export conditions + separate consent.
  = block cross-border by default
  @ PIPL 38-39
CN-PI-12 law P 2021-11-01 2026-06-22
  Fines up to RMB 50 m or 5% turnover; burden of proof on handler.
  @ PIPL 66, 69
CN-PI-13 law P 2017-06-01 2026-06-22
  Illegal supply of 50+ credit/property records or 500+ transaction/communication records is "serious"; halved for
    data got in performing services.
  = alert on bulk export > 25 / > 250 rows
  @ 法释〔2017〕10号 5(3),(4),(8)
"""

DEBTORS = ("borrower", "guarantor", "spouse")
FAILED = (*UNANSWERED, "not_in_service")

CHECKS: Checks = {
    "CN-QH-01": (Hours((span("08:00", "22:00"),) * 7),),
    "CN-QH-03": (Wishes(), Places()),
    "CN-FR-01": (Cap(("call",), (Limit(1, 3),), outcomes=("conversation",), to=DEBTORS),),
    "CN-FR-02": (Cap(("notice_call",), (Limit(1, 3),), outcomes=("played", "conversation"), to=DEBTORS),),
    "CN-FR-03": (Cap(("call",), (Limit(1, 6),), outcomes=UNANSWERED, per_number=True, lifted_by="frequency_agreed"),),
    "CN-TP-01": (Bar(to=("third_party",), but_for=("locate",)),),
    "CN-TP-02": (Unreachable(("borrower_number_invalid", "borrower_dead_or_incapacitated"), 3, 3, FAILED),),
    "CN-TP-03": (Bar("third_party_refused", to=("third_party",)),),
    "CN-TP-04": (
        Bar(to=("third_party",), says=(("mentions_debt", True),)),
        Bar(to=("spouse",), says=(("mentions_debt", True),), unless=("household_debt",)),
        Bar(channels=("social_public",)),
    ),
    "CN-TP-06": (Bar(to=("spouse",), unless=("household_debt",)),),
    "CN-GUAR-03": (Bar("guarantee_lapsed", to=("guarantor",)),),
    "CN-ID-01": (Introduction(("call", "visit", "im")),),
    "CN-CH-01": (Bar(says=(("personal_device", True),), unless=("personal_device_approved",)),),
    "CN-FV-01": (Bar(channels=("visit",), collectors_below=2),),
    "CN-FV-02": (Bar(channels=("visit",), says=(("enter_private", True),), unless=("entry_consent",)),),
    "CN-FV-03": (Bar(channels=("public_posting",)),),
    "CN-DNC-01": (OptOut(),),
    "CN-PAUSE-01": (Bar("instalment_agreement_in_force", unless=("agreement_breached",)),),
    "CN-PAUSE-02": (Pause("hardship_until"),),
    "CN-DIS-01": (Bar("dispute_open", but_for=("dispute_reply",)),),
    "CN-CRIM-02": (Bar("no_contact_order"),),
}

ROWS = table(TEXT, CHECKS)
