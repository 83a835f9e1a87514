"""One request to a text gateway, and what its answer may mean."""

import http.client
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from rules import value
from rules.sentence import Sentence
from services.channel import Refused, Unknown, budget

OK, REDIRECT, ERROR, SERVER_ERROR = 200, 300, 400, 500
LATER = frozenset({408, 425, 429, 503})
"""Answers that say: not taken, try again."""
MOST_BYTES = 65536
"""So much of an answer is read."""
LONGEST_ID = 200
UNREACHED = (OSError, http.client.HTTPException, ValueError, OverflowError)
"""What a line raises that never stood, for an address that cannot be one included."""


class Answer(NamedTuple):
    """What the gateway said."""

    status: int
    body: bytes

    @property
    def taken(self) -> bool:
        """Whether the request was understood and taken."""
        return OK <= self.status < REDIRECT

    @property
    def said(self) -> Any:
        """Its JSON; None where it is none that anybody could read."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer | Refused:
    """Post once, within the budget of a message. Raises Unknown when the line breaks after it was handed over."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    line = None
    with budget.spending(lambda: line.sock if line else None) as time:
        try:
            line = kind(parts.netloc, timeout=budget.SECONDS)
            line.connect()
            time.check()
        except UNREACHED as error:
            return Refused(
                Sentence("The text gateway cannot be reached: %(error)s.", error=type(error).__name__), final=False
            )
        try:
            return _answer(line, target, body, headers)
        finally:
            with suppress(OSError):
                line.close()


def _answer(line: http.client.HTTPConnection, target: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    try:
        line.request("POST", target, body, dict(headers))
        answer = line.getresponse()
        return Answer(answer.status, answer.read(MOST_BYTES))
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unknown(Sentence("The line to the text gateway broke: %(error)s.", error=type(error).__name__)) from error


def identity(said: Any) -> str:
    """The id under which a gateway took a message. Raises Unknown where it names none: null, empty, or no id at all."""
    is_named = isinstance(said, str | int) and not isinstance(said, bool)
    found = value.plain(str(said)).strip() if is_named else ""
    if not found or len(found) > LONGEST_ID:
        raise Unknown(Sentence("The text gateway took the message without saying under which id."))
    return found


def refused(answer: Answer, said: str = "", final: bool = False) -> Refused:
    """What an answer that is no success means; raises Unknown where nobody can tell.

    `final` is said by a code about the number itself: a status alone may as well be about the account or the address.
    """
    told = f"{answer.status} {said}".strip()
    if answer.status in LATER:
        return Refused(Sentence("The text gateway asks to try later: %(said)s.", said=told), final=False)
    if ERROR <= answer.status < SERVER_ERROR:
        return Refused(Sentence("The text gateway refused the message: %(said)s.", said=told), final=final)
    raise Unknown(Sentence("The text gateway answered %(said)s.", said=told))
