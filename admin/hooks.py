"""Where text gateways report: deliveries, replies and opt-outs, each with its signature checked first."""

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, jsonify, request
from flask_wtf.csrf import CSRFProtect

from admin.base import clock
from models import transaction
from rules import value
from rules.errors import RuleError
from services import inbound, sending
from services.channel import sms, twilio
from services.inbound import Report

LARGEST = 262144


def secret() -> str:
    """The secret shared with the gateway; without one nothing comes in."""
    found = sending.now(current_app.config["CONCORD"]).sms_secret
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
        return plain(json.loads(body))
    except (ValueError, RecursionError):
        abort(400)


def plain(told: Any) -> Any:
    """What was told, its texts without what no database takes."""
    if isinstance(told, dict):
        return {value.plain(name): plain(each) for name, each in told.items()}
    if isinstance(told, list):
        return [plain(each) for each in told]
    return value.plain(told) if isinstance(told, str) else told


hooks = Blueprint("hooks", __name__, url_prefix="/hooks/sms")


def init_app(app: Flask, forgery: CSRFProtect) -> None:
    """Serve the addresses; a gateway has no forgery token, it has a signature."""
    app.register_blueprint(hooks)
    forgery.exempt(hooks)


@hooks.post("/http")
def from_http() -> Response:
    """The gateway of docs/gateway.md: JSON, signed like our own messages."""
    body = request.get_data()
    check(request.headers.get("X-Concord-Signature", ""), sms.signature(secret(), body))
    keep("http", parsed(body), inbound.plain)
    return jsonify(ok=True)


@hooks.post("/twilio")
def from_twilio() -> Response:
    """A status callback or an incoming text, signed over the address and the fields."""
    form = {name: str(text) for name, text in request.form.items()}
    base = current_app.config["CONCORD"].url or request.url_root.rstrip("/")
    check(request.headers.get("X-Twilio-Signature", ""), twilio.signature(secret(), base + request.path, form))
    keep("twilio", plain(form), inbound.from_twilio)
    return Response("<Response/>", content_type="text/xml")


@hooks.post("/aliyun/<token>")
def from_aliyun(token: str) -> Response:
    """SmsReport and SmsUp: lists of JSON; Aliyun signs nothing, so the address itself is the secret."""
    check(token, token_of("aliyun"))
    keep("aliyun", parsed(request.get_data()), inbound.aliyun)
    return jsonify(code=0, msg="OK")


@hooks.post("/tencent/<token>")
def from_tencent(token: str) -> Response:
    """Reports and replies: lists of JSON; Tencent signs nothing, so the address itself is the secret."""
    check(token, token_of("tencent"))
    keep("tencent", parsed(request.get_data()), inbound.tencent)
    return jsonify(result=0, errmsg="OK")


def keep(gateway: str, said: Any, understood: Callable[[dict[str, Any], datetime], Report]) -> None:
    """Take reports in, all of them or none: a gateway repeats what was not answered, and what it repeats is no news."""
    now = clock.now()
    try:
        with transaction.writing():
            for each in inbound.listed(said):
                report = understood(each, now)
                if inbound.is_new(gateway, each, now):
                    inbound.take(report, now)
    except RuleError:
        abort(400)
