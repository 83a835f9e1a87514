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

PAY_TO = ("pay_to", "pay_to_zh_hans", "pay_to_zh_hant")


class LenderView(RecordView):
    """Clients with the licence that picks the law."""

    model = Lender
    menu_group = "Set-up"
    icon = "bank"
    column_list = ("name", "licence", "callback_number", "complaints_number", "archived_on")
    column_filters = ("licence",)
    column_searchable_list = ("name",)
    form_groups = (
        (_l("Lender"), ("name", "name_zh_hans", "name_zh_hant", "licence")),
        (_l("Shown to borrowers"), ("callback_number", "complaints_number", *PAY_TO)),
        (_l("Letterhead"), ("address", "credit_code")),
    )
    facts = ("licence", "callback_number")
    details_template = "admin/lender.html"
    related = (("portfolio", "lender"),)
    empty = _l("A lender is the client whose loans you collect. Begin with one.")

    @expose("/logo/", methods=("POST",))
    def logo_view(self) -> Any:
        """Keep the picture that stands on the lender's letters."""
        if not self.can_edit:
            abort(403)
        row = scope.one(Lender, request.form.get("id"))
        if transaction.attempt(lambda: letterhead.put_logo(row, handout.scan("logo")), row):
            flash(gettext("Saved."), "success")
        return redirect(self.get_url(".details_view", id=row.id))
