"""Texts through an HTTP gateway; docs/gateway.md describes what it must speak."""

import hashlib
import hmac
import json
from typing import NamedTuple

from rules.sentence import Sentence
from services.channel import Message, Refused, Sent, Unknown, http


class Sms(NamedTuple):
    """One gateway: a URL that takes a JSON message, signed with the shared secret."""

    url: str
    secret: str

    def send(self, message: Message) -> Sent | Refused:
        """Post one text. Raises Unknown when the gateway's answer does not come or cannot be understood."""
        body = json.dumps({"to": message.to, "text": message.body, "reference": message.reference}).encode()
        answer = http.post(self.url, body, self._headers(message, body))
        if isinstance(answer, Refused):
            return answer
        return Sent(_id(answer.body)) if answer.taken else http.refused(answer)

    def _headers(self, message: Message, body: bytes) -> dict[str, str]:
        return {
            "Content-Type": "application/json",
            "Idempotency-Key": message.reference,
            "X-Concord-Signature": signature(self.secret, body),
        }


def signature(secret: str, body: bytes) -> str:
    """What a body is signed with, in both directions."""
    return f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"


def _id(body: bytes) -> str:
    try:
        return str(json.loads(body)["id"])
    except (ValueError, KeyError, TypeError) as error:
        raise Unknown(Sentence("The text gateway took the message without saying under which id.")) from error
