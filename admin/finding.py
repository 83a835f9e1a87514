"""Screen of the findings: which rows break what must hold, since when, and the way to where each is mended."""

from typing import Any, NamedTuple

from flask import url_for
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from sqlalchemy import func, select

from admin.base import format, labels, rights, scope
from admin.base.view import RecordView
from models import db
from models.finding import Finding, FindingState
from rules.access import Reach
from rules.sentence import Row
from services import doctor
from services.doctor.invariant import KNOWN, Invariant


class InvariantLine(NamedTuple):
    """An invariant in words: who can mend a breach, how many rows break it, and where they are listed."""

    sentence: str
    mended_by: str
    broken: int
    address: str


def invariant(view: Any, context: Any, row: Finding, name: str) -> str:
    """What must hold, in words; the name of one that is not asked any more."""
    known = KNOWN.get(row.invariant)
    return format.said(known.sentence) if known else row.invariant


def concerned(view: Any, context: Any, row: Finding, name: str) -> Any:
    """The row that breaks it, with the way to its page for those who may go there."""
    screen, title = view.screen(row.record), format.named(Row(row.record, row.record_id))
    found = scope.find(screen.model, row.record_id) if screen and rights.may("view", row.record) else None
    address = screen.page_of(found) if found else ""
    return Markup('<a href="{}">{}</a>').format(address, title) if address else title


def concerned_in_a_file(view: Any, context: Any, row: Finding, name: str) -> str:
    """The same without the way."""
    return format.named(Row(row.record, row.record_id))


def mended_by(known: Invariant) -> str:
    """The roles whose people can mend a breach."""
    return ", ".join(labels.member(role) for role in doctor.mended_by(known))


class FindingView(RecordView):
    """What the doctor found out of order; mended where it stands, and gone once the doctor looks again."""

    model = Finding
    icon = "shield"
    list_template = "finding.html"
    can_create = False
    can_edit = False
    can_delete = False
    column_list = ("invariant", "record_id", "said", "first_seen_on", "last_seen_on", "state")
    column_filters = ("state", "invariant", "first_seen_on")
    column_default_sort = ("first_seen_on", True)
    column_labels = {"invariant": _l("What must hold"), "record_id": _l("Broken by")}
    column_formatters = {"invariant": invariant, "record_id": concerned}
    column_formatters_export = {"invariant": invariant, "record_id": concerned_in_a_file}
    facts = ("record_id", "state", "first_seen_on", "last_seen_on")
    empty = _l("The doctor found nothing out of order.")

    def invariants(self) -> list[InvariantLine]:
        """Every invariant of the house, the broken ones first, for those who see the whole book."""
        if rights.reach(self.noun) != Reach.all:
            return []
        standing = select(Finding.invariant, func.count()).where(Finding.state == FindingState.standing)
        broken = dict(db.session.execute(standing.group_by(Finding.invariant)).all())
        found = [self.line(each, broken.get(each.name, 0)) for each in KNOWN.values()]
        return sorted(found, key=lambda each: -each.broken)

    def line(self, known: Invariant, broken: int) -> InvariantLine:
        """One invariant."""
        address = url_for("finding.index_view", invariant=known.name, state="standing")
        return InvariantLine(format.said(known.sentence), mended_by(known), broken, address)
