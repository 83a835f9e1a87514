"""Screen of the lenders whose loans the team collects."""

from flask_babel import lazy_gettext as _l

from admin.base.view import RecordView
from models.lender import Lender


class LenderView(RecordView):
    """Clients with the licence that picks the law."""

    model = Lender
    menu_group = "Set-up"
    icon = "bank"
    column_list = ("name", "licence", "callback_number", "complaints_number", "archived_on")
    column_filters = ("licence",)
    column_searchable_list = ("name",)
    form_groups = (
        (_l("Lender"), ("name", "licence")),
        (_l("Shown to borrowers"), ("callback_number", "complaints_number", "pay_to")),
    )
    facts = ("licence", "callback_number")
    related = (("portfolio", "lender"),)
    empty = _l("A lender is the client whose loans you collect. Begin with one.")
