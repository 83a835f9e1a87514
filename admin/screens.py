"""The list of the screens and pages of the house: a new one is one line here, and one in admin/base/places.py."""

from admin import (
    absence,
    authority,
    automation,
    bank_file,
    bank_line,
    borrower,
    charge,
    checklist,
    credit,
    dispute,
    finding,
    hardship,
    hold,
    import_batch,
    legal_partner,
    lender,
    loan,
    metric,
    night,
    offer,
    operations,
    pause,
    payment,
    plan,
    policy,
    portfolio,
    promise,
    reason,
    receipt,
    referral,
    sending,
    task,
    team,
    user,
)
from admin.audit.alarm import RevealAlarmView
from admin.audit.exam import ExamPage
from admin.audit.page import TrailPage
from admin.case import view
from admin.complaint import ComplaintView
from admin.configuration.page import ConfigurationView
from admin.contact import ContactView, ReminderView
from admin.contact_person import ContactPersonView, GuarantorView, JointDebtorView
from admin.contact_rule import ContactRuleView, OverrideView
from admin.decision import BreachView, DecisionView
from admin.duplicate.page import DuplicateView
from admin.export.page import ExportRequestView, ExportsPage
from admin.house import glossary, notices, setup, tour
from admin.letters import LettersPage
from admin.metric import cost, counted, desks, history, league, months, practice, report, weekly
from admin.my_day.page import MyDay
from admin.outbox.page import OutboxPage
from admin.outlook import page as outlook
from admin.outlook import prior
from admin.portal import page
from admin.privacy.request import DataRequestView
from admin.privacy.retention import ErasureView, RetentionOrderView, RetentionPage
from admin.proof import ProofPage
from admin.sign_in.sessions import SessionsPage
from admin.strategy import proposal, trial, version
from admin.upload import bank
from admin.upload import page as upload
from admin.wish import WishView

CONTACT = (
    WishView,
    ComplaintView,
    ContactPersonView,
    JointDebtorView,
    GuarantorView,
    DecisionView,
    BreachView,
    OverrideView,
    ContactRuleView,
    ContactView,
    ReminderView,
    LettersPage,
    ProofPage,
)


SCREENS = (
    MyDay,
    page.PartnerPage,
    view.CaseView,
    borrower.BorrowerView,
    task.TaskView,
    desks.DesksPage,
    absence.AbsencesPage,
    promise.PromiseView,
    plan.PlanView,
    *offer.SCREENS,
    hold.HoldView,
    pause.PauseView,
    dispute.DisputeView,
    hardship.HardshipView,
    upload.UploadPage,
    night.NightPage,
    bank.BankUploadPage,
    receipt.ReceiptView,
    bank_line.BankLineView,
    referral.ReferralView,
    league.LeaguePage,
    weekly.WeeklyPage,
    months.MonthsPage,
    practice.PracticePage,
    practice.MyFiguresPage,
    counted.CountedPage,
    report.WeekReportPage,
    history.HistoryPage,
    metric.WeeklyMetricView,
    *history.SCREENS,
    proposal.ProposalView,
    version.StrategyVersionView,
    version.DryRunView,
    trial.StrategyTrialView,
    outlook.OutlookPage,
    setup.SetUpPage,
    checklist.ChecklistPage,
    portfolio.PortfolioView,
    lender.LenderView,
    legal_partner.LegalPartnerView,
    user.UserView,
    team.TeamView,
    sending.SendingPage,
    *policy.SCREENS,
    *automation.SCREENS,
    authority.AuthorityLimitView,
    prior.OutlookPriorView,
    reason.OutcomeCodeView,
    reason.OverdueReasonView,
    *cost.SCREENS,
    ConfigurationView,
    loan.LoanView,
    loan.InstalmentView,
    charge.ChargeView,
    payment.PaymentView,
    *credit.SCREENS,
    bank_file.BankFileView,
    bank_line.BankAccountView,
    bank_line.BankWordView,
    *CONTACT,
    *borrower.POINTS,
    import_batch.ImportBatchView,
    DuplicateView,
    finding.FindingView,
    operations.CircuitView,
    operations.UserMailView,
    operations.JobRunView,
    ExportRequestView,
    ExportsPage,
    DataRequestView,
    ErasureView,
    RetentionPage,
    RetentionOrderView,
    RevealAlarmView,
    operations.BackupView,
    operations.AuditEntryView,
    OutboxPage,
    TrailPage,
    ExamPage,
    SessionsPage,
    glossary.GlossaryPage,
    tour.TourPage,
    notices.NoticesPage,
)
