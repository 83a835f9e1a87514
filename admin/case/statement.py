"""The statement of account of a case, on any day, on screen and as PDF; and what ends the debt on that day."""

from datetime import date, timedelta
from typing import Any

from flask import abort, redirect, request
from flask_admin import expose
from flask_babel import force_locale, gettext

from admin.base import clock, errors, format, handout, rights, scope
from admin.base.handout import File
from admin.case.panel import Panel
from admin.paper.statement import line_name, lines, sums, words
from models.base import Language
from models.case import Case
from rules.errors import RuleError
from services import paper, statement


class StatementPanel(Panel):
    """What fell due and what came in, line by line."""

    @expose("/statement/")
    def statement(self) -> Any:
        """Show the statement of a day."""
        row = asked_for()
        try:
            account = statement.of(row.loan, asked_day(), clock.today())
        except RuleError as refusal:
            errors.tell(refusal)
            return redirect(self.onward(row))
        title = gettext("Statement of account %(reference)s", reference=row.reference)
        told = {"title": title, "row": row, "account": account, "found": account.statement, "tongues": list(Language)}
        told |= {"last": clock.today() + timedelta(days=statement.MOST_AHEAD), "sums": sums(account)}
        return self.render("case/statement.html", name=line_name, **told)

    @expose("/statement/pdf/")
    def statement_pdf(self) -> Any:
        """Hand out the statement of a day as PDF, in the language asked for."""
        handout.allow("case", "payment")
        row = asked_for()
        try:
            return handout.out("case", lambda: printed(row))
        except RuleError as refusal:
            errors.tell(refusal)
            return redirect(self.onward(row))


def printed(row: Case) -> File:
    """The statement of the day and in the language that the address names."""
    account, language = statement.of(row.loan, asked_day(), clock.today()), asked_language()
    with force_locale(language):
        content = paper.pdf("statement", words(row, account), lines(account.statement), language)
    return File(content, handout.PDF, f"{row.reference} {account.statement.day}.pdf", (row,))


def asked_for() -> Case:
    """The case of the address, for those who may see its payments."""
    if not rights.may("view", "payment"):
        abort(403)
    row: Case = scope.one(Case, request.args.get("id"))
    return row


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
