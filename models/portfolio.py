"""Portfolios: loans that a lender placed together."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Archived, Record, ref
from models.lender import Lender
from models.stage import Policy


class Portfolio(Archived, Record):
    """Loans of one lender under one stage policy.

    Nobody is reminded once the last payment file is older than `payments_good_for_days`; None: it never is too old.
    Where the debts were bought, `bought_from` names the seller, and a court asks for the chain of assignment.
    """

    __table_args__ = (UniqueConstraint("lender_id", "name"),)

    lender_id: Mapped[int] = ref("lender")
    policy_id: Mapped[int] = ref("policy")
    name: Mapped[str]
    payments_as_of: Mapped[date | None]
    payments_good_for_days: Mapped[int | None] = mapped_column(default=7)
    bought_from: Mapped[str] = mapped_column(default="")

    lender: Mapped[Lender] = relationship()
    policy: Mapped[Policy] = relationship()
