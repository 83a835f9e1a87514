"""How the desk and its firm do in the demo what demo/script.py says they do now and then: through the services."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask import current_app
from sqlalchemy import select

from demo import cast, files, life, script
from demo.book import Book, at
from demo.happenings import NothingError, Now
from demo.script import Routine
from models.acceleration import AccelerationCause
from models.automation import Automation
from models.base import Language, db
from models.borrower import Phone, PointSource
from models.case import Case, CaseState
from models.contact_person import Guarantor, JointDebtor
from models.contact_rule import ContactRule
from models.cost import CashTarget, Priced, UnitPrice, WorkedHours
from models.data_request import DataRequest, DataRequestKind, IdentityCheck
from models.decision import OverrideReason
from models.dispute import Dispute, DisputeStatus
from models.loan import Loan
from models.metric import MetricScope, WeeklyMetric
from models.outlook import Means
from models.payment import Payment
from models.plan import Plan
from models.receipt import BankLine, LineStatus, Receipt, ReceiptStatus
from models.referral import Referral
from models.refund import Refund, RefundStatus
from models.saved_view import Audience
from models.set_off import SetOff, SetOffStatus
from models.stage import Channel, Stage, StageCondition
from models.strategy import Proposal, ProposalStatus, StrategyStatus, StrategyVersion
from models.template import Notice, NoticeCode, NoticeText
from models.user import User
from rules import calendar, money, month
from rules.access import Role
from rules.errors import RuleError
from rules.guarantee import ActKind
from rules.limitation import EventKind
from rules.receipt.words import Way
from rules.stage import Asks, Knows
from services import (
    automation,
    bulk_run,
    case,
    configuration,
    credit,
    deadline,
    demand,
    dispute,
    limitation,
    plan,
    portfolio,
    privacy,
    saved_view,
    sending,
    strategy,
)
from services.configuration import batch, text
from services.contact import override, policy
from services.credit import refund, set_off
from services.loan import acceleration, joint
from services.month import history
from services.outlook import means
from services.portfolio import file as portfolio_file
from services.portfolio import table
from services.receipt import dictionary, layout, returns
from services.receipt.survey import Said
from services.referral import hearing_feed, reconciliation, remittance
from services.reminder import notice, service
from services.strategy import dry_run, proposal, trial

TOO_MUCH = Decimal("150.00")
GROSS = Decimal("200.00")


def live(book: Book, day: date) -> None:
    """What is due of the routines of a working day; what the house refuses is tried again on the next one."""
    if day.weekday() > 4:
        return
    for each, (first, times) in script.ROUTINES.items():
        if (day - book.first_day).days < first or book.done[each] == times:
            continue
        now = Now(book, any_case(), cast.the_manager(), day)
        try:
            with db.session.begin_nested():
                ACTS[each](now)
            book.done[each] += 1
        except (RuleError, NothingError):
            continue


def any_case() -> Case:
    """The oldest open case; any one where none is open."""
    return db.session.scalars(select(Case).order_by(Case.state != CaseState.open, Case.id).limit(1)).one()


def columns_chosen(now: Now) -> None:
    """Somebody chooses the columns of a file of another layout; the next one of it is read alike."""
    source = files.written("columns.csv", ("合同", "姓名", "备用", "放款额"), [("DEMO-1", "林新", "", "100.00")])
    sheet = portfolio_file.read(source.file, source.name).sheets[0]
    chosen = {"合同": "contract_no", "姓名": "name", "备用": "", "放款额": "principal"}
    table.remember(files.first_portfolio().lender_id, sheet, chosen)


def keep_view(now: Now) -> None:
    """The manager keeps a view of the open cases for everybody, the latest first."""
    wish = saved_view.Wish("Open, by days past due", Audience.everybody)
    asked = [("state", "open"), ("sort", "days_past_due"), ("desc", "1")]
    saved_view.keep("case", now.user, wish, asked, ["reference", "borrower", "days_past_due", "balance", "stage"])


def assign_many(now: Now) -> None:
    """The manager gives several cases to a collector at once."""
    cases = list(db.session.scalars(select(Case).where(Case.assignee_id.is_not(None)).order_by(Case.id).limit(3)))
    to = cases[0].assignee if cases else None
    if to is None:
        raise NothingError
    ids = [row.id for row in cases]
    run = bulk_run.begin("case", "assign", now.user, ids, {"user": str(to.id)}, now.day, now.moment)
    before = {row.id: row.assignee_id for row in cases}
    for row in cases:
        case.assign(row, to)
    db.session.flush()
    bulk_run.note(run, len(ids), {str(row.id): [before[row.id], row.version, None] for row in cases}, {})


def place(now: Now, due_on: date) -> None:
    """The lender's file names a loan with one instalment; again with another day it changes the schedule."""
    opened_on = calendar.add_months(now.day, -34)
    row = ("DEMO-90003", "林久", "14000090003", "CNY", "3600.00", opened_on, due_on)
    source = files.written(f"old-loans-{now.day}.csv", files.LOANS, [row])
    files.through(portfolio.place([source], files.first_portfolio(), None, now.day, at(now.day, 8), now.user))


def old_loan(now: Now) -> Loan:
    """The loan whose limitation is near."""
    found: Loan = now.first(Loan, Loan.contract_no == "DEMO-90003")
    return found


def hold_guarantor(now: Now) -> None:
    """The guarantor who was not held yet is asked to pay, by a letter that was signed for."""
    row = next((each for each in db.session.scalars(select(Guarantor).order_by(Guarantor.id)) if not each.acts), None)
    if row is None:
        raise NothingError
    deadline.act(row, ActKind.demand_on_guarantor, now.day, life.paper(), now.day, now.user)


def add_evidence(now: Now) -> None:
    """The borrower sends in what proves a dispute."""
    row = now.first(Dispute, Dispute.status == DisputeStatus.open, ~Dispute.evidence.any())
    dispute.attach(row, io.BytesIO(life.page()), "receipt.pdf", now.day)


def ask_for_data(now: Now) -> None:
    """A borrower asks for a copy of what is known of them; another one, that it be erased."""
    asked = select(DataRequest.kind)
    is_first = DataRequestKind.access not in set(db.session.scalars(asked))
    kind = DataRequestKind.access if is_first else DataRequestKind.erasure
    case = now.first(Case, Case.state == CaseState.closed) if not is_first else now.case
    privacy.open(case.borrower, kind, now.day, identity=IdentityCheck.known_number, user=now.user)


def pay_off(now: Now) -> None:
    """A borrower pays a loan off and more, at first one who owes on another loan too: the rest is credit."""
    others = select(Case.borrower_id).where(Case.state == CaseState.open, Case.loan_id != Loan.id)
    with_credit = select(Payment.loan_id).where(credit.some())
    some = select(Loan).where(Loan.outstanding_principal > 0, Loan.id.not_in(with_credit))
    theirs = some.where(Loan.borrower_id.in_(others)) if now.book.done[Routine.paid_off_and_more] % 2 == 0 else some
    row = db.session.scalars(theirs.order_by(Loan.id)).first()
    if row is None:
        raise NothingError
    owed = row.outstanding_principal + row.outstanding_interest + row.outstanding_fee + row.outstanding_charge
    told = (now.day, owed + TOO_MUCH, f"OFF-{now.day:%y%m%d}-{row.id}", row.borrower.name, f"结清 {row.contract_no}")
    files.bank([told], now.day)


def ask_refund(now: Now) -> None:
    """The borrower wants the credit back."""
    taken = select(SetOff.loan_id).union(select(Refund.loan_id))
    row = now.first(Payment, credit.some(), Payment.loan_id.not_in(taken))
    by = db.session.scalars(select(User).where(User.role == Role.collector, User.active.is_(True)).order_by(User.id))
    terms = (row.loan.borrower.name, "6222000000000000", "Paid twice.")
    refund.ask(row.loan, credit.free(row.loan), *terms, today=now.day, user=by.first() or now.user)


def remit(now: Now) -> None:
    """The firm hands on what it collected, less its fee."""
    with_firm = Referral.closed_on.is_(None), Referral.demand_on.is_not(None)
    row = now.first(Referral, *with_firm, ~Referral.remittances.any())
    net = GROSS - min(remittance.agreed_fee(row, GROSS), money.cents(GROSS / 10))
    remittance.record(row, f"R-{row.id}", now.day, GROSS, net, now.day, now.user)


def firm_user() -> User:
    """Who signs in for the firm."""
    return db.session.scalars(select(User).where(User.partner_id == cast.the_partner().id)).one()


def agree_month(now: Now) -> None:
    """The firm agrees to the list of the last month."""
    month = calendar.add_months(now.day.replace(day=1), -1)
    from admin.paper import month as paper

    firm = cast.the_partner()
    reconciliation.answer(firm, month, True, "", firm_user(), now.moment, lambda: paper.frozen(firm, month))


def be_stricter(now: Now) -> None:
    """One conversation a week where the law allows three a day, and warmer thanks: a version, for tomorrow."""

    def add() -> None:
        row = ContactRule(lender=files.first_portfolio().lender, rule="CN-FR-01", most=1, days=7, starts_on=now.on(1))
        policy.check(row)
        thanks = NoticeText(notice=Notice.thanks, channel=Channel.sms, language=Language.zh_Hans)
        thanks.body = "【{{ lender }}】{{ addressed }}，谢谢您：合同{{ contract }}已没有逾期，祝您一切顺利。拒收请回复R"
        notice.check_text(thanks)
        db.session.add_all([row, thanks])
        db.session.flush()

    strategy.written(add, now.day, now.user)
    strategy.ask(tried(now), now.on(1), "Fewer calls, after two complaints.", now.day, now.user)
    publish(now)


def tried(now: Now) -> StrategyVersion:
    """The draft, of which the manager has made a dry run."""
    row = strategy.draft()
    if row is None:
        raise NothingError
    day = now.on(1)
    dry_run.keep(row, day, row.digest, dry_run.make(row, day, now.day, now.moment), now.moment, now.user)
    return row


def publish(now: Now) -> None:
    """The administrator publishes what the manager asks for."""
    row = now.first(StrategyVersion, StrategyVersion.status == StrategyStatus.asked)
    strategy.publish(row, now.day, boss())


def judge_change(now: Now) -> None:
    """The administrator judges by its effect what the manager proposed."""
    row = now.first(Proposal, Proposal.status == ProposalStatus.adopted)
    proposal.judge(row, "No harm seen; more time will tell.", now.day, boss())


def boss() -> User:
    """The administrator."""
    return db.session.scalars(select(User).where(User.role == Role.administrator).order_by(User.id)).one()


def propose_change(now: Now) -> None:
    """A manager reads how many promises were kept, and proposes to call sooner; tomorrow it may be published."""
    proposal.make(
        figure(now), "Call a day sooner and negotiate from day 9: more promises are kept early.", now.day, now.user
    )

    def sooner() -> None:
        now.first(Stage, Stage.key == "initial").next_task_days, now.first(Stage, Stage.key == "mild").days = 1, 9
        firm, least = now.first(Stage, Stage.key == "firm"), Decimal("100.00")
        db.session.add(StageCondition(step=firm, knows=Knows.overdue_amount, how=Asks.at_least, amount=least))
        db.session.flush()

    strategy.written(sooner, now.day, now.user)
    strategy.ask(
        tried(now), now.on(4), "Call a day sooner, negotiate from day 9; no last stage under 100.", now.day, now.user
    )


def draft_change(now: Now) -> None:
    """Another turn: the last stage for those who broke a promise; a dry run, and nobody has asked for it yet."""
    proposal.make(
        figure(now), "The last stage only for who broke a promise: letters to others bring little.", now.day, now.user
    )

    def asks() -> None:
        db.session.add(
            StageCondition(
                step=now.first(Stage, Stage.key == "firm"),
                knows=Knows.broken_promises,
                how=Asks.at_least,
                times=1,
            )
        )
        now.first(Stage, Stage.key == "mild").task_minutes = 15
        db.session.flush()

    strategy.written(asks, now.day, now.user)
    tried(now)


def begin_trial(now: Now) -> None:
    """Four of ten borrowers are reminded every five days instead of every ten: a second person lets it begin."""

    def oftener() -> None:
        row = now.first(Stage, Stage.key == "mild")
        row.remind_every_days, row.task_minutes = 5, 12
        db.session.flush()

    strategy.written(oftener, now.day, now.user)
    row, share, day = strategy.draft(), Decimal("0.4"), now.on(1)
    if row is None:
        raise NothingError
    found = dry_run.make(row, day, now.day, now.moment, share)
    dry_run.keep(row, day, row.digest, found, now.moment, now.user, share)
    made = trial.ask(row, share, day, now.on(90), "Do more reminders help, and do they harm?", now.day, now.user)
    trial.publish(made, now.day, boss())


def figure(now: Now) -> WeeklyMetric:
    """The promises kept of the last week that was measured."""
    whole = (WeeklyMetric.scope == MetricScope.team, WeeklyMetric.name == "kept_rate_count")
    last = select(WeeklyMetric).where(*whole).order_by(WeeklyMetric.week_on.desc()).limit(1)
    row = db.session.scalars(last).first()
    if row is None:
        raise NothingError
    return row


def grant_override(now: Now) -> None:
    """A collector asks for one more call where the house's own rule stops it; a manager lets it pass."""
    for row in db.session.scalars(select(Case).where(Case.state == CaseState.open).order_by(Case.id)):
        if row.assignee is None:
            continue
        try:
            why = "The borrower asked to be called back once more today."
            asked = override.ask(row, Channel.call, OverrideReason.borrower_asked, why, row.assignee, now.moment)
        except RuleError:
            continue
        if now.book.done[Routine.override_granted] == 0:
            override.approve(asked, now.day, now.user)
        return
    raise NothingError


def take_agreement(now: Now) -> None:
    """Somebody takes the agreement of a plan to be signed."""
    from admin.paper import agreement

    row = now.first(Plan, ~Plan.papers.any())
    language = row.case.borrower.language
    plan.paper(row, language, True, lambda: agreement.pdf(row, language, True))


def return_money(now: Now) -> None:
    """The bank takes a payment back: of the first time a manager has taken it off the loan, the second waits."""
    paid = Receipt.status == ReceiptStatus.matched, Receipt.received_on >= now.on(-30)
    files.give_back(now.first(Receipt, *paid), now.day)
    if now.book.done[Routine.money_returned] == 0:
        returns.take_back(now.first(BankLine, BankLine.status == LineStatus.waiting), now.day)


def say_layout(now: Now) -> None:
    """Somebody says of a bank's table without signs that all of it came in; its next file is read alike."""
    columns = {"日期": "received_on", "金额": "amount", "户名": "payer", "备注": "memo"}
    layout.remember(files.first_portfolio().lender_id, list(columns), columns, Said(None, Way.came_in))


def name_two(now: Now) -> None:
    """The lender's file names two people in one contract."""
    on = now.on(-40), now.on(-9)
    rows = [
        ("DEMO-90004", name, phone, "CNY", "2400.00", *on)
        for name, phone in (("林双", "14000090004"), ("林伴", "14000090005"))
    ]
    source = files.written(f"joint-loans-{now.day}.csv", files.LOANS, rows)
    files.through(portfolio.place([source], files.first_portfolio(), None, now.day, at(now.day, 8), now.user))
    for each in db.session.scalars(select(JointDebtor).where(JointDebtor.confirmed_on.is_(None))):
        joint.confirm(each, now.day, now.user)


def call_due(now: Now) -> None:
    """A manager calls the rest of a loan due, of the latest that may be; its notice was signed for."""
    call = acceleration.Call(AccelerationCause.arrears, "第八条第二款", now.on(30), "两期以上未付")
    signed = acceleration.Elsewhere(now.day, life.paper())
    late = select(Case).where(Case.state == CaseState.open, Case.overdue_since < now.on(-30))
    for row in db.session.scalars(late.order_by(Case.id.desc()).limit(10)):
        try:
            language = row.borrower.language
            found = acceleration.decide(row, call, now.day, user=now.user, language=language, elsewhere=signed)
        except RuleError:
            continue
        demand.deliver(found.notice, now.day, row.borrower.name, signed.copy, now.day)
        return
    raise NothingError


def bring_history(now: Now) -> None:
    """The month ends of the system before come in: a few accounts, some of them repaid before the move."""
    ends = [month.before(now.day, back) for back in (4, 3, 2)]
    rows = [
        (f"OLD-{number:03}", f"{end:%Y-%m}", f"M{max(0, number % 4 + at - 1)}", f"{1000 - 100 * at}.00")
        for number in range(40)
        for at, end in enumerate(ends)
    ]
    source = files.written("history.csv", ("合同号", "月份", "状态", "余额"), rows)
    file, book = portfolio_file.read(source.file, source.name), files.first_portfolio()
    for _ in history.take(file, book, "CNY", now.moment, now.user):
        db.session.flush()


def type_costs(now: Now) -> None:
    """Somebody types hours, prices and targets, for the months of the demo."""
    first = now.book.first_day.replace(day=1)
    prices = {Priced.hour: "45.00", Priced.call: "0.30", Priced.sms: "0.05", Priced.letter: "6.00"}
    for kind, amount in prices.items():
        db.session.add(UnitPrice(kind=kind, amount=Decimal(amount), currency="CNY", starts_on=first))
    while first <= now.book.last_day:
        db.session.add(WorkedHours(month_on=first, hours=300))
        db.session.add(CashTarget(month_on=first, amount=Decimal("320000.00"), currency="CNY"))
        first = calendar.add_months(first, 1)


def want_report(now: Now) -> None:
    """The manager asks for the weekly report, and for what waits each morning."""
    cast.the_manager().gets_report = cast.the_manager().gets_digest = True


def want_service(now: Now) -> None:
    """The lender wants a word before a due day, thanks with a sentence on credit, receipts and answers to disputes."""
    row = files.first_portfolio().lender
    row.before_due_days, row.thanks, row.reports_credit = 3, True, True
    row.receipts = row.dispute_answers = True
    service.check(row)
    code = NoticeCode(
        notice=Notice.before_due,
        language=Language.zh_Hans,
        gateway_code="SMS_0000001",
        gateway_variables="name=addressed, sum=amount, day=day",
    )
    notice.check(code)
    db.session.add(code)


def switch_rules_on(now: Now) -> None:
    """The manager lets two of the rules that ship do their work; one that is about money waits for somebody else."""
    for key in ("reply_call_back", "part_paid_check", "early_plan"):
        automation.switch_on(now.first(Automation, Automation.key == key), now.day, now.user)


def state_means(now: Now) -> None:
    """A borrower whose case is open says what comes in and goes out a month."""
    stated = select(Means.borrower_id)
    row = now.first(Case, Case.state == CaseState.open, Case.borrower_id.not_in(stated))
    amounts = (Decimal("6200.00"), Decimal("4300.00"), Decimal("600.00"))
    means.state(row.borrower, row.loan.currency, *amounts, now.day, user=row.assignee)


def share_number(now: Now) -> None:
    """A borrower gives a number that another one of the lender gave before: the night finds the two."""
    first, second = db.session.scalars(select(Phone).order_by(Phone.id).limit(2))
    db.session.add(Phone(borrower=second.borrower, number=first.number, source=PointSource.borrower))


def bring_set_up(now: Now) -> None:
    """The administrator looks at what a file of the set-up would change."""
    document = configuration.read()
    for values in document["overdue_reason"].values():
        values["position"] = str(int(values["position"]) + 1)
    administrator = now.first(User, User.role == Role.administrator)
    batch.bring("reasons-in-another-order.yaml", text.write(document), now.moment, administrator)


ACTS: dict[Routine, Callable[[Now], Any]] = {
    Routine.mail_named: lambda it: sending.set_mail(current_app.config["CONCORD"], {"mail_from": "desk@demo.example"}),
    Routine.columns_chosen: columns_chosen,
    Routine.view_kept: keep_view,
    Routine.many_assigned: assign_many,
    Routine.old_debt_placed: lambda it: place(it, calendar.add_months(it.day, -33)),
    Routine.schedule_changed: lambda it: place(it, old_loan(it).instalments[0].due_on + timedelta(days=3)),
    Routine.deadline_recorded: lambda it: limitation.record(
        old_loan(it), EventKind.demand_delivered, it.on(-900), it.day, note="Courier", scan=life.paper(), user=it.user
    ),
    Routine.guarantor_held: hold_guarantor,
    Routine.evidence_added: add_evidence,
    Routine.history_brought: bring_history,
    Routine.costs_typed: type_costs,
    Routine.report_wanted: want_report,
    Routine.paid_off_and_more: pay_off,
    Routine.set_off_made: lambda it: set_off.make(
        it.first(SetOff, SetOff.status == SetOffStatus.proposed), "As the borrower asked.", it.day, it.moment, it.user
    ),
    Routine.refund_asked: ask_refund,
    Routine.refund_approved: lambda it: refund.approve(
        it.first(Refund, Refund.status == RefundStatus.requested), it.day, it.user
    ),
    Routine.refund_paid: lambda it: refund.pay(
        it.first(Refund, Refund.status == RefundStatus.approved), it.day, it.day
    ),
    Routine.money_guessed: lambda it: files.guess(it.day),
    Routine.remitted: remit,
    Routine.month_agreed: agree_month,
    Routine.calendar_taken: lambda it: hearing_feed.make(firm_user(), it.moment),
    Routine.policy_made_stricter: be_stricter,
    Routine.override_granted: grant_override,
    Routine.agreement_taken: take_agreement,
    Routine.bank_word_said: lambda it: dictionary.remember(
        files.first_portfolio().lender, "status", "已记账", "done", it.moment, it.user
    ),
    Routine.money_returned: return_money,
    Routine.bank_layout_said: say_layout,
    Routine.joint_debtor_named: name_two,
    Routine.rest_called_due: call_due,
    Routine.change_proposed: propose_change,
    Routine.change_published: publish,
    Routine.change_judged: judge_change,
    Routine.change_drafted: draft_change,
    Routine.trial_begun: begin_trial,
    Routine.service_messages_wanted: want_service,
    Routine.rules_switched_on: switch_rules_on,
    Routine.means_stated: state_means,
    Routine.data_asked_for: ask_for_data,
    Routine.number_shared: share_number,
    Routine.set_up_brought: bring_set_up,
}
