"""How the channels fare: each has a circuit, which opens where the same failure comes again and again."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Record
from models.sentence import Said
from models.stage import Channel


class Circuit(Record):
    """What a channel answered last. While it is open nothing leaves through it but a probe, from `probe_at` on.

    `failures` counts those with the same `problem` since it last took a message.
    """

    channel: Mapped[Channel] = mapped_column(unique=True)
    failures: Mapped[int] = mapped_column(default=0)
    problem: Mapped[Said] = mapped_column(default="")
    taken_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None] = mapped_column(index=True)
    probe_at: Mapped[datetime | None]

    def __str__(self) -> str:
        return str(self.channel)
