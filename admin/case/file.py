"""The file of a case in the legal panel: papers, what is ready, packets, and opening what was kept."""

from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField, validators

from admin.base import clock, fields, files, handout, rights, scope
from admin.base.handout import File
from admin.case.panel import NEEDED, Panel, PanelForm, named
from admin.paper import packet as packet_words
from models.base import Language
from models.case import Case
from models.document import Document
from models.loan_document import LoanDocument, PaperKind
from models.packet import Packet
from rules.readiness import BLOCKING
from services import document, packet, referral
from services.referral import readiness


class PaperForm(PanelForm):
    """What a paper proves, and of which day it is."""

    panel = "paper"
    kind = fields.ChoiceField(
        _l("Paper"), members=PaperKind, blank=False, validators=NEEDED, default=PaperKind.contract
    )
    on = DateField(_l("Day"), validators=NEEDED)
    note = StringField(_l("Note"), validators=[validators.Length(max=200)], filters=[fields.tidy])


class PacketForm(PanelForm):
    """The language of a packet."""

    panel = "packet"
    language = fields.ChoiceField(_l("Language"), members=Language, blank=False, validators=NEEDED)


class FilePanel(Panel):
    """What a court asks for, and what is there."""

    def details(self, row: Any) -> dict[str, Any]:
        """The twelve items, what the law asks for, papers and packets."""
        found = referral.open_of(row)
        return super().details(row) | {
            "ready": readiness.of(row, found.partner if found else None, clock.today()),
            "is_blocking": BLOCKING.__contains__,
            "paper": PaperForm(on=row.loan.opened_on),
            "papers": document.ordered(row.loan),
            "packet_form": PacketForm(language=packet_words.language_of(row)),
            "packets": sorted(row.packets, key=lambda each: -each.number),
        }

    @expose("/paper/", methods=("POST",))
    def add_paper(self) -> Any:
        """Put a scan into the file."""
        form, done = PaperForm(request.form), gettext("The paper is in the file.")
        return self.act(("act", "referral"), form, lambda row: added(row, form), done, "paper")

    @expose("/packet/", methods=("POST",))
    def build_packet(self) -> Any:
        """Build the next version of the packet."""
        form, done = PacketForm(request.form), gettext("The packet is built.")
        return self.act(("act", "referral"), form, lambda row: built(row, form), done)

    @expose("/packet/open/", methods=("POST",))
    def open_packet(self) -> Any:
        """Hand out a packet, byte for byte."""
        handout.allow("case", "referral")
        row = scope.one(Case, request.args.get("id"))
        return handout.out("case", lambda: frozen(row))

    @expose("/file/open/", methods=("POST",))
    def open_file(self) -> Any:
        """Hand out what was kept with a case: a paper, a proof, a file of the partner's."""
        handout.allow("case", "referral")
        row = scope.one(Case, request.args.get("id"))
        return files.handed_out(row, lambda: named(kept_with(row)))


def frozen(row: Case) -> File:
    """The packet that a button names."""
    found: Packet = named(row.packets)
    return File(packet.read(found), handout.ZIP, f"{found}.zip", (row,))


def added(row: Case, form: Any) -> LoanDocument:
    """Hand the paper to the service."""
    given = (form.kind.data, form.on.data, files.scan("scan"), clock.today())
    return document.add(row.loan, *given, note=form.note.data or "", user=rights.person())


def built(row: Case, form: Any) -> Packet:
    """Hand the case to the service."""
    return packet_words.build(row, form.language.data, rights.person())


def kept_with(row: Case) -> list[Document]:
    """Every document that hangs on a case."""
    loan = row.loan
    found = [each.document for each in (*loan.papers, *loan.clock_events)]
    found += [act.document for each in loan.guarantors for act in each.acts]
    found += [each for demand in row.demands for each in (demand.document, demand.scan)]
    for each in row.referrals:
        found += [each.deletion, *(event.document for event in each.events), *(item.document for item in each.items)]
    return [each for each in found if each]
