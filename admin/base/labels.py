"""The words of columns, members, records and menus: English from the name, then translated."""

import enum
from collections.abc import Iterator
from typing import Any

from babel.messages.extract import extract_python
from flask_babel import gettext

from models.base import Record, snake
from rules import access, content

MENUS = ("Work", "Negotiate", "Contact", "Legal", "Insight", "Set-up", "Operations")

# Names whose English is not the name with spaces; `Type.member` where a member means something else in its type.
ENGLISH = {
    "sms": "SMS",
    "email": "E-mail",
    "id_number": "ID number",
    "fs_uniquifier": "Session key",
    "signed_in_at": "Last sign-in",
    "contract_no": "Contract number",
    "docket_no": "Docket number",
    "partner_file_no": "Partner's file number",
    "row_no": "Row number",
    "name_zh_hans": "Name in Simplified Chinese",
    "name_zh_hant": "Name in Traditional Chinese",
    "pay_to": "Pay to",
    "n": "Sample size",
    "annual_rate": "Annual rate",
    "case_file": "Case",
    "is_demo": "Demo book",
    "is_attempt": "Counts as an attempt",
    "is_reached": "Somebody was reached",
    "is_right_party": "It was the borrower",
    "requires_sent": "Rises only after a sent message",
    "min_overdue": "Smallest overdue amount",
    "job_run": "Job run",
    "import_batch": "Import",
    "audit_entry": "Audit entry",
    "weekly_metric": "Weekly figure",
    "legal_partner": "Legal partner",
    "user": "Person",
    "outcome_code": "Outcome",
    "policy": "Stage policy",
    "template": "Template",
    "every": "Period",
    "first_on": "First instalment on",
    "count": "Instalments",
    "at": "Time",
    "on": "Day",
    "LegalPartner.name": "Name",
    "Licence.cn_micro_lender": "Micro-lender (mainland China)",
    "Licence.cn_bank": "Bank (mainland China)",
    "Licence.cn_private_lender": "Private lender (mainland China)",
    "Licence.us_third_party": "Third-party collector (United States)",
    "Licence.us_first_party": "First-party creditor (United States)",
    "Licence.uk_firm": "Authorised firm (United Kingdom)",
    "Licence.tw_agency": "Agency (Taiwan)",
    "Licence.hk_lender": "Money lender (Hong Kong)",
    "Language.en": "English",
    "Language.zh_Hans": "简体中文",
    "Language.zh_Hant": "繁體中文",
    "Period.week": "Every week",
    "Period.fortnight": "Every two weeks",
    "Period.month": "Every month",
    "Trigger.end_of_month": "End of the month",
    "Trigger.since_previous_sent": "Since the earlier stage was sent",
    "ReceiptStatus.returned": "Sent back to the payer",
    "pdf": "PDF",
    "png": "PNG",
    "jpeg": "JPEG",
    "byte_count": "Size in bytes",
    "digest": "SHA-256",
    "plan_grace_days": "Days of grace of a plan",
    "plan_threshold_rate": "Part of a plan that must have come",
    "promise_grace_days": "Days of grace of a promise",
    "promise_threshold_rate": "Part that keeps a promise",
    "promise_most_days": "Most days ahead of a promise",
    "promise_again_most": "New promises before a supervisor",
    "dispute_days": "Days to decide a dispute",
    "hardship_review_days": "Days to the review of a hardship",
    "PauseAction.pause": "Days do not count",
    "PauseAction.resume": "Days count again",
    "SupportNeed.companion": "Somebody at their side",
    "SupportNeed.specialist": "A specialist",
    "SupportNeed.certain_hours": "Only at certain hours",
    "ReasonBasis.said": "The borrower said so",
    "ReasonBasis.inferred": "Inferred",
    "PointStatus.opted_out": "Opted out",
    "OutcomeNeeds.moment": "A time to call back",
    "OutcomeNeeds.promise": "A promise",
    "OutcomeNeeds.reason": "A reason",
    "OutcomeNeeds.note": "A note",
    "Item.cover": "Cover sheet",
    "Item.contract": "Signed contract",
    "Item.disbursement": "Proof of payment out",
    "Item.identity": "Identity and address",
    "Item.history": "Payment history",
    "Item.statement": "Statement of account",
    "Item.demand": "Demand with proof of delivery",
    "Item.disputes": "Disputes answered",
    "Item.ownership": "Chain of ownership",
    "Item.instructions": "Instructions to the partner",
    "Law.placement_notice": "Notice before placement",
    "Law.agreement": "Agreement with the partner",
    "Law.limitation": "A limitation that still runs",
    "Standstill.nothing_overdue": "Nothing was overdue",
    "Standstill.plan": "An agreed plan ran",
    "Standstill.dispute": "A dispute was open",
    "Standstill.hold": "The case rested",
    "Meaning.threat": "Threat",
    "Meaning.shame": "Insult or exposure",
    "Meaning.false_authority": "False authority",
    "Meaning.false_law": "False consequence in law",
    "Meaning.told_others": "Debt told to others",
    "Meaning.others_announced": "Family, employer or others are to be told",
    "Meaning.coercion": "Pressure to borrow, sell or pay extra",
    "wish": "Wish or consent",
    "contact_person": "Contact person",
    "contact_rule": "Contact rule",
    "WishKind.cease": "Wants no contact at all",
    "WishKind.breathing_space": "Breathing space",
    "WishKind.vulnerable": "Particularly vulnerable",
    "WishKind.insolvent": "Insolvency",
    "WishKind.complained": "Has complained",
    "WishKind.defrauded": "Fraud reported",
    "WishKind.unclear": "A mark nobody understands",
    "HoldKind.stop": "No contact wanted",
    "HoldKind.unclear": "A mark nobody understands",
    "payments_good_for_days": "Payment file is good for, in days",
    "legal_recovery_rate": "Part that a legal case brings back",
    "legal_fee_rate": "Part that the legal partner keeps",
    "legal_cost": "Cost of a legal case",
    "received_at": "Received at",
    "said": "What was said",
}
PLURALS = {
    "hardship": "Hardship",
    "breach": "Breaches",
    "wish": "Wishes and consents",
    "contact_person": "Contact people",
    "decision": "Decisions of the gate",
    "contact_rule": "Contact policy",
    "team": "Team",
    "user": "People",
    "policy": "Stage policies",
    "audit_entry": "Audit trail",
    "address": "Addresses",
    "weekly_metric": "Weekly figures",
    "import_batch": "Imports",
}
FORMS = (
    "This field is required.",
    "Not a valid choice.",
    "Not a valid choice",
    "Not a valid integer value.",
    "Not a valid decimal value.",
    "Not a valid date value.",
    "Not a valid datetime value.",
    "Invalid Choice: could not coerce.",
    "Already exists.",
    "Field must be at least %(min)d characters long.",
    "Field cannot be longer than %(max)d characters.",
    "Number must be at least %(min)s.",
    "Number must be between %(min)s and %(max)s.",
)


def english(name: str) -> str:
    """`days_past_due` as `Days past due`."""
    words = ENGLISH.get(name) or name.rpartition(".")[2].replace("_", " ")
    return words[:1].upper() + words[1:]


def english_plural(record: str) -> str:
    """`legal_partner` as `Legal partners`."""
    known = PLURALS.get(record)
    return known or english(record) + "s"


def column(name: str) -> str:
    """The label of a column; of a path the last name."""
    return gettext(english(name.rpartition(".")[2]))


NEVER_SHOWN = (("_id", "_index", "_tail"), ("tf_", "mf_", "fs_"))


def record(noun: str) -> str:
    """What one row of a record is called."""
    return gettext(english(noun))


def new(noun: str) -> str:
    """The words of the button that makes a row of a record."""
    return gettext("New %(noun)s", noun=record(noun).lower())


def records(noun: str) -> str:
    """What the rows of a record are called."""
    return gettext(english_plural(noun))


def key(value: enum.Enum) -> str:
    """The name under which the English of a member is kept."""
    full = f"{type(value).__name__}.{value.name}"
    return full if full in ENGLISH else value.name


def member(value: enum.Enum) -> str:
    """The label of a member of an enumeration."""
    return gettext(english(key(value)))


def named(model: type[Record]) -> str:
    """The noun of a model: the key of the access table."""
    return snake(model.__name__)


def model(noun: str) -> Any:
    """The model of a noun; raises StopIteration where there is none."""
    return next(mapper.class_ for mapper in Record.registry.mappers if named(mapper.class_) == noun)


def enumerations() -> Iterator[type[enum.Enum]]:
    """Every enumeration that a column holds, and what the content check finds."""
    for mapper in Record.registry.mappers:
        for column in mapper.columns:
            found = getattr(column.type, "enum_class", None)
            if found:
                yield found
    yield content.Meaning


def shown(name: str) -> bool:
    """Whether an attribute of a record may stand on a screen: keys, indexes and secrets never do."""
    return not name.endswith(NEVER_SHOWN[0]) and not name.startswith(NEVER_SHOWN[1])


def messages() -> Iterator[str]:
    """Every English text that is derived from a name."""
    yield from MENUS
    yield from FORMS
    yield from (english(noun) for noun in access.TABLE)
    yield from (english_plural(noun) for noun in access.TABLE)
    for mapper in Record.registry.mappers:
        yield from (english(item.key) for item in mapper.attrs if shown(item.key))
    for kind in enumerations():
        yield from (english(key(value)) for value in kind)
    yield "Days past due"


def extract(fileobj: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[tuple[int, None, str, list[str]]]:
    """Babel's extraction method for derived texts: give it models/__init__.py."""
    import models  # noqa: F401

    for text in sorted(set(messages())):
        yield 1, None, text, []


def extract_rules(fileobj: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    """Babel's extraction method for Python, with the first text of RuleError, `_l` and `bulk` beside gettext's own."""
    ours = {"RuleError", "BeyondError", "_l", "lazy_gettext", "gettext", "ngettext", "sentence", "Reason", "_"}
    for line, function, texts, comments in extract_python(fileobj, dict.fromkeys(ours), comment_tags, options):
        plural = function == "ngettext"
        first = texts if plural or isinstance(texts, str) or not texts else texts[0]
        if first:
            yield line, "ngettext" if plural else None, first, comments
