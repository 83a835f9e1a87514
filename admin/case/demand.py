"""Demands in the legal panel: setting one, sending it with its proof, and what came of it."""

from functools import cached_property
from typing import Any

from flask import abort
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, validators

from admin.base import fields, handout, rights
from admin.base.fields import DateField
from admin.base.handout import File
from admin.case.form import NEEDED, PanelForm
from admin.case.panel import Panel, handing_out, post
from models.base import Language
from models.demand import Demand, DemandKind
from models.user import User
from services import demand

ELSEWHERE = (DemandKind.acceleration_notice,)
"""Letters that another form sets: they say what was decided there."""
SHORT = [validators.Length(max=200)]


class DraftForm(PanelForm):
    """Which demand, in which language, who signs, which costs the borrower bears."""

    panel = "draft"
    kind = fields.ChoiceField(
        _l("Letter"),
        members=DemandKind,
        blank=False,
        validators=NEEDED,
        default=DemandKind.placement_notice,
        but=ELSEWHERE,
    )
    language = fields.ChoiceField(
        _l("Language"), members=Language, blank=False, validators=NEEDED, default=Language.zh_Hans
    )
    signer = StringField(_l("Who signs"), validators=SHORT, filters=[fields.tidy])
    costs = StringField(_l("Costs the borrower bears"), validators=[validators.Length(max=500)], filters=[fields.tidy])


class DispatchForm(PanelForm):
    """How it left: part of the proof."""

    panel = "dispatch"
    carrier = StringField(_l("Carrier"), validators=[*NEEDED, *SHORT], filters=[fields.tidy])
    tracking_no = StringField(_l("Tracking number"), validators=[*NEEDED, *SHORT], filters=[fields.tidy])
    cover_label = StringField(_l("Words on the cover"), validators=[*NEEDED, *SHORT], filters=[fields.tidy])
    address = SelectField(_l("Address used"), choices=[], validate_choice=False)
    on = DateField(_l("Day"), validators=NEEDED)


class SettleForm(PanelForm):
    """Delivered, with the signer; or returned, with the reason."""

    panel = "settle"
    outcome = SelectField(_l("Outcome"), choices=[("delivered", _l("Delivered")), ("failed", _l("Returned"))])
    on = DateField(_l("Day"), validators=NEEDED)
    signer = StringField(_l("Signed by, or why it came back"), validators=[*NEEDED, *SHORT], filters=[fields.tidy])


class DemandPanel(Panel):
    """Letters of weight, from their words to their proof."""

    name = "demand"

    @cached_property
    def demands(self) -> list[Demand]:
        """The letters, newest first."""
        return sorted(self.row.demands, key=lambda each: -each.id)

    @cached_property
    def draft(self) -> DraftForm:
        """A letter to set, in the borrower's language."""
        return DraftForm(language=self.row.borrower.language)

    @cached_property
    def dispatch(self) -> DispatchForm:
        """How a letter left, with the addresses it may have gone to."""
        form = DispatchForm(cover_label=demand.LABELS[str(self.row.borrower.language)], on=self.today)
        form.address.choices = [(str(each.id), each.value) for each in demand.postal(self.row)]
        return form

    @cached_property
    def settle(self) -> SettleForm:
        """What came of a letter."""
        return SettleForm(on=self.today)

    @property
    def chosen(self) -> Demand:
        """The letter that a button names, if it hangs on the case."""
        found: Demand = self.named(self.row.demands)
        return found

    @post("/demand/", ("act", "referral"), DraftForm, _l("The letter is set."), again="draft")
    def draft_demand(self, form: Any) -> Demand:
        """Set a demand as PDF, or keep the copy that came along of a notice written elsewhere."""
        kind, today = form.kind.data, self.today
        if kind in demand.BY_LAW and (copy := handout.scan("copy")):
            return demand.keep(self.row, kind, today, copy, person(), today)
        signer, costs = form.signer.data or "", form.costs.data or ""
        return demand.draft(self.row, kind, form.language.data, person(), today, signer=signer, costs=costs)

    @post(
        "/demand/dispatch/",
        ("act", "referral"),
        DispatchForm,
        _l("Recorded. Record its delivery when the receipt is back."),
    )
    def dispatch_demand(self, form: Any) -> None:
        """It left the house."""
        to = next((each for each in demand.postal(self.row) if str(each.id) == form.address.data), None)
        proof = (form.carrier.data, form.tracking_no.data, form.cover_label.data)
        demand.dispatch(self.chosen, *proof, to, form.on.data, self.now)

    @post("/demand/settle/", ("act", "referral"), SettleForm, _l("Recorded."))
    def settle_demand(self, form: Any) -> None:
        """It was delivered, or came back."""
        letter, on, words, scan = self.chosen, form.on.data, form.signer.data, handout.scan("receipt")
        if form.outcome.data == "delivered":
            demand.deliver(letter, on, words, scan, self.today)
        else:
            demand.fail(letter, on, words, self.today, self.now, scan)

    @post("/demand/cancel/", ("act", "referral"), fields.Form, _l("Cancelled."))
    def cancel_demand(self, form: Any) -> None:
        """A draft is not sent."""
        demand.cancel(self.chosen)

    @handing_out("/demand/open/", "referral")
    def open_demand(self) -> File:
        """The letter as it was set; one that has not left must still be right."""
        demand.check(self.chosen, self.today)
        return handout.kept(self.chosen.document, self.row)


def person() -> User:
    """Who acts."""
    return rights.person() or abort(403)
