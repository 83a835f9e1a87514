"""Demands in the legal panel: setting one, sending it with its proof, and what came of it."""

from typing import Any

from flask import abort, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField, validators

from admin.base import clock, fields, files, handout, rights, scope
from admin.case.panel import NEEDED, Panel, PanelForm, named
from models.base import Language
from models.case import Case
from models.demand import Demand, DemandKind
from models.user import User
from services import demand

SHORT = [validators.Length(max=200)]


class DraftForm(PanelForm):
    """Which demand, in which language, who signs, which costs the borrower bears."""

    panel = "draft"
    kind = fields.ChoiceField(
        _l("Letter"), members=DemandKind, blank=False, validators=NEEDED, default=DemandKind.placement_notice
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

    def details(self, row: Any) -> dict[str, Any]:
        """The demands, newest first, and the forms."""
        dispatch = DispatchForm(cover_label=demand.LABELS[str(row.borrower.language)], on=clock.today())
        dispatch.address.choices = [(str(each.id), each.value) for each in demand.postal(row)]
        draft = DraftForm(language=row.borrower.language)
        forms = {"draft": draft, "dispatch": dispatch, "settle": SettleForm(on=clock.today())}
        return super().details(row) | forms | {"demands": sorted(row.demands, key=lambda each: -each.id)}

    @expose("/demand/", methods=("POST",))
    def draft_demand(self) -> Any:
        """Set a demand as PDF, or keep the copy of a validation notice that was written elsewhere."""
        form = DraftForm(request.form)
        return self.act(
            ("act", "referral"), form, lambda row: drafted(row, form), gettext("The letter is set."), "draft"
        )

    @expose("/demand/dispatch/", methods=("POST",))
    def dispatch_demand(self) -> Any:
        """It left the house."""
        form = DispatchForm(request.form)
        done = gettext("Recorded. Record its delivery when the receipt is back.")
        return self.act(("act", "referral"), form, lambda row: dispatched(row, form), done)

    @expose("/demand/settle/", methods=("POST",))
    def settle_demand(self) -> Any:
        """It was delivered, or came back."""
        form = SettleForm(request.form)
        return self.act(("act", "referral"), form, lambda row: settled(row, form), gettext("Recorded."))

    @expose("/demand/cancel/", methods=("POST",))
    def cancel_demand(self) -> Any:
        """A draft is not sent."""
        form = fields.Form(request.form)
        return self.act(("act", "referral"), form, lambda row: demand.cancel(asked(row)), gettext("Cancelled."))

    @expose("/demand/open/", methods=("POST",))
    def open_demand(self) -> Any:
        """Hand out the letter as it was set."""
        handout.allow("case", "referral")
        row = scope.one(Case, request.args.get("id"))
        return files.handed_out(row, lambda: asked(row).document)


def asked(row: Case) -> Demand:
    """The demand that a button names, if it hangs on the case."""
    return named(row.demands)


def person() -> User:
    """Who acts."""
    return rights.person() or abort(403)


def drafted(row: Case, form: Any) -> Demand:
    """Hand what the form says to the service."""
    today, kind = clock.today(), form.kind.data
    if kind == DemandKind.validation_notice:
        return demand.keep(row, kind, today, files.scan("copy"), person(), today)
    told = {"signer": form.signer.data or "", "costs": form.costs.data or ""}
    return demand.draft(row, kind, form.language.data, person(), today, **told)


def dispatched(row: Case, form: Any) -> None:
    """Hand the dispatch to the service."""
    to = next((each for each in demand.postal(row) if str(each.id) == form.address.data), None)
    told = (form.carrier.data, form.tracking_no.data, form.cover_label.data)
    demand.dispatch(asked(row), *told, to, form.on.data, clock.now())


def settled(row: Case, form: Any) -> None:
    """Hand the outcome to the service."""
    found, on, words, scan, today = asked(row), form.on.data, form.signer.data, files.scan("receipt"), clock.today()
    if form.outcome.data == "delivered":
        demand.deliver(found, on, words, scan, today)
    else:
        demand.fail(found, on, words, today, clock.now(), scan)
