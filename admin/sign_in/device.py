"""A device that signed in before is known by a cookie of its own, which outlives the session and opens nothing."""

from flask import Response, current_app, request

from rules import session as rule

MOST = 100


def name() -> str:
    """What the cookie is called."""
    return f"{current_app.config['SESSION_COOKIE_NAME']}-device"


def of_request() -> str:
    """The secret of the device that asks; empty for a new one."""
    return request.cookies.get(name(), "")[:MOST]


def keep(answer: Response, secret: str) -> Response:
    """Give a device its secret, out of reach of scripts and other sites."""
    age, secure = int(rule.REMEMBERED.total_seconds()), current_app.config["SESSION_COOKIE_SECURE"]
    answer.set_cookie(name(), secret, max_age=age, secure=secure, httponly=True, samesite="Lax")
    return answer
