"""What comes back from the text gateways: delivery reports, replies, opt-outs; the same again changes nothing."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models import db
from models.borrower import Phone, PointStatus
from models.contact import Contact, Direction
from models.gateway_report import GatewayReport
from models.reminder import Reminder, ReminderStatus
from models.sealed import ring
from models.stage import Channel
from models.wish import WishKind
from rules.errors import RuleError
from rules.sentence import Sentence
from services import reminder
from services.contact import wish
from services.reminder import point

STOP = frozenset("退订 退訂 拒收 取消 td t n r stop stopall unsubscribe cancel end quit optout".split())
"""Words that end texts to a number, alone in a reply. Source: operators' practice (TD, T, N); Twilio's STOP words."""
SAME, LONGEST = timedelta(days=1), 19
KEPT, AHEAD = timedelta(days=30), timedelta(minutes=10)
"""How old a report may be, and how far a gateway's clock may run ahead."""
CHINA = ZoneInfo("Asia/Shanghai")
LONGEST_REASON = 480


def delivered(reference: str, now: datetime) -> bool:
    """A text arrived: the number is good; one whose sending was cut off turns out to be sent. False: unknown text."""
    row = find(reference)
    if row is None:
        return False
    if row.status == ReminderStatus.unknown:
        row.status, row.sent_at, row.problem = ReminderStatus.sent, max(now, row.claimed_at or now), ""
        reminder.file(row, row.sent_at)
    row.delivered_at = row.delivered_at or now
    if row.phone and row.phone.status == PointStatus.unverified:
        row.phone.status = PointStatus.verified
    return True


def failed(reference: str, reason: str, *, is_number_bad: bool = False) -> bool:
    """A text or e-mail did not arrive; a number or address that does not exist is not used again. False: not ours."""
    row = find(reference)
    if row is None:
        return False
    row.problem = Sentence("Not delivered: %(reason)s", reason=reason[:LONGEST_REASON])
    if row.status == ReminderStatus.unknown:
        row.status = ReminderStatus.failed
    if is_number_bad:
        point.mark(row)
    return True


def received(number: str, text: str, now: datetime) -> int:
    """A text from a number: a contact of each borrower who has it, an opt-out where it says so; counts borrowers."""
    found = _phones(number)
    for phone in found:
        if _is_told(phone, text, now):
            continue
        said = Contact(borrower=phone.borrower, at=now, channel=Channel.sms, direction=Direction.inbound, phone=phone)
        said.note = text[:4000]
        db.session.add(said)
        if is_stop(text) and phone.status != PointStatus.opted_out:
            wish.record(
                phone.borrower,
                WishKind.opt_out,
                now,
                Sentence("Text: %(words)s", words=text[:LONGEST_REASON]),
                now,
                phone=phone,
            )
    return len(found)


def is_stop(text: str) -> bool:
    """Whether a reply is nothing but a word that ends texts."""
    plain = "".join(letter for letter in text.casefold() if letter.isalnum())
    return plain in STOP or plain.removeprefix("回复").removeprefix("回復") in STOP


def find(reference: str) -> Reminder | None:
    """The reminder of a gateway's id, or of our own reference; none of an empty one."""
    if not reference:
        return None
    own = reference.removeprefix("reminder-")
    if own != reference and own.isdecimal() and len(own) < LONGEST:
        return db.session.get(Reminder, int(own))
    return db.session.scalars(select(Reminder).filter_by(provider_reference=reference)).first()


def _phones(number: str) -> list[Phone]:
    """The phones with a number, however it is written."""
    plain = number.strip().replace(" ", "").replace("-", "")
    written = {plain, plain.removeprefix("+"), plain.removeprefix("+86"), plain.removeprefix("86"), f"+86{plain}"}
    written |= {plain.removeprefix("+1"), f"+{plain}"}
    index = [ring.blind(text) for text in sorted(written) if text]
    return list(db.session.scalars(select(Phone).where(Phone.number_index.in_(index)).order_by(Phone.id)))


def _is_told(phone: Phone, text: str, now: datetime) -> bool:
    """Whether the gateway told of this text before."""
    query = select(Contact.id).filter_by(phone_id=phone.id, direction=Direction.inbound, note=text[:4000])
    return db.session.scalars(query.where(Contact.at > now - SAME).limit(1)).first() is not None


BAD_NUMBERS = frozenset({"30005", "30006", "21211", "MOBILE_NOT_ON_SERVICE", "MBNUMERR", "-24", "1", "GB:0010"})
"""Codes that say: there is no such number, or it takes no texts."""


class Report(NamedTuple):
    """What a gateway tells: of a text of ours, or a text of somebody; `at` is when that happened, where it says so."""

    reference: str = ""
    is_delivered: bool = False
    reason: str = ""
    number: str = ""
    text: str = ""
    at: datetime | None = None


def take(report: Report, now: datetime) -> None:
    """Take one report in; what names no text of ours is left alone. Its own time counts, as far as that can be."""
    at = report.at if report.at and now - KEPT < report.at < now else now
    if report.number:
        received(report.number, report.text, at)
    elif report.is_delivered:
        delivered(report.reference, at)
    elif report.reference:
        failed(report.reference, report.reason, is_number_bad=report.reason in BAD_NUMBERS)


def is_new(gateway: str, said: dict[str, Any], now: datetime) -> bool:
    """Whether a report is told for the first time; then it is kept that it was. A report is what it says, whole."""
    words = json.dumps([gateway, said], sort_keys=True).encode()
    digest = hmac.new(ring.index_key, b"report:" + words, hashlib.sha256).hexdigest()
    try:
        with db.session.begin_nested():
            db.session.add(GatewayReport(digest=digest, taken_at=now))
    except IntegrityError:
        return False
    return True


def listed(said: Any) -> list[dict[str, Any]]:
    """The objects of a report: one, or a list of them."""
    return [each for each in (said if isinstance(said, list) else [said]) if isinstance(each, dict)]


def plain(said: dict[str, Any], now: datetime) -> Report:
    """The gateway of docs/gateway.md. Raises RuleError for a report without its time, or of a time that cannot be."""
    at = _at(said.get("at"))
    if at is None or not now - KEPT < at < now + AHEAD:
        raise RuleError("A report carries the time of what it tells, of the last thirty days.")
    if "from" in said:
        return Report(number=str(said["from"]), text=str(said.get("text", "")), at=at)
    return Report(str(said.get("id", "")), said.get("status") == "delivered", str(said.get("reason", "")), at=at)


def aliyun(said: dict[str, Any], now: datetime) -> Report:
    """SmsReport and SmsUp of Aliyun."""
    if "content" in said:
        number, at = str(said.get("phone_number", "")), _at(said.get("send_time"))
        return Report(number=number, text=str(said["content"]), at=at)
    reason, at = str(said.get("err_code", "")), _at(said.get("report_time"))
    return Report(str(said.get("biz_id", "")), said.get("success") is True, reason, at=at)


def tencent(said: dict[str, Any], now: datetime) -> Report:
    """Status reports and replies of Tencent Cloud."""
    if "content" in said:
        number = f"+{said.get('nationcode', '86')}{said.get('mobile', '')}"
        return Report(number=number, text=str(said["content"]), at=_at(said.get("time")))
    reason, at = str(said.get("errmsg", "")), _at(said.get("user_receive_time"))
    return Report(str(said.get("sid", "")), said.get("report_status") == "SUCCESS", reason, at=at)


def from_twilio(said: dict[str, Any], now: datetime) -> Report:
    """A status callback or an incoming text of Twilio, which tell no time; a text on its way says nothing yet."""
    status = said.get("MessageStatus", "")
    if not status and "Body" in said:
        return Report(number=str(said.get("From", "")), text=str(said["Body"]))
    if status not in ("delivered", "undelivered", "failed"):
        return Report()
    return Report(str(said.get("MessageSid", "")), status == "delivered", str(said.get("ErrorCode", status)))


def _at(said: Any) -> datetime | None:
    """An instant as a gateway tells it: ISO 8601 or seconds since 1970; without a zone it is Chinese time."""
    try:
        if isinstance(said, int | float) and not isinstance(said, bool):
            return datetime.fromtimestamp(said, UTC)
        found = datetime.fromisoformat(str(said))
        return (found if found.tzinfo else found.replace(tzinfo=CHINA)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
