"""Texts through Aliyun: SendSms of the API 2017-05-25, signed as an RPC request with HMAC-SHA1.

It sends no free text: a template with an approved code, and JSON that fills its places.
Source: help.aliyun.com, short message service, SendSms and "RPC request syntax and signature".
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote, urlencode

from rules.sentence import Sentence
from services.channel import Message, Refused, Sent, Unknown, http

URL = "https://dysmsapi.aliyuncs.com/"
FINAL = frozenset({"isv.MOBILE_NUMBER_ILLEGAL", "isv.MOBILE_COUNT_OVER_LIMIT"})
"""Answers about the number itself; others are about the account, the template or the pace."""


class Aliyun(NamedTuple):
    """An account with its access key, and the approved signature that stands before each text."""

    key_id: str
    secret: str
    sign_name: str
    clock: Callable[[], datetime]
    url: str = URL

    def send(self, message: Message) -> Sent | Refused:
        """Send one text by its approved template. Raises Unknown when nobody can tell whether it was taken."""
        if not message.code:
            return Refused(
                Sentence("The template has no code that the text gateway approved."), final=False, asked=False
            )
        body = urlencode(self.signed(message, self.clock(), secrets.token_hex(16))).encode()
        answer = http.post(self.url, body, {"Content-Type": "application/x-www-form-urlencoded"})
        return answer if isinstance(answer, Refused) else _understand(answer)

    def signed(self, message: Message, now: datetime, nonce: str) -> dict[str, str]:
        """The parameters of the request with their signature."""
        given = {
            "AccessKeyId": self.key_id,
            "Action": "SendSms",
            "Format": "JSON",
            "OutId": message.reference,
            "PhoneNumbers": message.to.removeprefix("+86"),
            "RegionId": "cn-hangzhou",
            "SignName": self.sign_name,
            "SignatureMethod": "HMAC-SHA1",
            "SignatureNonce": nonce,
            "SignatureVersion": "1.0",
            "TemplateCode": message.code,
            "TemplateParam": json.dumps(dict(message.values), ensure_ascii=False),
            "Timestamp": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "Version": "2017-05-25",
        }
        return given | {"Signature": signature(given, self.secret)}


def signature(given: Mapping[str, str], secret: str, method: str = "POST") -> str:
    """The signature of a request: HMAC-SHA1 over the sorted parameters, each percent-encoded."""
    query = "&".join(f"{_encoded(name)}={_encoded(value)}" for name, value in sorted(given.items()))
    text = f"{method}&{_encoded('/')}&{_encoded(query)}"
    return base64.b64encode(hmac.new(f"{secret}&".encode(), text.encode(), hashlib.sha1).digest()).decode()


def _encoded(text: str) -> str:
    return quote(text, safe="-_.~")


def _understand(answer: http.Answer) -> Sent | Refused:
    said = answer.said
    code = said.get("Code") if isinstance(said, dict) else None
    if not isinstance(code, str):
        if answer.taken:
            raise Unknown(Sentence("The text gateway answered what nobody understands."))
        return http.refused(answer)
    if code == "OK":
        return Sent(http.identity(said.get("BizId") or said.get("RequestId")))
    return Refused(Sentence("The text gateway refused the message: %(code)s.", code=code), final=code in FINAL)
