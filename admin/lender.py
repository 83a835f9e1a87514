"""Screen of the lenders whose loans the team collects."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from admin.base import handout, scope, transaction
from admin.base.view import RecordView
from models.lender import Lender
from services.paper import letterhead
from services.reminder import service

MOMENTS = ("receipts", "plan_due_days", "dispute_answers", "welcomes")
PAY_TO = ("pay_to", "pay_to_zh_hans", "pay_to_zh_hant")


class LenderView(RecordView):
    """Clients with the licence that picks the law."""

    model = Lender
    icon = "bank"
    column_list = ("name", "licence", "callback_number", "complaints_number", "archived_on")
    column_filters = ("licence",)
    column_searchable_list = ("name",)
    form_groups = (
        (_l("Lender"), ("name", "name_zh_hans", "name_zh_hant", "licence")),
        (_l("Shown to borrowers"), ("callback_number", "complaints_number", *PAY_TO)),
        (_l("Letterhead"), ("address", "credit_code")),
        (_l("Service messages"), ("before_due_days", "thanks", "reports_credit", *MOMENTS)),
    )
    form_notes = {
        "before_due_days": _l("Who was late before hears so many days ahead of the next due day; empty: nobody does."),
        "thanks": _l("Once nothing is overdue any more, by money that came in."),
        "receipts": _l("Money that came in within the last days is confirmed, also while a case is open."),
        "plan_due_days": _l(
            "So many days ahead of each instalment of a running plan; empty: nobody is told. "
            "Where the law lets nothing pass while a plan runs, as on the mainland, the gate keeps it back."
        ),
        "dispute_answers": _l("Once a dispute is decided, in one sentence; the reasons follow by a person."),
        "welcomes": _l("For a new loan of which nothing is overdue."),
        "reports_credit": _l("The thanks then say one sentence on the borrower's credit."),
    }
    facts = ("licence", "callback_number")
    details_template = "admin/lender.html"
    related = (("portfolio", "lender"),)
    empty = _l("A lender is the client whose loans you collect. Begin with one.")

    def on_model_change(self, form: Any, model: Lender, is_created: bool) -> None:
        """Refuse service messages of a house that collects for others, and days that are none."""
        service.check(model)

    @expose("/logo/", methods=("POST",))
    def logo_view(self) -> Any:
        """Keep the picture that stands on the lender's letters."""
        if not self.can_edit:
            abort(403)
        row = scope.one(Lender, request.form.get("id"))
        if transaction.attempt(lambda: letterhead.put_logo(row, handout.scan("logo")), row):
            flash(gettext("Saved."), "success")
        return redirect(self.get_url(".details_view", id=row.id))
