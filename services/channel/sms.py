"""Texts through an HTTP gateway; docs/gateway.md describes what it must speak."""

import hashlib
import hmac
import http.client
import json
from typing import NamedTuple
from urllib.parse import urlsplit

from services.channel import Message, Refused, Sent, Unknown

TIMEOUT_SECONDS = 20
OK, REDIRECT, ERROR, SERVER_ERROR = 200, 300, 400, 500
LATER = frozenset({408, 425, 429, 503})
"""Answers that say: not taken, try again."""


class Sms(NamedTuple):
    """One gateway: a URL that takes a JSON message, signed with the shared secret."""

    url: str
    secret: str

    def send(self, message: Message) -> Sent | Refused:
        """Post one text. Raises Unknown when the gateway's answer does not come or cannot be understood."""
        body = json.dumps({"to": message.to, "text": message.body, "reference": message.reference}).encode()
        parts = urlsplit(self.url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        line = kind(parts.netloc, timeout=TIMEOUT_SECONDS)
        try:
            line.connect()
        except OSError as error:
            return Refused(f"The text gateway cannot be reached: {type(error).__name__}.", final=False)
        try:
            line.request("POST", _target(self.url), body, self._headers(message, body))
            answer = line.getresponse()
            return _understand(answer.status, answer.read())
        except (OSError, http.client.HTTPException) as error:
            raise Unknown(f"The line to the text gateway broke: {type(error).__name__}.") from error
        finally:
            line.close()

    def _headers(self, message: Message, body: bytes) -> dict[str, str]:
        signature = hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()
        return {
            "Content-Type": "application/json",
            "Idempotency-Key": message.reference,
            "X-Concord-Signature": f"sha256={signature}",
        }


def _target(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _understand(status: int, body: bytes) -> Sent | Refused:
    if OK <= status < REDIRECT:
        return Sent(_id(body))
    if status in LATER:
        return Refused(f"The text gateway asks to try later: {status}.", final=False)
    if ERROR <= status < SERVER_ERROR:
        return Refused(f"The text gateway refused the message: {status}.", final=status not in (401, 403))
    raise Unknown(f"The text gateway answered {status}.")


def _id(body: bytes) -> str:
    try:
        return str(json.loads(body)["id"])
    except (ValueError, KeyError, TypeError) as error:
        raise Unknown("The text gateway took the message without saying under which id.") from error
