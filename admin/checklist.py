"""The page of a team's first steps."""

from typing import Any, NamedTuple

from flask import abort, current_app, flash, redirect, url_for
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from admin.base import clock, format, rights
from admin.base.page import Page
from services import checklist, user
from services.channel import Refused, Sent
from services.checklist import Step
from services.reminder import words

MOST_GAPS = 3

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
    "words": (
        _l("Every stage can be written to"),
        _l("Each stage needs a channel, words in the languages of its borrowers, and what they name of the lender."),
        _l("Message templates"),
        "template.index_view",
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
    "rest_days": (
        _l("The rest days of the year are known"),
        _l("Plans and time limits keep off them. The notice for the next year comes out in autumn; enter its days."),
        _l("Rest days"),
        "rest_day.index_view",
    ),
    "letters": (_l("Letters in Chinese"), _l("Install the package fonts-noto-cjk on the server."), "", ""),
}


class StepLine(NamedTuple):
    """A step as the page shows it."""

    name: str
    done: bool
    title: str
    why: str
    word: str
    address: str


def line(step: Step) -> StepLine:
    """A step in the reader's words, with a link where its page is there."""
    title, why, word, endpoint = WORDS[step.name]
    address = url_for(endpoint) if endpoint in current_app.view_functions else ""
    if step.name == "words":
        return StepLine(step.name, step.done, str(title), *lacking())
    return StepLine(step.name, step.done, str(title), str(why), str(word), address)


def lacking() -> tuple[str, str, str]:
    """What the stages lack, and the word and address of the page that mends the first of it."""
    found = words.gaps()
    told = " ".join(format.said(each.said) for each in found[:MOST_GAPS])
    rest = len(found) - MOST_GAPS
    more = " " + ngettext("And %(num)s more.", "And %(num)s more.", rest) if rest > 0 else ""
    return told + more, *mend(found[0])


def mend(gap: words.Gap) -> tuple[str, str]:
    """The word of a link and the page where a gap is mended: the lender, the missing words, or the stage."""
    if gap.lender_id:
        return gettext("Open the lender"), url_for("lender.edit_view", id=gap.lender_id)
    if gap.template:
        return gettext("Write them"), url_for("template.create_view", stage=gap.stage_id)
    return gettext("Open the stage"), url_for("stage.edit_view", id=gap.stage_id)


def told(sent: Sent | Refused, email: str, leaves: bool) -> tuple[str, str]:
    """What came of a message to a person of the team, and its tone."""
    if isinstance(sent, Refused):
        return gettext("The message was not taken. %(reason)s", reason=format.said(sent.reason)), "error"
    if not leaves:
        return gettext("The message lies in the outbox folder; nothing left this machine."), "info"
    return gettext("The message is on its way to %(email)s.", email=email), "success"


class ChecklistPage(Page):
    """What is still to do before the first real day."""

    page = "checklist"
    heading = _l("First steps")
    menu_group = "Set-up"
    icon = "check"

    @expose("/")
    def index(self) -> str:
        """Show every step with its state."""
        found = [line(step) for step in checklist.steps(current_app.config["CONCORD"], clock.today())]
        return self.render("checklist.html", steps=found, done=sum(step.done for step in found))

    @expose("/mail/", methods=("POST",))
    def mail(self) -> Any:
        """Send the reader a test message."""
        subject, body = gettext("A test from Concord"), gettext("If you can read this, e-mail leaves the house.")
        person, settings = rights.person() or abort(401), current_app.config["CONCORD"]
        sent = user.send(person, subject, body, settings)
        flash(*told(sent, person.email, user.is_configured(settings)))
        return redirect(url_for("checklist.index"))
