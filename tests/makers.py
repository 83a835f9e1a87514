"""Makers of rows: each fills what a test does not name, and what the row hangs on."""

import functools
import itertools
import secrets
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import typst
from sqlalchemy import select

from models import db
from models.approval import Approval, ApprovalKind
from models.audit import AuditAction, AuditEntry
from models.authority import AuthorityLimit
from models.automation import Automation, Does, Event, Firing, FiringOutcome
from models.backup import Backup
from models.base import Language, Record
from models.batch import ImportBatch
from models.borrower import Address, AddressKind, Borrower, Phone
from models.case import Case, CaseState
from models.charge import Charge
from models.circuit import Circuit
from models.complaint import Complaint, ComplaintCategory
from models.configuration import Configuration
from models.contact import Contact
from models.contact_person import ContactPerson, Guarantor, JointDebtor
from models.contact_rule import ContactRule
from models.cost import CashTarget, Priced, UnitPrice, WorkedHours
from models.data_request import DataRequest, DataRequestKind, Erasure, IdentityCheck, RetentionOrder
from models.decision import Breach, Decision, DecisionKind, Override, OverrideReason, Verdict
from models.demand import Demand, DemandKind, DemandStatus
from models.dispute import Dispute, DisputeCategory
from models.document import Document, DocumentKind
from models.duplicate import Duplicate
from models.export_request import ExportKind, ExportRequest
from models.finding import Finding
from models.handover import HandedCase, Handover
from models.hardship import Hardship
from models.hold import Hold, HoldKind
from models.lender import Lender, Licence
from models.loan import Instalment, Loan
from models.metric import MetricScope, Week, WeeklyMetric
from models.month_end import HistoryFile, MonthEnd
from models.offer import Offer
from models.outcome import OutcomeCode
from models.outlook import OutlookPrior
from models.partner import LegalPartner
from models.pause import Pause, PauseAction
from models.payment import Component, Payment
from models.plan import Plan
from models.portfolio import Portfolio
from models.prime_rate import PrimeRate
from models.promise import Promise
from models.reason import OverdueReason
from models.receipt import BankAccount, BankFile, BankLine, BankWord, Receipt
from models.referral import Referral, ReferralStatus
from models.refund import Refund
from models.reminder import Reminder
from models.rest_day import Country, DayKind, RestDay
from models.reveal_alarm import RevealAlarm
from models.run import JobRun
from models.set_off import SetOff
from models.stage import Channel, Policy, Stage, StageCondition, TaskKind
from models.strategy import DryRun, Proposal, StrategyStatus, StrategyVersion
from models.task import Task
from models.team import Team
from models.template import Notice, NoticeCode, NoticeText, Template
from models.trial import StrategyTrial, TrialStatus
from models.user import User
from models.user_mail import MailKind, UserMail
from models.wish import Wish, WishKind
from rules.access import Level, Role
from rules.outlook import CELLS
from rules.receipt import LineKind
from rules.stage import Asks, Knows
from services import document

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
numbers = itertools.count(1)


def kept(row: Any) -> Any:
    """Add a row and give it its id."""
    db.session.add(row)
    db.session.flush()
    return row


def filled(given: dict[str, Any], **otherwise: Any) -> dict[str, Any]:
    """The given values, and for what is not given the result of a maker or a plain value."""
    for name, value in otherwise.items():
        if name not in given:
            given[name] = value() if callable(value) else value
    return given


def make_team(**given: Any) -> Team:
    return kept(Team(**filled(given, name="Team One", language=Language.en)))


def make_lender(**given: Any) -> Lender:
    return kept(Lender(**filled(given, name=f"Lender {next(numbers)}", licence=Licence.cn_micro_lender)))


def make_policy(**given: Any) -> Policy:
    return kept(Policy(**filled(given, name=f"Policy {next(numbers)}", starts_on=TODAY)))


def make_stage(**given: Any) -> Stage:
    n = next(numbers)
    return kept(Stage(**filled(given, policy=make_policy, position=n, key=f"key{n}", name=f"Stage {n}", days=n)))


def make_stage_condition(**given: Any) -> StageCondition:
    values = filled(given, step=make_stage, knows=Knows.broken_promises, how=Asks.at_least, times=1)
    return kept(StageCondition(**values))


def make_strategy_version(**given: Any) -> StrategyVersion:
    values = filled(given, number=lambda: next(numbers), content=dict, begun_on=TODAY)
    given.setdefault("status", StrategyStatus.dropped)
    return kept(StrategyVersion(**values))


def make_dry_run(**given: Any) -> DryRun:
    side = {"moves": {}, "queued": {}, "stopped": [], "blocked": {}, "asked": {}, "proposed": [], "minutes": 0}
    found = {"today": side, "draft": side, "differ": {}}
    return kept(
        DryRun(**filled(given, strategy_version=make_strategy_version, day=TODAY, digest="", at=NOW, found=found))
    )


def make_strategy_trial(**given: Any) -> StrategyTrial:
    values = filled(given, strategy_version=make_strategy_version, champion=make_strategy_version, digest="0" * 16)
    given.setdefault("status", TrialStatus.dropped)
    days = {"starts_on": TODAY, "last_on": TODAY, "asked_on": TODAY}
    return kept(StrategyTrial(**filled(values, share=Decimal("0.2"), why="Trying", **days)))


def make_proposal(**given: Any) -> Proposal:
    values = filled(given, figure="kept_rate_count", week_on=TODAY, value=Decimal("0.5"), numerator=Decimal(1), n=2)
    return kept(Proposal(**filled(values, denominator=Decimal(2), proposed="Call earlier.", proposed_on=TODAY)))


def make_template(**given: Any) -> Template:
    values = filled(given, stage=make_stage, channel=Channel.sms, language=Language.en, body="Hello")
    return kept(Template(**values))


def make_notice_code(**given: Any) -> NoticeCode:
    taken = {(row.notice, row.language) for row in db.session.scalars(select(NoticeCode))}
    free = next(pair for pair in itertools.product(Notice, Language) if pair not in taken)
    return kept(NoticeCode(**filled(given, notice=free[0], language=free[1], gateway_code="SMS_1")))


def make_notice_text(**given: Any) -> NoticeText:
    taken = {(row.notice, row.language) for row in db.session.scalars(select(NoticeText))}
    free = next(pair for pair in itertools.product(Notice, Language) if pair not in taken)
    values = filled(given, notice=free[0], language=free[1], channel=Channel.sms, body="Thank you.")
    return kept(NoticeText(**values))


def make_portfolio(**given: Any) -> Portfolio:
    return kept(Portfolio(**filled(given, lender=make_lender, policy=make_policy, name=f"Book {next(numbers)}")))


def make_borrower(**given: Any) -> Borrower:
    values = filled(
        given, lender=make_lender, reference=f"B-{next(numbers)}", name="张伟", id_number="110101199001011234"
    )
    return kept(Borrower(**values))


def make_duplicate(**given: Any) -> Duplicate:
    values = filled(given, lender=make_lender, found_on=TODAY, same_phone=True)
    for name in ("first", "second"):
        values.setdefault(name, make_borrower(lender=values["lender"]))
    return kept(Duplicate(**values))


def make_phone(**given: Any) -> Phone:
    return kept(Phone(**filled(given, borrower=make_borrower, number=f"138{next(numbers):08}")))


def make_address(**given: Any) -> Address:
    values = filled(given, borrower=make_borrower, kind=AddressKind.email, value=f"zhang{next(numbers)}@example.com")
    return kept(Address(**values))


def make_loan(**given: Any) -> Loan:
    values = filled(given, portfolio=make_portfolio, borrower=make_borrower, contract_no=f"L-{next(numbers)}")
    return kept(Loan(**filled(values, currency="CNY", principal=Decimal("1200.00"), opened_on=date(2025, 1, 1))))


def make_instalment(**given: Any) -> Instalment:
    values = filled(given, loan=make_loan, number=next(numbers), due_on=date(2026, 1, 1), principal=Decimal("100.00"))
    return kept(Instalment(**values))


def make_case(**given: Any) -> Case:
    values = filled(given, loan=make_loan, reference=f"C-{next(numbers):06}", state=CaseState.open)
    values = filled(values, borrower=values["loan"].borrower, overdue_since=date(2026, 1, 31))
    return kept(Case(**filled(values, balance=Decimal("1200.00"))))


def make_task(**given: Any) -> Task:
    row = Task(**filled(given, case=make_case, kind=TaskKind.call, due_on=TODAY))
    row.case.next_action_on = row.due_on if row.done_at is None else row.case.next_action_on
    return kept(row)


def make_handover(**given: Any) -> Handover:
    return kept(Handover(**filled(given, person=make_user, on=TODAY)))


def make_handed_case(**given: Any) -> HandedCase:
    return kept(HandedCase(**filled(given, handover=make_handover, case=make_case, to=make_user)))


def make_configuration(**given: Any) -> Configuration:
    content = {"text": "concord:\n  configuration: 1\n", "changes": []}
    return kept(Configuration(**filled(given, file_name="set-up.yaml", brought_at=NOW, content=content)))


def make_outcome_code(**given: Any) -> OutcomeCode:
    n = next(numbers)
    return kept(OutcomeCode(**filled(given, code=f"CODE{n}", name=f"Outcome {n}")))


def make_overdue_reason(**given: Any) -> OverdueReason:
    n = next(numbers)
    return kept(OverdueReason(**filled(given, code=f"WHY{n}", name=f"Reason {n}")))


def make_contact(**given: Any) -> Contact:
    values = filled(given, case=make_case, at=NOW, channel=Channel.call)
    return kept(Contact(**filled(values, borrower=values["case"].borrower)))


def make_reminder(**given: Any) -> Reminder:
    values = filled(given, borrower=make_borrower, stage=make_stage, channel=Channel.sms, language=Language.en)
    return kept(Reminder(**filled(values, queued_on=TODAY)))


def make_promise(**given: Any) -> Promise:
    values = filled(given, case=make_case, amount=Decimal("100.00"), made_on=TODAY, due_on=TODAY)
    return kept(Promise(**filled(values, currency=values["case"].loan.currency)))


def make_plan(**given: Any) -> Plan:
    values = filled(given, case=make_case, total=Decimal("300.00"), first_on=TODAY, proposed_on=TODAY)
    return kept(Plan(**values))


def make_hold(**given: Any) -> Hold:
    values = filled(given, case=make_case, kind=HoldKind.dispute, starts_on=TODAY, reason="disputed", review_on=TODAY)
    return kept(Hold(**values))


def make_pause(**given: Any) -> Pause:
    values = filled(given, loan=make_loan, action=PauseAction.pause, starts_on=TODAY, ends_on=date(2026, 3, 12))
    return kept(Pause(**filled(values, reason="Flood", entered_on=TODAY)))


def make_dispute(**given: Any) -> Dispute:
    values = filled(given, case=make_case, category=DisputeCategory.amount, said="Too much", opened_on=TODAY)
    return kept(Dispute(**filled(values, due_on=date(2026, 3, 17))))


def make_hardship(**given: Any) -> Hardship:
    return kept(Hardship(**filled(given, borrower=make_borrower, known_on=TODAY, review_on=date(2026, 4, 1))))


def make_payment(**given: Any) -> Payment:
    values = filled(given, loan=make_loan, paid_on=TODAY, posted_on=TODAY, amount=Decimal("10.00"))
    return kept(Payment(**filled(values, reference=f"P-{next(numbers)}")))


def make_set_off(**given: Any) -> SetOff:
    onto = given.setdefault("onto", given.get("loan") or make_loan())
    values = filled(given, loan=lambda: make_loan(borrower=onto.borrower), amount=Decimal("10.00"))
    return kept(SetOff(**filled(values, proposed_on=TODAY)))


def make_refund(**given: Any) -> Refund:
    values = filled(given, loan=make_loan, amount=Decimal("10.00"), holder="张伟", account="6222020200012345678")
    return kept(Refund(**filled(values, reason="paid twice", asked_on=TODAY, asked_by=make_user)))


def make_charge(**given: Any) -> Charge:
    loan = given.get("loan") or make_loan()
    part = (loan.instalments or [None])[0] or make_instalment(loan=loan)
    values = filled(given, loan=loan, instalment=part, component=Component.cost, on=TODAY, posted_on=TODAY)
    return kept(Charge(**filled(values, amount=Decimal("8.00"), reference=f"K-{next(numbers)}", reason="court fee")))


def make_offer(**given: Any) -> Offer:
    values = filled(given, case=make_case, made_on=TODAY, pay_by=date(2026, 3, 9), pay_amount=Decimal("100.00"))
    return kept(Offer(**values))


def make_approval(**given: Any) -> Approval:
    terms = {"component": "penalty", "amount": "5.00"}
    values = filled(given, case=make_case, kind=ApprovalKind.waiver, terms=terms, cost=Decimal("5.00"))
    values = filled(values, reason="goodwill", asked_on=TODAY, asked_by=make_user, needs=Level.manager)
    return kept(Approval(**filled(values, lapses_on=date(2026, 3, 5), answer_to=values["asked_by"])))


def make_outlook_prior(**given: Any) -> OutlookPrior:
    taken = {(row.late, row.before, row.paid) for row in db.session.scalars(select(OutlookPrior))}
    free = next(cell for cell in CELLS if tuple(cell) not in taken)
    return kept(OutlookPrior(**filled(given, **free._asdict(), rate=Decimal("0.5"))))


def make_prime_rate(**given: Any) -> PrimeRate:
    day = date(2030, 1, 20) + timedelta(days=31 * next(numbers))
    return kept(PrimeRate(**filled(given, published_on=day, one_year_rate=Decimal("0.03"))))


def make_rest_day(**given: Any) -> RestDay:
    day = date(2031, 1, 1) + timedelta(days=next(numbers))
    return kept(RestDay(**filled(given, country=Country.cn, day=day, kind=DayKind.rest)))


def make_wish(**given: Any) -> Wish:
    values = filled(given, borrower=make_borrower, kind=WishKind.vulnerable, received_at=NOW, said="by letter")
    return kept(Wish(**values))


def make_complaint(**given: Any) -> Complaint:
    values = filled(given, case=make_case, category=ComplaintCategory.tone, said="too loud", received_on=TODAY)
    return kept(Complaint(**filled(values, due_on=TODAY)))


def make_contact_person(**given: Any) -> ContactPerson:
    return kept(ContactPerson(**filled(given, borrower=make_borrower, name="李四", number=f"139{next(numbers):08}")))


def make_joint_debtor(**given: Any) -> JointDebtor:
    return kept(JointDebtor(**filled(given, loan=make_loan, borrower=make_borrower)))


def make_guarantor(**given: Any) -> Guarantor:
    return kept(Guarantor(**filled(given, loan=make_loan, name="李四", number=f"139{next(numbers):08}")))


def make_decision(**given: Any) -> Decision:
    who = given["case"].borrower if "case" in given else make_borrower
    values = filled(given, at=NOW, borrower=who, kind=DecisionKind.dial, channel=Channel.call, facts={})
    return kept(Decision(**filled(values, verdict=Verdict.blocked, law_version="1")))


def make_override(**given: Any) -> Override:
    values = filled(given, case=make_case, channel=Channel.call, rules="POL-CN-05", code=OverrideReason.safety)
    values = filled(values, borrower=values["case"].borrower, why="x" * 20, asked_on=TODAY, asked_by=make_user)
    return kept(Override(**values))


def make_breach(**given: Any) -> Breach:
    values = filled(given, contact=make_contact, case=make_case, rules="CN-QH-01", reason="misread", raised_on=TODAY)
    return kept(Breach(**values))


def make_contact_rule(**given: Any) -> ContactRule:
    values = filled(given, lender=make_lender, rule="POL-SMS-01", most=1, days=2, starts_on=TODAY)
    return kept(ContactRule(**values))


def make_authority_limit(**given: Any) -> AuthorityLimit:
    free = [level for level in Level if not db.session.query(AuthorityLimit).filter_by(level=level).count()]
    return kept(AuthorityLimit(**filled(given, level=free[0])))


def make_legal_partner(**given: Any) -> LegalPartner:
    return kept(LegalPartner(**filled(given, name=f"Law Firm {next(numbers)}", agreement_until=date(2099, 12, 31))))


def make_referral(**given: Any) -> Referral:
    values = filled(given, case=make_case, partner=make_legal_partner, reference=f"R-{next(numbers)}")
    values = filled(values, status=ReferralStatus.sent, status_on=TODAY, referred_on=TODAY)
    return kept(Referral(**filled(values, claim_amount=Decimal("1200.00"), claim_as_of=TODAY)))


def make_demand(**given: Any) -> Demand:
    number = next(numbers)
    values = filled(given, case=make_case, reference=f"D-{number}", kind=DemandKind.placement_notice, amount=Decimal(1))
    values = filled(values, status=DemandStatus.dispatched, made_on=TODAY, dispatched_on=TODAY, document=make_document)
    return kept(Demand(**filled(values, language=Language.en)))


def make_document(**given: Any) -> Document:
    return kept(document.kept(blank(), DocumentKind.pdf, given.get("name", "paper.pdf")))


@functools.cache
def blank() -> bytes:
    """A real PDF with one word."""
    return bytes(typst.compile(b"paper", format="pdf"))


def make_week(**given: Any) -> Week:
    values = filled(given, week_on=TODAY - timedelta(days=7), closes_on=TODAY + timedelta(days=3), measured_at=NOW)
    return kept(Week(**values))


def make_weekly_metric(**given: Any) -> WeeklyMetric:
    values = filled(given, week_on=TODAY, scope=MetricScope.team, name=f"figure_{next(numbers)}", numerator=Decimal(1))
    return kept(WeeklyMetric(**filled(values, value=Decimal("0.5"), denominator=Decimal(2))))


def make_history_file(**given: Any) -> HistoryFile:
    return kept(HistoryFile(**filled(given, portfolio=make_portfolio, file_name="history.csv", taken_at=NOW)))


def make_month_end(**given: Any) -> MonthEnd:
    values = filled(given, file=make_history_file, contract_no=f"L-{next(numbers)}", month_on=date(2025, 11, 30))
    return kept(MonthEnd(**filled(values, portfolio=values["file"].portfolio, days=31, currency="CNY")))


def make_worked_hours(**given: Any) -> WorkedHours:
    return kept(WorkedHours(**filled(given, month_on=date(2026, 2, 1), hours=150)))


def make_unit_price(**given: Any) -> UnitPrice:
    day = date(2025, 1, 1) + timedelta(days=next(numbers))
    return kept(UnitPrice(**filled(given, kind=Priced.hour, amount=Decimal("60.00"), currency="CNY", starts_on=day)))


def make_cash_target(**given: Any) -> CashTarget:
    return kept(CashTarget(**filled(given, month_on=date(2026, 3, 1), amount=Decimal("500.00"), currency="CNY")))


def make_circuit(**given: Any) -> Circuit:
    taken = set(db.session.scalars(select(Circuit.channel)))
    return kept(Circuit(**filled(given, channel=next(each for each in Channel if each not in taken))))


def make_user_mail(**given: Any) -> UserMail:
    values = filled(given, user=make_user, kind=MailKind.payment_notice, subject="Subject", body="Words", queued_at=NOW)
    return kept(UserMail(**filled(values, until=NOW + timedelta(days=14))))


def make_job_run(**given: Any) -> JobRun:
    return kept(JobRun(**filled(given, job=f"job{next(numbers)}", business_date=TODAY, started_at=NOW)))


def make_finding(**given: Any) -> Finding:
    values = filled(given, case=make_case, invariant="open_case_has_a_next_action", said="It has no next action.")
    values = filled(values, record="case", record_id=values["case"].id if values["case"] else next(numbers))
    return kept(Finding(**filled(values, first_seen_on=TODAY, last_seen_on=TODAY)))


def make_import_batch(**given: Any) -> ImportBatch:
    values = filled(given, portfolio=make_portfolio, file_name="book.csv", file_hash="0" * 64, as_of=TODAY)
    return kept(ImportBatch(**filled(values, started_at=NOW)))


def make_bank_file(**given: Any) -> BankFile:
    values = filled(given, lender=make_lender, file_name="bank.csv", file_hash="0" * 64, started_at=NOW)
    return kept(BankFile(**values))


def make_bank_account(**given: Any) -> BankAccount:
    return kept(BankAccount(**filled(given, lender=make_lender, number=f"ACC-{next(numbers)}", name="****")))


def make_bank_word(**given: Any) -> BankWord:
    values = filled(given, lender=make_lender, field="side", word=f"w{next(numbers)}", meaning="came_in", said_at=NOW)
    return kept(BankWord(**values))


def make_bank_line(**given: Any) -> BankLine:
    values = filled(given, reference=f"BL-{next(numbers)}", identity_key=f"{next(numbers)}", on=TODAY, posted_on=TODAY)
    values = filled(values, lender=make_lender, kind=LineKind.paid_out, amount=Decimal("10.00"), currency="CNY")
    return kept(BankLine(**values))


def make_receipt(**given: Any) -> Receipt:
    values = filled(
        given,
        borrower=make_borrower,
        reference=f"BK-{next(numbers)}",
        identity_key=f"{next(numbers)}",
        received_on=TODAY,
        posted_on=TODAY,
    )
    values = filled(values, lender=lambda: values["borrower"].lender, amount=Decimal("10.00"), currency="CNY")
    return kept(Receipt(**values))


def make_automation(**given: Any) -> Automation:
    values = filled(given, name=f"Rule {next(numbers)}", event=Event.each_night, does=Does.tell)
    return kept(Automation(**values))


def make_firing(**given: Any) -> Firing:
    values = filled(given, automation=make_automation, case=make_case, on=TODAY, fired_on=TODAY, record="case")
    return kept(Firing(**filled(values, record_id=1, outcome=FiringOutcome.done)))


def make_audit_entry(**given: Any) -> AuditEntry:
    return kept(AuditEntry(**filled(given, at=NOW, actor="Collector One", action=AuditAction.viewed)))


def make_backup(**given: Any) -> Backup:
    return kept(Backup(**filled(given, started_at=NOW, file_name="concord-20260302T040000Z.backup")))


def make_reveal_alarm(**given: Any) -> RevealAlarm:
    return kept(RevealAlarm(**filled(given, user=make_user, raised_on=TODAY, count=25)))


def make_user(**given: Any) -> User:
    n = next(numbers)
    values = filled(given, email=f"person{n}@example.com", name=f"Person {n}", fs_uniquifier=secrets.token_hex(16))
    values = filled(values, role=Role.collector, language=Language.en, toured_on=TODAY)
    if values["role"] == Role.legal_partner:
        values = filled(values, partner=make_legal_partner)
    return kept(User(**values))


def make_data_request(**given: Any) -> DataRequest:
    values = filled(given, borrower=make_borrower, kind=DataRequestKind.access, identity=IdentityCheck.known_number)
    return kept(DataRequest(**filled(values, asked_on=TODAY, due_on=TODAY + timedelta(days=30))))


def make_erasure(**given: Any) -> Erasure:
    values = filled(given, borrower=make_borrower, erased_on=TODAY, parts=lambda: ["reach"])
    return kept(Erasure(**filled(values, mark=lambda: secrets.token_hex(16), key="00")))


def make_retention_order(**given: Any) -> RetentionOrder:
    return kept(RetentionOrder(**filled(given, asked_on=TODAY, asked_by=make_user)))


def make_export_request(**given: Any) -> ExportRequest:
    values = filled(given, record="case", kind=ExportKind.csv, narrowing="", row_count=30, reason="For the lender.")
    return kept(ExportRequest(**filled(values, asked_by=make_user, asked_at=NOW)))


MAKERS: dict[str, Any] = {
    name.removeprefix("make_"): maker for name, maker in list(globals().items()) if name.startswith("make_")
}


def on_case(noun: str, case: Case) -> Record:
    """A row of a record that hangs on a case, its loan or its borrower; one that hangs on none of them is just made."""
    if noun in ("case", "loan", "borrower"):
        return case if noun == "case" else getattr(case, noun)
    fields = MAKERS[noun].__annotations__["return"].__mapper__.attrs
    hung = next((name for name in ("case", "loan", "borrower") if name in fields), None)
    if hung is None or noun in ("user", "audit_entry"):
        return MAKERS[noun]()
    return MAKERS[noun](**{hung: case if hung == "case" else getattr(case, hung)})
