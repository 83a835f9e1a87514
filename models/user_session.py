"""Sessions of people who signed in, and sign-ins that failed: known here, whatever a cookie says."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, ref
from models.user import User


class UserSession(Record):
    """One sign-in of a person on one device. The cookie holds a secret, this row only its digest."""

    user_id: Mapped[int] = ref("user")
    digest: Mapped[str] = mapped_column(unique=True)
    device: Mapped[str] = mapped_column(default="", index=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    address: Mapped[str] = mapped_column(default="")
    browser: Mapped[str] = mapped_column(default="")
    ended: Mapped[bool] = mapped_column(default=False)

    user: Mapped[User] = relationship()


class SignInFailure(Record):
    """A sign-in that failed. The account is kept as a keyed digest: what was typed may be a password."""

    __table_args__ = (Index("ix_sign_in_failure_account", "account", "at"),)

    at: Mapped[datetime] = mapped_column(index=True)
    account: Mapped[str]
    address: Mapped[str] = mapped_column(index=True)
    device: Mapped[str] = mapped_column(default="")
