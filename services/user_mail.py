"""E-mail to people of the team: invitations and tests, which need no leave of the gate for borrowers."""

import uuid

from models.user import User
from services import team
from services.channel import Message, Refused, Sent, Unknown, choice


def is_configured(settings: choice.Settings) -> bool:
    """Whether e-mail leaves the house."""
    return bool(settings.smtp_url and settings.mail_from) and not team.is_demo()


def send(person: User, subject: str, body: str, settings: choice.Settings) -> Sent | Refused:
    """Send an e-mail at once; without a mail server it lands in the file outbox. Call it outside of a transaction."""
    house = team.the()
    sender = choice.mail(settings, team.is_demo())
    reference = f"team-{uuid.uuid4().hex}"
    name = house.name if house else ""
    try:
        return sender.send(Message(reference, person.email, person.name, subject, body, person.language.value, name))
    except Unknown as broken:
        return Refused(str(broken), final=False)
