"""The upload of a portfolio: files, columns, dry run, landing, the wrong rows to mend."""

from typing import Any

from flask import abort, redirect, request, url_for
from flask_admin import expose
from flask_babel import lazy_gettext as _l

from admin import upload_choice, upload_columns, upload_run, upload_state, upload_work, upload_wrong
from admin.base.page import Page
from admin.upload_form import UploadForm
from admin.upload_target import store
from admin.upload_words import ENCODINGS, KINDS
from services import portfolio_store
from services.portfolio_store import Upload


def found(token: str) -> Upload:
    """The upload of this token; any other is not found."""
    return portfolio_store.find(store(), token) or abort(404)


class UploadPage(Page):
    """From a lender's files to borrowers, loans and payments, one look before anything is saved."""

    page = "upload"
    heading = _l("Upload a portfolio")
    menu_group = "Work"
    icon = "upload"

    @expose("/", methods=("GET", "POST"))
    def index(self) -> Any:
        """Choose files and the portfolio; below, what was brought before."""
        form = UploadForm(request.form | request.files if request.method == "POST" else None)
        if request.method == "POST" and form.validate() and (upload := form.keep()):
            return redirect(url_for("upload.columns", token=upload.token))
        return self.render("upload/index.html", form=form, waiting=list(portfolio_store.waiting(store())))

    @expose("/<token>/columns/", methods=("GET", "POST"))
    def columns(self, token: str) -> Any:
        """Choose encoding and columns; then the dry run begins."""
        upload = found(token)
        if request.method == "POST":
            upload = upload_choice.name_encodings(upload, request.form)
            if request.form.get("again"):
                return redirect(url_for("upload.columns", token=token))
            if upload_choice.remember(upload, request.form):
                upload_work.begin(upload, upload_state.DRY)
                return redirect(url_for("upload.run", token=token))
        tables, choices = upload_columns.shown(upload, request.form), upload_columns.choices()
        words = {"encodings": ENCODINGS, "kinds": KINDS, "choices": choices}
        return self.render("upload/columns.html", upload=upload, tables=tables, **words)

    @expose("/<token>/")
    def run(self, token: str) -> Any:
        """Show how far the dry run or the landing is, and what came of it."""
        shown = upload_run.shown(found(token))
        return self.render("upload/run.html", **shown) if shown else redirect(url_for("upload.columns", token=token))

    @expose("/<token>/land/", methods=("POST",))
    def land(self, token: str) -> Any:
        """Begin the landing, or go on with one that was cut off."""
        upload_work.begin(found(token), upload_state.LAND)
        return redirect(url_for("upload.run", token=token))

    @expose("/<token>/wrong/")
    def wrong(self, token: str) -> Any:
        """The wrong rows of one table as a file."""
        return upload_wrong.response(found(token), request.args.get("file", ""), request.args.get("sheet", ""))

    @expose("/<token>/discard/", methods=("POST",))
    def discard(self, token: str) -> Any:
        """Throw the files away; what has landed stays."""
        portfolio_store.drop(store(), found(token).token)
        return redirect(url_for("upload.index"))
