"""The upload of a bank file: the file, a look at its columns, its landing, and the words that it leaves open."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from flask import abort, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import fields

from admin.base import clock, errors, rights, transaction
from admin.base.fields import Form
from admin.base.page import Page
from admin.upload import bank_work, work
from admin.upload.bank_work import store
from admin.upload.form import lenders
from admin.upload.words import COUNTS, told
from models import db
from models.lender import Lender
from rules.errors import RuleError
from rules.portfolio import values
from rules.receipt import words
from services.portfolio import Source
from services.portfolio import store as portfolio_store
from services.portfolio.store import Upload
from services.receipt import dictionary, layout, reading
from services.receipt import file as receipt_file

SAMPLES = 3
FIELDS: dict[str, Any] = {
    "reference": _l("Bank reference"),
    "received_on": _l("Value date"),
    "time": _l("Time of day"),
    "amount": _l("Amount"),
    "spent": _l("Amount paid out"),
    "side": _l("In or out"),
    "status": _l("Status at the bank"),
    "kind": _l("Kind of transaction"),
    "currency": _l("Currency"),
    "balance": _l("Balance afterwards"),
    "related": _l("Reference of the original"),
    "refunded": _l("Amount refunded"),
    "reversed": _l("Mark of a reversal"),
    "account": _l("Own account"),
    "payer": _l("Payer"),
    "phone": _l("Phone"),
    "memo": _l("Memo"),
}
TOLD = {**FIELDS, "unsigned": _l("An amount without a sign")}
MEANINGS: dict[str, dict[str, Any]] = {
    "side": {
        words.Way.came_in: _l("Money came in"),
        words.Way.went_out: _l("Money went out"),
        words.Way.neither: _l("Neither in nor out"),
        words.Way.credit_back: _l("Money that came in was taken back"),
        words.Way.debit_back: _l("Money that went out came back"),
    },
    "status": {
        words.State.done: _l("Done: the money is there"),
        words.State.pending: _l("Pending: not there yet"),
        words.State.failed: _l("Failed or closed: it never comes"),
        words.State.refunded: _l("Refunded: it went back"),
    },
    "unsigned": {words.Way.came_in: _l("Money came in"), words.Way.went_out: _l("Money went out")},
}
ORDERS = (("", _l("As the file proves")), ("day", _l("The day comes first")), ("month", _l("The month comes first")))


class Column(NamedTuple):
    """One column on the page: its header, samples and the field it holds."""

    key: str
    header: str
    samples: list[str]
    field: str


def shown(folder: Path, upload: Upload, given: Mapping[str, str]) -> list[Column]:
    """The columns of every table, one header once: as just chosen, as chosen before, else as proposed."""
    source = portfolio_store.sources(folder, upload)[0]
    found: dict[str, Column] = {}
    layouts = layout.known(upload.lender_id)
    for sheet in (each.sheet for each in reading.read(source).statements):
        before = layouts.get(layout.name_of(sheet.headers))
        proposed = receipt_file.columns_of(sheet, before.columns if before else None)
        for at, header in enumerate(sheet.headers):
            cells = [row[at] for row in sheet.samples if not values.is_empty(row[at])]
            samples = list(dict.fromkeys(map(values.shown, cells)))[:SAMPLES]
            key = f"column-{len(found)}"
            found.setdefault(header, Column(key, header, samples, given.get(key, proposed.get(at, ""))))
    return list(found.values())


def said(folder: Path, upload: Upload) -> dict[str, str]:
    """What was said of days and amounts when a table of this layout was taken in before."""
    layouts = layout.known(upload.lender_id)
    sheets = [each.sheet for each in reading.read(portfolio_store.sources(folder, upload)[0]).statements]
    before = next((layouts[name] for each in sheets if (name := layout.name_of(each.headers)) in layouts), None)
    if before is None:
        return {}
    order = {True: "day", False: "month"}.get(before.said.day_first, "")  # type: ignore[arg-type]
    return {"order": order, "unsigned": before.said.unsigned or ""}


def choices() -> list[tuple[str, str]]:
    """What a column may hold."""
    return [("", gettext("Leave out")), *((name, str(label)) for name, label in FIELDS.items())]


class BankForm(Form):  # type: ignore[misc]
    """Which lender's bank, and the file."""

    lender = fields.SelectField(_l("Lender"), choices=lenders)
    file = fields.FileField(_l("File"), render_kw={"accept": bank_work.ENDINGS, "required": True})

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
        reading.read(Source(io.BytesIO(data), name))
    except RuleError as error:
        return errors.sentence(error)
    return ""


class BankUploadPage(Page):
    """From a bank file to receipts: sure ones are paid on loans, the others wait for a person."""

    page = "bank_upload"
    heading = _l("Upload a bank file")
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
        """Look at the columns, then let the file land."""
        upload = found(token)
        columns = shown(store(), upload, request.form)
        if request.method == "POST":
            chosen = {each.header: each.field for each in columns}
            order, account = request.form.get("order", ""), request.form.get("account", "").strip()[:64]
            unsigned = request.form.get("unsigned", "")
            way = unsigned if unsigned in MEANINGS["unsigned"] else ""
            bank_work.begin(upload, bank_work.Chosen(chosen, order, account, way))
            return redirect(url_for("bank_upload.run", token=token))
        about = {"orders": ORDERS, "ways": MEANINGS["unsigned"], "said": said(store(), upload)}
        return self.render("upload/bank_columns.html", upload=upload, columns=columns, choices=choices(), **about)

    @expose("/<token>/run/")
    def run(self, token: str) -> Any:
        """Show how far the landing is; when it is done, its record."""
        upload = found(token)
        state = bank_work.state(upload)
        if state is None:
            return redirect(url_for("bank_upload.columns", token=token))
        if state["status"] == "done":
            portfolio_store.drop(store(), token)
            flash(gettext("The bank file was taken in."), "success")
            return redirect(url_for("bank_file.details_view", id=state["batch"]))
        return self.render(
            "upload/bank_run.html",
            upload=upload,
            state=state,
            counts=COUNTS,
            told=told,
            meanings=MEANINGS,
            fields=TOLD,
        )

    @expose("/<token>/words/", methods=("POST",))
    def words(self, token: str) -> Any:
        """Remember what the words of the file mean, and let it land."""
        upload = found(token)
        state = bank_work.state(upload) or abort(404)

        def explained() -> bool:
            lender = db.session.get_one(Lender, upload.lender_id)
            for at, (field, word, _) in enumerate(state["unknown"]):
                meaning = request.form.get(f"word-{at}")
                if field == "unsigned" and meaning in MEANINGS[field]:
                    bank_work.say(upload, meaning)
                elif meaning:
                    dictionary.remember(lender, field, word, meaning, clock.now(), rights.person())
            return True

        if transaction.attempt(explained):
            bank_work.again(upload)
        return redirect(url_for("bank_upload.run", token=token))

    @expose("/<token>/again/", methods=("POST",))
    def again(self, token: str) -> Any:
        """Go on with a landing that was stopped or cut off."""
        bank_work.again(found(token))
        return redirect(url_for("bank_upload.run", token=token))

    @expose("/<token>/stop/", methods=("POST",))
    def stop(self, token: str) -> Any:
        """Stop the landing; what has landed stays."""
        work.stop(found(token))
        return redirect(url_for("bank_upload.run", token=token))

    @expose("/<token>/discard/", methods=("POST",))
    def discard(self, token: str) -> Any:
        """Throw the file away; what has landed stays."""
        upload = found(token)
        work.stop(upload)
        portfolio_store.drop(store(), upload.token)
        return redirect(url_for("bank_upload.index"))


def found(token: str) -> Upload:
    """The upload of this token; any other is not found."""
    return portfolio_store.find(store(), token) or abort(404)
