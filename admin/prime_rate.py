"""Screen of the loan prime rates: the caps on interest are counted from them."""

from flask_babel import lazy_gettext as _l

from admin.base.view import RecordView
from models.prime_rate import PrimeRate


class PrimeRateView(RecordView):
    """One row for each month; the newest is at most 35 days old."""

    model = PrimeRate
    icon = "steps"
    can_delete = False  # A rate that contracts were measured by stays.
    column_list = ("published_on", "one_year_rate", "source")
    column_default_sort = ("published_on", True)
    form_groups = ((_l("Loan prime rate"), ("published_on", "one_year_rate", "source")),)
    form_fixed = ("published_on",)
    facts = ("published_on", "one_year_rate")
    empty = _l("The monthly figures of the loan prime rate are entered here.")
