"""The words of the first steps."""

from typing import Any, NamedTuple

from flask import current_app, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from services.channel import Refused, Sent
from services.checklist import Step

# What each step is called, why it is there, the words of its link, and where that leads.
WORDS: dict[str, tuple[Any, Any, Any, str]] = {
    "lender": (
        _l("Lender details"),
        _l("Letters and messages say where to call back and where to pay."),
        _l("Lenders"),
        "lender.index_view",
    ),
    "portfolio": (
        _l("A portfolio is in"),
        _l("Upload borrowers, loans and payments as CSV or Excel; the night opens the cases."),
        _l("Import a file"),
        "upload.index",
    ),
    "people": (_l("People are invited"), _l("Each with a role and a level."), _l("Invite"), "user.create_view"),
    "mail": (_l("E-mail leaves the house"), _l("Set CONCORD_SMTP_URL and CONCORD_MAIL_FROM, then restart."), "", ""),
    "sms": (_l("Texts leave the house"), _l("Set CONCORD_SMS_URL and CONCORD_SMS_SECRET, then restart."), "", ""),
    "legal_partner": (
        _l("A legal partner"),
        _l("Firm cases are referred to a law firm, whose people see their own referrals only."),
        _l("Add a firm"),
        "legal_partner.create_view",
    ),
    "prime_rate": (
        _l("The loan prime rate is current"),
        _l("A private lender's interest is capped by it; enter the newest monthly figure."),
        _l("Loan prime rates"),
        "prime_rate.index_view",
    ),
    "letters": (_l("Letters in Chinese"), _l("Install the package fonts-noto-cjk on the server."), "", ""),
}


class Line(NamedTuple):
    """A step as the page shows it."""

    name: str
    done: bool
    title: str
    why: str
    word: str
    address: str


def line(step: Step) -> Line:
    """A step in the reader's words, with a link where its page is there."""
    title, why, word, endpoint = WORDS[step.name]
    address = url_for(endpoint) if endpoint in current_app.view_functions else ""
    return Line(step.name, step.done, str(title), str(why), str(word), address)


def told(sent: Sent | Refused, email: str, leaves: bool) -> tuple[str, str]:
    """What came of a message to a person of the team, and its tone."""
    if isinstance(sent, Refused):
        return gettext("The message was not taken. %(reason)s", reason=sent.reason), "error"
    if not leaves:
        return gettext("The message lies in the outbox folder; nothing left this machine."), "info"
    return gettext("The message is on its way to %(email)s.", email=email), "success"
