"""Channels: how a message leaves the house, chosen by configuration."""

from datetime import datetime
from typing import NamedTuple, Protocol

import phonenumbers

from rules.sentence import Sentence

OUTBOX = "outbox:"


class Message(NamedTuple):
    """What goes out; `reference` is the same at every attempt, so that a gateway can tell a repetition.

    `code` is the gateway's approved template, `values` what fills its places, in their order. `at` is the instant it
    leaves, `head` what stands under the sender's name on a letter, `logo` its picture, `stop` the token of the page
    where the reader of an e-mail ends them.
    """

    reference: str
    to: str
    name: str
    subject: str
    body: str
    language: str
    sender: str = ""
    day: str = ""
    code: str = ""
    values: tuple[tuple[str, str], ...] = ()
    at: datetime | None = None
    head: tuple[str, ...] = ()
    logo: bytes = b""
    stop: str = ""


class Sent(NamedTuple):
    """The other side took it, under this reference."""

    reference: str


class Refused(NamedTuple):
    """It was not taken. A final refusal is a definite answer about that one number or address, any other may pass.

    `asked` is false where the house found it out by itself and no channel was asked.
    """

    reason: str
    final: bool
    asked: bool = True


class Unknown(Exception):  # noqa: N818 - it is no error of ours: nobody can tell whether it went out
    """The line broke after the message was handed over: it may have gone out, so it is never sent again by itself."""

    def __init__(self, sentence: str) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class Sender(Protocol):
    """One channel."""

    def send(self, message: Message) -> Sent | Refused:
        """Hand the message over. Raises Unknown when nobody can tell whether it was taken."""


def e164(number: str, region: str) -> str | Refused:
    """A number with its country, `+8613800138000`; one without a country is of `region`."""
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return Refused(Sentence("The number is no telephone number."), final=True, asked=False)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
