"""The page of a team's first steps."""

from typing import Any, NamedTuple

from flask import current_app, request, url_for
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from admin.base import clock, format, rights
from admin.base.page import Page
from services import checklist
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
    "night": (
        _l("The night has run"),
        _l("It opens the cases, books what to do today and writes the first messages."),
        _l("Run the night"),
        "night.index",
    ),
    "people": (_l("People are invited"), _l("Each with a role and a level."), _l("Invite"), "user.create_view"),
    "mail": (
        _l("E-mail leaves the house"),
        _l("Without a mail server e-mail stays in a folder of the server, and nobody renews a forgotten password."),
        _l("Set up e-mail"),
        "sending.index",
    ),
    "sms": (
        _l("Texts leave the house"),
        _l("Without a gateway texts stay in a folder of the server, and no stage rises on them."),
        _l("Set up texts"),
        "sending.index",
    ),
    "legal_partner": (
        _l("A legal partner"),
        _l("Firm cases are referred to a law firm, whose people see their own referrals only."),
        _l("Add a firm"),
        "legal_partner.create_view",
    ),
    "validation": (
        _l("Validation notices can be set"),
        _l("Who collects for others names its own mailing address; each loan its original creditor (12 CFR 1006.34)."),
        _l("Lenders"),
        "lender.index_view",
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


ASKED: dict[str, Any] = {
    "lender": _l("Fill in the lender's details"),
    "portfolio": _l("Import a portfolio"),
    "words": _l("Give every stage what it writes with"),
    "night": _l("Run the first night"),
    "people": _l("Invite your people"),
    "mail": _l("Let e-mail leave the house"),
    "sms": _l("Let texts leave the house"),
    "legal_partner": _l("Add a legal partner"),
    "validation": _l("Let validation notices be set"),
    "prime_rate": _l("Enter the newest loan prime rate"),
    "rest_days": _l("Enter the rest days of next year"),
    "letters": _l("Let letters be set in Chinese"),
}
"""What each step asks for while it is left; its title says what is so when it is done."""


class StepLine(NamedTuple):
    """A step as the page shows it."""

    name: str
    done: bool
    title: str
    asked: str
    why: str
    word: str
    address: str


def line(step: Step) -> StepLine:
    """A step in the reader's words, with a link where its page is there."""
    title, why, word, endpoint = WORDS[step.name]
    asked = str(ASKED[step.name])
    address = url_for(endpoint) if endpoint in current_app.view_functions else ""
    if step.name == "words" and not step.done:
        return StepLine(*step, str(title), asked, *lacking())
    if step.name == "lender" and (lacking_ids := checklist.incomplete_lenders()):
        address = url_for("lender.edit_view", id=lacking_ids[0], url=url_for("checklist.index"))
    return StepLine(*step, str(title), asked, str(why), str(word), address)


def lacking() -> tuple[str, str, str]:
    """What the stages lack, and the word and address of the page that mends the first of it."""
    found = words.gaps()
    told = " ".join(format.said(each.said) for each in found[:MOST_GAPS])
    rest = len(found) - MOST_GAPS
    more = " " + ngettext("And %(num)s more.", "And %(num)s more.", rest) if rest > 0 else ""
    return told + more, *mend(found[0])


def mend(gap: words.Gap) -> tuple[str, str]:
    """The word of a link and the page where a gap is mended: the lender, the missing words, or the stage.

    Who may not change the lender looks at it; a save leads back here.
    """
    back = request.full_path
    if gap.lender_id:
        page = "lender.edit_view" if rights.may("edit", "lender") else "lender.details_view"
        return gettext("Open the lender"), url_for(page, id=gap.lender_id, url=back)
    if gap.template:
        return gettext("Write them"), url_for("template.create_view", stage=gap.stage_id, url=back)
    return gettext("Open the stage"), url_for("stage.edit_view", id=gap.stage_id, url=back)


class ChecklistPage(Page):
    """What is left to do before the first real day, and below it what is done."""

    page = "checklist"
    heading = _l("First steps")
    icon = "check"

    @expose("/")
    def index(self) -> str:
        """Show every step with its state."""
        found = [line(step) for step in checklist.steps(current_app.config["CONCORD"], clock.today())]
        left, done = [step for step in found if not step.done], [step for step in found if step.done]
        return self.render("checklist.html", left=left, done=done)
