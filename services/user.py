"""People who sign in: added with a role, a level and a password that is stored only as a hash."""

import uuid

from flask_security.utils import hash_password
from sqlalchemy import select

from models.base import Language, db
from models.partner import LegalPartner
from models.user import User
from rules.access import Level, Role
from rules.errors import RuleError


def add(
    email: str,
    name: str,
    role: Role,
    level: Level,
    password: str,
    *,
    partner: LegalPartner | None = None,
    language: Language = Language.en,
) -> User:
    """Add a person; raises RuleError for an address in use, or a legal partner's person without a firm."""
    email = email.strip().lower()
    if db.session.scalar(select(User.id).where(User.email == email)):
        raise RuleError("Somebody signs in with %(email)s already.", email=email)
    if (role == Role.legal_partner) != (partner is not None):
        raise RuleError("A person of a legal partner belongs to a firm, and nobody else does.")
    person = User(
        email=email,
        name=name,
        role=role,
        level=level,
        language=language,
        partner=partner,
        password=hash_password(password),
        fs_uniquifier=uuid.uuid4().hex,
    )
    db.session.add(person)
    return person
