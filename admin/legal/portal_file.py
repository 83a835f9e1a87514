"""What a legal partner takes home: the packet and papers, with a line on every page that says who took it."""

import io
from typing import Any

from flask import abort, request, send_file
from flask_admin import expose

from admin.base import clock, format, rights, scope, transaction
from models.audit import AuditAction
from models.document import Document
from models.referral import Referral
from services import audit, packet


class FilePages:
    """Downloads; each is written down."""

    @expose("/packet/", methods=("POST",))
    def packet(self) -> Any:
        """The packet that was sent: as PDF with the firm's line on every page, or the whole file as it was frozen."""
        row = scope.one(Referral, request.args.get("id"))
        found = row.packet or abort(404)
        audit.record(AuditAction.exported, row)
        transaction.note()
        if request.form.get("whole"):
            return send(packet.read(found), "application/zip", f"{found}.zip")
        return send(packet.watermarked(packet.pdf(found), line(row)), "application/pdf", f"{found}.pdf")

    @expose("/file/", methods=("POST",))
    def file(self) -> Any:
        """A file that either side put to the referral, with the firm's line on every page."""
        row, number = scope.one(Referral, request.args.get("id")), scope.number(request.form.get("row"))
        found = next((each for each in files_of(row) if each.id == number), None) or abort(404)
        audit.record(AuditAction.exported, row)
        transaction.note()
        made = packet.watermarked(packet.as_pdf(found), line(row))
        return send(made, "application/pdf", f"{row.reference}-{found.id}.pdf")


def files_of(row: Referral) -> list[Document]:
    """The files of a referral that both sides see."""
    found = [*(each.document for each in row.events), *(each.document for each in row.items)]
    return [each for each in found if each]


def line(row: Referral) -> str:
    """Who takes it, and when."""
    person = rights.person() or abort(403)
    firm = person.partner.name if person.partner else ""
    return f"{row.reference} · {firm} · {person.name} · {format.moment(clock.now())}"


def send(made: bytes, media: str, name: str) -> Any:
    """A file to keep."""
    return send_file(io.BytesIO(made), media, as_attachment=True, download_name=name)
