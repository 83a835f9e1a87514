"""Receipts matched: the loans that a line of a bank file may be for, found in few queries, judged by rules.match."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from models import db
from models.borrower import Borrower, Phone
from models.case import Case
from models.loan import Instalment, Loan
from models.portfolio import Portfolio
from models.receipt import Receipt
from rules import fold, match, money
from services import bulk
from services.owed import UNPAID

MOST_CODES = 5000
MOST_NAMESAKES = 50
"""A name that more borrowers bear tells nothing."""
_CASE = re.compile(r"C\d{6,}")


class Asked(NamedTuple):
    """What a line that is no receipt says of whose money it is."""

    id: int
    lender_id: int
    amount: Decimal
    currency: str
    payer: str
    memo: str
    reference: str = ""
    phone_index: bytes | None = None


def of(row: Receipt, today: date) -> match.Match:
    """Whose money one receipt is, as the book stands today."""
    return many([row], today)[row.id]


def many(rows: Sequence[Receipt | Asked], today: date) -> dict[int, match.Match]:
    """Whose money receipts or lines of one lender are, by id; names and numbers are compared folded."""
    if not rows:
        return {}
    lender_id = rows[0].lender_id
    codes = {row.id: match.references(row.memo) | match.references(row.reference) for row in rows}
    names = {row.id: fold.names_in(row.payer) for row in rows}
    named = _named(lender_id, {code for each in codes.values() for code in each})
    phones = _phones(lender_id, {row.phone_index for row in rows if row.phone_index})
    payers = _payers(lender_id, {name for each in names.values() for name in each})
    borrower_ids = {id for found in (named, phones, payers) for ids in found.values() for id in ids}
    loans = _loans(borrower_ids, today)
    found: dict[int, match.Match] = {}
    for row in rows:
        own = phones.get(row.phone_index or b"", set())
        told = {id for code in codes[row.id] for id in named.get(code, ())}
        ids = told | own | {id for name in names[row.id] for id in payers.get(name, ())}
        known = [loan._replace(has_phone=id in own) for id in sorted(ids) for loan in loans.get(id, ())]
        found[row.id] = match.find(
            match.BankReceipt(row.amount, row.currency, row.payer, row.memo, row.reference), known
        )
    return found


def _named(lender_id: int, codes: set[str]) -> dict[str, set[int]]:
    """The borrowers of contracts and cases that memos name, by folded code."""
    found: dict[str, set[int]] = defaultdict(set)
    here = select(Loan.contract_key, Loan.borrower_id).join(Portfolio).where(Portfolio.lender_id == lender_id)
    by_case = here.with_only_columns(Case.reference, Loan.borrower_id).join(Case, Case.loan_id == Loan.id)
    cases = [f"C-{code[1:]}" for code in codes if _CASE.fullmatch(code)]
    for query, column, wanted in ((here, Loan.contract_key, sorted(codes)), (by_case, Case.reference, sorted(cases))):
        for piece in bulk.chunks(wanted, MOST_CODES):
            for code, borrower_id in db.session.execute(query.where(column.in_(piece))):
                found[fold.number(code or "")].add(borrower_id)
    return found


def _phones(lender_id: int, indexes: Iterable[bytes]) -> dict[bytes, set[int]]:
    """The borrowers who have these phones, by blind index."""
    query = select(Phone.number_index, func.coalesce(Borrower.merged_into_id, Borrower.id)).join(Borrower)
    return _by_key(query.where(Borrower.lender_id == lender_id, Phone.number_index.in_(list(indexes))))


def _payers(lender_id: int, names: Iterable[str]) -> dict[str, set[int]]:
    """The borrowers of these folded names; a name too many bear is left out."""
    query = select(Borrower.name_key, Borrower.id)
    here = query.where(Borrower.lender_id == lender_id, Borrower.archived_on.is_(None))
    found: dict[str, set[int]] = {}
    for piece in bulk.chunks(sorted(names), MOST_CODES):
        found |= _by_key(here.where(Borrower.name_key.in_(piece)))
    return {name: ids for name, ids in found.items() if len(ids) <= MOST_NAMESAKES}


def _by_key(query: Select[Any, int]) -> dict[Any, set[int]]:
    found: dict[Any, set[int]] = defaultdict(set)
    for key, id in db.session.execute(query):
        found[key].add(id)
    return found


def _loans(borrower_ids: Iterable[int], today: date) -> dict[int, list[match.Known]]:
    """What is known of the loans of borrowers, by borrower."""
    wanted = (Loan.id, Loan.borrower_id, Loan.contract_no, Loan.currency, Borrower.name, Case.reference, Case.balance)
    query = select(*wanted).join(Borrower, Loan.borrower_id == Borrower.id).outerjoin(Case, Case.loan_id == Loan.id)
    found: dict[int, list[match.Known]] = defaultdict(list)
    for piece in bulk.chunks(sorted(borrower_ids)):
        here = query.where(Loan.borrower_id.in_(piece), Loan.archived_on.is_(None)).order_by(Loan.id)
        rows = db.session.execute(here).all()
        dues = _dues([row.id for row in rows])
        for row in rows:
            found[row.borrower_id].append(_known(row, dues.get(row.id, []), today))
    return found


def _known(row: Any, dues: Sequence[tuple[date, Decimal]], today: date) -> match.Known:
    """What is known of a loan; the balance of its case holds what has accrued too."""
    overdue = sum((unpaid for due_on, unpaid in dues if due_on < today), money.ZERO)
    owed = row.balance or sum((unpaid for _, unpaid in dues), money.ZERO)
    parts = tuple(sorted({unpaid for _, unpaid in dues}))
    names = (row.contract_no, row.reference or "", row.name)
    return match.Known(row.id, row.borrower_id, *names, row.currency, False, owed, overdue, parts)


def _dues(loan_ids: Iterable[int]) -> dict[int, list[tuple[date, Decimal]]]:
    """What is left of the instalments of loans: day and amount, by loan."""
    found: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    query = select(Instalment.loan_id, Instalment.due_on, UNPAID).where(UNPAID > 0)
    for piece in bulk.chunks(list(loan_ids)):
        for loan_id, due_on, unpaid in db.session.execute(query.where(Instalment.loan_id.in_(piece))):
            found[loan_id].append((due_on, unpaid))
    return found
