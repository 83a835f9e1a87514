"""People who sign in: added with a role, a level and a password that is stored only as a hash."""

import re
import uuid
from datetime import date, datetime

from flask_security.utils import hash_password
from sqlalchemy import bindparam, func, inspect, select

from models.base import Language, db
from models.partner import LegalPartner
from models.team import Team
from models.user import User
from models.user_session import UserSession
from rules.access import Level, Role
from rules.errors import RuleError
from services import sending, team
from services.case import owned, share, worker
from services.channel import Message, Refused, Sent, Unknown, choice
from services.user import session

SHORTEST_PASSWORD = 12
GUESSED_SOON = 2
"""Below this score of zxcvbn a password takes fewer than a hundred million guesses."""
MOST_GUESSED = 72
"""So many characters are looked at; the library takes long for more."""
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


OF_SESSION = (
    select(User, UserSession, Team)
    .join(UserSession, (UserSession.user_id == User.id) & (UserSession.digest == bindparam("digest")))
    .outerjoin(Team, Team.id == select(func.min(Team.id)).scalar_subquery())
    .where(User.fs_uniquifier == bindparam("key"))
)
"""The person of a session with the team, which every page needs too: one question instead of three."""


def of_session(key: str, secret: str, now: datetime) -> tuple[User, UserSession] | None:
    """The person whose sessions have this key, with the session of this secret, while it is good."""
    given = {"key": key, "digest": session.digest(secret)}
    person, row, house = db.session.execute(OF_SESSION, given).one_or_none() or (None, None, None)
    team.keep(house)
    return (person, row) if person and row and session.runs(row, now) else None


def must_have_second_factor(person: User, today: date, is_demo: bool) -> bool:
    """Whether a second factor that a role needs is a must today: not in a demo, nor before the day it was put off to.

    A legal partner never puts it off, for whoever works outside the house comes from anywhere.
    """
    if person.role == Role.legal_partner:
        return True
    return not is_demo and (person.second_factor_on is None or person.second_factor_on <= today)


def nobody() -> bool:
    """Whether no person was ever added."""
    return db.session.scalar(select(User.id).limit(1)) is None


def add(
    email: str,
    name: str,
    role: Role,
    level: Level,
    password: str | None,
    *,
    partner: LegalPartner | None = None,
    language: Language = Language.en,
) -> User:
    """Add a person; without a password they choose one by invitation.

    Raises RuleError for an address in use, a short password, or a legal partner's person without a firm.
    """
    person = User(
        email=email,
        name=name,
        role=role,
        level=level,
        language=language,
        partner=partner,
        password=hashed(password, email, name) if password is not None else None,
        fs_uniquifier=uuid.uuid4().hex,
    )
    check(person)
    db.session.add(person)
    return person


def hashed(password: str, *known: str) -> str:
    """The hash of a new password; `known` is what others know of the person.

    Raises RuleError for one of fewer than 12 characters, and for one that is guessed soon.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise RuleError("The password needs at least %(count)s characters.", count=SHORTEST_PASSWORD)
    if is_common(password, *known):
        raise RuleError("This password is guessed soon. Take several words that do not belong together.")
    return str(hash_password(password))


def is_common(password: str, *known: str) -> bool:
    """Whether a password is among those that are tried first: common ones, rows of keys, dates, a person's own name."""
    from zxcvbn import zxcvbn

    return bool(zxcvbn(password[:MOST_GUESSED], user_inputs=[*known, "concord"])["score"] < GUESSED_SOON)


def check(person: User) -> None:
    """Write the address as it is compared. Raises RuleError for what a person cannot be."""
    person.email = person.email.strip().lower()
    with db.session.no_autoflush:
        others = select(User.id).where(User.email == person.email, User.id.is_distinct_from(person.id))
        taken = db.session.scalar(others)
    if not ADDRESS.fullmatch(person.email):
        raise RuleError("'%(email)s' is not an e-mail address.", email=person.email)
    if taken:
        raise RuleError("Somebody signs in with %(email)s already.", email=person.email)
    if (person.role == Role.legal_partner) != (person.partner is not None):
        raise RuleError("A person of a legal partner belongs to a firm, and nobody else does.")


def change(person: User) -> None:
    """Accept what was changed of a person; a new role ends the sessions that were begun as the former one.

    Raises RuleError when the house would be left without an administrator, or open cases without anybody.
    """
    check(person)
    is_moved = bool(inspect(person).attrs.role.history.deleted)
    db.session.flush()
    if is_moved:
        end_sessions(person)
    _check_cases(person)
    administrators = select(func.count()).where(User.role == Role.administrator, User.active)
    if not db.session.scalar(administrators):
        raise RuleError("The house needs at least one administrator who can sign in.")


def _check_cases(person: User) -> None:
    """Raise RuleError for a person who has open cases and works none any more."""
    works = person.active and person.role not in worker.WORK_NONE
    count = 0 if works else len(share.of(person))
    if count:
        raise RuleError(
            "%(name)s has %(count)s open cases: hand them over or share them out first, with the buttons of this page.",
            name=person.name,
            count=count,
        )
    count = 0 if works else owned.count(person)
    if count:
        raise RuleError(
            "%(name)s owns %(count)s holds, disputes, complaints or hardships that are open: hand them over first, "
            "with the buttons of this page.",
            name=person.name,
            count=count,
        )


def deactivate(person: User) -> None:
    """Let a person sign in no more; their sessions and invitations end at once. Raises RuleError as `change` does."""
    person.active = False
    end_sessions(person)
    change(person)


def reactivate(person: User) -> None:
    """Let a person sign in again."""
    person.active = True


def end_sessions(person: User) -> None:
    """End every session and invitation of a person: they are bound to this key."""
    session.end_all(person)
    person.fs_uniquifier = uuid.uuid4().hex


def is_configured(settings: choice.Settings) -> bool:
    """Whether e-mail leaves the house as things stand."""
    return choice.has_mail(sending.now(settings)) and not team.is_demo()


def try_mail(person: User, subject: str, body: str, settings: choice.Settings, now: datetime) -> Sent | Refused:
    """Try the mail server: send an e-mail at once, past the outbox. Call it outside of a transaction.

    Without a mail server it lands in the file outbox. What the house has to say to a person goes through `user.mail`.
    """
    house = team.the()
    sender = choice.mail(sending.now(settings), team.is_demo())
    reference = f"try-{uuid.uuid4().hex}"
    name = house.name if house else ""
    said = Message(reference, person.email, person.name, subject, body, person.language.value, name, at=now)
    try:
        return sender.send(said)
    except Unknown as broken:
        return Refused(broken.sentence, final=False)
