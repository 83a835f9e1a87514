"""How messages leave the house: what the server's environment names, and otherwise what an administrator set."""

import re
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from sqlalchemy import select

from models import db
from models.sending import Gateway, MailSecurity, Sending
from models.stage import Channel
from models.template import Template
from rules.errors import RuleError
from rules.sentence import Field
from services import team
from services.channel import Message, Refused, Sent, Unknown, choice
from services.reminder import text as reminder_text

PORTS = {MailSecurity.starttls: 587, MailSecurity.tls: 465}
SCHEMES = {MailSecurity.starttls: "smtp", MailSecurity.tls: "smtps"}
BOX_PORTS = {MailSecurity.starttls: 143, MailSecurity.tls: 993}
BOX_SCHEMES = {MailSecurity.starttls: "imap", MailSecurity.tls: "imaps"}
BOX_ACCOUNT = ("box_server", "box_port", "box_security", "box_user", "box_password")
MAIL_ACCOUNT = ("mail_server", "mail_port", "mail_security", "mail_user", "mail_password")
TEXT_ACCOUNT = ("sms_gateway", "sms_url", "sms_account", "sms_secret", "sms_app")
SERVER = re.compile(r"[\w.-]+")
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
ASKED: dict[Gateway, tuple[str, ...]] = {
    Gateway.http: ("sms_url", "sms_secret"),
    Gateway.aliyun: ("sms_account", "sms_secret", "sms_from"),
    Gateway.tencent: ("sms_account", "sms_secret", "sms_from", "sms_app"),
    Gateway.twilio: ("sms_account", "sms_secret", "sms_from"),
}
"""What each gateway cannot do without."""


class Effective(NamedTuple):
    """How messages leave at this moment; `choice.Settings` says what each field is."""

    data_dir: Path
    smtp_url: str
    mail_from: str
    reply_to: str
    imap_url: str
    sms_url: str
    sms_secret: str
    sms_gateway: str
    sms_id: str
    sms_from: str
    sms_app: str
    url: str


def the() -> Sending | None:
    """The row of this house; None until somebody saved it."""
    return db.session.scalars(select(Sending).order_by(Sending.id).limit(1)).first()


def of_server(settings: choice.Settings) -> frozenset[str]:
    """The fields that the environment names.

    An account is its whole: a secret of the server never goes to an address that somebody typed.
    """
    found = set(MAIL_ACCOUNT) if settings.smtp_url else set()
    if settings.imap_url:
        found |= set(BOX_ACCOUNT)
    if settings.sms_url or settings.sms_id or settings.sms_secret:
        found |= set(TEXT_ACCOUNT)
    return frozenset(found | {name for name in ("mail_from", "reply_to", "sms_from") if getattr(settings, name)})


def now(settings: choice.Settings) -> Effective:
    """What holds at this moment, read where a message is about to leave."""
    row = the() or blank()
    is_servers = "sms_gateway" in of_server(settings) or row.sms_gateway is None
    return Effective(
        data_dir=settings.data_dir,
        smtp_url=settings.smtp_url or smtp_url(row),
        mail_from=settings.mail_from or row.mail_from,
        reply_to=settings.reply_to or row.reply_to,
        imap_url=settings.imap_url or imap_url(row),
        sms_url=settings.sms_url if is_servers else row.sms_url,
        sms_secret=settings.sms_secret if is_servers else row.sms_secret or "",
        sms_gateway=settings.sms_gateway if is_servers else str(row.sms_gateway),
        sms_id=settings.sms_id if is_servers else row.sms_account,
        sms_from=settings.sms_from or row.sms_from,
        sms_app=settings.sms_app if is_servers else row.sms_app,
        url=settings.url,
    )


def blank() -> Sending:
    """What the row is before anybody set anything."""
    return Sending()


def smtp_url(row: Sending) -> str:
    """The address of the mail server as `services.channel.smtp` reads it; empty where none is set."""
    if not row.mail_server:
        return ""
    port = row.mail_port or PORTS[row.mail_security]
    return f"{SCHEMES[row.mail_security]}://{_account(row.mail_user, row.mail_password)}{row.mail_server}:{port}"


def imap_url(row: Sending) -> str:
    """The address of the mailbox of answers as `services.channel.imap` reads it; empty where none is set."""
    if not row.box_server:
        return ""
    port = row.box_port or BOX_PORTS[row.box_security]
    return f"{BOX_SCHEMES[row.box_security]}://{_account(row.box_user, row.box_password)}{row.box_server}:{port}"


def _account(user: str, password: str | None) -> str:
    return f"{quote(user, safe='')}:{quote(password or '', safe='')}@" if user else ""


def set_mail(settings: choice.Settings, given: dict[str, object]) -> Sending:
    """Keep the mail server. Raises RuleError for what is no server, and for a user without a password.

    `given` are columns of `Sending`; an empty password keeps the one that is there, as long as it goes where it went.
    """
    row = _keep(settings, given, MAIL_ACCOUNT, "mail_password")
    if row.mail_server and not SERVER.fullmatch(row.mail_server):
        raise RuleError("'%(server)s' is not the name of a server.", server=row.mail_server)
    if row.mail_from and not ADDRESS.fullmatch(row.mail_from):
        raise RuleError("'%(email)s' is not an e-mail address.", email=row.mail_from)
    if row.mail_server and not (row.mail_from or settings.mail_from):
        raise _missing("mail_from")
    if row.mail_user and not row.mail_password:
        raise _missing("mail_password")
    return row


def set_box(settings: choice.Settings, given: dict[str, object]) -> Sending:
    """Keep the mailbox of answers; the password is kept as in `set_mail`. Raises RuleError for what it lacks."""
    row = _keep(settings, given, BOX_ACCOUNT, "box_password")
    if row.reply_to and not ADDRESS.fullmatch(row.reply_to):
        raise RuleError("'%(email)s' is not an e-mail address.", email=row.reply_to)
    if row.box_server and not SERVER.fullmatch(row.box_server):
        raise RuleError("'%(server)s' is not the name of a server.", server=row.box_server)
    for name in ("box_user", "box_password", "reply_to") if row.box_server else ():
        if not (getattr(row, name) or (name == "reply_to" and settings.reply_to)):
            raise _missing(name)
    return row


def set_text(settings: choice.Settings, given: dict[str, object]) -> Sending:
    """Keep the text gateway; the secret is kept as in `set_mail`. Raises RuleError for what its gateway lacks."""
    row = _keep(settings, given, TEXT_ACCOUNT, "sms_secret")
    if row.sms_url and not _is_address(row.sms_url):
        raise RuleError("'%(url)s' is not an address that begins with https:// or http://.", url=row.sms_url)
    fixed = of_server(settings)
    for name in ASKED[row.sms_gateway] if row.sms_gateway and "sms_gateway" not in fixed else ():
        if not getattr(row, name) and name not in fixed:
            raise _missing(name)
    return row


def _keep(settings: choice.Settings, given: dict[str, object], account: tuple[str, ...], secret: str) -> Sending:
    """Write what was given and the server does not name; where the account changed, an older secret is forgotten."""
    row, fixed = the() or blank(), of_server(settings)
    fresh = {name: value for name, value in given.items() if name not in fixed}
    moved = any(getattr(row, name) != fresh[name] for name in account if name in fresh and name != secret)
    if secret in fresh and not (fresh[secret] or moved):
        del fresh[secret]
    for name, value in fresh.items():
        setattr(row, name, value)
    if fresh:
        db.session.add(row)
        db.session.flush()
    return row


def try_text(to: str, body: str, settings: choice.Settings, clock: Callable[[], datetime]) -> Sent | Refused:
    """Send one text to see whether texts leave; call it outside of a transaction.

    A gateway that sends no free text gets the first approved template of the stages, its places filled with dashes.
    """
    house, reference = team.the(), f"try-{uuid.uuid4().hex}"
    query = select(Template).where(Template.gateway_code != "").order_by(Template.id)
    approved = db.session.scalars(query.limit(1)).first()
    message = Message(reference, to, house.name if house else "", "", body, "")
    if approved:
        places = reminder_text.places(approved.gateway_variables)
        message = message._replace(code=approved.gateway_code, values=tuple((name, "-") for name, _ in places))
    try:
        return choice.senders(now(settings), team.is_demo(), clock)[Channel.sms].send(message)
    except Unknown as broken:
        return Refused(broken.sentence, final=False)


def _is_address(url: str) -> bool:
    """Whether a text is the address of a gateway, without a name or password in it."""
    parts = urlsplit(url)
    return parts.scheme in ("https", "http") and bool(parts.hostname) and "@" not in parts.netloc


def _missing(name: str) -> RuleError:
    return RuleError("%(field)s is missing.", field=Field(name, "sending"))
