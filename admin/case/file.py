"""The file of a case in the legal panel: papers, what is ready, packets, and opening what was kept."""

from functools import cached_property
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField, validators

from admin.base import fields, handout, rights
from admin.base.fields import DateField
from admin.base.handout import File
from admin.case.form import NEEDED, PanelForm
from admin.case.panel import Panel, handing_out, post
from admin.paper import filename
from admin.paper import packet as packet_words
from models.base import Language
from models.case import Case
from models.document import Document, LoanDocument, PaperKind
from models.packet import Packet
from rules.referral.readiness import BLOCKING
from services import document
from services.paper import packet
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

    name = "file"
    is_blocking = BLOCKING.__contains__

    @cached_property
    def ready(self) -> readiness.State:
        """The twelve items, and what the law asks for."""
        open_one = self.page.legal.referral
        return readiness.of(self.row, open_one.partner if open_one else None, self.today)

    @cached_property
    def papers(self) -> list[LoanDocument]:
        """The papers, in the order in which a court reads them."""
        return document.ordered(self.row.loan)

    @cached_property
    def packets(self) -> list[Packet]:
        """The packets, newest first."""
        return sorted(self.row.packets, key=lambda each: -each.number)

    @cached_property
    def paper(self) -> PaperForm:
        """A paper to add."""
        return PaperForm(on=self.row.loan.opened_on)

    @cached_property
    def packet(self) -> PacketForm:
        """The next packet."""
        return PacketForm(language=packet.language_of(self.row))

    @post("/paper/", ("act", "referral"), PaperForm, _l("The paper is in the file."), again="paper")
    def add_paper(self, form: Any) -> LoanDocument:
        """Put a scan into the file."""
        paper = (form.kind.data, form.on.data, handout.scan("scan"), self.today)
        return document.add(self.row.loan, *paper, note=form.note.data or "", user=rights.person())

    @post("/packet/", ("act", "referral"), PacketForm, _l("The packet is built."))
    def build_packet(self, form: Any) -> Packet:
        """Build the next version of the packet."""
        return packet_words.build(self.row, form.language.data, rights.person())

    @handing_out("/packet/open/", "referral")
    def open_packet(self) -> File:
        """A packet, byte for byte."""
        frozen: Packet = self.named(self.row.packets)
        return File(
            packet.read(frozen),
            handout.ZIP,
            filename.of(gettext("Case packet"), str(frozen), frozen.as_of, "zip"),
            (self.row,),
        )

    @handing_out("/file/open/", "referral")
    def open_file(self) -> File:
        """What was kept with a case: a paper, a proof; a file of the partner's as plain pages."""
        found = self.named(kept_with(self.row))
        return handout.plain(found, self.row) if found in of_partners(self.row) else handout.kept(found, self.row)


def kept_with(row: Case) -> list[Document]:
    """Every document that hangs on a case."""
    loan = row.loan
    kept = [each.document for each in (*loan.papers, *loan.deadline_events)]
    kept += [act.document for each in loan.guarantors for act in each.acts]
    kept += [each for demand in row.demands for each in (demand.document, demand.scan)]
    kept += [item.document for each in row.referrals for item in each.items]
    return [each for each in (*kept, *of_partners(row)) if each]


def of_partners(row: Case) -> list[Document]:
    """The documents that partners uploaded: what proves a step, and that the data was deleted."""
    steps = [step.document for each in row.referrals for step in each.events]
    found = [*(each.deletion for each in row.referrals), *steps]
    return [each for each in found if each]
