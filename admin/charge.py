"""Screen of the charges: costs and penalties, posted once, taken back, never edited."""

from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base import clock, rights
from admin.base.bulk import bulk
from admin.base.view import RecordView
from models.charge import Charge
from services import charge


class ChargeView(RecordView):
    """What an instalment bears beside its schedule."""

    model = Charge
    icon = "coin"
    column_list = ("loan", "loan.borrower", "component", "amount", "on", "reason", "reversed_on")
    column_filters = ("component", "on", "amount", "reversed_on", "loan")
    column_searchable_list = ("reference", "loan.contract_no")
    column_default_sort = ("on", True)
    form_groups = ((_l("Charge"), ("instalment", "component", "amount", "on", "reason")),)
    facts = ("loan", "amount", "on", "component")
    empty = _l("Costs and penalties that a loan bears are entered here.")

    reverse = bulk(
        charge.reverse,
        _l("Take back"),
        _l("Why is this charge taken back?"),
        asks={"reason": str},
        danger=True,
        when=lambda row: row.reversed_on is None,
    )

    def make(self, form: Any) -> Charge:
        """Post the charge."""
        given = {name: form[name].data for name in self.form_names()}
        return charge.post(**given, posted_on=clock.today(), user=rights.person())
