"""Screens of the people beside borrowers."""

from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base import clock, rights
from admin.base.bulk import bulk
from admin.base.view import RecordView
from models.contact_person import ContactPerson, Guarantor, JointDebtor
from rules.errors import RuleError
from services.contact import beside
from services.loan import joint


class ContactPersonView(RecordView):
    """Third parties: locked until lost contact is proven, for good once they refused."""

    model = ContactPerson
    icon = "people"
    column_list = ("name", "borrower", "relation", "number", "refused_on")
    column_filters = ("relation", "refused_on")
    column_searchable_list = ("name", "borrower.name")
    form_groups = (
        (_l("Person"), ("borrower", "name", "relation", "number", "source", "basis")),
        (_l("What they said"), ("refused_on", "asked_callback_on")),
    )
    form_fixed = ("borrower",)
    facts = ("borrower", "relation", "refused_on")
    empty = _l("People who may be asked where a borrower is, once the borrower cannot be reached.")

    def on_model_change(self, form: Any, model: ContactPerson, is_created: bool) -> None:
        """Forget who refused, but for the refusal."""
        beside.refuse(model)
        super().on_model_change(form, model, is_created)


class JointDebtorView(RecordView):
    """Further debtors of loans: people of their own, named on papers and never written to."""

    model = JointDebtor
    icon = "people"
    column_list = ("borrower", "loan", "confirmed_on", "confirmed_by")
    column_filters = ("confirmed_on",)
    column_searchable_list = ("borrower.name", "loan.contract_no")
    form_groups = ((_l("Joint debtor"), ("loan", "borrower")),)
    form_fixed = ("loan", "borrower")
    facts = ("borrower", "loan", "confirmed_on")
    empty = _l("Further debtors of one contract come with a portfolio file, or are named here.")

    confirm = bulk(
        joint.confirm,
        _l("Confirm"),
        _l("Is this person a debtor of the contract? Demands, agreements and packets then name them as a party."),
        when=lambda row: row.confirmed_on is None,
    )

    def on_model_change(self, form: Any, model: JointDebtor, is_created: bool) -> None:
        """Refuse the loan's own borrower, and one of another lender."""
        loan, borrower = model.loan, model.borrower
        if borrower is loan.borrower:
            raise RuleError("This is the borrower of the loan already.")
        if borrower.lender_id != loan.borrower.lender_id:
            raise RuleError("The borrower belongs to another lender.")
        if is_created and (user := rights.person()):
            joint.confirm(model, clock.today(), user)
        super().on_model_change(form, model, is_created)


class GuarantorView(RecordView):
    """Those who answer for a loan."""

    model = Guarantor
    icon = "shield"
    column_list = ("name", "loan", "kind", "amount", "expires_on")
    column_filters = ("kind", "expires_on")
    column_searchable_list = ("name", "loan.contract_no")
    form_groups = ((_l("Guarantor"), ("loan", "name", "kind", "number", "amount", "expires_on")),)
    form_fixed = ("loan",)
    facts = ("loan", "kind", "amount", "expires_on")
    empty = _l("Guarantors of loans stand here.")
