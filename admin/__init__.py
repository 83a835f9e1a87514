"""Screens: what people see."""

from flask import Flask
from flask_admin import Admin

from admin import (
    borrower,
    case,
    checklist,
    contact,
    first_run,
    hold,
    home,
    invitation,
    legal_partner,
    lender,
    loan,
    my_day,
    operations,
    partner,
    payment,
    plan,
    policy,
    portfolio,
    promise,
    reason,
    referral,
    task,
    team,
    user,
    weekly,
)
from admin.base import frame

# Every screen and page of the house, in the order of the menu.
SCREENS = (
    my_day.MyDay,
    partner.PartnerPage,
    case.CaseView,
    borrower.BorrowerView,
    task.TaskView,
    promise.PromiseView,
    plan.PlanView,
    hold.HoldView,
    referral.ReferralView,
    weekly.WeeklyPage,
    operations.WeeklyMetricView,
    checklist.ChecklistPage,
    portfolio.PortfolioView,
    lender.LenderView,
    legal_partner.LegalPartnerView,
    user.UserView,
    team.TeamView,
    policy.PolicyView,
    policy.StageView,
    policy.TemplateView,
    reason.OutcomeCodeView,
    reason.OverdueReasonView,
    loan.LoanView,
    loan.InstalmentView,
    payment.PaymentView,
    contact.ContactView,
    contact.ReminderView,
    borrower.PhoneView,
    borrower.AddressView,
    operations.ImportBatchView,
    operations.JobRunView,
    operations.AuditEntryView,
)

# Records without a screen of their own: they stand on the page of what they belong to.
HIDDEN = frozenset(
    "allocation case_event episode import_mapping import_row plan_instalment referral_event reminder_case".split()
)


def init_app(app: Flask) -> None:
    """Give the application its frame and its screens."""
    frame.init_app(app)
    first_run.init_app(app)
    app.register_blueprint(invitation.blueprint)
    house = Admin(app, name="Concord", index_view=home.HomePage(), endpoint="home", url="/")
    for screen in SCREENS:
        house.add_view(screen())
