"""Papers of a loan's file: added with what they prove, never changed."""

from datetime import date

from models import db
from models.document import Document
from models.loan import Loan
from models.loan_document import LoanDocument, PaperKind
from models.user import User
from rules.errors import RuleError


def add(
    loan: Loan, kind: PaperKind, on: date, scan: Document | None, today: date, *, note: str = "", user: User | None
) -> LoanDocument:
    """Put a scan into the file of a loan; the same scan under the same kind again changes nothing.

    Raises RuleError without a scan, or for a day to come.
    """
    if scan is None:
        raise RuleError("Choose a file.")
    if on > today:
        raise RuleError("The day %(day)s lies in the future.", day=on)
    known = (kind, scan.digest)
    same: list[LoanDocument] = [each for each in loan.papers if (each.kind, each.document.digest) == known]
    if same:
        return same[0]
    row = LoanDocument(loan=loan, kind=kind, on=on, document=scan, note=note, added_on=today, user=user)
    db.session.add(row)
    return row


def ordered(loan: Loan) -> list[LoanDocument]:
    """The papers in the order in which a court reads them."""
    order = list(PaperKind)
    return sorted(loan.papers, key=lambda each: (order.index(each.kind), each.on, each.id))
