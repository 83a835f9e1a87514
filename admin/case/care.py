"""Care on the case page: who struggles, what helps, how we get on, and why it is overdue as it was told."""

from functools import cached_property
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, validators

from admin.base import fields, rights
from admin.base.fields import DateField
from admin.case.form import NEEDED, PanelForm
from admin.case.panel import Panel, post
from models.contact import Contact
from models.hardship import CareNote, Cooperation, Hardship, HardshipKind, SupportNeed
from services import contact, hardship


class HardshipForm(PanelForm):
    """That a borrower struggles; everything may be left open."""

    panel = "hardship"
    struggling = HiddenField(validators=NEEDED)
    kind = fields.ChoiceField(_l("What it is about"), members=HardshipKind, blank=True)
    need = fields.ChoiceField(_l("What helps"), members=SupportNeed, blank=True)
    review_on = DateField(_l("Look again on (empty: after the usual days)"), validators=[validators.Optional()])


class CareForm(PanelForm):
    """How the borrower works with us, or what helps; forgotten after 90 days."""

    panel = "care"
    cooperation = fields.ChoiceField(_l("Cooperation"), members=Cooperation, blank=True)
    need = fields.ChoiceField(_l("What helps"), members=SupportNeed, blank=True)


class CarePanel(Panel):
    """What the borrower's circumstances ask of us."""

    name = "care"

    @cached_property
    def hardships(self) -> list[Hardship]:
        """The circumstances that still stand."""
        return hardship.running(self.row.borrower)

    @cached_property
    def known(self) -> bool:
        """Whether the panel holds something."""
        return bool(self.hardships or self.needs or self.cooperation)

    @cached_property
    def cooperation(self) -> CareNote | None:
        """The latest impression that still counts."""
        return hardship.cooperation(self.row.borrower, self.today)

    @cached_property
    def needs(self) -> list[SupportNeed]:
        """What helps."""
        return hardship.needs(self.row.borrower, self.today)

    @cached_property
    def reasons(self) -> list[Contact]:
        """Why it is overdue, as it was told."""
        return contact.reasons(self.row) if self.row.reason_id else []

    @cached_property
    def struggle(self) -> HardshipForm:
        """That the borrower struggles."""
        return HardshipForm()

    @cached_property
    def impression(self) -> CareForm:
        """How we get on."""
        return CareForm()

    @post(
        "/hardship/",
        ("create", "hardship"),
        HardshipForm,
        _l("Their cases rest, and somebody looks again."),
        again="struggle",
    )
    def report_hardship(self, form: Any) -> Hardship:
        """Say that the borrower struggles."""
        told = {name: form[name].data for name in ("kind", "need", "review_on")}
        return hardship.report(self.row.borrower, self.today, owner=rights.person(), **told)

    @post("/hardship/end/", ("act", "hardship"), fields.Form, _l("It is over; the cases go on."))
    def end_hardship(self, form: Any) -> None:
        """End every circumstance of the borrower that still stands."""
        for each in hardship.running(self.row.borrower):
            hardship.end(each, self.today)

    @post("/care/", ("create", "hardship"), CareForm, _l("Noted, for 90 days."), again="impression")
    def note_care(self, form: Any) -> None:
        """Note how we get on; each thing said is a note of its own."""
        told = [{name: form[name].data} for name in ("cooperation", "need") if form[name].data]
        for each in told or [{}]:
            hardship.note(self.row.borrower, self.today, user=rights.person(), **each)
