"""What every message on its way out keeps, whomever it goes to."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from models.sentence import Said


class Outgoing:
    """A row of the outbox: how often it was tried, what was said to it last, and when it is tried again.

    `claimed_at` says until when a claim counts; `problem` why it did not leave yet, or never will.
    """

    attempts: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]
    next_try_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    provider_reference: Mapped[str | None] = mapped_column(index=True)
    problem: Mapped[Said] = mapped_column(default="")
