"""Invitations: a link that opens once, for two days, for a person to choose a password."""

import hashlib
from datetime import datetime, timedelta
from hmac import compare_digest

from itsdangerous import BadSignature, URLSafeSerializer

from models.base import db
from models.user import User
from rules.errors import RuleError
from services import user

LASTS = timedelta(hours=48)


def token(person: User, now: datetime, secret: str) -> str:
    """A new invitation; earlier ones and the person's sessions end. Raises RuleError for who may not sign in."""
    if not person.active:
        raise RuleError("%(name)s may not sign in: reactivate them first.", name=person.name)
    user.end_sessions(person)
    return str(signer(secret).dumps([person.id, int((now + LASTS).timestamp()), seal(person)]))


def find(text: str, now: datetime, secret: str) -> User | None:
    """Whom an invitation is for; None when it is forged, used, replaced or too old."""
    try:
        id, until, sealed = signer(secret).loads(text)
    except (BadSignature, ValueError, TypeError):
        return None
    person = db.session.get(User, id)
    if person is None or not person.active or now.timestamp() >= until:
        return None
    return person if compare_digest(sealed, seal(person)) else None


def accept(text: str, password: str, now: datetime, secret: str) -> User:
    """Set the password that the invited person chose; the invitation is used up. Raises RuleError when it is void."""
    person = find(text, now, secret)
    if person is None:
        raise RuleError("This link has been used or is too old. Ask an administrator for a new one.")
    person.password = user.hashed(password, person.email, person.name)
    user.end_sessions(person)
    return person


def signer(secret: str) -> URLSafeSerializer:
    """What signs invitations and nothing else."""
    return URLSafeSerializer(secret, salt="invitation")


def seal(person: User) -> str:
    """What binds an invitation to the present key of a person without showing the key."""
    return hashlib.sha256(person.fs_uniquifier.encode()).hexdigest()[:32]
