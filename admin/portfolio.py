"""Screen of the portfolios: loans of one lender under one stage policy."""

from flask_babel import lazy_gettext as _l

from admin.base.view import RecordView
from models.portfolio import Portfolio


class PortfolioView(RecordView):
    """Books of loans."""

    model = Portfolio
    icon = "folder"
    column_list = ("name", "lender", "policy", "payments_as_of", "archived_on")
    column_filters = ("lender", "policy")
    column_searchable_list = ("name",)
    form_groups = ((_l("Portfolio"), ("name", "lender", "policy", "payments_good_for_days", "bought_from")),)
    form_fixed = ("lender",)
    facts = ("lender", "policy", "payments_as_of")
    related = (("loan", "portfolio"), ("import_batch", "portfolio"))
    empty = _l("A portfolio keeps the loans of one lender under one stage policy. Make one, then upload a file.")
