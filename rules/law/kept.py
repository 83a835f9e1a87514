"""Who keeps the rules that the gate of contacts does not check: a module of the house, or a person who knows of it."""

from collections.abc import Mapping


def _by(where: str, text: str) -> dict[str, str]:
    return dict.fromkeys(text.split(), where)


BY_THE_HOUSE: Mapping[str, str] = {
    **_by("rules.content", "CN-ID-02 US-CNT-01 UK-REP-01 TW-CT-01 CT-THREAT CT-SHAME CT-IMPERS CT-FALSELAW CT-TPDISC"),
    **_by("rules.content", "CT-THIRD CT-COERCE"),
    **_by("rules.law.words", "US-MM-01"),
    **_by("services.reminder.identity", "UK-FB-01"),
    **_by("rules.demand", "CN-LET-01"),
    **_by("rules.limitation", "CN-LIM-01 CN-LIM-02 CN-LIM-03 CN-LIM-04 CN-LIM-05 CN-LIM-06 CN-LIM-07 CN-LIM-08"),
    **_by("rules.limitation", "CN-LIM-09 CN-LIM-10 CN-LIM-12"),
    **_by("rules.allocation", "CN-ALLOC-01 CN-ALLOC-02 US-PAY-01 POL-ALLOC-01"),
    **_by("rules.referral.enforcement", "CN-ALLOC-03 CN-ENF-01 CN-ENF-02"),
    **_by("rules.interest", "CN-INT-01 CN-INT-02 CN-INT-05 CN-INT-06"),
    **_by("rules.ledger", "CN-INT-10"),
    **_by("rules.law.calling", "CN-ACC-01 UK-ACC-01"),
    **_by("rules.guarantee", "CN-GUAR-01 CN-GUAR-02 CN-GUAR-04 CN-GUAR-05"),
    **_by("rules.law.pack", "US-SCOPE-01"),
    **_by("rules.law.uk", "POL-UK-01"),
    **_by("services.demand.arrears", "UK-ARR-01"),
    **_by("rules.contact.hours", "CN-QH-02 US-QH-02 US-QH-04 POL-END-01"),
    **_by("rules.contact.frequency", "US-FR-03 US-FR-04 US-FR-05 US-FR-08"),
    **_by("rules.contact.policy", "POL-CN-04 POL-CN-05"),
    **_by("rules.validation_period", "US-VAL-02"),
    **_by("services.reminder.validation", "US-VAL-01"),
    **_by("services.contact.override", "US-FR-07 POL-OVR-01"),
    **_by("services.referral.readiness", "CN-OUT-01"),
    **_by("services.entry", "POL-ALLOC-02"),
    **_by("services.pause", "POL-PAUSE"),
    **_by("services.hold", "UK-FB-02 UK-BS-02"),
}
"""The module that holds each rule, by the rule's id."""

BY_A_PERSON: Mapping[str, str] = {
    **_by("the collector, at each contact", "CN-FR-04 CN-TP-05 US-QH-05 US-SP-01 US-MED-02 US-LCM-01"),
    **_by("the manager, who looks at the file of contacts", "CN-FR-05 CN-CRIM-01 US-HAR-01 US-ST-MA US-TCPA-01"),
    **_by("the manager, when a partner is chosen and evaluated", "CN-OUT-02 CN-OUT-03 CN-PI-04"),
    **_by("the manager, before anything is reported to a credit bureau", "CN-CRED-01 US-CR-01"),
    **_by("the manager, who sends the notice and keeps its copy", "US-VAL-03 US-EM-04 EU-01"),
    **_by("the manager, when a charge or a deposit is made", "US-AMT-01 US-PAY-02 EU-02"),
    **_by("the administrator, who sets the book up and answers for its data", "CN-PI-01 CN-PI-02 CN-PI-03 CN-PI-05"),
    **_by("the administrator, who sets the book up and answers for its data", "CN-PI-06 CN-PI-07 CN-PI-08 CN-PI-09"),
    **_by("the administrator, who sets the book up and answers for its data", "CN-PI-10 CN-PI-11 CN-PI-12 CN-PI-13"),
    **_by("the administrator, who sets the book up and answers for its data", "EU-03 US-CONS-01 POL-CN-02"),
    **_by("the lender, whose contract it is", "CN-INT-03 CN-INT-04 CN-INT-07 CN-INT-08 CN-INT-09 HK-INT-01 CN-LIM-11"),
    **_by("the manager, who calls a loan due", "CN-ACC-02 UK-ACC-02 US-ACC-01 TW-ACC-01 HK-ACC-01"),
    **_by("the manager, who encloses the sheet when the notice is posted", "UK-ARR-02"),
    **_by("the legal partner", "CN-PO-01 TW-LIM-01 UK-SB-01"),
    **_by("the manager, who looks at outcomes", "UK-CD-01"),
}
"""Who does what a rule asks for, by the rule's id: the product reminds nobody of these."""
