"""Screen of the requests of data subjects: taken in, answered with a copy as one file, decided by a second person."""

from typing import Any

from flask import abort, current_app, redirect, request
from flask_admin import expose
from flask_babel import lazy_gettext as _l

from admin.base import clock, errors, fresh, handout, rights, scope
from admin.base.bulk import bulk
from admin.base.view import RecordView
from admin.privacy import copy, proof
from models import db
from models.data_request import DataRequest, DataRequestKind, DataRequestStatus, Erasure
from models.document import DocumentKind
from models.transaction import writing
from models.user import User
from rules.errors import RuleError
from services import document, privacy
from services.privacy import outside


def is_open(row: DataRequest) -> bool:
    """Whether a request waits."""
    return row.status == DataRequestStatus.open


class DataRequestView(RecordView):
    """What people ask about their own data; the answer is due by the law of the lender's licence."""

    model = DataRequest
    icon = "shield"
    can_delete = False
    column_list = ("borrower", "kind", "status", "asked_on", "due_on", "identity", "taken_by", "decided_on")
    column_filters = ("status", "kind", "due_on", "asked_on", "identity")
    column_searchable_list = ("borrower.reference",)
    column_default_sort = ("due_on", False)
    form_groups = ((_l("Request"), ("borrower", "kind", "identity", "said")),)
    form_fixed = ("borrower", "kind")
    form_notes = {"identity": _l("Nothing leaves and nothing is erased before this is known.")}
    facts = ("borrower", "kind", "status", "due_on")
    details_template = "privacy/request.html"
    empty = _l("Nobody asked about their data. A request is taken in on the page of a borrower.")

    def make(self, form: Any) -> DataRequest:
        """Take the request in."""
        given = {name: form[name].data for _, names in self.form_groups for name in names}
        person = rights.person()
        return privacy.open(**given, today=clock.today(), user=db.session.get(User, person.id) if person else None)

    def on_model_change(self, form: Any, model: DataRequest, is_created: bool) -> None:
        """Note by whom it was made sure who asks."""
        if not is_created and not is_open(model):
            raise RuleError("The request is decided already.")
        person = rights.person()
        if not is_created and person:
            privacy.check(model, model.identity, db.session.get(User, person.id))

    def details(self, row: DataRequest) -> dict[str, Any]:
        """What would go, what the law keeps, and the erasures that came of it."""
        told = {"parts": privacy.standing(row.borrower, clock.today()), "is_open": is_open(row)}
        told["may_erase"] = privacy.may_decide(row, rights.person())
        told["may_copy"] = rights.takes_files(self.noun) and rights.may("edit", self.noun)
        return {**super().details(row), **told, "is_erasure": row.kind == DataRequestKind.erasure}

    @expose("/copy/", methods=("POST",))
    def copy_view(self) -> Any:
        """Make the copy of everything that is known of the borrower, keep it and hand it out as one file."""
        if not rights.may("edit", self.noun):
            abort(403)
        fresh.need()
        row = scope.one(DataRequest, request.form.get("id"))
        try:
            return handout.out(self.noun, lambda: self._copied(row.id), at_once=True)
        except RuleError as error:
            errors.tell(error)
            return redirect(self.get_url(".details_view", id=row.id))

    def _copied(self, row_id: int) -> handout.File:
        row = scope.one(DataRequest, row_id)
        if row.answer is not None and row.answer.digest:
            return handout.File(document.read(row.answer), handout.PDF, row.answer.name, (row,))
        privacy.check_open(row)
        made = copy.pdf(row, clock.today())
        kept = document.kept(made, DocumentKind.pdf, copy.name(row, clock.today()))
        privacy.answer(row, kept, clock.today())
        return handout.File(made, handout.PDF, kept.name, (row,))

    @expose("/erase/", methods=("GET", "POST"))
    def erase_view(self) -> Any:
        """Ask, then erase what no law keeps any longer: a second person's decision."""
        row = scope.one(DataRequest, request.values.get("id"))
        if not rights.may("act", self.noun) or not privacy.may_decide(row, rights.person()):
            abort(403)
        fresh.need()
        if request.method == "GET":
            return self.render("privacy/erase.html", row=row, parts=privacy.standing(row.borrower, clock.today()))
        person = rights.person() or abort(403)
        try:
            with writing():
                again = scope.one(DataRequest, row.id)
                privacy.decide(again, clock.today(), db.session.get_one(User, person.id))
        except RuleError as error:
            errors.tell(error)
            return redirect(self.get_url(".details_view", id=row.id))
        settle()
        return redirect(self.get_url(".details_view", id=request.values.get("id")))

    @expose("/proof/")
    def proof_view(self) -> Any:
        """Hand out the proof of what was erased and what is kept; no value of a person stands in it."""
        row = scope.one(DataRequest, request.args.get("id"))
        erasure: Erasure | None = row.erasures[-1] if row.erasures else None
        if erasure is None:
            abort(404)
        return handout.masked(Erasure, proof.name(erasure), handout.PDF, [proof.pdf(erasure)], row_count=1)

    refuse = bulk(
        privacy.refuse,
        _l("Refuse"),
        _l("Why is it refused? Whoever asked is told."),
        asks={"reason": str},
        danger=True,
        when=is_open,
    )
    withdraw = bulk(
        privacy.withdraw,
        _l("Withdrawn"),
        _l("How do you know that it was taken back?"),
        asks={"reason": str},
        when=is_open,
    )


def settle() -> None:
    """Remove the files of an erasure that was saved, and write it down outside the book."""
    settings = current_app.config["CONCORD"]
    outside.settle(clock.today(), settings.data_dir, settings.backup_dir)
