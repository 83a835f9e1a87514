"""United States: Regulation F and what stands beside it, one row per rule."""

from rules.law.check import (
    CALLS,
    Bar,
    Cap,
    Cease,
    Cooldown,
    Fresh,
    Hours,
    Limit,
    Once,
    OptOut,
    Pace,
    Places,
    Wishes,
    span,
)
from rules.law.row import Checks, table

TEXT = """
US-SCOPE-01 law P 2021-11-30 2026-03-09
  Applies to third-party collectors and principal-purpose debt buyers, not a creditor's own staff in its own name;
    consumer-purpose debts of natural persons only.
  = tenant switch
  @ 12 CFR 1006.2(e),(h),(i)
US-QH-01 law P 2021-11-30 2026-03-09
  Before 8:00 a.m. and after 9:00 p.m. at the consumer's location is inconvenient.
  = allow [08:00,21:00); margin_min configurable
  @ 12 CFR 1006.6(b)(1)(i); FDCPA 805(a)(1)
US-QH-02 guid P 2021-11-30 2026-03-09
  Conflicting location data: only times convenient in ALL possible zones.
  = intersection
  @ OI 6(b)(1)(i)-2
US-QH-03 law P 2021-11-30 2026-03-09
  Times the collector knows or should know are inconvenient (incl. creditor file notes).
  = weekly mask + expiry
  @ 12 CFR 1006.6(b)(1); OI 6(b)(1)-1
US-QH-04 guid P 2021-11-30 2026-03-09
  An e-mail/text happens when SENT.
  = use send time
  @ OI 6(b)(1)(i)-1
US-QH-05 guid P 2021-11-30 2026-03-09
  Consumer-initiated contact at a blocked time/place: respond once, same medium.
  = reply_token per inbound
  @ OI 6(b)(1)-2
US-PL-01 law P 2021-11-30 2026-03-09
  No contact through media tied to an inconvenient place (mail, landline); mobile/e-mail not tied unless known.
  = place mask
  @ 12 CFR 1006.6(b)(1)(ii); OI 6(b)(1)(ii)-1
US-PL-02 law P 2021-11-30 2026-03-09
  No contact at work if employer is known to prohibit it.
  = flag
  @ 12 CFR 1006.6(b)(3)
US-ATT-01 law P 2021-11-30 2026-03-09
  Represented consumer: attorney only, unless unresponsive in reasonable time or consents.
  = flag
  @ 12 CFR 1006.6(b)(2)
US-CONS-01 law P 2021-11-30 2026-03-09
  Consent must be prior, direct to THIS collector, and not obtained in a violating contact.
  = consent.owner=collector
  @ 12 CFR 1006.6(b)(4)(i)
US-CEASE-01 law P 2021-11-30 2026-03-09
  Written refusal to pay / cease notice: stop, effective on RECEIPT; three exceptions.
  = terminate, may_invoke, will_invoke
  @ 12 CFR 1006.6(c); OI 6(c)(1)-1
US-TP-01 law P 2021-11-30 2026-03-09
  No third-party communication except consumer, attorneys, CRA, creditor, creditor's and own attorney.
  = recipient list
  @ 12 CFR 1006.6(d)(1),(2)
US-TP-02 law P 2021-11-30 2026-03-09
  Location inquiry: at most one communication per person unless invited or earlier answer believed wrong; name
    yourself, do not mention debt, no postcard.
  = max=1
  @ 12 CFR 1006.10(b),(c)
US-TP-03 law P 2021-11-30 2026-03-09
  Location inquiry must not say the consumer owes a debt.
  = content
  @ 12 CFR 1006.10(b)(2)
US-SP-01 law P 2021-11-30 2026-03-09
  For 1006.6, "consumer" includes spouse, minor's parent, guardian, executor, confirmed successor.
  = role map
  @ 12 CFR 1006.6(a)
US-FR-01 law P 2021-11-30 2026-03-09
  Presumed violation: more than 7 calls to a person about a debt within 7 consecutive days.
  = max=7, window=[D-6,D]
  @ 12 CFR 1006.14(b)(2)(i)(A),(ii)
US-FR-02 law P 2021-11-30 2026-03-09
  Presumed violation: a call within 7 consecutive days after a conversation (conversation date = day 1), whoever
    initiated it.
  = block C..C+6, open C+7
  @ 12 CFR 1006.14(b)(2)(i)(B); OI 14(b)(2)(i)-1.ii
US-FR-03 law P 2021-11-30 2026-03-09
  Excluded: prior consent direct to collector, up to 7 days incl. day received; ends at shorter term, revocation,
    or the next conversation.
  = consent window [T,T+6]
  @ 12 CFR 1006.14(b)(3)(i); OI -2
US-FR-04 law P 2021-11-30 2026-03-09
  Excluded: calls not connected (busy, not in service); counted: answered, dropped, ring-no-answer, voicemail.
  = outcome map
  @ 12 CFR 1006.14(b)(3)(ii); OI -1
US-FR-05 law P 2021-11-30 2026-03-09
  Count per person, per debt; student loans under one account = one debt; unanswered/general call counts to at
    least one debt chosen at logging.
  = allocation immutable
  @ 12 CFR 1006.14(b)(4); OI 14(b)(4)-1,-2
US-FR-06 guid P 2021-11-30 2026-03-09
  Presumption of compliance rebuttable: 2 calls in 5 minutes, 7 in a day, voicemails, prior refusals, prior abuse
    -> warn.
  = warn if gap<5min or >=3/day (POL)
  @ OI 14(b)(2)(i)-2
US-FR-07 guid P 2021-11-30 2026-03-09
  Rebuttal of violation: legally required, active litigation, consumer information request, time-critical harm
    outside collector control -> compliance override with reason code.
  = 4 codes
  @ OI 14(b)(2)(ii)-2
US-FR-08 guid P 2021-11-30 2026-03-09
  Wrong-number calls are removed from the person's count.
  = recount
  @ OI 14(b)(2)(i)-3
US-HAR-01 law P 2021-11-30 2026-03-09
  Cumulative harassment across media, incl. many texts a day.
  = POL-US-02
  @ 12 CFR 1006.14(a); OI 14(a)-1,-2
US-MED-01 law P 2021-11-30 2026-03-09
  Requested medium (or one address/number) not used again.
  = opt-out scope: medium | address
  @ 12 CFR 1006.14(h)(1)
US-MED-02 law P 2021-11-30 2026-03-09
  Exceptions: one confirmation of opt-out; one same-medium reply to consumer contact; legally required.
  @ 12 CFR 1006.14(h)(2)
US-ID-01 law P 2021-11-30 2026-03-09
  Meaningful disclosure of caller identity.
  = script
  @ 12 CFR 1006.14(g)
US-MM-01 law P 2021-11-30 2026-03-09
  First communication: attempting to collect a debt, information used for that purpose; later ones: from a debt
    collector; same language.
  = template lint
  @ 12 CFR 1006.18(e)
US-LCM-01 law P 2021-11-30 2026-03-09
  Limited-content voicemail has only: neutral business name, request to reply, contact name(s), number(s) + 4
    optional items.
  = template lint
  @ 12 CFR 1006.2(j)
US-EM-01 law P 2021-11-30 2026-03-09
  Every electronic message carries a clear, simple, free opt-out.
  = template lint
  @ 12 CFR 1006.6(e)
US-EM-02 law P 2021-11-30 2026-03-09
  No e-mail to a known employer address unless consumer used it/consented.
  = flag
  @ 12 CFR 1006.22(f)(3)
US-EM-03 law P 2021-11-30 2026-03-09
  SMS safe harbour: consumer texted or consented, and within 60 days text/consent/renewal or reassigned-number
    check.
  = 60 days
  @ 12 CFR 1006.6(d)(5)
US-EM-04 law P 2021-11-30 2026-03-09
  E-mail hand-over by creditor: notice with opt-out date at least 35 days after sending.
  = 35 days
  @ 12 CFR 1006.6(d)(4)(ii)(C)(5)
US-EM-05 law P 2021-11-30 2026-03-09
  E-mail safe harbour via prior collector needs use by the IMMEDIATELY prior collector and no opt-out.
  = email_basis
  @ 12 CFR 1006.6(d)(4)(iii)
US-SOC-02 guid P 2021-11-30 2026-03-09
  Contact request on social media must disclose the collector.
  @ OI 18(d)-1.i
US-SOC-01 law P 2021-11-30 2026-03-09
  No social-media contact visible to public or contacts; private friend request must reveal collector.
  @ 12 CFR 1006.22(f)(4); OI 18(d)-1
US-MAIL-01 law P 2021-11-30 2026-03-09
  No postcards; no debt symbols on envelopes.
  @ 12 CFR 1006.22(f)(1),(2)
US-VAL-01 law P 2021-11-30 2026-03-09
  Validation information in or within 5 days of the initial communication.
  = 5 days
  @ 12 CFR 1006.34(a)(1)
US-VAL-02 law P 2021-11-30 2026-03-09
  Validation period ends 30 days after receipt; receipt may be assumed on a date at least 5 days after sending,
    excluding Sat, Sun, legal public holidays (5 USC 6103(a)).
  = 5 business + 30 calendar
  @ 12 CFR 1006.34(b)(5)
US-VAL-03 law P 2021-11-30 2026-03-09
  No overshadowing during the validation period.
  = content + no payment deadline < end
  @ 12 CFR 1006.38(b)
US-DIS-01 law P 2021-11-30 2026-03-09
  Written (incl. accepted e-channel) dispute or original-creditor request in the period: cease until
    verification/name is sent.
  = hard stop
  @ 12 CFR 1006.38(c),(d)(2)
US-TB-01 law P 2021-11-30 2026-03-09
  Never sue or threaten to sue on a time-barred debt (strict liability).
  = clock + content
  @ 12 CFR 1006.26(b)
US-CR-01 law P 2021-11-30 2026-03-09
  Before credit reporting: speak, or send and wait a reasonable time (14 days) for undeliverable notice.
  = 14 days
  @ 12 CFR 1006.30(a)(1); OI -2
US-PAY-01 law P 2021-11-30 2026-03-09
  Single payment over several debts: never to a disputed debt; follow directions.
  @ 12 CFR 1006.30(c)
US-PAY-02 law P 2021-11-30 2026-03-09
  Post-dated instruments > 5 days ahead: written notice 3-10 business days before deposit.
  = 3..10
  @ 12 CFR 1006.22(c)
US-ACC-01 law M - -
  The rest is called due as the contract says; some states give a right to cure first, with a notice and days of their
    own.
  @ contract; law of the state
US-AMT-01 law P 2021-11-30 2026-03-09
  Only amounts authorised by agreement or law.
  = fee lint
  @ 12 CFR 1006.22(b); FDCPA 808(1)
US-CNT-01 law P 2021-11-30 2026-03-09
  No false threats of arrest, seizure, suit not intended; no fake legal papers; no fake credit data; true name
    only.
  = CT-*
  @ 12 CFR 1006.18(b)-(d); FDCPA 807
US-BK-01 law S 1979-10-01 2026-06-22
  Bankruptcy stay/discharge stops collection.
  = hard stop
  @ 11 USC 362(a)(6), 524(a)(2)
US-ST-MA law S 2012-03-02 2026-06-22
  Massachusetts: at most 2 phone communications per 7 days per debt to residence/cell, 2 per 30 days elsewhere;
    applies to creditors too.
  = 2/7d
  @ 940 CMR 7.04(1)(f)
US-TCPA-01 law S 2023-07-20 2026-06-22
  Prerecorded debt calls to landlines: 3 per 30 days without consent.
  = 3/30d
  @ 47 CFR 64.1200(a)(3)(iii)
"""

REMEDY_NOTICES = ("terminate_notice", "may_invoke_remedy", "will_invoke_remedy")
NOT_CONNECTED = ("busy", "not_in_service", "wrong_number")
CALL_CAP = Cap(CALLS, (Limit(7, 7),), besides=NOT_CONNECTED, per_loan=True, consent_days=7)

CHECKS: Checks = {
    "US-QH-01": (Hours((span("08:00", "21:00"),) * 7),),
    "US-QH-03": (Wishes(),),
    "US-PL-01": (Places(),),
    "US-PL-02": (Bar("employer_prohibits", places=("work",)),),
    "US-ATT-01": (
        Bar("attorney_represented", unless=("attorney_consents", "attorney_unresponsive"), reply_is_free=True),
    ),
    "US-CEASE-01": (Cease("cease_received_at", REMEDY_NOTICES),),
    "US-TP-01": (Bar(to=("third_party",), but_for=("location_info",)), Bar(channels=("public_posting",))),
    "US-TP-02": (Once("third_party_asked_callback"),),
    "US-TP-03": (Bar(to=("third_party",), says=(("mentions_debt", True),)),),
    "US-FR-01": (CALL_CAP,),
    "US-FR-02": (Cooldown(CALLS, 7, consent_days=7),),
    "US-FR-06": (Pace(CALL_CAP, daily=3, minutes=5),),
    "US-MED-01": (OptOut(but_for=("opt_out_confirmation",)),),
    "US-ID-01": (Bar(channels=("call",), says=(("identifies_collector", False),)),),
    "US-EM-01": (Bar(channels=("sms", "email", "im", "social_private"), says=(("opt_out_notice", False),)),),
    "US-EM-02": (Bar("work_email", channels=("email",)),),
    "US-EM-03": (Fresh(60), Bar("sms_basis", "call_only", channels=("sms",))),
    "US-EM-05": (Bar("email_basis", "prior_collector_gap", channels=("email",)),),
    "US-SOC-01": (Bar(channels=("social_public",)),),
    "US-SOC-02": (Bar(channels=("social_private",), says=(("identifies_collector", False),)),),
    "US-MAIL-01": (Bar(channels=("postcard",)),),
    "US-DIS-01": (Bar("written_dispute_open", but_for=("send_verification",)),),
    "US-TB-01": (Bar("time_barred", purposes=("sue", "threaten_suit")),),
    "US-BK-01": (Bar("bankruptcy_stay"),),
}

ROWS = table(TEXT, CHECKS)


# One payment over several debts never goes to a disputed one (12 CFR 1006.30(c); text as of 2026-03-09).
SPARE_DISPUTED_LICENCES = frozenset({"us_third_party", "us_first_party"})
