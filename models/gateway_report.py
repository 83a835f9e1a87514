"""Reports of the text gateways that were taken in, so that none counts twice."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Record


class GatewayReport(Record):
    """One report, by a keyed digest of what it says; what it says stands where it belongs."""

    digest: Mapped[str] = mapped_column(unique=True)
    taken_at: Mapped[datetime]
