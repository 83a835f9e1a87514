"""The words of a plan's agreement, for its paper."""

from typing import Any

from flask_babel import force_locale, format_date, gettext

from admin.base import format, labels
from models.base import Language
from models.plan import Plan
from services import paper


def pdf(row: Plan, language: str) -> bytes:
    """The agreement in a language, or the reader's. Raises RuleError where a font is missing."""
    tongue = language if language in list(Language) else format.language()
    with force_locale(tongue):
        return paper.pdf("agreement", words(row), lines(row), tongue)


def lines(row: Plan) -> list[list[str]]:
    """The instalments as words."""
    return [
        [str(each.number), format_date(each.due_on, "long"), format.money(each.amount, "")] for each in row.instalments
    ]


def words(row: Plan) -> dict[str, Any]:
    """Everything around the instalments, as words."""
    loan, borrower = row.case.loan, row.case.borrower
    return {
        "lender": borrower.lender.name,
        "title": gettext("Repayment agreement"),
        "facts": [
            [gettext("Lender"), borrower.lender.name],
            [gettext("Borrower"), format.title(borrower)],
            [labels.column("loan.contract_no"), loan.contract_no],
            [gettext("Proposed on"), format_date(row.proposed_on, "long")],
            [gettext("Owed in all"), format.money(row.case.balance, loan.currency)],
        ],
        "heads": [gettext("No."), gettext("Payable by"), gettext("Amount (%(currency)s)", currency=loan.currency)],
        "sums": [[gettext("Total"), format.money(row.total, loan.currency)]],
        "terms": terms(row),
        "signs": [gettext("Borrower, date"), gettext("For the lender, date")],
        "note": gettext("We hope to solve this together with you. If something changes, call us before the day."),
    }


def terms(row: Plan) -> list[str]:
    """What both sides agree on."""
    return [
        gettext("While the instalments are paid as listed, the collection of this debt rests."),
        gettext("Each instalment may come up to %(days)s days late.", days=row.grace_days),
        gettext("If an instalment is missed, this agreement ends; what was paid stays paid."),
        gettext("The collection then goes on from where it stood."),
        gettext("You may pay earlier or more at any time, without a fee."),
    ]
