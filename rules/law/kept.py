"""Who keeps the rules that the gate of contacts does not check: a function or table of the house, or a person."""

from collections.abc import Mapping


def _by(where: str, text: str) -> dict[str, str]:
    return dict.fromkeys(text.split(), where)


BY_THE_HOUSE: Mapping[str, str] = {
    **_by("rules.content:check", "CN-ID-02 US-CNT-01 UK-REP-01 TW-CT-01 CT-THREAT CT-SHAME CT-IMPERS CT-FALSELAW"),
    **_by("rules.content:check", "CT-TPDISC CT-THIRD CT-COERCE"),
    **_by("rules.law.words:of", "US-MM-01"),
    **_by("services.reminder.identity:said", "UK-FB-01"),
    **_by("rules.demand:REQUIRED", "CN-LET-01"),
    **_by("rules.limitation:of", "CN-LIM-01"),
    **_by("rules.limitation:starts_on_due", "CN-LIM-02"),
    **_by("rules.limitation:run", "CN-LIM-03 CN-LIM-04 CN-LIM-06 CN-LIM-07 CN-LIM-08 CN-LIM-09"),
    **_by("rules.limitation:counts_for", "CN-LIM-05 CN-LIM-12"),
    **_by("services.limitation:lapsed", "CN-LIM-10"),
    **_by("rules.allocation:CIVIL_CODE_ORDER", "CN-ALLOC-01"),
    **_by("rules.allocation:allocate_over_loans", "CN-ALLOC-02 POL-ALLOC-01"),
    **_by("services.receipt.sharing:SPARE_DISPUTED_LICENCES", "US-PAY-01"),
    **_by("rules.referral.enforcement:of", "CN-ENF-01"),
    **_by("services.prime_rate:cap_of", "CN-INT-01 CN-INT-05 CN-INT-06"),
    **_by("rules.interest:penalty_room", "CN-INT-02"),
    **_by("rules.ledger:overdue_interest", "CN-INT-10"),
    **_by("rules.law.calling:LICENCES", "CN-ACC-01 UK-ACC-01"),
    **_by("rules.guarantee:period", "CN-GUAR-01 CN-GUAR-05"),
    **_by("rules.guarantee:claim", "CN-GUAR-02 CN-GUAR-04"),
    **_by("rules.law.pack:LICENCES", "US-SCOPE-01"),
    **_by("rules.law.uk:WEEK", "POL-UK-01"),
    **_by("services.demand.arrears:told", "UK-ARR-01"),
    **_by("rules.contact.hours:closed", "CN-QH-02 US-QH-02"),
    **_by("services.reminder.gate:check_many", "US-QH-04"),
    **_by("rules.contact.frequency:free_consents", "US-FR-03"),
    **_by("rules.contact.frequency:counted", "US-FR-05"),
    **_by("services.contact.gate:OUTCOMES", "US-FR-04 US-FR-08"),
    **_by("rules.validation_period:of", "US-VAL-02"),
    **_by("services.reminder.validation:told", "US-VAL-01"),
    **_by("rules.contact.policy:may_set_aside", "US-FR-07 POL-OVR-01"),
    **_by("rules.referral.readiness:missing_in_law", "CN-OUT-01"),
    **_by("services.entry:mirror", "POL-ALLOC-02"),
    **_by("rules.law.retention:ACCESS", "CN-PI-08"),
    **_by("rules.export:needs_second", "CN-PI-13"),
}
"""The function or table that holds each rule, as `module:name`, by the rule's id."""

BY_A_PERSON: Mapping[str, str] = {
    **_by("the collector, at each contact", "CN-FR-04 CN-TP-05 US-QH-05 US-SP-01 US-MED-02 US-LCM-01"),
    **_by("the collector, who is told by when a call has to be over", "POL-END-01"),
    **_by("the collector, who lets the case rest while an adviser is at work", "UK-FB-02"),
    **_by("the collector, who records the breathing space with its last day", "UK-BS-02"),
    **_by("the manager, who looks at the file of contacts", "CN-FR-05 CN-CRIM-01 US-HAR-01 US-ST-MA US-TCPA-01"),
    **_by("the manager, who looks at the file of contacts", "POL-CN-05"),
    **_by("the manager, who reviews a hardship", "POL-PAUSE"),
    **_by("the manager, when a partner is chosen and evaluated", "CN-OUT-02 CN-OUT-03 CN-PI-04"),
    **_by("the manager, before anything is reported to a credit bureau", "CN-CRED-01 US-CR-01"),
    **_by("the manager, who sends the notice and keeps its copy", "US-VAL-03 US-EM-04 EU-01"),
    **_by("the manager, when a charge or a deposit is made", "US-AMT-01 US-PAY-02 EU-02"),
    **_by("the administrator, who sets the book up and answers for its data", "CN-PI-01 CN-PI-02 CN-PI-03 CN-PI-05"),
    **_by("the administrator, who sets the book up and answers for its data", "CN-PI-06 CN-PI-07 CN-PI-09"),
    **_by("the administrator, who sets the book up and answers for its data", "CN-PI-10 CN-PI-11 CN-PI-12"),
    **_by("the administrator, who sets the book up and answers for its data", "EU-03 US-CONS-01 POL-CN-02"),
    **_by("the lender, whose contract it is", "CN-INT-03 CN-INT-04 CN-INT-07 CN-INT-08 CN-INT-09 HK-INT-01 CN-LIM-11"),
    **_by("the manager, who calls a loan due", "CN-ACC-02 UK-ACC-02 US-ACC-01 TW-ACC-01 HK-ACC-01"),
    **_by("the manager, who encloses the sheet when the notice is posted", "UK-ARR-02"),
    **_by("the legal partner", "CN-PO-01 TW-LIM-01 UK-SB-01 CN-ALLOC-03 CN-ENF-02"),
    **_by("the manager, who looks at outcomes", "UK-CD-01"),
}
"""Who does what a rule asks for, by the rule's id: the product reminds nobody of these."""

BESIDE: Mapping[str, str] = {
    **_by("the collector, at each visit", "CN-FV-02 UK-VIS-01 TW-FV-01"),
    **_by("the collector, at each contact", "CN-CH-01 US-ID-01"),
    **_by("rules.sms:framed", "US-EM-01"),
    **_by("the administrator, who takes over addresses and numbers with their basis", "US-EM-02 US-EM-03 US-EM-05"),
    **_by("rules.referral.readiness:missing_in_law", "US-TB-01"),
}
"""Rules of the gate that ask, in whole or in part, for what the desk is never told: who keeps that part."""

TOLD = frozenset({"paid_or_settled", "instalment_agreement_in_force", "hardship_until", "time_barred"})
"""What the desk knows of a borrower beside holds, wishes and marks."""
