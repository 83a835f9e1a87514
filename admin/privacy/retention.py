"""How long what is known of people is kept: the page with its dry run, the order that the night follows, what went."""

from typing import Any, NamedTuple

from flask import abort, redirect, url_for
from flask_admin import expose
from flask_babel import lazy_gettext as _l

from admin.base import clock, errors, fresh, rights
from admin.base.bulk import bulk
from admin.base.page import Page
from admin.base.view import RecordView
from models import db
from models.data_request import Erasure, OrderStatus, RetentionOrder
from models.lender import Licence
from models.transaction import writing
from models.user import User
from rules.errors import RuleError
from rules.law import retention
from rules.law.retention import Part
from services import privacy
from services.contact import beside


class Term(NamedTuple):
    """How long a part is kept under a licence, by what law, and of how many borrowers it would go today."""

    licence: Licence
    part: Part
    kept: retention.Kept
    borrowers: int


class RetentionPage(Page):
    """What is kept how long, by licence and part, and what would be erased today; nothing is changed by looking."""

    page = "retention"
    heading = _l("How long data are kept")
    icon = "shield"

    @expose("/")
    def index(self) -> str:
        """The terms with the dry run of today."""
        today = clock.today()
        counts = privacy.counted(privacy.due(today))
        return self.render(
            "privacy/retention.html",
            terms=list(terms(counts)),
            beside_count=len(beside.due(today)),
            order=privacy.order(),
            may_ask=rights.may("act", "retention_order"),
        )

    @expose("/ask", methods=("POST",))
    def ask(self) -> Any:
        """Ask that the nights erase what the dry run names."""
        person = rights.person()
        if person is None or not rights.may("act", "retention_order"):
            abort(403)
        fresh.need()
        try:
            with writing():
                privacy.ask_for_order(clock.today(), db.session.get_one(User, person.id))
        except RuleError as error:
            errors.tell(error)
        return redirect(url_for("retention.index"))


def terms(counts: dict[str, dict[str, int]]) -> Any:
    """Every term of the law with the count of today."""
    for licence in Licence:
        for part, kept in retention.LICENCES[str(licence)].items():
            yield Term(licence, part, kept, counts.get(str(licence), {}).get(str(part), 0))


class RetentionOrderView(RecordView):
    """That the nights erase: asked for by one person after a dry run, put in force by another, ended by anybody."""

    model = RetentionOrder
    icon = "shield"
    can_create = can_edit = can_delete = False
    column_list = ("asked_on", "asked_by", "status", "decided_on", "decided_by", "ended_on")
    column_filters = ("status",)
    column_default_sort = ("asked_on", True)
    facts = ("status", "asked_by", "asked_on")
    empty = _l("The nights erase nothing yet. It is asked for under “How long data are kept”, after a dry run.")

    put_in_force = bulk(
        privacy.put_in_force,
        _l("Put in force"),
        _l("From tonight on, what nobody may keep any longer is erased for good. Go on?"),
        danger=True,
        when=lambda row: row.status == OrderStatus.asked_for and row.asked_by != rights.person(),
    )
    end = bulk(
        privacy.end_order,
        _l("End it"),
        _l("The nights erase nothing any more; what is gone stays gone. Go on?"),
        when=lambda row: row.status != OrderStatus.ended,
    )


class ErasureView(RecordView):
    """What was erased of whom, and what the law keeps; no value stands in it."""

    model = Erasure
    icon = "shield"
    can_create = can_edit = can_delete = False
    column_list = ("erased_on", "borrower", "request", "parts", "entry_count", "unsealed", "user")
    column_filters = ("erased_on", "unsealed")
    column_default_sort = ("erased_on", True)
    column_details_exclude_list = ("files", "rows", "key")
    facts = ("borrower", "erased_on", "entry_count")
    empty = _l("Nothing was erased.")
