"""Bank accounts of a lender: found by the number that a statement names, or made when it first does."""

from sqlalchemy import select

from models import db
from models.receipt import BankAccount
from models.sealed import ring
from rules import mask


class Accounts:
    """The accounts of a lender while a file lands; `named` is the number that a person gave for the whole file."""

    def __init__(self, lender_id: int, named: str = "") -> None:
        self.lender_id, self.named = lender_id, named.strip()
        self.found: dict[str, int] = {}

    def id_of(self, number: str) -> int | None:
        """The id of the account of this number; None where neither the file nor a person names one."""
        wanted = self.named or number
        if not wanted:
            return None
        if wanted not in self.found:
            self.found[wanted] = self._id_of(wanted)
        return self.found[wanted]

    def _id_of(self, number: str) -> int:
        key = ring.blind(number)
        query = select(BankAccount).where(BankAccount.lender_id == self.lender_id, BankAccount.number_index == key)
        row = db.session.scalars(query).first()
        if row is None:
            row = BankAccount(
                lender_id=self.lender_id,
                number=number,
                name=mask.email(number) if "@" in number else mask.account(number),
            )
            db.session.add(row)
            db.session.flush()
        return row.id
