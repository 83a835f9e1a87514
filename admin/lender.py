"""Screen of the lenders whose loans the team collects."""

from flask_babel import lazy_gettext as _l

from admin.base.view import RecordView
from models.lender import Lender

PAY_TO = ("pay_to", "pay_to_zh_hans", "pay_to_zh_hant")


class LenderView(RecordView):
    """Clients with the licence that picks the law."""

    model = Lender
    menu_group = "Set-up"
    icon = "bank"
    column_list = ("name", "licence", "callback_number", "complaints_number", "archived_on")
    column_filters = ("licence",)
    column_searchable_list = ("name",)
    form_groups = (
        (_l("Lender"), ("name", "name_zh_hans", "name_zh_hant", "licence")),
        (_l("Shown to borrowers"), ("callback_number", "complaints_number", *PAY_TO)),
        (_l("Letterhead"), ("address", "credit_code")),
    )
    facts = ("licence", "callback_number")
    related = (("portfolio", "lender"),)
    empty = _l("A lender is the client whose loans you collect. Begin with one.")
