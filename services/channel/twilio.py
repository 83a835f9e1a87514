"""Texts through Twilio: a message resource of the API 2010-04-01, with basic authentication.

Source: twilio.com/docs, "Create a Message" and "Validating requests".
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from services import channel
from services.channel import Message, Refused, Sent, http

URL = "https://api.twilio.com"
FINAL = frozenset({21211, 21610, 21614})
"""Answers about the number itself: no such number, opted out at the gateway, not a mobile number."""


class Twilio(NamedTuple):
    """An account with its token, and the number or messaging service that texts come from."""

    account: str
    token: str
    sender: str
    callback: str = ""
    url: str = URL

    def send(self, message: Message) -> Sent | Refused:
        """Send one text. Raises Unknown when nobody can tell whether it was taken."""
        number = channel.e164(message.to, "US")
        if isinstance(number, Refused):
            return number
        answer = http.post(self.address(), urlencode(self.form(message, number)).encode(), self.headers())
        return answer if isinstance(answer, Refused) else _understand(answer)

    def address(self) -> str:
        """Where messages are made."""
        return f"{self.url}/2010-04-01/Accounts/{self.account}/Messages.json"

    def form(self, message: Message, number: str) -> dict[str, str]:
        """The fields of the message; a service is named otherwise than a number."""
        origin = "MessagingServiceSid" if self.sender.startswith("MG") else "From"
        found = {"To": number, origin: self.sender, "Body": message.body}
        return found | ({"StatusCallback": self.callback} if self.callback else {})

    def headers(self) -> dict[str, str]:
        """Who asks."""
        known = base64.b64encode(f"{self.account}:{self.token}".encode()).decode()
        return {"Authorization": f"Basic {known}", "Content-Type": "application/x-www-form-urlencoded"}


def signature(token: str, url: str, form: Mapping[str, str]) -> str:
    """What Twilio signs a callback with: HMAC-SHA1 over the full address and the sorted fields."""
    text = url + "".join(f"{name}{form[name]}" for name in sorted(form))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


def _understand(answer: http.Answer) -> Sent | Refused:
    said = answer.said if isinstance(answer.said, dict) else {}
    if answer.taken:
        return Sent(http.identity(said.get("sid")))
    code = said.get("code")
    return http.refused(answer, str(code) if isinstance(code, int) else "", final=code in FINAL)
