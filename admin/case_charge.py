"""The costs and penalties on the case page, with what one more day adds."""

from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext

from admin.base import clock
from admin.case_form import ReasonForm
from admin.case_panel import Panel, given
from models.case import Case
from models.charge import Charge
from services import charge, ledger


class ChargePanel(Panel):
    """What the loan bears beside its schedule."""

    def details(self, row: Any) -> dict[str, Any]:
        """The charges, newest first, and the overdue interest of a day."""
        return super().details(row) | {
            "charges": sorted(row.loan.charges, key=lambda each: (each.on, each.id), reverse=True),
            "per_diem": ledger.per_diem(row.loan, clock.today()),
        }

    @expose("/charge/reverse/", methods=("POST",))
    def reverse_charge(self) -> Any:
        """Take a charge back."""
        form, done = ReasonForm(request.form), gettext("The charge is taken back.")
        return self.act(("act", "charge"), form, lambda row: uncharged(row, form.reason.data), done)


def uncharged(row: Case, reason: str) -> Charge:
    """Take the charge back that the form names, from today on."""
    return charge.reverse(given(row, Charge), clock.today(), reason)
