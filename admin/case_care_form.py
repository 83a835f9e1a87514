"""The forms of care, and handing them to the service."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, validators

from admin.base import clock, fields, rights
from admin.case_form import NEEDED, PanelForm
from models.case import Case
from models.hardship import Cooperation, Hardship, HardshipKind, SupportNeed
from services import hardship


class HardshipForm(PanelForm):
    """That a borrower struggles; everything may be left open."""

    panel = "hardship"
    struggling = HiddenField(validators=NEEDED)
    kind = fields.ChoiceField(_l("What it is about"), members=HardshipKind, blank=True)
    need = fields.ChoiceField(_l("What helps"), members=SupportNeed, blank=True)
    review_on = DateField(_l("Look again on (empty: after the usual days)"), validators=[validators.Optional()])


class CareForm(PanelForm):
    """How the borrower works with us, or what helps; forgotten after 90 days."""

    panel = "care"
    cooperation = fields.ChoiceField(_l("Cooperation"), members=Cooperation, blank=True)
    need = fields.ChoiceField(_l("What helps"), members=SupportNeed, blank=True)


def reported(row: Case, form: Any) -> Hardship:
    """Hand what the form says to the service."""
    said = {name: form[name].data for name in ("kind", "need", "review_on")}
    return hardship.report(row.borrower, clock.today(), owner=rights.person(), **said)


def noted(row: Case, form: Any) -> None:
    """Hand the impression to the service; each thing said is a note of its own."""
    said = [{name: form[name].data} for name in ("cooperation", "need") if form[name].data]
    for each in said or [{}]:
        hardship.note(row.borrower, clock.today(), user=rights.person(), **each)


def ended(row: Case) -> None:
    """End every circumstance of the borrower that still stands."""
    for each in hardship.running(row.borrower):
        hardship.end(each, clock.today())
