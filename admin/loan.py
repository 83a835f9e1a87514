"""Screens of the loans and their instalments."""

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base import clock
from admin.base.view import RecordView
from models.loan import Instalment, Loan
from services import loan, payment, prime_rate


class LoanView(RecordView):
    """Contracts with their terms; what is outstanding is counted from the payments."""

    model = Loan
    icon = "file"
    column_list = ("contract_no", "borrower", "portfolio", "principal", "outstanding_principal", "opened_on")
    column_filters = ("portfolio", "currency", "principal", "outstanding_principal", "opened_on", "disputed")
    column_searchable_list = ("contract_no", "borrower.name")
    form_groups = (
        (_l("Contract"), ("borrower", "portfolio", "contract_no", "opened_on", "maturity_on")),
        (_l("Terms"), ("currency", "principal", "annual_rate", "instalment", "disputed")),
        (_l("When it is late"), ("overdue_rate", "allocation_order")),
        (_l("What the lender says beside"), ("original_creditor", "last_paid_on", "last_paid_amount", "lender_note")),
        (_l("When it is repaid early"), ("early_interest",)),
    )
    form_fixed = ("borrower", "portfolio", "currency", "principal", "opened_on")
    facts = ("borrower", "portfolio", "principal", "outstanding_principal")
    related = (("case", "loan"), ("instalment", "loan"), ("charge", "loan"), ("payment", "loan"))
    empty = _l("Loans come with a portfolio file, or are made here one by one.")

    def make(self, form: Any) -> Loan:
        """Open the loan with its case; it falls due in one piece until its instalments are known."""
        terms = {name: form[name].data for name in self.form_names()}
        due_on = terms["maturity_on"] or clock.today()
        return loan.open(parts=[loan.Part(due_on, terms["principal"])], entered_on=clock.today(), **terms)

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        """The law caps the rates; changed terms lay the ledger anew."""
        rates = [rate or Decimal(0) for rate in (model.annual_rate, model.overdue_rate)]
        prime_rate.check(model.borrower.lender.licence, model.opened_on, rates, clock.today())
        if not is_created:
            payment.settle(model, clock.today())


class InstalmentView(RecordView):
    """What falls due, reached from its loan."""

    model = Instalment
    icon = "calendar"
    column_list = ("loan", "number", "due_on", "principal", "interest", "fee", "paid_principal", "paid_interest")
    empty = _l("Instalments come with their loan.")
    column_filters = ("due_on", "loan")
    column_default_sort = ("due_on", False)
    facts = ("loan", "due_on", "principal")
