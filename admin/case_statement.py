"""The statement of account of a case, on any day, on screen and as PDF; and what ends the debt on that day."""

import io
from datetime import date
from typing import Any

from flask import abort, redirect, request, send_file
from flask_admin import expose
from flask_babel import force_locale, format_date, gettext

from admin.base import clock, errors, format, labels, rights, scope
from admin.case_panel import Panel
from models.base import Language
from models.case import Case
from rules import statement as rule
from rules.errors import RuleError
from services import statement


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
        told = {"row": row, "account": account, "found": account.statement, "tongues": list(Language)}
        return self.render("case/statement.html", today=clock.today(), name=line_name, **told)

    @expose("/statement/pdf/")
    def statement_pdf(self) -> Any:
        """Hand out the statement of a day as PDF, in the language asked for."""
        row, language = asked_for(), asked_language()
        try:
            account = statement.of(row.loan, asked_day(), clock.today())
            with force_locale(language):
                made = statement.pdf(words(row, account), lines(account.statement), language)
        except RuleError as refusal:
            errors.tell(refusal)
            return redirect(self.onward(row))
        name = f"{row.reference} {account.statement.day}.pdf"
        return send_file(io.BytesIO(made), "application/pdf", as_attachment=True, download_name=name)


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


def line_name(kind: rule.Kind) -> str:
    """What a line of a statement is called."""
    return labels.member(kind)


def lines(found: rule.Statement) -> list[list[str]]:
    """The lines as words."""
    return [
        [
            format_date(each.on, "medium"),
            f"{line_name(each.kind)} {each.reference}".strip(),
            *(format.money(amount, "") if amount else "" for amount in (each.debit, each.credit)),
            format.money(each.balance, ""),
        ]
        for each in found.lines
    ]


def words(row: Case, account: statement.Account) -> dict[str, Any]:
    """Everything around the lines, as words."""
    found, currency = account.statement, row.loan.currency
    borrower = row.borrower
    return {
        "lender": borrower.lender.name,
        "title": gettext("Statement of account"),
        "facts": [
            [labels.column("borrower"), format.title(borrower)],
            [labels.column("contract_no"), row.loan.contract_no],
            [gettext("As of"), format_date(found.day, "long")],
        ],
        "heads": [gettext("Day"), gettext("What"), gettext("Owed"), gettext("Paid"), gettext("Balance")],
        "sums": [[name, format.money(amount, currency)] for name, amount in sums(account)],
        "note": gettext("We hope to solve this together with you. Please tell us if a line is not as you know it."),
    }


def sums(account: statement.Account) -> list[tuple[str, Any]]:
    """What stands below the lines."""
    found = account.statement
    return [
        (gettext("Due and not paid"), found.balance),
        (gettext("Not yet due"), found.later),
        (gettext("To settle the whole debt on this day"), found.payoff),
        (gettext("One more day adds"), account.per_diem),
    ]
