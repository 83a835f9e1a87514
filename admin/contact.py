"""Screens of the contacts and reminders: what was said to borrowers, and what will be."""

from functools import partial

from flask_babel import lazy_gettext as _l

from admin.base import format
from admin.base.bulk import bulk
from admin.base.view import RecordView
from admin.operations import ASK_AGAIN, ASK_LEFT, ASK_NOT_LEFT, is_unknown
from models.contact import Contact
from models.reminder import Reminder, ReminderStatus
from services.reminder import by_hand, point


class ContactView(RecordView):
    """Every call, message, letter and visit; logged on the case, never changed afterwards."""

    model = Contact
    icon = "phone"
    can_create = False  # A contact is logged on its case, with its outcome and next action.
    column_list = ("at", "borrower", "case", "channel", "direction", "outcome", "user")
    column_filters = ("at", "channel", "direction", "outcome", "user", "case")
    column_default_sort = ("at", True)
    facts = ("borrower", "channel", "outcome")
    empty = _l("Contacts are logged on the page of a case.")


def without_name(column: str, row: Reminder) -> str:
    """A text to a borrower, with the name as the reader may see it."""
    return str(getattr(row, column)).replace(row.borrower.name, format.title(row.borrower))


class ReminderView(RecordView):
    """Messages of the house, queued by the night and sent by day."""

    model = Reminder
    icon = "mail"
    column_list = ("queued_on", "borrower", "stage", "channel", "status", "sent_at", "problem")
    column_filters = ("status", "queued_on", "channel", "stage", "attempts", "point_was")
    facts = ("borrower", "status", "sent_at")
    masks = {name: partial(without_name, name) for name in ("subject", "body")}
    empty = _l("Reminders are queued by the night for cases in a stage that reminds.")

    again = bulk(by_hand.again, _l("Send again"), ASK_AGAIN, when=lambda row: row.status == ReminderStatus.failed)
    did_leave = bulk(by_hand.did_leave, _l("It did leave"), ASK_LEFT, when=is_unknown)
    did_not_leave = bulk(by_hand.did_not_leave, _l("It did not leave"), ASK_NOT_LEFT, when=is_unknown)
    unmark = bulk(
        point.unmark,
        _l("Number or address is good"),
        _l("Take back that the message marked its number or address bad?"),
        when=lambda row: row.point_was is not None,
    )
