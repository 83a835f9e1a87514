"""The page that asks for a second person, and the list of what was asked for."""

from typing import Any

from flask import abort, redirect, request, url_for
from flask_admin import expose
from flask_babel import lazy_gettext as _l

from admin.base import clock, errors, fresh, labels, rights, scope, second
from admin.base.bulk import bulk
from admin.base.page import Page
from admin.base.view import RecordView
from models import db
from models.export_request import ExportKind, ExportRequest
from models.transaction import writing
from models.user import User
from rules import access
from rules import export as rule
from rules.errors import RuleError
from services import export

MOST = 10_000_000


class ExportsPage(Page):
    """Asking for a list that is longer than one person takes out alone."""

    page = "exports"
    heading = _l("A second person looks first")
    icon = "shield"

    @expose("/", methods=("GET", "POST"))
    def index(self) -> Any:
        """Say what it is for; the request then waits for another."""
        fresh.need()
        noun, kind = request.args.get("record", ""), request.args.get("kind", "")
        count = scope.number(request.args.get("count")) or 0
        if noun not in access.TABLE or not rights.may("export", noun) or kind not in tuple(ExportKind):
            abort(404)
        person = rights.person() or abort(403)
        if request.method == "POST":
            told = (noun, ExportKind(kind), request.args.get("narrowing", ""), min(count, MOST))
            try:
                with writing():
                    user = db.session.get_one(User, person.id)
                    row = export.ask(*told, request.form.get("reason", ""), clock.now(), user)
                    number = row.id
                return redirect(url_for("export_request.details_view", id=number))
            except RuleError as error:
                errors.tell(error)
        return self.render("export/ask.html", records=labels.records(noun), count=count, most=rule.most(noun))


class ExportRequestView(RecordView):
    """Lists that left after a second person looked, and those that wait."""

    model = ExportRequest
    icon = "shield"
    can_create = can_edit = can_delete = False
    column_list = ("asked_at", "asked_by", "record", "kind", "row_count", "status", "decided_by", "until")
    column_filters = ("status", "asked_at", "asked_by")
    column_default_sort = ("asked_at", True)
    column_details_exclude_list = ("narrowing",)
    facts = ("record", "row_count", "status", "until")
    details_template = "export/request.html"
    empty = _l("No list was longer than one person takes out alone.")

    def details(self, row: ExportRequest) -> dict[str, Any]:
        """With the address of the file, for whoever asked, while it is open; what it holds, for whoever decides."""
        view = self.screen(row.record)
        open_to = view is not None and export.may_fetch(row, rights.person(), clock.now())
        told = second.told(view, row) if view is not None and export.may_decide(row, rights.person()) else []
        return {**super().details(row), "fetch": second.address(view, row) if open_to else "", "told": told}

    approve = bulk(
        export.approve,
        _l("Approve"),
        _l("Let whoever asked fetch this list for a day?"),
        when=lambda row: export.may_decide(row, rights.person()),
    )
    reject = bulk(
        export.reject,
        _l("Reject"),
        _l("Reject this request?"),
        danger=True,
        when=lambda row: export.may_decide(row, rights.person()),
    )
