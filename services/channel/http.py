"""One request to a text gateway, and what its answer may mean."""

import http.client
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from rules.sentence import Sentence
from services.channel import Refused, Unknown

TIMEOUT_SECONDS = 20
OK, REDIRECT, ERROR, SERVER_ERROR = 200, 300, 400, 500
LATER = frozenset({408, 425, 429, 503})
"""Answers that say: not taken, try again."""


class Answer(NamedTuple):
    """What the gateway said."""

    status: int
    body: bytes

    @property
    def taken(self) -> bool:
        """Whether the request was understood and taken."""
        return OK <= self.status < REDIRECT


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer | Refused:
    """Post once. Raises Unknown when the line breaks after the request was handed over."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    line = kind(parts.netloc, timeout=TIMEOUT_SECONDS)
    try:
        line.connect()
    except OSError as error:
        return Refused(
            Sentence("The text gateway cannot be reached: %(error)s.", error=type(error).__name__), final=False
        )
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        line.request("POST", target, body, dict(headers))
        answer = line.getresponse()
        return Answer(answer.status, answer.read())
    except (OSError, http.client.HTTPException) as error:
        raise Unknown(Sentence("The line to the text gateway broke: %(error)s.", error=type(error).__name__)) from error
    finally:
        line.close()


def refused(answer: Answer, said: str = "", final: bool | None = None) -> Refused:
    """What an answer that is no success means: refused for good or for now; raises Unknown where nobody can tell."""
    told = f"{answer.status} {said}".strip()
    if answer.status in LATER:
        return Refused(Sentence("The text gateway asks to try later: %(said)s.", said=told), final=False)
    if ERROR <= answer.status < SERVER_ERROR:
        known = answer.status not in (401, 403) if final is None else final
        return Refused(Sentence("The text gateway refused the message: %(said)s.", said=told), final=known)
    raise Unknown(Sentence("The text gateway answered %(said)s.", said=told))
