"""Why a contact is not allowed, in words: by the kind of each rule that stops it, never by its id."""

from typing import Any

from flask_babel import lazy_gettext as _l

from rules.contact import Decision
from rules.errors import RuleError
from rules.law.check import (
    Bar,
    Cap,
    Cease,
    Check,
    Cooldown,
    Fresh,
    Hours,
    Introduction,
    Once,
    OptOut,
    Pace,
    Pause,
    Places,
    Unreachable,
    Wishes,
)
from rules.law.pack import Pack

KINDS: dict[type, Any] = {
    Bar: _l("The law does not let this person be contacted in this way now."),
    OptOut: _l("The borrower opted out of this channel, number or address."),
    Places: _l("The borrower does not wish to be contacted at this place."),
    Introduction: _l("A first contact has to say who is speaking."),
    Once: _l("This person was spoken to once already."),
    Unreachable: _l("Others are only asked once the borrower is proven to be out of reach."),
    Cap: _l("There were as many contacts as there may be."),
    Cooldown: _l("It is too soon after the last conversation."),
    Pause: _l("Contacts rest for some days."),
    Fresh: _l("The consent to this number, or the check of it, is too old."),
    Hours: _l("It is outside the hours in which people may be contacted."),
    Wishes: _l("The borrower called this time inconvenient."),
    Cease: _l("The borrower asked for no more contact."),
    Pace: _l("There was a try a short while ago, or many of them today."),
}
FLAGS = {
    "attorney_represented": _l("A lawyer speaks for the borrower."),
    "bankruptcy_stay": _l("Insolvency proceedings stop all contact."),
    "breathing_space": _l("The borrower is in a breathing space."),
    "dispute_open": _l("A dispute is open; only the answer to it may be sent."),
    "written_dispute_open": _l("A dispute is open; only the answer to it may be sent."),
    "employer_prohibits": _l("The employer does not allow calls at work."),
    "no_contact_order": _l("An order of a court or authority forbids contact."),
    "paid_or_settled": _l("Nothing is owed any more."),
    "particularly_vulnerable": _l("The borrower is particularly vulnerable."),
    "instalment_agreement_in_force": _l("An agreed plan is running and was not broken."),
}
"""What a bar rests on, where it names it."""


def words(pack: Pack | RuleError, decision: Decision) -> tuple[str, ...]:
    """Why the answer is what it is, once each; what is doubtful says it itself.

    A rule may carry several checks: what a later time heals is none of those that stand whatever the time.
    """
    if isinstance(pack, RuleError):
        return ()
    standing = () if decision.next_allowed_at else pack.standing
    names = decision.rules or decision.warnings
    named = (check for name, check in (*standing, *pack.daily, *pack.timed, *pack.pace) if name in names)
    return tuple(dict.fromkeys(str(said(check)) for check in named))


def said(check: Check) -> Any:
    """A rule in words: what it rests on where that is known, else its kind."""
    return FLAGS.get(check.flag, KINDS[Bar]) if isinstance(check, Bar) else KINDS[type(check)]
