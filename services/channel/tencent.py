"""Texts through Tencent Cloud: SendSms of the API 2021-01-11, signed with TC3-HMAC-SHA256.

It sends no free text: a template with an approved id, and the values of its places in order.
Source: cloud.tencent.com, short message service, SendSms and "signature method v3".
"""

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from rules.sentence import Sentence
from services import channel
from services.channel import Message, Refused, Sent, Unknown, http

URL = "https://sms.tencentcloudapi.com/"
TYPE = "application/json; charset=utf-8"
FINAL = frozenset({"InvalidParameterValue.IncorrectPhoneNumber", "FailedOperation.PhoneNumberInBlacklist"})


class Tencent(NamedTuple):
    """An account with its secret, its application, and the approved signature that stands before each text."""

    secret_id: str
    secret: str
    app_id: str
    sign_name: str
    clock: Callable[[], datetime]
    url: str = URL

    def send(self, message: Message) -> Sent | Refused:
        """Send one text by its approved template. Raises Unknown when nobody can tell whether it was taken."""
        if not message.code:
            return Refused(
                Sentence("The template has no code that the text gateway approved."), final=False, asked=False
            )
        number = channel.e164(message.to, "CN")
        if isinstance(number, Refused):
            return number
        body = self.body(message, number)
        answer = http.post(self.url, body, self.headers(body, self.clock()))
        return answer if isinstance(answer, Refused) else _understand(answer)

    def body(self, message: Message, number: str) -> bytes:
        """The request; the reference comes back in delivery reports."""
        said = {
            "PhoneNumberSet": [number],
            "SmsSdkAppId": self.app_id,
            "SignName": self.sign_name,
            "TemplateId": message.code,
            "TemplateParamSet": [value for _, value in message.values],
            "SessionContext": message.reference,
        }
        return json.dumps(said, ensure_ascii=False).encode()

    def headers(self, body: bytes, now: datetime) -> dict[str, str]:
        """The headers of the request, with its signature."""
        host, stamp = urlsplit(self.url).netloc, int(now.timestamp())
        return {
            "Authorization": self.authorization(body, host, now),
            "Content-Type": TYPE,
            "Host": host,
            "X-TC-Action": "SendSms",
            "X-TC-Timestamp": str(stamp),
            "X-TC-Version": "2021-01-11",
            "X-TC-Region": "ap-guangzhou",
        }

    def authorization(self, body: bytes, host: str, now: datetime) -> str:
        """Sign the request: a canonical request, a text to sign, and a key derived from the day and the service."""
        names = "content-type;host;x-tc-action"
        head = f"content-type:{TYPE}\nhost:{host}\nx-tc-action:sendsms\n"
        request = f"POST\n/\n\n{head}\n{names}\n{hashlib.sha256(body).hexdigest()}"
        day, stamp = now.strftime("%Y-%m-%d"), int(now.timestamp())
        scope = f"{day}/sms/tc3_request"
        text = f"TC3-HMAC-SHA256\n{stamp}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
        key = f"TC3{self.secret}".encode()
        for part in (day, "sms", "tc3_request"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        sign = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
        return f"TC3-HMAC-SHA256 Credential={self.secret_id}/{scope}, SignedHeaders={names}, Signature={sign}"


def _understand(answer: http.Answer) -> Sent | Refused:
    try:
        said = answer.said["Response"]
        found = said.get("Error") or said["SendStatusSet"][0]
        code = str(found["Code"])
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        if answer.taken:
            raise Unknown(Sentence("The text gateway answered what nobody understands.")) from error
        return http.refused(answer)
    if code == "Ok":
        return Sent(http.identity(found.get("SerialNo")))
    return Refused(Sentence("The text gateway refused the message: %(code)s.", code=code), final=code in FINAL)
