"""The upload of a bank file: the file, a look at its columns, and what became of its lines."""

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from flask import abort, current_app, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import fields

from admin.base import clock, errors, rights
from admin.base.fields import Form
from admin.base.page import Page
from admin.upload.form import lenders
from models import db, transaction
from models.lender import Lender
from rules.errors import RuleError
from rules.portfolio import values
from services.portfolio import Progress
from services.portfolio import file as portfolio_file
from services.portfolio import store as portfolio_store
from services.portfolio.store import Upload
from services.receipt import file as receipt_file

SAMPLES = 3
FIELDS: dict[str, Any] = {
    "reference": _l("Bank reference"),
    "received_on": _l("Value date"),
    "amount": _l("Amount received"),
    "spent": _l("Amount paid out"),
    "side": _l("In or out"),
    "currency": _l("Currency"),
    "payer": _l("Payer"),
    "phone": _l("Phone"),
    "memo": _l("Memo"),
}


class Column(NamedTuple):
    """One column on the page: its header, samples and the field it holds."""

    key: str
    header: str
    samples: list[str]
    field: str


def shown(folder: Path, upload: Upload, given: Mapping[str, str]) -> list[Column]:
    """The columns of every table, one header once, as proposed or as the person has just chosen."""
    source = portfolio_store.sources(folder, upload)[0]
    found: dict[str, Column] = {}
    for sheet in portfolio_file.read(source.file, source.name, source.encoding).sheets:
        proposed = receipt_file.columns_of(sheet)
        for at, header in enumerate(sheet.headers):
            cells = [row[at] for row in sheet.samples if not values.is_empty(row[at])]
            samples = list(dict.fromkeys(map(values.shown, cells)))[:SAMPLES]
            key = f"column-{len(found)}"
            found.setdefault(header, Column(key, header, samples, given.get(key, proposed.get(at, ""))))
    return list(found.values())


def choices() -> list[tuple[str, str]]:
    """What a column may hold."""
    return [("", gettext("Leave out")), *((name, str(label)) for name, label in FIELDS.items())]


class BankForm(Form):  # type: ignore[misc]
    """Which lender's bank, and the file."""

    lender = fields.SelectField(_l("Lender"), choices=lenders)
    file = fields.FileField(_l("File"), render_kw={"accept": ".csv,.tsv,.txt,.xlsx", "required": True})

    def keep(self, folder: Path) -> Upload | None:
        """Keep the file, sealed; where it cannot be read, say why beside the field."""
        name, data = getattr(self.file.data, "filename", ""), self.file.data.read() if self.file.data else b""
        if problem := gettext("Choose at least one file.") if not name else unreadable(name, data):
            self.file.errors = [problem]
            return None
        portfolio_store.sweep(folder, clock.now())
        lender = db.session.get_one(Lender, int(self.lender.data))
        about = {"lender": lender.name, "lender_id": lender.id, "portfolio": "", "as_of": ""}
        return portfolio_store.keep(folder, [(name, data)], clock.now(), **about)


def unreadable(name: str, data: bytes) -> str:
    """Why a file cannot be read; empty where it can."""
    try:
        portfolio_file.read(io.BytesIO(data), name)
    except RuleError as error:
        return errors.sentence(error)
    return ""


class BankUploadPage(Page):
    """From a bank file to receipts: sure ones are paid on loans, the others wait for a person."""

    page = "bank_upload"
    heading = _l("Upload a bank file")
    menu_group = "Work"
    icon = "upload"

    @expose("/", methods=("GET", "POST"))
    def index(self) -> Any:
        """Choose the lender and the file."""
        form = BankForm(request.form | request.files if request.method == "POST" else None)
        if request.method == "POST" and form.validate() and (upload := form.keep(store())):
            return redirect(url_for("bank_upload.columns", token=upload.token))
        return self.render("upload/bank.html", form=form)

    @expose("/<token>/", methods=("GET", "POST"))
    def columns(self, token: str) -> Any:
        """Look at the columns, then take the file in."""
        upload = portfolio_store.find(store(), token) or abort(404)
        columns = shown(store(), upload, request.form)
        if request.method == "POST" and (done := taken(upload, {each.header: each.field for each in columns})):
            portfolio_store.drop(store(), token)
            return redirect(url_for("bank_file.details_view", id=done))
        return self.render("upload/bank_columns.html", upload=upload, columns=columns, choices=choices())


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
