"""The masked copy of a packet, for who sees masks: its pages set anew with masks, its papers named and not shown."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext

from admin.base import clock, format, handout, rights
from admin.base.handout import File
from admin.paper import filename, tongue
from admin.paper import packet as words
from models.borrower import AddressKind, Borrower
from models.case import Case
from models.packet import Packet
from rules import mask
from services.paper import packet, statement

DAY = r"(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)"
LONG = re.compile(
    rf"(?P<spared>(?<!\d){DAY}|\b[CDR]-\d{{6,7}}(?!\d))"
    rf"|(?<![A-Za-z0-9_])(?<!\d[.,])\+?\d(?:[ \-()]?(?!{DAY})\d){{7,18}}[Xx]?(?![A-Za-z0-9_]|[.,]\d)"
)
"""What looks like a mobile, an ID number or a card in words that somebody typed (compliance handbook 5).

Days and numbers of the house are spared."""


def copy(row: Packet) -> File:
    """The copy as PDF, with its reader's name and the moment on every page.

    It is for reading only: the packet that went to a partner or a court stays as it was frozen, byte for byte.
    """
    case = row.case
    with tongue.reading(case.borrower.lender, row.language):
        said = words.words(case, statement.of(case.loan, row.as_of, clock.today()))
    veiled = veil({**said, "reference": str(row)}, dict(known(case)))
    name = filename.pdf(gettext("Masked copy"), str(row), row.as_of)
    return File(packet.watermarked(packet.front(veiled, row.language), line(row)), handout.PDF, name, (row,))


def line(row: Packet) -> str:
    """Who reads it, and when."""
    person = rights.person()
    who = person.name if person else ""
    return f"{gettext('Masked copy')} · {row} · {who} · {format.moment(clock.now())}"


def known(case: Case) -> Iterator[tuple[str, str]]:
    """What names the people of a case or leads to them, each with its mask."""
    loan = case.loan
    for borrower in (case.borrower, *(each.borrower for each in loan.joint_debtors)):
        yield from of_borrower(borrower)
    for other in (*loan.guarantors, *case.borrower.contact_people):
        yield other.name, mask.name(other.name)
        yield other.number, mask.phone(other.number)


def of_borrower(row: Borrower) -> Iterator[tuple[str, str]]:
    """Name, ID number, phones and addresses of a borrower with their masks."""
    yield row.name, mask.name(row.name)
    yield row.id_number or "", mask.id_number(row.id_number or "")
    for phone in row.phones:
        yield phone.number, mask.phone(phone.number)
    for address in row.addresses:
        hide = mask.email if address.kind == AddressKind.email else mask.address
        yield address.value, hide(address.value)


def veil(value: Any, masks: Mapping[str, str]) -> Any:
    """The same words with every known value and every long number masked, the longest one first."""
    if isinstance(value, Mapping):
        return {name: veil(each, masks) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [veil(each, masks) for each in value]
    if not isinstance(value, str):
        return value
    for text in sorted(filter(None, masks), key=len, reverse=True):
        value = re.sub(re.escape(text), masks[text].replace("\\", r"\\"), value, flags=re.IGNORECASE)
    return LONG.sub(lambda found: found.group() if found["spared"] else mask.account(found.group()), value)
