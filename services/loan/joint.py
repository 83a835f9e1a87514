"""Joint debtors: confirmed by a person before papers name them as parties; the desk writes to none of them."""

from collections.abc import Iterable
from datetime import date

from models.contact_person import JointDebtor
from models.loan import Loan
from models.user import User
from rules.errors import RuleError

SAID = {
    "en": "Jointly liable under contract {contract}: {names}. This letter goes to you alone; we write to no other "
    "debtor.",
    "zh_Hans": "合同{contract}的共同债务人：{names}。本函仅寄送给您，我们不向其他债务人发函。",
    "zh_Hant": "{contract}的共同債務人：{names}。本函僅寄送給您，我們不向其他債務人發函。",
}
JOINED = {"en": ", ", "zh_Hans": "、", "zh_Hant": "、"}


def confirm(row: JointDebtor, today: date, user: User) -> None:
    """Keep that a person looked at the contract and found a further debtor in it; again changes nothing.

    Raises RuleError for one that is archived.
    """
    if row.archived_on:
        raise RuleError("%(name)s is no joint debtor any more.", name=row.borrower.name)
    if row.confirmed_on is None:
        row.confirmed_on, row.confirmed_by = today, user


def parties(loan: Loan) -> list[JointDebtor]:
    """The further debtors of a loan whom a person confirmed, in the order in which they were named."""
    return sorted((row for row in standing(loan) if row.confirmed_on), key=lambda row: row.id)


def standing(loan: Loan) -> list[JointDebtor]:
    """The further debtors of a loan, confirmed or not."""
    rows: list[JointDebtor] = loan.joint_debtors
    return [row for row in rows if row.archived_on is None]


def said(loans: Iterable[Loan], language: str) -> str:
    """A line for each loan with further debtors: who they are, and that nobody writes to them; else empty."""
    named = {loan.contract_no: [row.borrower.name for row in parties(loan)] for loan in loans}
    return "\n".join(
        SAID[language].format(contract=number, names=JOINED[language].join(names))
        for number, names in named.items()
        if names
    )
