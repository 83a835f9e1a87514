"""A former system's history: the page that takes a file in, and the screens of what came."""

import io
from typing import Any, NamedTuple

from flask import redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import fields, validators

from admin.base import clock, errors, format, rights
from admin.base.bulk import bulk
from admin.base.fields import Form
from admin.base.page import Page
from admin.base.transaction import note
from admin.base.view import RecordView
from admin.metric import history_work, period
from models import db, transaction
from models.lender import CURRENCIES
from models.month_end import HistoryFile, MonthEnd
from models.portfolio import Portfolio
from rules.errors import RuleError
from services.month import history


def currencies() -> list[tuple[str, str]]:
    """The currencies, and that of the loans first."""
    return [("", gettext("As the loans of the portfolio")), *((each, each) for each in sorted(CURRENCIES.values()))]


class HistoryForm(Form):  # type: ignore[misc]
    """The file, and where it belongs."""

    file = fields.FileField(_l("File"), render_kw={"accept": ".csv,.tsv,.txt,.xlsx", "required": True})
    portfolio = fields.SelectField(
        _l("Portfolio"), choices=lambda: [(str(each.id), each.name) for each in period.books()]
    )
    currency = fields.SelectField(_l("Currency of the amounts"), [validators.Optional()], choices=currencies)


class HistoryPage(Page):
    """How loans stood at the end of past months, from the system before this one; it stands on Month ends."""

    page = "month_history"
    heading = _l("History of a former system")

    @expose("/", methods=("GET", "POST"))
    def index(self) -> Any:
        """Choose a file, which comes in by itself; what came of the last ones is told below."""
        form = HistoryForm(request.form | request.files if request.method == "POST" else None)
        if request.method == "POST" and form.validate() and take(form):
            return redirect(url_for("month_history.index"))
        query = db.select(HistoryFile).order_by(HistoryFile.id.desc()).limit(SHOWN)
        found = list(db.session.scalars(query))
        look([each.id for each in found])
        return self.render("metric/history.html", form=form, files=[told(each) for each in found])


SHOWN = 20
"""So many files stand on the page."""


class Shown(NamedTuple):
    """A file as the page tells it: whether it still comes in, why it broke off, and which rows were not taken."""

    row: HistoryFile
    runs: bool
    problem: str
    wrong: list[tuple[int, str]]
    more: int


def told(row: HistoryFile) -> Shown:
    """How far a file is; one that should come in but does not was cut off."""
    runs = row.finished_at is None and row.id in history_work.RUNNING
    problem = row.problem or (history_work.CUT_OFF if row.finished_at is None and not runs else "")
    named = [(each["row_no"], format.said(each["why"])) for each in row.wrong.get("rows", [])]
    return Shown(row, runs, format.said(problem) if problem else "", named, row.rows_wrong - len(named))


def look(ids: list[int]) -> None:
    """Keep that whoever brought these files has seen what came of them."""
    person = rights.person()
    mine = db.select(HistoryFile.id).where(HistoryFile.id.in_(ids), HistoryFile.user_id == (person.id if person else 0))
    new = list(db.session.scalars(mine.where(HistoryFile.finished_at.is_not(None), HistoryFile.seen.is_(False))))

    def keep() -> None:
        for id in new:
            db.session.get_one(HistoryFile, id).seen = True

    if new:
        note(keep)


def take(form: HistoryForm) -> bool:
    """Begin to take the file in; an unreadable one is refused in words."""
    sent = form.file.data
    if not getattr(sent, "filename", ""):
        form.file.errors = [gettext("Choose a file.")]
        return False
    try:
        file = history.opened(io.BytesIO(sent.read()), sent.filename)
        with transaction.writing():
            book = db.session.get_one(Portfolio, int(form.portfolio.data))
            currency = history.money_of(book, form.currency.data or "")
            id = history.begin(file.name, book, clock.now(), rights.person()).id
    except RuleError as error:
        form.file.errors = [errors.sentence(error)]
        return False
    history_work.begin(id, file, currency)
    return True


class HistoryFileView(RecordView):
    """The files that a former system's month ends came from."""

    model = HistoryFile
    icon = "upload"
    can_create = False
    can_edit = False
    can_delete = False
    column_details_exclude_list = ("wrong", "seen")
    column_list = ("file_name", "portfolio", "rows_done", "rows_wrong", "taken_at", "user", "taken_out_at")
    column_filters = ("portfolio",)
    column_default_sort = ("taken_at", True)
    facts = ("portfolio", "rows_done", "rows_wrong", "taken_at", "taken_out_at")
    empty = _l("No history of a former system was brought in.")

    take_out = bulk(
        history.take_out,
        _l("Take out again"),
        _l("Take the month ends of this file out again? What a later file said in their place stays."),
        when=lambda row: row.taken_out_at is None,
        danger=True,
    )


class MonthEndView(RecordView):
    """Loans at the end of months, as a former system told."""

    model = MonthEnd
    icon = "list"
    can_create = False
    can_edit = False
    can_delete = False
    column_list = ("contract_no", "portfolio", "month_on", "days", "status", "balance", "paid", "file")
    column_filters = ("portfolio", "month_on", "days")
    column_searchable_list = ("contract_no",)
    column_default_sort = ("id", True)
    empty = _l("What the system before this one knew of past months comes in on the page of month ends.")


SCREENS = (MonthEndView, HistoryFileView)
