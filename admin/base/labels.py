"""The words of columns, members, records and menus: English from the name, then translated.

One word may mean two things, so each is kept under the type it belongs to (the context of a message): a member under
its enumeration, a column under the class that declares it, a noun under `record` or `records`.
"""

import enum
from collections.abc import Iterator
from functools import cache
from inspect import get_annotations
from typing import Any, NamedTuple

from babel.messages.extract import extract_python
from flask_babel import gettext, pgettext

from admin.base import columns, places, terms
from models.base import Record, snake
from models.plan import Debt
from rules import access, content, figure, statement
from rules.law.retention import Part
from rules.referral import readiness
from services import deadline

# Names whose English is not the name with spaces; `Type.member` where a member means something else in its type.
ENGLISH = {
    "sms": "SMS",
    "email": "E-mail",
    "id_number": "ID number",
    "fs_uniquifier": "Session key",
    "signed_in_at": "Last sign-in",
    "contract_no": "Contract number",
    "docket_no": "Docket number",
    "next_time": "Hour",
    "court_room": "Court room",
    "tracking_no": "Tracking number",
    "broken_no": "Missed instalment",
    "reversed_why": "Why it was taken back",
    "lower": "Smaller amount or number",
    "partner_file_no": "Partner's file number",
    "row_no": "Row number",
    "name_zh_hans": "Name in Simplified Chinese",
    "name_zh_hant": "Name in Traditional Chinese",
    "pay_to": "Pay to",
    "pay_to_zh_hans": "Pay to, in Simplified Chinese",
    "pay_to_zh_hant": "Pay to, in Traditional Chinese",
    "credit_code": "Registration number",
    "n": "Sample size",
    "sending": "Mail and texts",
    "mail_server": "Mail server",
    "mail_port": "Port",
    "mail_security": "Encryption",
    "mail_user": "User name",
    "mail_password": "Password",
    "mail_from": "Sender's address",
    "parts": "Parts of the text",
    "Encoding.gsm7": "GSM-7",
    "Encoding.ucs2": "UCS-2",
    "reply_to": "Address for answers",
    "box_server": "Mail server (IMAP)",
    "box_port": "Port",
    "box_security": "Encryption",
    "box_user": "User name",
    "box_password": "Password",
    "sms_gateway": "Text gateway",
    "sms_url": "Address of the gateway",
    "sms_account": "Account ID",
    "sms_secret": "Secret",
    "sms_from": "Signature, or number texts come from",
    "sms_app": "Application ID",
    "RunStatus.skipped": "Passed over",
    "MailSecurity.starttls": "STARTTLS",
    "MailSecurity.tls": "TLS from the start",
    "Gateway.http": "Your own, by HTTP",
    "Gateway.aliyun": "Alibaba Cloud",
    "Gateway.tencent": "Tencent Cloud",
    "Gateway.twilio": "Twilio",
    "annual_rate": "Annual rate",
    "case_file": "Case",
    "is_demo": "Demo book",
    "is_attempt": "Counts as an attempt",
    "is_reached": "Somebody was reached",
    "is_right_party": "It was the borrower",
    "requires_sent": "Rises only after a sent message",
    "min_overdue": "Smallest overdue amount",
    "circuit": "Channel",
    "Circuit.opened_at": "Down since",
    "Circuit.failures": "Same failures in a row",
    "Circuit.taken_at": "Last took a message",
    "Circuit.failed_at": "Last failed",
    "Circuit.probe_at": "Tried again at",
    "user_mail": "Mail to a person",
    "UserMail.until": "Of use until",
    "MailKind.password_link": "Link for a new password",
    "MailKind.password_notice": "Word that a password was changed",
    "MailKind.payment_notice": "Word of a direct payment",
    "MailKind.referral_question": "Word of a referral to decide on",
    "refused_at": "Last refused",
    "next_try_at": "Next attempt",
    "Reminder.point_was": "Before it was marked bad",
    "job_run": "Job run",
    "import_batch": "Import",
    "audit_entry": "Audit entry",
    "weekly_metric": "Weekly figure",
    "month_end": "Month end",
    "history_file": "File of a history",
    "worked_hours": "Paid hours",
    "unit_price": "Price",
    "cash_target": "Target",
    "gets_report": "Gets the weekly report",
    "gets_digest": "Gets what waits each morning",
    "MailKind.weekly_report": "The weekly report",
    "MailKind.daily_digest": "What waits, each morning",
    "MonthEnd.days": "Days past due",
    "MonthEnd.month_on": "Month",
    "WorkedHours.month_on": "Month",
    "CashTarget.month_on": "Month",
    "HistoryFile.rows_wrong": "Rows not taken",
    "HistoryFile.taken_out_at": "Taken out",
    "legal_partner": "Legal partner",
    "retention_order": "Erasure order",
    "DataRequest.identity": "How it is known who asks",
    "DataRequest.identity_by": "Made sure by",
    "DataRequest.taken_by": "Taken in by",
    "DataRequest.answer": "Copy",
    "DataRequest.answer_digest": "SHA-256 of the copy",
    "DataRequest.answered_on": "Handed out on",
    "DataRequestKind.access": "A copy",
    "IdentityCheck.id_document": "Identity document",
    "IdentityCheck.known_number": "Called back at a known number",
    "IdentityCheck.known_address": "Written from a known address",
    "IdentityCheck.authorised_agent": "Agent with written authority",
    "ExportKind.csv": "CSV file",
    "ExportKind.xlsx": "Excel workbook",
    "ExportKind.print": "Paper",
    "ExportRequest.record": "List",
    "ExportRequest.until": "Fetched until",
    "Erasure.parts": "What went",
    "Erasure.counts": "Rows by record",
    "Erasure.kept": "Kept by law",
    "Erasure.entry_count": "Entries of the trail emptied",
    "Erasure.unsealed": "Trail not emptied yet",
    "RetentionOrder.found": "What the dry run told",
    "Part.reach": "Numbers and addresses",
    "Part.talk": "What was said and written",
    "Part.identity": "Name, papers and money",
    "user": "Person",
    "outcome_code": "Outcome",
    "policy": "Stage policy",
    "template": "Template",
    "every": "Period",
    "first_on": "First instalment on",
    "count": "Instalments",
    "RevealAlarm.count": "Values shown",
    "Duplicate.same_id_number": "Same ID number",
    "Duplicate.same_phone": "Same telephone",
    "Duplicate.ids_differ": "Different ID numbers",
    "Duplicate.kept": "Who stays",
    "Duplicate.moved": "What moved",
    "merged_into": "Turned out to be",
    "allows_from": "Texts count from",
    "row_count": "Rows",
    "row_digest": "SHA-256 of the rows",
    "session_count": "Sessions",
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
    "cases_most": "Most open cases",
    "touch_every_days": "Look at each case every (days)",
    "call_cost": "What a call costs",
    "before_due_days": "Days ahead of a due day",
    "thanks": "Thanks once nothing is overdue",
    "receipts": "Receipts for money that came in",
    "plan_due_days": "Days ahead of a plan's day",
    "dispute_answers": "Answers to decided disputes",
    "welcomes": "Welcome for a new loan",
    "Notice.receipt": "Receipt for money",
    "ServiceKind.receipt": "Receipt for money",
    "Notice.plan_due": "Before a plan's day",
    "ServiceKind.plan_due": "Before a plan's day",
    "notice_text": "Words for another moment",
    "MailKind.words_test": "Test of words",
    "MailKind.automation": "Word of a rule of the house",
    "automation": "Rule of the house",
    "firing": "Work of a rule",
    "days_from": "Days past due from",
    "days_to": "Days past due to",
    "quiet_days": "Days of silence",
    "does": "What it does",
    "fired_on": "Night of",
    "Event.quiet": "Nobody was in touch",
    "Event.payment_posted": "Money came in",
    "Event.reply_came": "A reply came",
    "reports_credit": "Reports to a credit register",
    "Late.not_late": "not overdue",
    "Late.to_30": "1–30 days",
    "Late.to_60": "31–60 days",
    "Late.to_90": "61–90 days",
    "Late.over_90": "over 90 days",
    "Before.never": "not late before",
    "Before.once": "late once before",
    "Before.more": "late more than once before",
    "MeansBasis.said": "as the borrower says",
    "MeansBasis.shown": "shown by papers",
    "OutlookPrior.paid": "Paid lately",
    "OutlookPrior.before": "Late before",
    "OutlookPrior.late": "Days past due",
    "OutlookPrior.rate": "Expected not to pay",
    "OutlookPrior.cases": "Cases of the source",
    "outlook_prior": "Outlook table",
    "Trigger.end_of_month": "End of the month",
    "Trigger.since_previous_sent": "Since the earlier stage was sent",
    "ReceiptStatus.returned": "Sent back to the payer",
    "LineKind.received": "Money received",
    "LineKind.looked_at": "Money received, to look at",
    "LineKind.paid_out": "Money paid out",
    "LineKind.fee": "Fee of the bank",
    "LineKind.returned": "Return or reversal",
    "LineKind.neither": "Neither in nor out",
    "LineKind.pending": "Pending at the bank",
    "LineKind.failed": "Failed or closed at the bank",
    "LineStatus.kept": "Only kept",
    "LineStatus.waiting": "Waits for a look",
    "LineStatus.taken_back": "Taken back from its receipt",
    "LineStatus.dismissed": "No return after all",
    "bank_line": "Other bank line",
    "bank_account": "Account of the lender",
    "bank_word": "Explained bank word",
    "BankWord.meaning": "What it means",
    "BankWord.said_at": "Explained at",
    "BankFile.account": "Account of the lender",
    "BankFile.first_on": "First day",
    "BankFile.last_on": "Last day",
    "BankFile.opening": "Balance before it",
    "BankFile.closing": "Balance after it",
    "Receipt.account": "Account of the lender",
    "BankLine.account": "Account of the lender",
    "set_off": "Set-off",
    "SetOff.onto": "Set off against",
    "SetOff.taken": "Out of the credit",
    "SetOff.brought": "Into the debt",
    "Refund.holder": "Holder of the account",
    "Refund.account": "Bank account",
    "Payment.returned": "Left the credit",
    "pdf": "PDF",
    "png": "PNG",
    "jpeg": "JPEG",
    "byte_count": "Size in bytes",
    "digest": "SHA-256",
    "plan_grace_days": "Days of grace of a plan",
    "plan_threshold_rate": "Part of a plan that must have come",
    "week_closes_days": "Days until a week closes",
    "promise_grace_days": "Days of grace of a promise",
    "promise_threshold_rate": "Part that keeps a promise",
    "promise_most_days": "Most days ahead of a promise",
    "promise_again_most": "New promises before a supervisor",
    "dispute_days": "Days to decide a dispute",
    "hardship_review_days": "Days to the review of a hardship",
    "approval_days": "Days a request for approval waits",
    "Approval.needs": "Takes at least",
    "Approval.answer_to": "Answer goes to",
    "Approval.seen_on": "Answer seen on",
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
    "QuestionCause.payment": "The borrower paid",
    "QuestionCause.plan": "A plan was agreed",
    "QuestionCause.dispute": "The borrower disputes the debt",
    "QuestionCause.closing": "Nothing is overdue any more",
    "QuestionCause.pause_ended": "The pause ended, and something still rests on the case",
    "ReferralDecision.recall": "Take it back",
    "Meaning.threat": "Threat",
    "Meaning.shame": "Insult or exposure",
    "Meaning.false_authority": "False authority",
    "Meaning.false_law": "False consequence in law",
    "Meaning.told_others": "Debt told to others",
    "Meaning.others_announced": "Family, employer or others are to be told",
    "Meaning.coercion": "Pressure to borrow, sell or pay extra",
    "wish": "Wish or consent",
    "contact_person": "Contact person",
    "joint_debtor": "Joint debtor",
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
    "strategy_version": "Strategy version",
    "stage_condition": "Condition of a stage",
    "dry_run": "Dry run",
    "strategy_trial": "Trial of a strategy",
    "case_arm": "Case in an arm",
    "TrialStatus.asked": "Waits for a second person",
    "WishKind.no_automation": "Refuses automated decisions",
    "StrategyTrial.strategy_version": "Challenger",
    "StrategyTrial.why": "Why",
    "StrategyTrial.digest": "Fingerprint of the draft",
    "StrategyTrial.share": "Share of the borrowers",
    "StrategyTrial.reason": "Why it ended",
    "StrategyTrial.last_on": "Until",
    "DryRun.share": "Share of the borrowers",
    "task_minutes": "Minutes of a next task",
    "StageCondition.step": "Stage",
    "StageCondition.knows": "What is asked",
    "Knows.cures_lately": "Cures in the last 90 days",
    "Knows.reached_by": "Reached by channel",
    "Asks.at_least": "From",
    "Asks.at_most": "Up to",
    "Asks.is_this": "Is",
    "Asks.is_other": "Is not",
    "StrategyStatus.asked": "Waits for a second person",
    "StrategyStatus.in_force": "In force",
    "StrategyStatus.past": "In the past",
    "ProposalStatus.tried": "Tried in a dry run",
    "ProposalStatus.taken_back": "Taken back",
    "StrategyVersion.why": "Why",
    "StrategyVersion.digest": "Fingerprint",
    "DryRun.digest": "Fingerprint of the draft",
    "Proposal.proposed": "What is proposed",
    "legal_recovery_rate": "Part that a legal case brings back",
    "legal_fee_rate": "Part that the legal partner keeps",
    "legal_cost": "Cost of a legal case",
    "received_at": "Received at",
    "said": "What was said",
}
PLURALS = {
    "automation": "Rules of the house",
    "firing": "Work of rules",
    "notice_text": "Words for other moments",
    "hardship": "Hardship",
    "breach": "Breaches",
    "wish": "Wishes and consents",
    "contact_person": "Contact people",
    "joint_debtor": "Joint debtors",
    "decision": "Decisions of the gate",
    "contact_rule": "Contact policy",
    "team": "Team",
    "user": "People",
    "user_mail": "Mail to people",
    "policy": "Stage policies",
    "stage_condition": "Conditions of stages",
    "strategy_version": "Strategy",
    "strategy_trial": "Trials of a strategy",
    "proposal": "Evaluate and adjust",
    "outlook_prior": "Outlook table",
    "audit_entry": "Audit trail",
    "address": "Addresses",
    "weekly_metric": "Weekly figures",
    "month_end": "Told month ends",
    "history_file": "Files of a history",
    "worked_hours": "Paid hours",
    "import_batch": "Imports",
    "sending": "Mail and texts",
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


class Word(NamedTuple):
    """An English text and its context in the catalogues; None for the texts of WTForms, which know none."""

    context: str | None
    text: str


SPOKEN: tuple[type[enum.Enum], ...] = (
    content.Meaning,
    readiness.Item,
    readiness.Law,
    statement.Kind,
    deadline.Name,
    Debt,
    Part,
)
"""The enumerations that people read though no column holds them."""

VAGUE = frozenset({"Kind", "Name", "Status", "Mode", "Group"})
"""Names of enumerations that say nothing without their module."""

DETAILS = (
    *("action", "flags", "zones", "contacts", "reason", "review", "evidence", "answer", "lower"),
    *("row_count", "row_digest", "session_count", "entries", "browser"),
    *("why", "judgement", "starts_on"),
)
"""Names that stand on a page and are no column: of kept details, and of what a button asks for."""

NEVER_SHOWN = (("_id", "_index", "_tail", "_key"), ("tf_", "mf_", "fs_"))


def english(name: str) -> str:
    """`days_past_due` as `Days past due`."""
    words = ENGLISH.get(name) or name.rpartition(".")[2].replace("_", " ")
    return words[:1].upper() + words[1:]


def english_plural(record: str) -> str:
    """`legal_partner` as `Legal partners`."""
    known = PLURALS.get(record)
    return known or english(record) + "s"


def spoken(word: Word) -> str:
    """A word in the reader's language."""
    return str(pgettext(word.context, word.text))


def column(path: str) -> str:
    """The label of a column by its path from a noun: `loan.contract_no`, `referral.case.reference`."""
    return spoken(word_at(path))


@cache
def word_at(path: str) -> Word:
    """The word at the end of a path; a name without a noun, or of none that is known, is a detail."""
    noun, _, name = path.rpartition(".")
    start, *way = noun.split(".")
    found: Any = next((each for each in models() if named(each) == start), None)
    for step in way if found else ():
        found = found.__mapper__.relationships[step].mapper.class_
    is_detail = found is None or (name in DETAILS and name not in found.__mapper__.attrs)
    return Word("detail", english(name)) if is_detail else word_of(found, name)


def word_of(model: type[Record], name: str) -> Word:
    """The word of a column: a relation named after its record is called as the record is."""
    text = english(full if (full := f"{model.__name__}.{name}") in ENGLISH else name)
    relation = model.__mapper__.relationships.get(name)
    noun = named(relation.mapper.class_) if relation is not None else ""
    if noun in access.TABLE and text == (english_plural(noun) if relation.uselist else english(noun)):
        return Word("records" if relation.uselist else "record", text)
    return Word(declared(model, name), text)


def declared(model: type[Record], name: str) -> str:
    """The first class that declares a column: `Record` for what every row has, `Named` for the names of set-up."""
    found = (kind.__name__ for kind in reversed(model.__mro__) if name in get_annotations(kind))
    return next(found, model.__name__)


def detail(name: str) -> str:
    """The label of a name that is no column."""
    return spoken(Word("detail", english(name)))


def record(noun: str) -> str:
    """What one row of a record is called."""
    return spoken(Word("record", english(noun)))


def new(noun: str) -> str:
    """The words of the button that makes a row of a record."""
    return gettext("New %(noun)s", noun=record(noun).lower())


def records(noun: str) -> str:
    """What the rows of a record are called."""
    return spoken(Word("records", english_plural(noun)))


def menu(name: str) -> str:
    """The name of an entry of the menu, of a room, or of a heading of Set-up."""
    return spoken(Word("menu", name))


def told(text: str) -> str:
    """What a word of the glossary is."""
    return spoken(Word("glossary", text))


def key(value: enum.Enum) -> str:
    """The name under which the English of a member is kept."""
    full = f"{type(value).__name__}.{value.name}"
    return full if full in ENGLISH else value.name


def context(kind: type[enum.Enum]) -> str:
    """The context of an enumeration: its name, after its module where the name alone is vague."""
    return f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}" if kind.__name__ in VAGUE else kind.__name__


def word_of_member(value: enum.Enum) -> Word:
    """The word of a member of an enumeration."""
    return Word(context(type(value)), english(key(value)))


def member(value: enum.Enum) -> str:
    """The label of a member of an enumeration."""
    return spoken(word_of_member(value))


def named(model: type[Record]) -> str:
    """The noun of a model: the key of the access table."""
    return snake(model.__name__)


def models() -> list[type[Record]]:
    """Every model."""
    return [mapper.class_ for mapper in Record.registry.mappers]


def model(noun: str) -> Any:
    """The model of a noun; raises StopIteration where there is none."""
    return next(each for each in models() if named(each) == noun)


def enumerations() -> set[type[enum.Enum]]:
    """Every enumeration that people read: what a column holds, and what is spoken without one."""
    held = (getattr(item.type, "enum_class", None) for each in models() for item in each.__mapper__.columns)
    return {*SPOKEN, *filter(None, held)}


def shown(name: str) -> bool:
    """Whether an attribute may stand on a screen: indexes and secrets never do, nor keys but that of any record."""
    return name == "record_id" or not (name.endswith(NEVER_SHOWN[0]) or name.startswith(NEVER_SHOWN[1]))


def messages() -> Iterator[tuple[str, Word]]:
    """Every English text that is derived from a name, each after the name it comes from."""
    yield from ((f"menu {name}", Word("menu", name)) for name in places.NAMES)
    yield from ((f"glossary {term.en}", Word("glossary", term.told)) for term in terms.terms())
    yield from ((f"form {text}", Word(None, text)) for text in FORMS)
    yield from ((f"detail {name}", Word("detail", english(name))) for name in DETAILS)
    nouns = sorted({*access.TABLE, *map(named, models())})
    yield from ((f"record {noun}", Word("record", english(noun))) for noun in nouns)
    yield from ((f"records {noun}", Word("records", english_plural(noun))) for noun in access.TABLE)
    yield from ((f"{context(kind)}.{value.name}", word_of_member(value)) for kind in enumerations() for value in kind)
    yield from column_messages()


def column_messages() -> Iterator[tuple[str, Word]]:
    """The English texts of the columns; one that is called as its record is has the record's."""
    stored = ((each, item.key) for each in models() for item in each.__mapper__.attrs if not is_list(item))
    counted = ((model(snake(kind)), name) for kind, name in columns.COMPUTED)
    for each, name in (*stored, *counted):
        word = word_of(each, name)
        if shown(name) and word.context not in ("record", "records"):
            yield f"{declared(each, name)}.{name}", word


def is_list(attribute: Any) -> bool:
    """Whether an attribute holds rows; a page shows those as a list of their own."""
    return bool(getattr(attribute, "uselist", False))


def extract(fileobj: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[tuple[int, Any, Any, list[str]]]:
    """Babel's extraction method for derived texts: give it models/__init__.py."""
    import models  # noqa: F401

    meanings = (Word(None, figure.meaning(name)) for name in figure.RULES)
    for word in sorted({*(word for _, word in messages()), *meanings}, key=str):
        yield 1, "pgettext" if word.context else None, list(word) if word.context else word.text, []


OURS = ("RuleError", "BeyondError", "Sentence", "_l", "lazy_gettext", "gettext", "ngettext", "_")
UNDER = ("pgettext", "lazy_pgettext", "_lp")
"""The functions whose first text is the context of the second."""


def extract_rules(fileobj: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    """Babel's extraction method for Python, with the first text of RuleError and Sentence beside gettext's own."""
    known = dict.fromkeys((*OURS, *UNDER))
    for line, function, texts, comments in extract_python(fileobj, known, comment_tags, options):
        if function in UNDER:
            yield line, "pgettext", texts, comments
            continue
        plural = function == "ngettext"
        first = texts if plural or isinstance(texts, str) or not texts else texts[0]
        if first:
            yield line, "ngettext" if plural else None, first, comments
