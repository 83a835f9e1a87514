"""A former system's history: the page that takes a file in, and the screens of what came."""

import io

from flask import flash, request
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from wtforms import fields, validators

from admin.base import clock, errors, rights
from admin.base.bulk import bulk
from admin.base.fields import Form
from admin.base.page import Page
from admin.base.view import RecordView
from admin.metric import period
from models import db, transaction
from models.lender import CURRENCIES
from models.month_end import HistoryFile, MonthEnd
from models.portfolio import Portfolio
from rules.errors import RuleError
from services.month import history
from services.month.history import Wrong

NAMED = 20
"""So many wrong rows are named; the others are counted."""


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
    def index(self) -> str:
        """Choose a file; what was taken and what was not is told below."""
        form, wrong = HistoryForm(request.form | request.files if request.method == "POST" else None), []
        if request.method == "POST" and form.validate():
            wrong = take(form)
        found = db.session.scalars(db.select(HistoryFile).order_by(HistoryFile.id.desc()).limit(NAMED)).all()
        told = [(each.row_no, errors.sentence(each.error)) for each in wrong[:NAMED]]
        return self.render("metric/history.html", form=form, files=found, wrong=told, more=len(wrong) - len(told))


def take(form: HistoryForm) -> list[Wrong]:
    """Take the file in, chunk by chunk; gives the rows that were not taken. An unreadable file is refused in words."""
    sent, wrong, done = form.file.data, [], 0
    if not getattr(sent, "filename", ""):
        form.file.errors = [gettext("Choose a file.")]
        return []
    try:
        file = history.opened(io.BytesIO(sent.read()), sent.filename)
        book = db.session.get_one(Portfolio, int(form.portfolio.data))
        currency, person = history.money_of(book, form.currency.data or ""), rights.person()
        steps = history.take(file, db.session.merge(book), currency, clock.now(), person)
        for step in transaction.stepwise(steps):
            wrong += step.wrong
            done = step.rows_done
    except RuleError as error:
        form.file.errors = [errors.sentence(error)]
        return []
    flash(ngettext("%(num)s month end was taken in.", "%(num)s month ends were taken in.", done), "success")
    return wrong


class HistoryFileView(RecordView):
    """The files that a former system's month ends came from."""

    model = HistoryFile
    icon = "upload"
    can_create = False
    can_edit = False
    can_delete = False
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
