"""The statement of account of a case, on any day, on screen and as PDF; and what ends the debt on that day."""

from datetime import date, timedelta
from typing import Any

from flask import redirect, request
from flask_babel import gettext

from admin.base import clock, errors, format, handout
from admin.base.handout import File
from admin.case.panel import Panel, answer, handing_out
from admin.paper import filename, tongue
from admin.paper.statement import line, lines, sums, words
from models.base import Language
from rules.errors import RuleError
from services import paper
from services.paper import statement


class StatementPanel(Panel):
    """What fell due and what came in, line by line."""

    name = "statement"

    @answer("/statement/", ("view", "payment"), "GET")
    def statement(self) -> Any:
        """Show the statement of a day."""
        try:
            account = statement.of(self.row.loan, asked_day(), self.today)
        except RuleError as refusal:
            errors.tell(refusal)
            return redirect(self.onward())
        title = gettext("Statement of account %(reference)s", reference=self.row.reference)
        values = {"title": title, "row": self.row, "account": account, "found": account.statement}
        values |= {"last": self.today + timedelta(days=statement.MOST_AHEAD), "sums": sums(account)}
        return self.page.view.render("case/statement.html", line=line, tongues=list(Language), **values)

    @handing_out("/statement/pdf/", "payment", "GET", back=True)
    def statement_pdf(self) -> File:
        """The statement of a day as PDF, in the language asked for."""
        account, language = statement.of(self.row.loan, asked_day(), self.today), asked_language()
        with tongue.reading(self.row.borrower.lender, language):
            content = paper.pdf("statement", words(self.row, account), lines(account.statement), language)
            called = filename.pdf(gettext("Statement of account"), self.row.reference, account.statement.day)
        return File(content, handout.PDF, called, (self.row,))


def asked_day() -> date:
    """The day of the address; today where it names none, or none that exists."""
    try:
        return date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return clock.today()


def asked_language() -> str:
    """The language of the address, or the reader's."""
    chosen = request.args.get("language", "")
    return chosen if chosen in list(Language) else format.language()
