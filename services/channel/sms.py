"""Texts through an HTTP gateway; docs/gateway.md describes what it must speak."""

import hashlib
import hmac
import json
from typing import Any, NamedTuple

from services.channel import Message, Refused, Sent, http

NO_NUMBER = "no_such_number"
"""The error of a refusal that is about the number itself."""


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
        if answer.taken:
            return Sent(http.identity(_field(answer, "id")))
        return http.refused(answer, final=_field(answer, "error") == NO_NUMBER)

    def _headers(self, message: Message, body: bytes) -> dict[str, str]:
        return {
            "Content-Type": "application/json",
            "Idempotency-Key": message.reference,
            "X-Concord-Signature": signature(self.secret, body),
        }


def signature(secret: str, body: bytes) -> str:
    """What a body is signed with, in both directions."""
    return f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"


def _field(answer: http.Answer, name: str) -> Any:
    """A field of an answer's JSON; None where there is none."""
    return answer.said.get(name) if isinstance(answer.said, dict) else None
