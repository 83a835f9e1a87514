"""Whether a report really comes from the gateway: its signature, or the secret in the address."""

import hashlib
import hmac
import json
from typing import Any

from flask import abort, current_app

LARGEST = 262144


def secret() -> str:
    """The secret shared with the gateway; without one nothing comes in."""
    found = str(current_app.config["CONCORD"].sms_secret)
    return found or abort(404)


def token_of(gateway: str) -> str:
    """The last part of a callback's address, derived from the secret."""
    return hmac.new(secret().encode(), f"hooks {gateway}".encode(), hashlib.sha256).hexdigest()[:32]


def check(given: str, wanted: str) -> None:
    """Refuse what is not signed."""
    if not hmac.compare_digest(given.encode(), wanted.encode()):
        abort(403)


def parsed(body: bytes) -> Any:
    """JSON, of a sensible size."""
    if len(body) > LARGEST:
        abort(413)
    try:
        return json.loads(body)
    except ValueError:
        abort(400)
