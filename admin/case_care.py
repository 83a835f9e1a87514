"""Care on the case page: who struggles, what helps, how we get on, and why it is overdue as it was told."""

from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext

from admin.base import clock, fields
from admin.case_care_form import CareForm, HardshipForm, ended, noted, reported
from admin.case_panel import Panel
from services import contact, hardship


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
