"""Logging a contact: what came of it in three inputs, handed to the service."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, RadioField, StringField, TextAreaField, validators

from admin.base import clock, fields, rights, scope
from admin.case_choice import chosen, offered, picked
from admin.case_form import PanelForm
from models.borrower import Phone
from models.case import Case
from models.contact import Contact, Direction
from models.outcome import OutcomeCode
from models.reason import OverdueReason, ReasonBasis
from models.stage import TaskKind
from services import contact


def outcomes() -> list[tuple[str, str]]:
    """The outcomes to choose from."""
    return offered(OutcomeCode)[1:]


class LogForm(PanelForm):
    """What came of a contact; which fields an outcome needs is said by its row."""

    panel = "log"
    outcome = RadioField(_l("Outcome"), choices=outcomes, validators=[validators.InputRequired()])
    phone = StringField(_l("Number"))
    inbound = BooleanField(_l("The borrower got in touch"))
    amount = fields.NumberField(_l("Amount promised"))
    promised_on = DateField(_l("Promised for"), validators=[validators.Optional()])
    moment = fields.InstantField(_l("Call back at"))
    reason = picked(OverdueReason, _l("Why it is overdue"))
    basis = fields.ChoiceField(_l("Who says so"), members=ReasonBasis, blank=False, default=ReasonBasis.said)
    note = TextAreaField(_l("Note"), filters=[fields.tidy], validators=[validators.Length(max=4000)])
    breach_reason = TextAreaField(
        _l("Why it happened against the rules"), filters=[fields.tidy], validators=[validators.Length(max=500)]
    )
    next_kind = fields.ChoiceField(_l("Next action"), members=TaskKind, blank=True)
    next_on = DateField(_l("Day of the next action"), validators=[validators.Optional()])


def told(row: Case, form: Any) -> Contact:
    """Hand what the form says to the service."""
    phone = scope.find(Phone, form.phone.data)
    given = {name: form[name].data for name in ("amount", "promised_on", "moment", "next_kind", "next_on")}
    outcome = chosen(OutcomeCode, form.outcome)
    return contact.log(
        row.borrower,
        clock.now(),
        outcome.channel,
        outcome,
        clock.today(),
        case=row,
        user=rights.person(),
        note=form.note.data or "",
        breach_reason=form.breach_reason.data or "",
        direction=Direction.inbound if form.inbound.data else Direction.outbound,
        phone=phone if phone in row.borrower.phones else None,
        reason=chosen(OverdueReason, form.reason),
        reason_basis=form.basis.data,
        **given,
    )
