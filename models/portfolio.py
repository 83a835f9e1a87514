"""Portfolios: loans that a lender placed together."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from models.base import Archived, Record, ref
from models.lender import Lender
from models.stage import Policy


class Portfolio(Archived, Record):
    """Loans of one lender under one stage policy."""

    __table_args__ = (UniqueConstraint("lender_id", "name"),)

    lender_id: Mapped[int] = ref("lender")
    policy_id: Mapped[int] = ref("policy")
    name: Mapped[str]
    payments_as_of: Mapped[date | None]

    lender: Mapped[Lender] = relationship()
    policy: Mapped[Policy] = relationship()
