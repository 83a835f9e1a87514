"""The words of a statement of account, for its paper."""

from typing import Any

from flask_babel import format_date, gettext

from admin.base import format, labels
from models.case import Case
from models.loan import EarlyInterest, Loan
from models.payment import Component
from rules import statement as rule
from services.loan import joint
from services.paper import letterhead, statement


def line_name(kind: rule.Kind) -> str:
    """What a line of a statement is called."""
    return labels.member(kind)


def lines(found: rule.Statement) -> list[list[str]]:
    """The lines as words."""
    return [
        [
            format_date(each.on, "medium"),
            line(each),
            *(format.money(amount, "") if amount else "" for amount in (each.debit, each.credit)),
            format.money(each.balance, ""),
        ]
        for each in found.lines
    ]


def line(each: rule.StatementLine) -> str:
    """What a line of a statement tells."""
    if each.kind == rule.Kind.instalment:
        return gettext("Instalment no. %(number)s", number=each.reference)
    return f"{line_name(each.kind)} {format.said(each.reference)}".strip()


def words(row: Case, account: statement.Account) -> dict[str, Any]:
    """Everything around the lines, as words."""
    found, currency = account.statement, row.loan.currency
    borrower = row.borrower
    return {
        "lender": letterhead.name(borrower.lender, format.language()),
        "title": gettext("Statement of account"),
        "facts": [
            [labels.record("lender"), letterhead.name(borrower.lender, format.language())],
            [labels.record("borrower"), format.title(borrower)],
            *([labels.record("joint_debtor"), each.borrower.name] for each in joint.parties(row.loan)),
            [labels.column("loan.contract_no"), row.loan.contract_no],
            [gettext("As of"), format_date(found.day, "long")],
            [gettext("Early repayment"), basis(row.loan)],
            *called(row),
        ],
        "heads": [gettext("Day"), gettext("What"), gettext("Owed"), gettext("Paid"), gettext("Balance")],
        "sums": [[name, format.money(amount, currency)] for name, amount in sums(account)],
        "note": gettext("We hope to solve this together with you. Please tell us if a line is not as you know it."),
    }


def sums(account: statement.Account) -> list[tuple[str, Any]]:
    """What stands below the lines: what is due, what comes later, both together, and that by component."""
    found = account.statement
    ahead = found.balance < 0
    return [
        (gettext("Paid ahead") if ahead else gettext("Due and not paid"), abs(found.balance)),
        (gettext("Not yet due"), found.later),
        *interest(found),
        (gettext("To settle the whole debt on this day"), found.payoff),
        *parts(found),
        (gettext("One more day adds"), account.per_diem),
    ]


def interest(found: rule.Statement) -> list[tuple[str, Any]]:
    """The interest that nobody owes who pays on the day; where it runs to the end there is none."""
    return [(gettext("Interest beyond this day, not owed if paid on it"), -found.unearned)] if found.unearned else []


def basis(loan: Loan) -> str:
    """How interest counts when the whole debt is repaid early."""
    if loan.early_interest == EarlyInterest.to_end:
        return gettext("If the whole debt is repaid early, interest is owed to the end, as was agreed.")
    return gettext("If the whole debt is repaid early, interest is owed to the day of payment.")


def called(row: Case) -> list[list[str]]:
    """Whether the rest is due before its days: under which clause, since when, and by which notice."""
    stands = next((each for each in row.accelerations if each.effective_on and not each.ended_on), None)
    if stands is None:
        return []
    told = {
        "day": format_date(stands.effective_on, "long"),
        "clause": stands.clause,
        "notice": stands.notice.reference,
        "on": format_date(stands.notice.dispatched_on, "long"),
    }
    said = gettext("The whole rest is due since %(day)s under %(clause)s, by the notice %(notice)s of %(on)s.", **told)
    return [[gettext("Called due"), said]]


def parts(found: rule.Statement) -> list[tuple[str, Any]]:
    """What the whole debt is made of, less the borrower's credit."""
    named = [(labels.member(Component(name)), amount) for name, amount in found.owed.items() if amount]
    credit = [(gettext("Credit of the borrower"), -found.credit)] if found.credit else []
    return [(gettext("of which %(part)s", part=name), amount) for name, amount in [*named, *credit]]
