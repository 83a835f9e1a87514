"""What stops a contact whatever the hour: legal stops, opt-outs, places, pauses, stale consents."""

from datetime import datetime

from rules.contact.facts import Action, Flags
from rules.contact.hours import LocalTime
from rules.law.check import CALLS, Bar, Fresh, OptOut, Pause, Places


def barred(bar: Bar, local: LocalTime) -> bool:
    """Whether everything that the bar names holds."""
    action, flags = local.facts.action, local.facts.flags
    return _concerns(bar, action) and _flagged(bar, flags)


def _concerns(bar: Bar, action: Action) -> bool:
    """Whether the bar is about such an action."""
    return (
        (not bar.channels or action.channel in bar.channels)
        and (not bar.to or action.to in bar.to)
        and (not bar.purposes or action.purpose in bar.purposes)
        and (not bar.places or action.place in bar.places)
        and action.purpose not in bar.but_for
        and not (bar.reply_is_free and action.reply_to_borrower)
        and all(getattr(action, name) is value for name, value in bar.says)
        and (not bar.collectors_below or (action.collectors or 0) < bar.collectors_below)
    )


def _flagged(bar: Bar, flags: Flags) -> bool:
    """Whether the flag of the bar is set and none that lifts it."""
    if bar.flag:
        value = getattr(flags, bar.flag)
        if not value or (bar.flag_is and value != bar.flag_is):
            return False
    return not any(getattr(flags, name) for name in bar.unless)


def opted_out(check: OptOut, local: LocalTime) -> bool:
    """Whether the borrower does not want this channel, number or address; opting out of `call` covers every call."""
    action, wishes = local.facts.action, local.facts.flags.opted_out
    if not wishes or action.reply_to_borrower or action.legally_required or action.purpose in check.but_for:
        return False
    used = {action.channel, _plain(action.number), _plain(action.address)}
    used |= {"call"} if action.channel in CALLS else set()
    return any(_plain(wish) in used for wish in wishes)


def _plain(text: str | None) -> str | None:
    return text.strip().casefold() if text else None


def unwelcome_place(_check: Places, local: LocalTime) -> bool:
    """Whether the contact is known to reach the borrower at a place that was called inconvenient."""
    action = local.facts.action
    return not action.reply_to_borrower and action.place in local.facts.flags.inconvenient_places


def resting(check: Pause, local: LocalTime, at: datetime) -> bool:
    """Whether the pause still runs; its last day is included."""
    until = getattr(local.facts.flags, check.flag)
    return until is not None and local.day(at) <= until


def stale(check: Fresh, local: LocalTime, at: datetime) -> bool:
    """Whether a text rests on a use or consent, and on a check of the number, that are both too old."""
    flags = local.facts.flags
    if local.facts.action.channel != "sms" or flags.sms_consent_or_use_at is None:
        return False
    today = local.day(at)
    proofs = (flags.sms_consent_or_use_at, flags.sms_db_check_at)
    return not any(proof is not None and 0 <= (today - local.day(proof)).days <= check.days for proof in proofs)
