"""What the law of a lender wants each written message to say: put to its words before it leaves, once."""

from sqlalchemy import select

from models import db
from models.borrower import Borrower
from models.contact import Contact, Direction
from models.reminder import Reminder
from models.stage import Channel
from rules.law import words
from services.loan import joint
from services.reminder import validation


def complete(row: Reminder) -> None:
    """Put what the law asks for to the words of a message that is about to leave; again changes nothing.

    A letter names the further debtors of its contracts. Validation information that was not given yet stands below.
    """
    further = joint.said([each.case.loan for each in row.cases], str(row.language))
    if row.channel == Channel.letter and further and further not in row.body:
        row.body = f"{row.body}\n\n{further}"
    row.body = said(row.borrower, row.channel, str(row.language), row.body)
    if not row.validates and (information := validation.of_message(row)):
        row.body, row.validates = f"{row.body}\n\n{information}", True


def said(who: Borrower, channel: Channel, language: str, body: str) -> str:
    """The words of a message to a borrower with what the law asks for; as they are where it asks for nothing."""
    licence = str(who.lender.licence)
    if licence not in words.REQUIRED:
        return body
    known = [*words.of(licence, channel, language, True), *words.of(licence, channel, language, False)]
    if any(each in body for each in known):
        return body
    apart = "\n\n" if channel != Channel.sms else "\n"
    return apart.join([body, *words.of(licence, channel, language, is_first(who))])


def is_first(who: Borrower) -> bool:
    """Whether nobody of the house has been in touch with a borrower yet."""
    here = select(Contact.id).filter_by(borrower_id=who.id, direction=Direction.outbound)
    return db.session.scalars(here.limit(1)).first() is None
