"""Care on the case page: who struggles, what helps, how we get on, and why it is overdue as it was told."""

from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, validators

from admin.base import clock, fields, rights
from admin.case.panel import NEEDED, Panel, PanelForm
from models.case import Case
from models.hardship import Cooperation, Hardship, HardshipKind, SupportNeed
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


def reported(row: Case, form: Any) -> Hardship:
    """Hand what the form says to the service."""
    said = {name: form[name].data for name in ("kind", "need", "review_on")}
    return hardship.report(row.borrower, clock.today(), owner=rights.person(), **said)


def noted(row: Case, form: Any) -> None:
    """Hand the impression to the service; each thing said is a note of its own."""
    said = [{name: form[name].data} for name in ("cooperation", "need") if form[name].data]
    for each in said or [{}]:
        hardship.note(row.borrower, clock.today(), user=rights.person(), **each)


def ended(row: Case) -> None:
    """End every circumstance of the borrower that still stands."""
    for each in hardship.running(row.borrower):
        hardship.end(each, clock.today())


class CarePanel(Panel):
    """What the borrower's circumstances ask of us."""

    def details(self, row: Any) -> dict[str, Any]:
        """What counts today, with the forms."""
        return super().details(row) | {
            "hardships": hardship.running(row.borrower),
            "cooperation": hardship.cooperation(row.borrower, clock.today()),
            "needs": hardship.needs(row.borrower, clock.today()),
            "told_reasons": contact.reasons(row),
            "hardship": HardshipForm(),
            "care": CareForm(),
        }

    @expose("/hardship/", methods=("POST",))
    def report_hardship(self) -> Any:
        """Say that the borrower struggles."""
        form, done = HardshipForm(request.form), gettext("Their cases rest, and somebody looks again.")
        return self.act(("create", "hardship"), form, lambda row: reported(row, form), done, "hardship")

    @expose("/hardship/end/", methods=("POST",))
    def end_hardship(self) -> Any:
        """Say that it is over."""
        form, done = fields.Form(request.form), gettext("It is over; the cases go on.")
        return self.act(("act", "hardship"), form, ended, done)

    @expose("/care/", methods=("POST",))
    def note_care(self) -> Any:
        """Note how we get on."""
        form, done = CareForm(request.form), gettext("Noted, for 90 days.")
        return self.act(("create", "hardship"), form, lambda row: noted(row, form), done, "care")
