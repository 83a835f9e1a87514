"""What text gateways report, in the words of each, brought into one form."""

from datetime import datetime
from typing import Any, NamedTuple

from services import inbound

BAD_NUMBERS = frozenset({"30005", "30006", "21211", "MOBILE_NOT_ON_SERVICE", "MBNUMERR", "-24", "1", "GB:0010"})
"""Codes that say: there is no such number, or it takes no texts."""
"""Codes that say: there is no such number, or it takes no texts."""


class Report(NamedTuple):
    """What a gateway tells: of a text of ours, or a text of somebody."""

    reference: str = ""
    is_delivered: bool = False
    reason: str = ""
    number: str = ""
    text: str = ""


def take(report: Report, now: datetime) -> None:
    """Take one report in; what names no text of ours is left alone."""
    if report.number:
        inbound.received(report.number, report.text, now)
    elif report.is_delivered:
        inbound.delivered(report.reference, now)
    elif report.reference:
        inbound.failed(report.reference, report.reason, is_number_bad=report.reason in BAD_NUMBERS)


def listed(said: Any) -> list[dict[str, Any]]:
    """The objects of a report: one, or a list of them."""
    return [each for each in (said if isinstance(said, list) else [said]) if isinstance(each, dict)]


def plain(said: dict[str, Any]) -> Report:
    """The gateway of docs/gateway.md."""
    if "from" in said:
        return Report(number=str(said["from"]), text=str(said.get("text", "")))
    return Report(str(said.get("id", "")), said.get("status") == "delivered", str(said.get("reason", "")))


def aliyun(said: dict[str, Any]) -> Report:
    """SmsReport and SmsUp of Aliyun."""
    if "content" in said:
        return Report(number=str(said.get("phone_number", "")), text=str(said["content"]))
    return Report(str(said.get("biz_id", "")), said.get("success") is True, str(said.get("err_code", "")))


def tencent(said: dict[str, Any]) -> Report:
    """Status reports and replies of Tencent Cloud."""
    if "content" in said:
        return Report(number=f"+{said.get('nationcode', '86')}{said.get('mobile', '')}", text=str(said["content"]))
    return Report(str(said.get("sid", "")), said.get("report_status") == "SUCCESS", str(said.get("errmsg", "")))


def from_twilio(said: dict[str, Any]) -> Report:
    """A status callback or an incoming text of Twilio; a text on its way says nothing yet."""
    status = said.get("MessageStatus", "")
    if not status and "Body" in said:
        return Report(number=str(said.get("From", "")), text=str(said["Body"]))
    if status not in ("delivered", "undelivered", "failed"):
        return Report()
    return Report(str(said.get("MessageSid", "")), status == "delivered", str(said.get("ErrorCode", status)))
