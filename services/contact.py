"""Contacts: logged once, never changed; what an outcome brings about."""

from datetime import date, datetime
from decimal import Decimal

from models.borrower import Address, Borrower, Phone
from models.case import Case
from models.contact import Contact, Direction
from models.outcome import OutcomeCode
from models.reason import OverdueReason, ReasonBasis
from models.stage import Channel, TaskKind
from models.user import User


def log(
    borrower: Borrower,
    at: datetime,
    channel: Channel,
    outcome: OutcomeCode | None,
    today: date,
    *,
    case: Case | None = None,
    user: User | None = None,
    note: str = "",
    direction: Direction = Direction.outbound,
    phone: Phone | None = None,
    address: Address | None = None,
    reason: OverdueReason | None = None,
    reason_basis: ReasonBasis | None = None,
    amount: Decimal | None = None,
    promised_on: date | None = None,
    moment: datetime | None = None,
    next_kind: TaskKind | None = None,
    next_on: date | None = None,
) -> Contact:
    """Log a contact with what came of it, its effects and the next action."""
