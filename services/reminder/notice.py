"""Messages beside the stages: their words, the code that a gateway approved for them, and what fills their places."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select

from models import db
from models.base import Language
from models.lender import Lender
from models.stage import Channel
from models.template import Notice, NoticeCode, NoticeText
from rules import message
from rules.errors import RuleError
from services.paper import letterhead
from services.reminder import text as reminder_text

MESSAGES = Path(__file__).parents[2] / "templates" / "messages"
COMMON = ("addressed", "name", "lender", "collector", "callback_number", "complaints_number")
FILLED: dict[Notice, tuple[str, ...]] = {
    Notice.promise: (*COMMON, "amount", "promised_on", "contracts", "pay_to"),
    Notice.set_off: (*COMMON, "amount", "left", "contract", "onto", "day"),
    Notice.set_off_back: (*COMMON, "amount", "left", "contract", "onto", "day"),
    Notice.before_due: (*COMMON, "amount", "contract", "day", "pay_to"),
    Notice.thanks: (*COMMON, "contract", "day", "credit"),
    Notice.receipt: (*COMMON, "amount", "contract", "day"),
    Notice.plan_due: (*COMMON, "amount", "contract", "day", "pay_to"),
    Notice.dispute_answered: (*COMMON, "contract", "day", "outcome"),
    Notice.welcome: (*COMMON, "contract", "day", "pay_to"),
}
"""What a place of each message may be filled with."""
BY_LETTER = (Notice.set_off, Notice.set_off_back)
"""What may come by letter too; all else would come too late."""
ELSEWHERE = (Notice.promise, *BY_LETTER)
"""Whose words lie beside those of the services."""
Key = tuple[Notice, Channel, Language]


class Words(NamedTuple):
    """What a message says; a text has no subject."""

    subject: str
    body: str


class Known(NamedTuple):
    """The codes and the words of the messages beside the stages, as rows say them."""

    codes: Mapping[tuple[Notice, Language], NoticeCode]
    texts: Mapping[Key, NoticeText]


def known() -> Known:
    """What rows say of the messages beside the stages."""
    codes = {(row.notice, row.language): row for row in db.session.scalars(select(NoticeCode))}
    texts = {(row.notice, row.channel, row.language): row for row in db.session.scalars(select(NoticeText))}
    return Known(codes, texts)


def channels(notice: Notice) -> tuple[Channel, ...]:
    """How a message beside the stages may leave."""
    return (Channel.sms, Channel.email, *((Channel.letter,) if notice in BY_LETTER else ()))


def words(texts: Mapping[Key, NoticeText], key: Key, lender: Lender | None = None) -> Words:
    """What a message says: the words of its row, and otherwise those of the house as the lender's country speaks."""
    if row := texts.get(key):
        return Words(row.subject, row.body)
    return of_house(key, lender)


def of_house(key: Key, lender: Lender | None = None) -> Words:
    """The words of the house for a message."""
    notice, channel, language = key
    text = _file(notice, channel, language)
    if lender:
        text = letterhead.said(text, lender, language)
    if channel == Channel.sms:
        return Words("", text)
    first, _, rest = text.partition("\n")
    return Words(first.replace("：", ":").partition(":")[2].strip(), rest.strip())


@cache
def _file(notice: Notice, channel: Channel, language: Language) -> str:
    folder = MESSAGES if notice in ELSEWHERE else MESSAGES / "service"
    return (folder / f"{notice}.{channel}.{language}.txt").read_text(encoding="utf-8").strip()


def fill(said: Words, language: Language | str, given: Mapping[str, str]) -> dict[str, str]:
    """Subject and body with their places filled. Raises RuleError for a value that is missing, or forbidden words."""
    for each in said:
        reminder_text.check_content(each, str(language))
    return {"subject": message.fill(said.subject, given), "body": message.once(message.fill(said.body, given))}


def check(row: NoticeCode) -> None:
    """Raise RuleError for a place that nothing fills."""
    places(row)


def check_text(row: NoticeText) -> None:
    """Raise RuleError for no words, a way it never leaves by, a place that nothing fills, or forbidden words."""
    if row.channel not in channels(row.notice):
        raise RuleError("A message of this kind leaves by %(channels)s.", channels=list(channels(row.notice)))
    if not (row.body or "").strip() or (row.channel != Channel.sms and not (row.subject or "").strip()):
        raise RuleError("Write what to send.")
    for text in (row.subject or "", row.body):
        message.check(text, FILLED[row.notice])
        reminder_text.check_content(text, str(row.language))


def coded(
    known: Known, notice: Notice, language: Language, channel: Channel, given: Mapping[str, str]
) -> dict[str, Any]:
    """The code of a text and what fills it; none where the gateway approved nothing, or for any other channel."""
    row = known.codes.get((notice, language)) if channel == Channel.sms else None
    if row is None:
        return {"gateway_code": "", "gateway_values": {}}
    filled = {place: given.get(source, "") for place, source in places(row)}
    return {"gateway_code": row.gateway_code, "gateway_values": filled}


def places(row: NoticeCode) -> list[tuple[str, str]]:
    """`name=addressed, sum=amount` as pairs of a place and what fills it. Raises RuleError for anything else."""
    found, known = [], FILLED[row.notice]
    for part in filter(None, (part.strip() for part in (row.gateway_variables or "").replace("，", ",").split(","))):
        place, _, source = (piece.strip() for piece in part.partition("="))
        if not place or source not in known:
            raise RuleError(
                "'%(part)s' fills no place; write it like sum=amount, with: %(known)s.",
                part=part,
                known=", ".join(sorted(known)),
            )
        found.append((place, source))
    return found
