"""The words of demands: the templates of the house, filled for one case on one day."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from babel.numbers import format_currency

from models.base import Language
from models.case import Case
from models.demand import DemandKind
from models.loan import Loan
from rules import delinquency, message
from rules import demand as rule
from rules.errors import RuleError
from services import case, owed, reminder_text

TEMPLATES = Path(__file__).parent.parent / "templates" / "demands"
LAW = {
    "en": "the contract named above, and the law on repaying a loan when it is due.",
    "zh_Hans": "上述合同，以及《中华人民共和国民法典》关于借款人按约定期限还款的规定。",
    "zh_Hant": "上述合約，以及法律關於借款人按約定期限還款的規定。",
}
RIGHTS = {
    "en": (
        "you have the duty to repay as agreed; you have the right to ask for details, to object, to ask for "
        "instalments or a later date (free of charge), and to complain about our service."
    ),
    "zh_Hans": (
        "您有义务按合同还款；您有权查询明细、提出异议、申请分期或延期（不收取任何费用），并对我们的服务进行投诉。"
    ),
    "zh_Hant": (
        "您有義務按合約還款；您有權查詢明細、提出異議、申請分期或延期（不收取任何費用），並對我們的服務進行投訴。"
    ),
}
LATER = {
    "en": "a further {} falls due later and is not asked for now.",
    "zh_Hans": "其余{}尚未到期，本函不要求您现在支付。",
    "zh_Hant": "其餘{}尚未到期，本函不要求您現在支付。",
}
NONE_LATER = {
    "en": "nothing falls due later.",
    "zh_Hans": "没有尚未到期的款项。",
    "zh_Hant": "沒有尚未到期的款項。",
}
COSTS = {
    "en": "none for this step. Costs of a court are borne as the court decides.",
    "zh_Hans": "本次告知不收取任何费用。诉讼费用由法院依法确定承担方。",
    "zh_Hant": "本次告知不收取任何費用。訴訟費用由法院依法確定承擔方。",
}


def write(row: Case, kind: DemandKind, language: Language, signer: str, costs: str, today: date) -> tuple[str, str]:
    """Subject and body of a demand, its words checked like every message.

    Raises RuleError where something it must state is missing, nothing is overdue, or a word must not be sent.
    """
    if row.overdue_since is None or case.overdue(row, today) <= 0:
        raise RuleError("Nothing is overdue.")
    subject, _, template = _template(kind, language).partition("\n")
    body = rule.fill(kind, template, values(row, row.overdue_since, language, signer, costs, today))
    reminder_text.check_content(body, str(language))
    return subject.strip(), body.strip()


def values(row: Case, since: date, language: Language, signer: str, costs: str, today: date) -> dict[str, str]:
    """What the places of a demand are filled with."""
    lender, tongue = row.borrower.lender, str(language)
    found = owed.of(row.loan, today)
    return {
        "name": message.addressed(row.borrower.name, tongue) if tongue == "en" else row.borrower.name,
        "lender": lender.name,
        "contracts": row.loan.contract_no,
        "amount": _amount(row.loan, found.overdue, tongue),
        "balance": _amount(row.loan, found.overdue + found.later, tongue),
        "later": LATER[tongue].format(_amount(row.loan, found.later, tongue)) if found.later else NONE_LATER[tongue],
        "overdue_since": reminder_text.day(since, tongue),
        "days_past_due": str(delinquency.days_past_due(since, today)),
        "today": reminder_text.day(today, tongue),
        "law": LAW[tongue],
        "rights": RIGHTS[tongue],
        "costs": costs.strip() or COSTS[tongue],
        "pay_to": lender.pay_to,
        "callback_number": lender.callback_number,
        "complaints_number": lender.complaints_number,
        "signer": signer,
    }


def _amount(loan: Loan, amount: Decimal, tongue: str) -> str:
    return format_currency(amount, loan.currency, locale=tongue)


@cache
def _template(kind: DemandKind, language: Language) -> str:
    return (TEMPLATES / f"{kind}.{language}.txt").read_text(encoding="utf-8")
