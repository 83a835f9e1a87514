"""Continuity of an account: whether the statements of it follow one another, or lines are missing between two."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from models import db
from models.receipt import BankFile
from rules.sentence import Sentence
from services.portfolio import landing
from services.portfolio.landing import Wrong
from services.receipt import survey
from services.receipt.account import Accounts

if TYPE_CHECKING:
    from services.receipt.file import Table

NO_ACCOUNT = Sentence("The file does not say of which account it is, so that nobody can see whether days are missing.")
NO_BALANCE = Sentence("The file tells no opening balance, so that nobody can see whether lines are missing before it.")


def keep(row: BankFile, tables: Sequence["Table"], accounts: Accounts, today: date) -> list[Wrong]:
    """Keep the account, days and balances of a file, and what is odd about them; again keeps the same."""
    table = tables[0]
    days = list(survey.days_of(table.surveyed, table.sheet.headers, today))
    opening, closing = survey.balances(table.surveyed, table.sheet.headers, today)
    row.account_id = accounts.id_of(table.statement.account)
    row.first_on, row.last_on = min(days, default=None), max(days, default=None)
    row.opening = opening if table.statement.opening is None else table.statement.opening
    row.closing = closing if table.statement.closing is None else table.statement.closing
    found = [landing.wrong(table.sheet.name, 0, "", each) for each in _odd(row)]
    row.notices = [each._asdict() for each in found]
    return found


def _odd(row: BankFile) -> list[Sentence]:
    """What is odd about a statement."""
    if row.account_id is None:
        return [NO_ACCOUNT]
    before = _before(row)
    if before is None or before.last_on is None or row.first_on is None:
        return [NO_BALANCE] if row.opening is None else []
    if row.first_on <= before.last_on:
        return []
    told = {"before": before.last_on, "after": row.first_on}
    if row.opening is None or before.closing is None:
        return [NO_BALANCE]
    if row.opening == before.closing:
        return []
    sums = {"closing": before.closing, "opening": row.opening}
    return [
        Sentence(
            "Lines are missing between %(before)s and %(after)s: the last statement ended with %(closing)s, "
            "this one begins with %(opening)s.",
            **told,
            **sums,
        )
    ]


def _before(row: BankFile) -> BankFile | None:
    """The latest other statement of the account that begins before this one."""
    if row.first_on is None:
        return None
    query = select(BankFile).where(BankFile.account_id == row.account_id, BankFile.first_on <= row.first_on)
    if row.id:
        query = query.where(BankFile.id != row.id)
    with db.session.no_autoflush:
        return db.session.scalars(query.order_by(BankFile.last_on.desc(), BankFile.id.desc()).limit(1)).first()
