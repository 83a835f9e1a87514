"""What followed from a contact, taken back by whoever logged it; the contact itself stays and counts."""

from datetime import datetime

from sqlalchemy.orm import Mapped, backref, relationship

from models.base import Record, ref
from models.contact import Contact
from models.user import User


class TakenBack(Record):
    """The mark of a contact whose promise and next action were taken back at once."""

    contact_id: Mapped[int] = ref("contact", unique=True)
    at: Mapped[datetime]
    user_id: Mapped[int] = ref("user", index=False)

    contact: Mapped[Contact] = relationship(backref=backref("mark", uselist=False))
    user: Mapped[User] = relationship()
