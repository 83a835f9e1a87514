"""What a legal partner takes home: the packet and papers, with a line on every page that says who took it."""

from typing import Any

from flask import abort, request
from flask_admin import expose
from flask_babel import gettext

from admin.base import clock, format, handout, rights, scope
from admin.base.handout import File
from admin.paper import filename
from models.document import Document
from models.referral import Referral
from services.paper import packet


class FilePages:
    """Downloads; each is written down."""

    @expose("/packet/", methods=("POST",))
    def packet(self) -> Any:
        """The packet that was sent: as PDF with the firm's line on every page, or the whole file as it was frozen."""
        row = scope.one(Referral, request.args.get("id"))
        return handout.out("referral", lambda: frozen(row))

    @expose("/file/", methods=("POST",))
    def file(self) -> Any:
        """A file that either side put to the referral, with the firm's line on every page."""
        row, number = scope.one(Referral, request.args.get("id")), scope.number(request.form.get("row"))
        found = next((each for each in files_of(row) if each.id == number), None) or abort(404)
        return handout.out("referral", lambda: marked(row, found))


def frozen(row: Referral) -> File:
    """The packet of a referral, whole or as one PDF."""
    found = row.packet or abort(404)
    about = (gettext("Case packet"), str(found), found.as_of)
    if request.form.get("whole"):
        return File(packet.read(found), handout.ZIP, filename.of(*about, "zip"), (row,))
    return File(packet.watermarked(packet.pdf(found), line(row)), handout.PDF, filename.pdf(*about), (row,))


def marked(row: Referral, found: Document) -> File:
    """A file of a referral as PDF, with the line."""
    made = packet.watermarked(packet.as_pdf(found), line(row))
    return File(made, handout.PDF, f"{row.reference}-{found.id}.pdf", (row,))


def files_of(row: Referral) -> list[Document]:
    """The files of a referral that both sides see."""
    found = [*(each.document for each in row.events), *(each.document for each in row.items)]
    return [each for each in found if each]


def line(row: Referral) -> str:
    """Who takes it, and when."""
    person = rights.person() or abort(403)
    firm = person.partner.name if person.partner else ""
    return f"{row.reference} · {firm} · {person.name} · {format.moment(clock.now())}"
