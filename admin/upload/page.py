"""The upload of a portfolio: files, columns, dry run, landing, the wrong rows to mend."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from flask import abort, redirect, request, url_for
from flask_admin import expose
from flask_babel import lazy_gettext as _l

from admin import night
from admin.base import format, labels, transaction
from admin.base.page import Page
from admin.upload import columns as upload_columns
from admin.upload import work
from admin.upload import wrong as upload_wrong
from admin.upload.columns import tables
from admin.upload.form import UploadForm, store
from admin.upload.words import COUNTS, ENCODINGS, KINDS, ORDERS, POINTS, fields, told
from models import db
from models.hold import HoldKind
from models.portfolio import Portfolio
from rules.portfolio import Order
from services.portfolio import store as portfolio_store
from services.portfolio import table as portfolio_table
from services.portfolio.outlook import NAMES
from services.portfolio.store import Upload

MOST_LINE = 1000


def progress(upload: Upload) -> dict[str, Any] | None:
    """The state of the work with what came of it; None where nothing was begun."""
    dry, landed = (work.state(upload, phase) for phase in (work.DRY, work.LAND))
    state = landed or dry
    if state is None:
        return None
    done = state["status"] == "done"
    wrong, portfolio_id = upload_wrong.found(upload) if done else [], portfolio_of(upload) if landed and done else None
    return {
        "upload": upload,
        "state": state,
        "landed": bool(landed),
        "total": dry["rows"] if dry else 0,
        "counts": COUNTS,
        "told": told,
        "fields": fields,
        "changes": differences(state["changes"]),
        "odd": upload_wrong.reasons(state.get("odd", [])),
        "outlook": outlook(state.get("outlook", {})),
        "doubts": upload_wrong.reasons(state.get("doubts", [])),
        "reasons": upload_wrong.reasons(wrong),
        "refused": upload_wrong.whole(wrong, state["files"]) if state else [],
        "wrong_files": upload_wrong.files(wrong),
        "portfolio_id": portfolio_id,
        **(night.figures(portfolio_id) if portfolio_id else {}),
    }


def outlook(told: dict[str, Any]) -> dict[str, Any]:
    """What the files mean, as the page shows it: sums of money as money, kinds by their labels."""
    return {
        "counts": [(POINTS[name], told.get(name, 0)) for name in ("loans", "borrowers")] if told else [],
        "owed": [format.money(Decimal(amount), currency) for currency, amount in told.get("owed", {}).items()],
        "overdue": [
            (name, part["loans"], format.money(Decimal(part["amount"]), currency))
            for currency, buckets in told.get("overdue", {}).items()
            for name, part in sorted(buckets.items(), key=lambda item: NAMES.index(item[0]))
        ],
        "points": [(POINTS[name], count) for name, count in told.get("points", {}).items()],
        "holds": [(labels.member(HoldKind(name)), count) for name, count in told.get("holds", {}).items()],
    }


def portfolio_of(upload: Upload) -> int | None:
    """The portfolio that an upload landed in."""
    here = Portfolio.name == upload.portfolio, Portfolio.lender_id == upload.lender_id
    return db.session.scalars(db.select(Portfolio.id).where(*here)).first()


def differences(changes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What rows change, with the labels of records and columns."""
    return [
        {
            "row_no": each["row_no"],
            "record": labels.record(each["record"]),
            "values": [
                (labels.column(f"{each['record']}.{name}"), each["before"].get(name), value)
                for name, value in each["after"].items()
            ],
        }
        for each in changes
    ]


def remember(upload: Upload, given: Mapping[str, str]) -> bool:
    """Keep what the person chose for every table; false where it cannot be, the reason is shown."""

    def work() -> bool:
        for number, (_, _, table) in enumerate(tables(upload)):
            chosen: dict[str, str] = {}
            for match in table.mapping.columns:
                chosen[match.header] = chosen.get(match.header) or given.get(f"column-{number}-{match.position}", "")
            order = given.get(f"order-{number}", "")
            portfolio_table.remember(upload.lender_id, table.sheet, chosen, Order(order) if order in [*Order] else None)
        return True

    return bool(transaction.attempt(work))


def name_encodings(upload: Upload, given: Mapping[str, str]) -> Upload:
    """Keep the encodings and the lines of the headers that the person named."""
    named = [given.get(f"encoding-{position}", known) for position, known in enumerate(upload.encodings)]
    known_lines = [*upload.lines, *[""] * (len(upload.names) - len(upload.lines))]
    lines = [given.get(f"line-{position}", known) for position, known in enumerate(known_lines)]
    fresh = upload._replace(
        encodings=named, lines=[line if line.isdecimal() and 0 < int(line) <= MOST_LINE else "" for line in lines]
    )
    portfolio_store.write(store(), fresh)
    return fresh


def found(token: str) -> Upload:
    """The upload of this token; any other is not found."""
    return portfolio_store.find(store(), token) or abort(404)


class UploadPage(Page):
    """From a lender's files to borrowers, loans and payments, one look before anything is saved."""

    page = "upload"
    heading = _l("Upload a portfolio")
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
            upload = name_encodings(upload, request.form)
            if request.form.get("again"):
                return redirect(url_for("upload.columns", token=token))
            if remember(upload, request.form):
                work.begin(upload, work.DRY)
                return redirect(url_for("upload.run", token=token))
        tables, choices = upload_columns.shown(upload, request.form), upload_columns.choices()
        words = {"encodings": ENCODINGS, "orders": ORDERS, "kinds": KINDS, "choices": choices}
        return self.render("upload/columns.html", upload=upload, tables=tables, **words)

    @expose("/<token>/")
    def run(self, token: str) -> Any:
        """Show how far the dry run or the landing is, and what came of it."""
        shown = progress(found(token))
        return self.render("upload/run.html", **shown) if shown else redirect(url_for("upload.columns", token=token))

    @expose("/<token>/land/", methods=("POST",))
    def land(self, token: str) -> Any:
        """Begin the landing, or go on with one that was cut off."""
        work.begin(found(token), work.LAND)
        return redirect(url_for("upload.run", token=token))

    @expose("/<token>/stop/", methods=("POST",))
    def stop(self, token: str) -> Any:
        """Stop the dry run or the landing; what has landed stays."""
        work.stop(found(token))
        return redirect(url_for("upload.run", token=token))

    @expose("/<token>/wrong/")
    def wrong(self, token: str) -> Any:
        """The wrong rows of one table as a file."""
        return upload_wrong.response(found(token), request.args.get("file", ""), request.args.get("sheet", ""))

    @expose("/<token>/discard/", methods=("POST",))
    def discard(self, token: str) -> Any:
        """Throw the files away; what has landed stays."""
        upload = found(token)
        work.stop(upload)
        portfolio_store.drop(store(), upload.token)
        return redirect(url_for("upload.index"))
