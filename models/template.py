"""Message templates: the words for each stage, channel and language, and the codes of texts beside the stages."""

import enum
from enum import auto

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Language, LongText, Record, ref
from models.stage import Channel, Stage


class Template(Record):
    """What one stage says through one channel in one language; the files in templates/ are only the defaults.

    Gateways of mainland China send no free text: `gateway_code` is the template that they approved, and
    `gateway_variables` says what fills each of its places, like `name=addressed, sum=amount`.
    """

    __table_args__ = (UniqueConstraint("stage_id", "channel", "language"),)

    stage_id: Mapped[int] = ref("stage", index=False)
    channel: Mapped[Channel]
    language: Mapped[Language]
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[LongText]
    gateway_code: Mapped[str] = mapped_column(default="")
    gateway_variables: Mapped[str] = mapped_column(default="")

    stage: Mapped[Stage] = relationship()

    def __str__(self) -> str:
        return f"{self.stage} · {self.channel} · {self.language}"


class Notice(enum.StrEnum):
    """A message that belongs to no stage; its words are files in templates/messages, unless a row has others."""

    promise = auto()
    set_off = auto()
    set_off_back = auto()
    before_due = auto()
    thanks = auto()
    receipt = auto()
    plan_due = auto()
    dispute_answered = auto()
    welcome = auto()


class NoticeText(Record):
    """What a message beside the stages says through one channel in one language, instead of the words of the house."""

    __table_args__ = (UniqueConstraint("notice", "channel", "language"),)

    notice: Mapped[Notice]
    channel: Mapped[Channel]
    language: Mapped[Language]
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[LongText]

    def __str__(self) -> str:
        return f"{self.notice} · {self.channel} · {self.language}"


class NoticeCode(Record):
    """What the text gateway approved for a message beside the stages in one language, as a template has it."""

    __table_args__ = (UniqueConstraint("notice", "language"),)

    notice: Mapped[Notice]
    language: Mapped[Language]
    gateway_code: Mapped[str]
    gateway_variables: Mapped[str] = mapped_column(default="")

    def __str__(self) -> str:
        return f"{self.notice} · {self.language}"
