"""Messages beside the stages on gateways that send no free text: their approved code, and what fills its places."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from models import db
from models.base import Language
from models.stage import Channel
from models.template import Notice, NoticeCode
from rules.errors import RuleError

COMMON = ("addressed", "name", "lender", "collector", "callback_number")
FILLED: dict[Notice, tuple[str, ...]] = {
    Notice.promise: (*COMMON, "amount", "promised_on", "contracts", "pay_to"),
    Notice.set_off: (*COMMON, "amount", "left", "contract", "onto", "day"),
    Notice.set_off_back: (*COMMON, "amount", "left", "contract", "onto", "day"),
    Notice.before_due: (*COMMON, "amount", "contract", "day", "pay_to"),
    Notice.thanks: (*COMMON, "contract", "day", "credit"),
}
"""What a place of each message may be filled with."""
Codes = Mapping[tuple[Notice, Language], NoticeCode]


def codes() -> Codes:
    """The codes of the messages beside the stages."""
    return {(row.notice, row.language): row for row in db.session.scalars(select(NoticeCode))}


def check(row: NoticeCode) -> None:
    """Raise RuleError for a place that nothing fills."""
    places(row)


def coded(
    known: Codes, notice: Notice, language: Language, channel: Channel, given: Mapping[str, str]
) -> dict[str, Any]:
    """The code of a text and what fills it; none where the gateway approved nothing, or for any other channel."""
    row = known.get((notice, language)) if channel == Channel.sms else None
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
