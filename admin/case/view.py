"""Screen of the cases: the work on each loan; its page is put together from one panel per concern."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import lazy_gettext as _l

from admin.base import format, history
from admin.base.bulk import Undo, bulk
from admin.base.view import RecordView
from admin.case import page
from admin.case.acceleration import AccelerationPanel
from admin.case.ahead import AheadPanel
from admin.case.call import CallPanel, OverridePanel, WritePanel
from admin.case.care import CarePanel
from admin.case.contact import ContactPanel
from admin.case.demand import DemandPanel
from admin.case.dispute import DisputePanel
from admin.case.file import FilePanel
from admin.case.hold import HoldPanel, PausePanel
from admin.case.legal import LegalPanel
from admin.case.limitation import LimitationPanel
from admin.case.money import ChargePanel, MoneyPanel, OwedPanel, WaivePanel
from admin.case.offer import OfferPanel
from admin.case.outlook import MeansPanel, OutlookPanel, PastPanel
from admin.case.panel import Panelled
from admin.case.plan import AffordPanel, PlanPanel, PlanPaperPanel
from admin.case.promise import PromisePanel
from admin.case.referral import ReferralPanel
from admin.case.saved import SavedPanel
from admin.case.schedule import SchedulePanel
from admin.case.sheet import SheetPanel
from admin.case.statement import StatementPanel
from admin.case.top import StoryPanel, TopPanel
from models.case import Case, CaseState
from models.partner import LegalPartner
from models.user import User
from services import case, hold, referral

ASSIGNED = Undo(case.assign_back, lambda row: row.assignee_id)
REST, RESTS = {"reason": str, "review_on": date}, Undo(hold.go_on)


class CaseView(Panelled, RecordView):
    """Cases with what comes next; stage, state and balance follow the facts and stand in no form."""

    model = Case
    icon = "case"
    can_delete = False  # A case is archived, never deleted.
    panels = (
        TopPanel,
        AheadPanel,
        ContactPanel,
        SavedPanel,
        CallPanel,
        OverridePanel,
        WritePanel,
        MoneyPanel,
        WaivePanel,
        StoryPanel,
        OwedPanel,
        SchedulePanel,
        AccelerationPanel,
        ChargePanel,
        StatementPanel,
        PastPanel,
        OutlookPanel,
        MeansPanel,
        PromisePanel,
        PlanPanel,
        PlanPaperPanel,
        AffordPanel,
        OfferPanel,
        HoldPanel,
        PausePanel,
        DisputePanel,
        CarePanel,
        LegalPanel,
        ReferralPanel,
        FilePanel,
        DemandPanel,
        LimitationPanel,
        SheetPanel,
    )
    column_list = ("reference", "borrower", "days_past_due", "balance", "stage", "state", "assignee", "next_action_on")
    column_filters = ("state", "stage", "days_past_due", "balance", "assignee", "next_action_on", "loan.portfolio")
    column_searchable_list = ("reference", "borrower.name", "loan.contract_no")
    column_default_sort = ("next_action_on", False)
    form_groups = ((_l("Case"), ("loan", "assignee")), (_l("Why it is overdue"), ("reason", "reason_basis")))
    form_fixed = ("loan",)
    facts = ("stage",)
    empty = _l("Cases come with a portfolio file. Upload one to begin.")

    assign = bulk(case.assign, _l("Assign"), _l("Who works on it from now on?"), asks={"user": User}, undo=ASSIGNED)
    refer = bulk(
        referral.open,
        _l("Refer to legal"),
        _l("Refer to which legal partner?"),
        asks={"partner": LegalPartner},
        when=lambda row: row.state == CaseState.open,
    )
    rest = bulk(
        hold.rest, _l("Let rest"), _l("Why does it rest, and when is it looked at again?"), asks=REST, undo=RESTS
    )
    archive = bulk(case.archive, _l("Archive"), _l("Archive what is closed?"), danger=True, undo=Undo(case.take_out))

    def make(self, form: Any) -> Case:
        """Make the case of a loan."""
        row = case.of(form.loan.data) or case.create(form.loan.data)
        case.refresh(form.loan.data)
        row.reason, row.reason_basis = form.reason.data, form.reason_basis.data
        case.assign(row, form.assignee.data)
        return row

    @expose("/details/")
    def details_view(self) -> Any:
        """The page of a case, or its history."""
        return self.put_together({}, "history" if request.args.get("tab") == "history" else "")

    def put_together(self, facts: Mapping[str, Mapping[str, Any]], tab: str = "") -> str:
        """The page of the case that the address names, with some facts of its panels given, by panel and name."""
        parts = self.parts(page.whole(request.args.get("id")), facts, tab)
        return self.render("case/page.html", title=format.title(parts["row"]), **parts)

    def parts(self, row: Case, facts: Mapping[str, Mapping[str, Any]], tab: str = "") -> dict[str, Any]:
        """What the body of a case needs, wherever it stands: `case/body.html` may be included by another page."""
        panels = page.CasePage(self, row)
        for name, kept in facts.items():
            panels.panels[name].keep(kept)
        return {
            "view": self,
            "page": panels,
            "row": row,
            "currency": row.loan.currency,
            "facts": self.shown(self.facts),
            "buttons": [button for button in self.buttons() if button.fits(row)],
            "history": history.of(row) if tab == "history" else [],
            "tab": tab,
        }
