"""Screen of the duplicates: pairs of borrowers who may be one person, why, and what was decided of them."""

from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base.bulk import bulk
from admin.base.view import RecordView
from models.duplicate import Duplicate, DuplicateState
from services import duplicate
from services.duplicate import merge

State = DuplicateState
DECIDABLE = (State.found, State.asked)
WHY = {"reason": str}


def open_(row: Duplicate) -> bool:
    """Whether nothing is decided of a pair."""
    return row.state in DECIDABLE


def mergeable(row: Duplicate) -> bool:
    """Whether they may be one person: nothing is decided, and their ID numbers are not known to differ."""
    return open_(row) and not row.ids_differ


class DuplicateView(RecordView):
    """Two borrowers of one lender who share an ID number, a number or a name."""

    model = Duplicate
    icon = "people"
    can_create = False  # The night finds them.
    can_edit = False
    can_delete = False
    details_template = "admin/duplicate.html"
    column_list = (
        "first",
        "first.reference",
        "second",
        "second.reference",
        "same_id_number",
        "same_phone",
        "same_name",
        "ids_differ",
        "state",
    )
    column_filters = ("state", "lender", "same_id_number", "same_phone", "same_name", "ids_differ", "found_on")
    column_searchable_list = ("first.name", "first.reference", "second.name", "second.reference")
    column_default_sort = ("found_on", True)
    column_details_exclude_list = ("moved",)
    facts = ("first", "second", "lender", "state")
    empty = _l("No two borrowers of one lender share an ID number, a number or a rare name.")

    keep_first = bulk(
        merge.ask_first,
        _l("Merge, the first stays"),
        _l("Ask a second person to merge them; everything of the second goes to the first."),
        asks=WHY,
        when=mergeable,
    )
    keep_second = bulk(
        merge.ask_second,
        _l("Merge, the second stays"),
        _l("Ask a second person to merge them; everything of the first goes to the second."),
        asks=WHY,
        when=mergeable,
    )
    approve = bulk(
        merge.approve,
        _l("Approve the merge"),
        _l("From then on both are one person: of wishes, stops, holds and counted contacts the strictest holds."),
        when=lambda row: row.state == State.asked,
    )
    not_one = bulk(
        duplicate.two_people,
        _l("No, two people"),
        _l("They are not asked about again."),
        asks=WHY,
        when=open_,
    )
    undo = bulk(
        merge.undo,
        _l("Undo the merge"),
        _l("Everything that moved goes back; what happened since goes with its case."),
        asks=WHY,
        danger=True,
        when=lambda row: row.state == State.merged,
    )

    def details(self, row: Duplicate) -> dict[str, Any]:
        """With who may decide on a request, and why they could not be merged."""
        waits = row.state == State.asked
        return {**super().details(row), "waits": waits, "deciders": merge.deciders(row) if waits else []}
