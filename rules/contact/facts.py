"""The facts of a contact: what is about to happen, what happened, what the borrower wished, and whether they hold."""

from datetime import date, datetime
from typing import NamedTuple

from rules.errors import RuleError
from rules.law.check import Span

CHANNELS = frozenset(
    "call notice_call ringless_voicemail sms im email push web letter postcard visit public_posting social_public"
    " social_private".split()
)
RECIPIENTS = frozenset(("borrower", "spouse", "guarantor", "third_party"))
PURPOSES = frozenset(
    "collect locate location_info dispute_reply send_verification opt_out_confirmation terminate_notice"
    " may_invoke_remedy will_invoke_remedy sue threaten_suit loss_mitigation_required false_urgency_discount"
    " active_litigation requested_information failed_payment_notice set_off_notice service".split()
)
OUTCOMES = frozenset(
    "no_answer rejected busy not_in_service voicemail dropped conversation wrong_number played sent received".split()
)
DIRECTIONS = frozenset(("out", "in"))
PLACES = frozenset(("", "home", "work"))
DAY_SECONDS = 86400
NUMBER_LENGTH = 64
YEARS = (1970, 9000)


class Inconvenient(NamedTuple):
    """A weekly time that does not suit the borrower: days 0 = Monday, wall seconds of the home zone, half-open.

    A span that ends before it begins runs into the next day.
    """

    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    span: Span = (0, DAY_SECONDS)


class Action(NamedTuple):
    """The contact that is about to happen; None means that nothing is known of it."""

    channel: str
    to: str = "borrower"
    to_id: str | None = None
    purpose: str = "collect"
    number: str | None = None
    address: str | None = None
    loans: tuple[str, ...] = ()
    place: str = ""
    reply_to_borrower: bool = False
    legally_required: bool = False
    transactional: bool = False
    mentions_debt: bool | None = None
    opt_out_notice: bool | None = None
    identifies_collector: bool | None = None
    collectors: int | None = None
    enter_private: bool = False
    personal_device: bool = False
    content_categories: tuple[str, ...] = ()


class Entry(NamedTuple):
    """A contact that happened, at a UTC instant; `loans` empty: about any of them.

    Entries with the same `provider_id` are one contact that was reported twice.
    """

    at: datetime
    channel: str
    direction: str = "out"
    outcome: str = "sent"
    to: str = "borrower"
    to_id: str | None = None
    number: str | None = None
    loans: tuple[str, ...] = ()
    by: str = ""
    consent_to_calls: bool = False
    consent_only_on: date | None = None
    reply_to_borrower: bool = False
    transactional: bool = False
    legally_required: bool = False
    provider_id: str = ""


class Flags(NamedTuple):
    """Stops, wishes and what is known of people and channels.

    `hardship_until` and a `time_consent_expires` that is a date include that day. Agreed hours (`time_consent`) come
    in addition to the legal ones. `opted_out` holds channels, numbers and addresses.
    """

    paid_or_settled: bool = False
    bankruptcy_stay: bool = False
    breathing_space: bool = False
    dispute_open: bool = False
    written_dispute_open: bool = False
    cease_received_at: datetime | None = None
    attorney_represented: bool = False
    attorney_consents: bool = False
    attorney_unresponsive: bool = False
    time_barred: bool = False
    instalment_agreement_in_force: bool = False
    agreement_breached: bool = False
    hardship_until: date | None = None
    particularly_vulnerable: bool = False
    no_contact_order: bool = False
    third_party_refused: bool = False
    third_party_asked_callback: bool = False
    borrower_number_invalid: bool = False
    borrower_dead_or_incapacitated: bool = False
    guarantee_lapsed: bool = False
    household_debt: bool = False
    opted_out: tuple[str, ...] = ()
    inconvenient_times: tuple[Inconvenient, ...] = ()
    inconvenient_places: tuple[str, ...] = ()
    employer_prohibits: bool = False
    time_consent: Span | None = None
    time_consent_expires: date | datetime | None = None
    frequency_agreed: bool = False
    entry_consent: bool = False
    work_email: bool = False
    sms_consent_or_use_at: datetime | None = None
    sms_db_check_at: datetime | None = None
    sms_basis: str = ""
    email_basis: str = ""
    personal_device_approved: bool = False


class Facts(NamedTuple):
    """Everything a decision rests on; `zones` are all plausible IANA zones, the first one is home for days and counts.

    `holidays` are days on which some hours are closed.
    """

    at: datetime
    licence: str
    zones: tuple[str, ...]
    action: Action
    log: tuple[Entry, ...] = ()
    flags: Flags = Flags()
    holidays: frozenset[date] = frozenset()


def once(log: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The log without the repeats of a provider's report."""
    if {entry.provider_id for entry in log} <= {""}:
        return log
    first = {entry.provider_id: entry for entry in reversed(log) if entry.provider_id}
    return tuple(entry for entry in log if not entry.provider_id or first[entry.provider_id] is entry)


def doubts(facts: Facts) -> list[RuleError]:
    """Collect why the facts cannot be trusted: words nobody knows, instants without a zone, contacts in the future."""
    if facts.at.tzinfo is None or not YEARS[0] <= facts.at.year < YEARS[1]:
        return [RuleError("The time of the contact needs a time zone and a real year.")]
    found = [*_action(facts.action), *_flags(facts.flags)]
    if not _is_plain(facts.log, facts.at):
        for entry in facts.log:
            found += _entry(entry, facts.at)
    return found


def _is_plain(log: tuple[Entry, ...], at: datetime) -> bool:
    """Whether a log is sound as a whole, asked column by column, which is fast."""
    return (
        CHANNELS.issuperset([entry.channel for entry in log])
        and OUTCOMES.issuperset([entry.outcome for entry in log])
        and DIRECTIONS.issuperset([entry.direction for entry in log])
        and RECIPIENTS.issuperset([entry.to for entry in log])
        and None not in {entry.at.tzinfo for entry in log}
        and max([entry.at for entry in log], default=at) <= at
        and {entry.consent_only_on for entry in log} <= {None}
    )


def _entry(entry: Entry, at: datetime) -> list[RuleError]:
    """What cannot be true of a contact in the log."""
    found = []
    if entry.at.tzinfo is None:
        found.append(RuleError("A contact in the log has a time without a time zone: %(at)s.", at=entry.at))
    elif entry.at > at:
        found.append(RuleError("A contact in the log lies in the future: %(at)s.", at=entry.at))
    if (
        entry.channel not in CHANNELS
        or entry.outcome not in OUTCOMES
        or entry.direction not in DIRECTIONS
        or entry.to not in RECIPIENTS
    ):
        found.append(RuleError("A contact in the log has an unknown word: %(words)s.", words=_words(entry)))
    if entry.consent_only_on is not None and not YEARS[0] <= entry.consent_only_on.year < YEARS[1]:
        found.append(RuleError("A date in the log is not possible: %(day)s.", day=entry.consent_only_on))
    return found


def _words(entry: Entry) -> str:
    return ", ".join((entry.channel, entry.direction, entry.outcome, entry.to))


def _action(action: Action) -> list[RuleError]:
    """What is not to be understood about the contact itself."""
    found = []
    for value, known in (
        (action.channel, CHANNELS),
        (action.to, RECIPIENTS),
        (action.purpose, PURPOSES),
        (action.place, PLACES),
    ):
        if value not in known:
            found.append(RuleError("'%(word)s' is not known to the contact rules.", word=value))
    if action.number is not None and not _is_number(action.number):
        found.append(RuleError("'%(number)s' is not a telephone number.", number=action.number))
    if action.collectors is not None and action.collectors < 0:
        found.append(RuleError("A visit needs a count of people, not %(count)s.", count=action.collectors))
    return found


def _is_number(number: str) -> bool:
    return number.isprintable() and 0 < len(number.strip()) <= NUMBER_LENGTH


def _flags(flags: Flags) -> list[RuleError]:
    """Which wishes are impossible times, and which instants have no zone."""
    spans = [wish.span for wish in flags.inconvenient_times]
    spans += [flags.time_consent] if flags.time_consent else []
    found = []
    if any(not 0 <= edge <= DAY_SECONDS for span in spans for edge in span) or any(a == b for a, b in spans):
        found.append(RuleError("A time of day in the borrower's wishes is not possible."))
    if any(day not in range(7) for wish in flags.inconvenient_times for day in wish.days):
        found.append(RuleError("A day of the week in the borrower's wishes is not possible."))
    expires = flags.time_consent_expires
    instants = [flags.cease_received_at, flags.sms_consent_or_use_at, flags.sms_db_check_at]
    instants += [expires] if isinstance(expires, datetime) else []
    if any(instant is not None and instant.tzinfo is None for instant in instants):
        found.append(RuleError("A time among the flags has no time zone."))
    days = [day for day in (flags.hardship_until, expires) if day is not None]
    if any(not YEARS[0] <= day.year < YEARS[1] for day in days):
        found.append(RuleError("A date among the flags is not possible."))
    return found
