"""What is left of an instalment, for queries: the sums that the payment service keeps."""

from decimal import Decimal

from sqlalchemy import ColumnElement, type_coerce

from models.base import MoneyType
from models.loan import Instalment

ASKED = type_coerce(Instalment.principal + Instalment.interest + Instalment.fee, MoneyType())
PAID = type_coerce(Instalment.paid_principal + Instalment.paid_interest + Instalment.paid_fee, MoneyType())
UNPAID: ColumnElement[Decimal] = type_coerce(ASKED - PAID, MoneyType())
UNPAID_PRINCIPAL = type_coerce(Instalment.principal - Instalment.paid_principal, MoneyType())
