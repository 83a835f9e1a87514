"""What comes back by e-mail: answers, wishes for no more of them, bounces; the same again changes nothing."""

from datetime import datetime

from sqlalchemy import select

from models import db
from models.borrower import Address, AddressKind, Borrower
from models.contact import Contact, Direction
from models.reminder import Reminder
from models.sealed import ring
from models.stage import Channel
from rules.mail import Mail
from rules.sentence import Sentence
from services import inbound
from services.contact import unsubscribe
from services.user import mail as user_mail

UNKNOWN = "unknown_sender"
"""Nothing in the book answers to it: a person reads it in the mailbox."""
LONGEST, LONGEST_REASON = 4000, 480


def take(mail: Mail, now: datetime) -> str:
    """Take an e-mail in; returns what it was. One of `UNKNOWN` stays in the mailbox for a person."""
    written = [row for row in map(inbound.find, mail.references) if row is not None]
    if mail.bounces:
        return _bounced(mail, written)
    if mail.is_automatic:
        return "automatic"
    people = _writers(mail, written)
    for borrower, address in people:
        _keep(mail, borrower, address, written, now)
    if not people:
        return UNKNOWN
    return "opted_out" if mail.wants_no_more else "replied"


def _bounced(mail: Mail, written: list[Reminder]) -> str:
    """A bounce names a message of ours and the address it went to, else it may be anybody's."""
    found = UNKNOWN
    for bounce in mail.bounces:
        for row in written:
            if row.address and row.address.value.strip().lower() == bounce.address:
                inbound.failed(f"reminder-{row.id}", bounce.reason, is_number_bad=bounce.is_address_bad)
                found = "bounced"
        if any(user_mail.bounced(reference, bounce) for reference in mail.references):
            found = "bounced"
    return found


def _writers(mail: Mail, written: list[Reminder]) -> list[tuple[Borrower, Address]]:
    """Whose address it comes from; where it is nobody's, whom the message went to that it answers."""
    query = select(Address).where(Address.kind == AddressKind.email, Address.value_index == ring.blind(mail.sender))
    known = list(db.session.scalars(query.order_by(Address.id))) if mail.sender else []
    return [(row.borrower, row) for row in known or [row.address for row in written[:1] if row.address]]


def _keep(mail: Mail, borrower: Borrower, address: Address, written: list[Reminder], now: datetime) -> None:
    """Keep the words on the borrower, and on the case where the message spoke of one alone."""
    if mail.id and db.session.scalars(select(Contact.id).filter_by(borrower_id=borrower.id, reference=mail.id)).first():
        return
    cases = {each.case for row in written if row.borrower_id == borrower.id for each in row.cases}
    said = Contact(borrower=borrower, at=now, channel=Channel.email, direction=Direction.inbound, address=address)
    said.case = next(iter(cases)) if len(cases) == 1 else None
    said.reference, said.note = mail.id or None, _note(mail)
    db.session.add(said)
    if mail.wants_no_more:
        words = (mail.words or mail.subject)[:LONGEST_REASON]
        unsubscribe.stop(address, now, Sentence("E-mail: %(words)s", words=words))


def _note(mail: Mail) -> str:
    words = "\n".join(filter(None, (mail.subject, mail.words)))[:LONGEST]
    if not mail.attachments:
        return words
    return Sentence("%(words)s · attachments in the mailbox: %(count)s", words=words, count=mail.attachments)
