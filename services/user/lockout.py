"""Lock-out: failures are counted in the database, per account, address and device, whichever process hears of them."""

import hmac
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, func, select

from models import db
from models.sealed import ring
from models.user import User
from models.user_session import SignInFailure, UserSession
from rules import session as rule
from services.user.session import digest


class Attempt(NamedTuple):
    """Who tries: the account as it was typed, the address, and the secret of the device, empty for a new one."""

    account: str
    address: str
    device: str

    @property
    def key(self) -> str:
        """What is kept of the account; whether it exists does not matter."""
        return hmac.digest(ring.index_key, f"account {self.account.strip().lower()}".encode(), "sha256").hex()


def is_known(given: Attempt) -> bool:
    """Whether somebody signed in to this account with this device before."""
    if not given.device:
        return False
    here = select(UserSession.id).join(User).where(User.email == given.account.strip().lower())
    return db.session.scalar(here.where(UserSession.device == digest(given.device)).limit(1)) is not None


def is_locked(given: Attempt, now: datetime) -> bool:
    """Whether the account is closed for who tries."""
    row, known = SignInFailure, is_known(given)
    account, address = row.account == given.key, row.address == given.address
    device = digest(given.device) if known else ""
    strange = row.device == ""
    mine = [account & (row.device == device), account & address & strange, account & strange, address & strange]
    counts = [select(func.count()).where(row.at > now - rule.WINDOW, each).scalar_subquery() for each in mine]
    return rule.is_locked(known, *db.session.execute(select(*counts)).one())


def note(given: Attempt, now: datetime) -> None:
    """Keep a failure; what no window reaches any more is forgotten."""
    db.session.execute(delete(SignInFailure).where(SignInFailure.at <= now - rule.WINDOW))
    device = digest(given.device) if is_known(given) else ""
    db.session.add(SignInFailure(at=now, account=given.key, address=given.address, device=device))


def forget(given: Attempt) -> None:
    """Start counting anew, for this device and this address, after a success."""
    row = SignInFailure
    here = (row.address == given.address) | (row.device == digest(given.device) if given.device else row.device == "-")
    db.session.execute(delete(row).where(row.account == given.key, here))
