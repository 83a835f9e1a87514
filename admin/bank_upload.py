"""The upload of a bank file: the file, a look at its columns, and what became of its lines."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import abort, current_app, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from admin import bank_upload_columns, bank_upload_form
from admin.base import clock, errors, rights, transaction
from admin.base.page import Page
from models import db
from models.lender import Lender
from services import portfolio_store, receipt_file
from services.portfolio import Progress
from services.portfolio_store import Upload


class BankUploadPage(Page):
    """From a bank file to receipts: sure ones are paid on loans, the others wait for a person."""

    page = "bank_upload"
    heading = _l("Upload a bank file")
    menu_group = "Work"
    icon = "upload"

    @expose("/", methods=("GET", "POST"))
    def index(self) -> Any:
        """Choose the lender and the file."""
        form = bank_upload_form.BankForm(request.form | request.files if request.method == "POST" else None)
        if request.method == "POST" and form.validate() and (upload := form.keep(store())):
            return redirect(url_for("bank_upload.columns", token=upload.token))
        return self.render("bank/index.html", form=form)

    @expose("/<token>/", methods=("GET", "POST"))
    def columns(self, token: str) -> Any:
        """Look at the columns, then take the file in."""
        upload = portfolio_store.find(store(), token) or abort(404)
        columns = bank_upload_columns.shown(store(), upload, request.form)
        if request.method == "POST" and (done := taken(upload, {each.header: each.field for each in columns})):
            portfolio_store.drop(store(), token)
            return redirect(url_for("bank_file.details_view", id=done))
        return self.render("bank/columns.html", upload=upload, columns=columns, choices=bank_upload_columns.choices())


def store() -> Path:
    """The folder in which bank files wait."""
    folder: Path = current_app.config["CONCORD"].data_dir / "bank-files"
    return folder


def taken(upload: Upload, chosen: dict[str, str]) -> int | None:
    """Take the file in and give the number of its record; None, and a message, where it cannot be read."""
    told = list(transaction.stepwise(steps(upload, chosen)))[-1]
    if told.error:
        flash(errors.sentence(told.error), "error")
    else:
        flash(gettext("The bank file was taken in."), "success")
    return told.batch_id


def steps(upload: Upload, chosen: dict[str, str]) -> Iterator[Progress]:
    """Take the file in, its columns as chosen."""
    lender = db.session.get_one(Lender, upload.lender_id)
    source = portfolio_store.sources(store(), upload)[0]
    yield from receipt_file.place(source, lender, clock.today(), clock.now(), rights.person(), chosen)
