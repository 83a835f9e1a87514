"""A word before a due day, and thanks once nothing is overdue: wanted per lender, bound by the gate, asking nothing."""

from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest
from sqlalchemy import event, select

from jobs import nightly
from models import db
from models.case import Case, CaseState, Episode
from models.decision import Decision, DecisionKind, Verdict
from models.dispute import DisputeCategory, DisputeStatus
from models.hold import HoldKind
from models.lender import Licence
from models.reminder import Reminder, ReminderStatus
from models.service_message import ServiceKind, ServiceMessage
from models.stage import Channel
from models.template import Notice, NoticeCode
from models.wish import WishKind
from rules import contact, content, message, sms
from rules.access import Role
from rules.contact import service as rule
from rules.contact.facts import Action, Entry, Facts, Flags
from rules.errors import RuleError
from rules.outlook.past import Spell
from services import dispute, hardship, hold, payment, plan, reminder
from services.channel import Sent
from services.doctor import contact as doctor
from services.doctor.invariant import Look
from services.reminder import gate, service
from tests import desk, makers

D = Decimal
FIRST, NEXT = date(2026, 2, 1), date(2026, 3, 1)
PAID = date(2026, 2, 10)
DAY = NEXT - timedelta(days=3)
LANGUAGES = ("en", "zh_Hans", "zh_Hant")


@pytest.fixture
def case(app):
    """A loan whose first instalment was late and is paid; the second falls due on 1 March."""
    portfolio = desk.start()
    portfolio.lender.before_due_days, portfolio.lender.thanks = 3, True
    row = desk.lend(portfolio, [FIRST, NEXT])
    db.session.commit()
    nightly.stage_cases(date(2026, 2, 5), desk.at(date(2026, 2, 5)))
    payment.record(row.loan, D("100.00"), PAID, PAID, "P1")
    db.session.commit()
    nightly.stage_cases(PAID, desk.at(PAID))
    return row


def remind(day=DAY):
    return dict(nightly.remind_before_due(day, desk.at(day)).counts)


def thank(day=PAID):
    return dict(nightly.thank_for_cures(day, desk.at(day)).counts)


def messages():
    return list(db.session.scalars(select(ServiceMessage).order_by(ServiceMessage.id)))


class Taking:
    """A channel that takes everything."""

    def send(self, said):
        return Sent(f"ref-{said.reference}")


def send(day, row=None):
    """Claim and send what waits; how it ended."""
    found = row or messages()[-1].reminder
    at = desk.at(day)
    answers = gate.claim_many([found.id], at)
    db.session.commit()
    if not answers[found.id].problem:
        reminder.read(found)
        reminder.begin(found)
        reminder.send(found, {found.channel: Taking()}, at)
    db.session.commit()
    db.session.refresh(found)
    return found


def test_who_was_late_before_hears_of_the_next_due_day_once(case):
    assert remind(DAY - timedelta(days=1)) == {}
    assert remind() == {"queued": 1}
    assert remind() == {}
    assert remind(DAY + timedelta(days=1)) == {}

    [row] = messages()
    assert (row.kind, row.on, row.amount, row.case_id) == (ServiceKind.before_due, NEXT, D("100.00"), case.id)
    assert row.reminder.channel == Channel.sms
    assert "CN¥100.00 of contract" in row.reminder.body or "¥100.00" in row.reminder.body
    assert "March 1" in row.reminder.body or "1 March" in row.reminder.body or "Mar 1" in row.reminder.body


def test_it_leaves_by_the_gate_under_a_purpose_of_its_own_and_opens_nothing(case):
    remind()

    found = send(DAY)

    assert found.status == ReminderStatus.sent
    decisions = db.session.scalars(select(Decision).filter_by(kind=DecisionKind.send)).all()
    assert [(each.verdict, each.facts["action"]["purpose"]) for each in decisions] == [(Verdict.allowed, "service")]
    assert decisions[0].facts["flags"]["paid_or_settled"] is True
    nightly.stage_cases(DAY, desk.at(DAY))
    assert db.session.get_one(Case, case.id).state == CaseState.closed
    assert db.session.query(Episode).filter_by(case_id=case.id).count() == 1
    assert list(doctor.message_was_allowed(Look(DAY, desk.at(DAY)))) == []
    assert list(doctor.service_message_was_free(Look(DAY, desk.at(DAY)))) == []


def test_who_was_never_late_hears_nothing(case):
    desk.lend(case.loan.portfolio, [NEXT])
    db.session.commit()

    assert remind() == {"queued": 1}


@pytest.mark.parametrize("kind", ["off", "open", "held", "struggles", "elsewhere", "paid", "archived"])
def test_nobody_is_reminded_who_is_not_to_be(case, kind):
    borrower = case.borrower
    if kind == "off":
        borrower.lender.before_due_days = None
    if kind == "open":
        case.state = CaseState.open
    if kind == "held":
        hold.open(case, HoldKind.deceased, PAID, "the family says so", DAY + timedelta(days=9))
    if kind == "struggles":
        hardship.report(borrower, PAID)
    if kind == "elsewhere":
        makers.make_case(loan=makers.make_loan(borrower=borrower, portfolio=case.loan.portfolio))
    if kind == "paid":
        payment.record(case.loan, D("100.00"), PAID, PAID, "P2")
    if kind == "archived":
        case.archived_on = PAID
    db.session.commit()

    assert "queued" not in remind()
    assert messages() == []


@pytest.mark.parametrize(
    ("licence", "may"),
    [
        (Licence.cn_micro_lender, True),
        (Licence.us_first_party, True),
        (Licence.us_third_party, False),
        (Licence.tw_agency, False),
        (Licence.uk_firm, False),
    ],
)
def test_who_collects_for_others_writes_none(case, licence, may):
    lender = case.borrower.lender
    lender.licence = licence
    db.session.commit()

    assert rule.may(licence) is may
    assert bool(service.before_due(DAY)) is may
    assert bool(service.thanks(PAID)) is may
    if not may:
        with pytest.raises(RuleError, match="collects for others"):
            service.check(lender)


def test_it_is_off_until_a_lender_wants_it_and_a_screen_says_how_many_days(app, sign_in):
    row = desk.start().lender
    assert (row.before_due_days, row.thanks, row.reports_credit) == (None, False, False)
    client, _ = sign_in(Role.administrator)
    form = {"name": row.name, "licence": "cn_micro_lender", "thanks": "y"}

    answer = client.submit(f"/lenders/edit/?id={row.id}", **form, before_due_days="30", version=row.version)
    assert "1 to 14 days ahead" in answer.text
    client.submit(f"/lenders/edit/?id={row.id}", **form, before_due_days="4", version=row.version)
    db.session.expire_all()

    assert (row.before_due_days, row.thanks) == (4, True)


def test_what_is_paid_switched_off_or_held_meanwhile_does_not_leave(case):
    remind()
    found = messages()[0].reminder
    assert send(NEXT, found).status == ReminderStatus.suppressed
    assert "its day has come" in found.problem


@pytest.mark.parametrize("kind", ["paid", "off", "held", "blind"])
def test_it_is_asked_again_right_before_it_leaves(case, kind):
    remind()
    if kind == "paid":
        payment.record(case.loan, D("100.00"), DAY, DAY, "P2")
    if kind == "off":
        case.borrower.lender.before_due_days = None
    if kind == "held":
        hold.open(case, HoldKind.dispute, DAY, "says it is wrong", DAY + timedelta(days=9))
    if kind == "blind":
        case.loan.portfolio.payments_as_of = date(2026, 1, 1)
    db.session.commit()

    assert send(DAY).status == ReminderStatus.suppressed


def test_an_amount_that_was_paid_in_part_does_not_leave(case):
    remind()
    payment.record(case.loan, D("60.00"), DAY, DAY, "P-part")
    db.session.commit()

    assert send(DAY).status == ReminderStatus.suppressed


def test_another_case_of_the_borrower_that_opened_meanwhile_keeps_it_back(case):
    remind()
    other = desk.lend(case.loan.portfolio, [DAY - timedelta(days=1)])
    other.borrower = other.loan.borrower = case.borrower
    other.state = CaseState.open
    db.session.commit()

    assert send(DAY).status == ReminderStatus.suppressed


def test_an_opt_out_takes_the_next_way_and_none_is_left_without_one(case):
    case.borrower.phones[0].status = "opted_out"
    db.session.commit()
    assert remind() == {"queued": 1}
    assert messages()[0].reminder.channel == Channel.email


def test_a_wish_for_no_texts_and_no_mail_is_kept(case):
    for channel in (Channel.sms, Channel.email):
        makers.make_wish(borrower=case.borrower, kind=WishKind.opt_out, channel=channel, received_at=desk.at(PAID))
    db.session.commit()

    assert remind() == {"not_allowed": 1}
    assert [(row.reminder.status, bool(row.reminder.problem)) for row in messages()] == [("suppressed", True)]
    asked = db.session.scalar(select(db.func.count(Decision.id)))
    assert remind() == {}
    assert db.session.scalar(select(db.func.count(Decision.id))) == asked


def test_who_ended_arrears_with_money_is_thanked_once_with_one_sentence_where_the_lender_reports(case):
    case.borrower.lender.reports_credit = True
    db.session.commit()

    assert thank() == {"queued": 1}
    assert thank() == {}
    [row] = messages()
    assert (row.kind, row.on) == (ServiceKind.thanks, PAID)
    assert "Thank you" in row.reminder.body
    assert "credit register" in row.reminder.body
    assert send(PAID).status == ReminderStatus.sent


def test_without_reports_nothing_is_said_of_credit_and_late_thanks_are_none(case):
    assert thank(PAID + timedelta(days=3)) == {}
    assert thank(PAID + timedelta(days=2)) == {"queued": 1}
    assert "credit" not in messages()[0].reminder.body


def test_arrears_that_ended_without_money_bring_no_thanks(app):
    portfolio = desk.start()
    portfolio.lender.thanks = True
    row = desk.lend(portfolio, [FIRST])
    db.session.commit()
    nightly.stage_cases(date(2026, 2, 5), desk.at(date(2026, 2, 5)))
    payment.waive(row.loan, "principal", D("100.00"), PAID, PAID, "W1", "goodwill")
    db.session.commit()
    nightly.stage_cases(PAID, desk.at(PAID))

    assert db.session.get_one(Case, row.id).state == CaseState.closed
    assert thank() == {}


def test_no_thanks_go_out_once_something_is_overdue_again(case):
    thank()
    payment.reverse(case.loan.payments[0], PAID, "bounced")
    db.session.commit()

    assert send(PAID).status == ReminderStatus.suppressed


def test_it_counts_as_the_message_of_no_stage(case):
    remind()
    send(DAY)
    day = NEXT + timedelta(days=2)
    nightly.stage_cases(day, desk.at(day))

    assert nightly.queue_reminders(day, desk.at(day)).counts == {"queued": 1}


TEMPLATES = sorted(service.MESSAGES.glob("*.txt"))


def test_every_message_is_there_in_every_channel_and_language():
    names = {
        f"{kind}.{channel}.{tongue}.txt" for kind, channel, tongue in product(ServiceKind, service.WAYS, LANGUAGES)
    }

    sentences = ("credit_reported", *(f"outcome_{each}" for each in service.ANSWERED))
    assert {file.name for file in TEMPLATES} == names | {
        f"{name}.{tongue}.txt" for name, tongue in product(sentences, LANGUAGES)
    }


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_the_words_pass_the_content_check_and_a_text_is_short(file):
    text, language = file.read_text("utf-8").strip(), file.name.split(".")[-2]

    assert content.check(text, language.replace("_", "-"), "borrower") == []
    assert set(message.PLACE.findall(text)) <= {
        "addressed",
        "name",
        "lender",
        "collector",
        "amount",
        "contract",
        "day",
        "callback_number",
        "complaints_number",
        "pay_to",
        "credit",
        "outcome",
    }
    if ".sms." in file.name:
        assert sms.counted(message.PLACE.sub("张三李四", text), "cn").parts <= 4


SHANGHAI = ("Asia/Shanghai",)
PAID_UP = Flags(paid_or_settled=True)


def judged(at, log=(), flags=PAID_UP, purpose=rule.PURPOSE, licence="cn_micro_lender"):
    return contact.decide(Facts(at, licence, SHANGHAI, Action("sms", purpose=purpose, number="1"), log, flags))


def test_a_paid_loan_stops_collecting_and_not_a_service_message():
    at = desk.at(DAY)

    assert judged(at).verdict == contact.ALLOWED
    assert judged(at, purpose="collect").rules == ("ALL-STOP-PAID",)


def test_hours_caps_opt_outs_and_stops_bind_it():
    at = desk.at(DAY)
    text = Entry(at - timedelta(hours=1), "sms", number="1")

    assert judged(desk.at(DAY, 15)).rules == ("CN-QH-01",)
    assert judged(at, (text,)).rules == ("POL-SMS-01",)
    assert judged(at, flags=PAID_UP._replace(opted_out=("sms",))).verdict == contact.BLOCKED
    assert judged(at, flags=PAID_UP._replace(no_contact_order=True)).verdict == contact.BLOCKED


def test_late_before_means_before():
    over, now = Spell(FIRST, PAID), Spell(FIRST, None)

    assert rule.was_late([over])
    assert not rule.was_late([])
    assert not rule.was_late([over, now])


def test_the_doctor_names_one_that_left_for_a_third_party_collector_or_from_a_rest(case):
    remind()
    send(DAY)
    look = Look(DAY, desk.at(DAY))
    case.borrower.lender.licence = Licence.us_third_party
    db.session.flush()
    assert [each.record for each in doctor.service_message_was_free(look)] == ["reminder"]

    case.borrower.lender.licence = Licence.cn_bank
    hold.open(case, HoldKind.dispute, DAY, "says it is wrong", DAY + timedelta(days=9))
    db.session.flush()
    [found] = doctor.service_message_was_free(look)
    assert "while its case rested" in found.said
    assert db.session.get_one(Reminder, found.id).status == ReminderStatus.sent


def test_a_text_carries_the_code_that_the_gateway_approved_for_it(case):
    case.borrower.lender.reports_credit = True
    given = {"language": case.borrower.language, "gateway_variables": "who=addressed, until=day"}
    makers.make_notice_code(notice=Notice.before_due, gateway_code="SMS_7", **given)
    makers.make_notice_code(notice=Notice.thanks, gateway_code="SMS_8", **given | {"gateway_variables": "more=credit"})
    db.session.commit()

    thank()
    remind()

    thanks, before = (row.reminder for row in messages())
    assert (before.gateway_code, sorted(before.gateway_values)) == ("SMS_7", ["until", "who"])
    assert before.gateway_values["who"]
    assert (thanks.gateway_code, thanks.gateway_values) == (
        "SMS_8",
        {"more": "We report to a credit register how this loan is paid; as of today nothing of it is overdue."},
    )


def test_the_code_of_a_notice_is_a_row_and_a_place_that_nothing_fills_is_refused(app, sign_in):
    makers.make_team()
    client, _ = sign_in(Role.manager)
    form = {"notice": "set_off", "language": "zh_Hans", "gateway_code": "SMS_9"}

    assert "fills no place" in client.submit("/notice-codes/new/", **form, gateway_variables="x=credit").text
    client.submit("/notice-codes/new/", **form, gateway_variables="rest=left")

    [row] = db.session.scalars(select(NoticeCode))
    assert (row.notice, row.gateway_variables) == (Notice.set_off, "rest=left")


def test_many_messages_ask_no_more_than_one(case):
    more = [desk.lend(case.loan.portfolio, [FIRST, NEXT]) for _ in range(6)]
    told = {row.id: service.Told(ServiceKind.before_due, NEXT, D("100.00")) for row in (case, *more)}
    db.session.commit()
    counts = []
    for some in ([case.id], [row.id for row in more]):
        with heard() as asked:
            service.queue({id: told[id] for id in some}, DAY, desk.at(DAY))
        counts.append(len(asked))
        db.session.commit()

    assert len(messages()) == 7
    assert counts[1] <= counts[0] + 2


@contextmanager
def heard():
    """The statements that are asked meanwhile."""
    found = []

    def hear(*given):
        found.append(given[2])

    event.listen(db.engine, "before_cursor_execute", hear)
    yield found
    event.remove(db.engine, "before_cursor_execute", hear)


@pytest.fixture
def worked(case):
    """An open case of a lender that wants a word on every moment."""
    lender = case.borrower.lender
    lender.receipts, lender.plan_due_days, lender.dispute_answers, lender.welcomes = True, 3, True, True
    row = desk.lend(case.loan.portfolio, [FIRST])
    row.loan.borrower.lender.thanks = False
    db.session.commit()
    nightly.stage_cases(PAID, desk.at(PAID))
    return db.session.get_one(Case, row.id)


def night(step, day):
    return dict(step(day, desk.at(day)).counts)


def last():
    row = messages()[-1]
    db.session.refresh(row.reminder)
    return row


def test_money_on_an_open_case_brings_one_receipt_for_all_of_the_day(worked):
    payment.record(worked.loan, D("30.00"), PAID, PAID, "R1")
    payment.record(worked.loan, D("20.00"), PAID, PAID, "R2")
    db.session.commit()

    assert night(nightly.confirm_receipts, PAID)["queued"] >= 1
    row = next(each for each in messages() if each.case_id == worked.id)
    assert (row.kind, row.on, row.amount) == (ServiceKind.receipt, PAID, D("50.00"))
    assert "50.00 for contract" in row.reminder.body
    assert night(nightly.confirm_receipts, PAID + timedelta(days=1)) == {}
    assert send(PAID, row.reminder).status == ReminderStatus.sent
    assert list(doctor.service_message_was_free(Look(PAID, desk.at(PAID)))) == []


def test_money_that_went_back_or_came_long_ago_brings_no_receipt(worked):
    payment.record(worked.loan, D("30.00"), PAID - timedelta(days=20), PAID, "R0")
    later = PAID + timedelta(days=1)
    back = payment.record(worked.loan, D("20.00"), later, later, "R2")
    db.session.commit()
    night(nightly.confirm_receipts, later)
    [row] = [each for each in messages() if each.case_id == worked.id]
    assert row.amount == D("20.00")

    payment.reverse(back, later, "bounced")
    db.session.commit()
    assert send(later, row.reminder).status == ReminderStatus.suppressed
    assert "went back" in row.reminder.problem


@pytest.mark.parametrize("paid_on", [PAID, PAID - timedelta(days=20)])
def test_money_that_was_posted_beside_it_stops_no_receipt(worked, paid_on):
    payment.record(worked.loan, D("30.00"), PAID, PAID, "R1")
    db.session.commit()
    night(nightly.confirm_receipts, PAID)
    [row] = [each for each in messages() if each.case_id == worked.id]
    payment.record(worked.loan, D("20.00"), paid_on, PAID, "R2")
    db.session.commit()

    assert send(PAID, row.reminder).status == ReminderStatus.sent


def test_old_money_of_the_same_day_keeps_no_receipt_whose_own_money_went_back(worked):
    payment.record(worked.loan, D("30.00"), PAID - timedelta(days=20), PAID, "R0")
    back = payment.record(worked.loan, D("20.00"), PAID, PAID, "R1")
    db.session.commit()
    night(nightly.confirm_receipts, PAID)
    [row] = [each for each in messages() if each.case_id == worked.id]
    payment.reverse(back, PAID, "bounced")
    db.session.commit()

    assert send(PAID, row.reminder).status == ReminderStatus.suppressed


def test_a_word_that_the_gate_stopped_keeps_no_message_of_the_stage_back(worked):
    payment.record(worked.loan, D("30.00"), PAID, PAID, "R1")
    db.session.commit()
    night(nightly.confirm_receipts, PAID)
    [row] = [each for each in messages() if each.case_id == worked.id]
    row.reminder.status, row.reminder.problem = ReminderStatus.suppressed, "Not allowed"
    db.session.commit()

    assert dict(reminder.queue([worked.borrower_id], PAID, desk.at(PAID))) == {"queued": 1}
    db.session.commit()
    [found] = db.session.scalars(select(Reminder).filter_by(borrower_id=worked.borrower_id, status="queued"))
    assert [each.case_id for each in found.cases] == [worked.id]
    assert dict(reminder.queue([worked.borrower_id], PAID, desk.at(PAID))) == {}


def planned(worked, first_on):
    worked.borrower.lender.licence = Licence.hk_lender
    row = plan.propose(worked, D("100.00"), 2, first_on, PAID)
    plan.agree(row, "signed form", PAID, desk.at(PAID))
    db.session.commit()
    return row


def test_a_running_plan_brings_a_word_before_its_day_though_it_holds_the_case(worked):
    row = planned(worked, PAID + timedelta(days=3))
    assert hold.running(worked, PAID)

    assert night(nightly.remind_plans, PAID) == {"queued": 1}
    assert night(nightly.remind_plans, PAID) == {}
    assert (last().kind, last().on, last().amount) == (ServiceKind.plan_due, row.instalments[0].due_on, D("50.00"))
    assert "plan we agreed" in last().reminder.body
    assert send(PAID, last().reminder).status == ReminderStatus.sent
    purposes = [each.facts["action"]["purpose"] for each in db.session.scalars(select(Decision))]
    assert set(purposes[-2:]) == {"collect"}
    assert list(doctor.service_message_was_free(Look(PAID, desk.at(PAID)))) == []


def test_the_law_of_the_mainland_lets_no_word_pass_while_a_plan_runs(worked):
    planned(worked, PAID + timedelta(days=3))
    worked.borrower.lender.licence = Licence.cn_bank
    db.session.commit()

    assert night(nightly.remind_plans, PAID) == {"not_allowed": 1}
    assert {each.rules for each in db.session.scalars(select(Decision))} == {"CN-PAUSE-01"}


@pytest.mark.parametrize("kind", ["paid", "held", "cancelled", "off"])
def test_a_word_before_a_plans_day_is_asked_again_right_before_it_leaves(worked, kind):
    row = planned(worked, PAID + timedelta(days=3))
    night(nightly.remind_plans, PAID)
    found = last().reminder
    if kind == "paid":
        row.instalments[0].paid = D("50.00")
    if kind == "held":
        hold.open(worked, HoldKind.deceased, PAID, "the family says so", DAY)
    if kind == "cancelled":
        plan.cancel(row, "asked for another one", PAID)
    if kind == "off":
        worked.borrower.lender.plan_due_days = None
    db.session.commit()

    assert send(PAID, found).status == ReminderStatus.suppressed


@pytest.mark.parametrize(
    ("status", "said"), [(DisputeStatus.upheld, "You were right"), (DisputeStatus.rejected, "found no error")]
)
def test_a_decided_dispute_is_answered_once(worked, status, said):
    row = dispute.open(worked, DisputeCategory.amount, "I paid that", PAID)
    db.session.commit()
    assert night(nightly.answer_disputes, PAID) == {}
    dispute.decide(row, status, "the bank says otherwise", PAID)
    db.session.commit()

    assert night(nightly.answer_disputes, PAID) == {"queued": 1}
    assert night(nightly.answer_disputes, PAID) == {}
    assert (last().kind, said in last().reminder.body) == (ServiceKind.dispute_answered, True)
    assert "the bank says" not in last().reminder.body
    assert send(PAID, last().reminder).status == ReminderStatus.sent


def test_who_contests_again_or_withdrew_gets_no_answer(worked):
    row = dispute.open(worked, DisputeCategory.amount, "I paid that", PAID)
    dispute.decide(row, DisputeStatus.withdrawn, "a mistake", PAID)
    db.session.commit()
    assert night(nightly.answer_disputes, PAID) == {}

    row = dispute.open(worked, DisputeCategory.fees, "too much", PAID)
    dispute.decide(row, DisputeStatus.rejected, "as agreed", PAID)
    db.session.commit()
    night(nightly.answer_disputes, PAID)
    dispute.open(worked, DisputeCategory.fees, "still too much", PAID)
    db.session.commit()
    assert send(PAID, last().reminder).status == ReminderStatus.suppressed


def test_a_new_loan_is_welcomed_and_one_that_came_over_late_or_overdue_is_not(worked):
    portfolio = worked.loan.portfolio
    new, old, late = desk.lend(portfolio, [NEXT]), desk.lend(portfolio, [NEXT]), desk.lend(portfolio, [FIRST])
    for row in (new, old, late):
        row.loan.entered_on = row.loan.opened_on = PAID
    old.loan.opened_on = PAID - timedelta(days=200)
    db.session.commit()
    nightly.stage_cases(PAID, desk.at(PAID))

    assert night(nightly.welcome_borrowers, PAID) == {"queued": 1}
    assert (last().case_id, last().kind) == (new.id, ServiceKind.welcome)
    assert "nothing is overdue" in last().reminder.body
    assert night(nightly.welcome_borrowers, PAID + timedelta(days=1)) == {}
    assert send(PAID, last().reminder).status == ReminderStatus.sent


def test_all_of_it_is_off_until_a_lender_wants_it(worked):
    lender = worked.borrower.lender
    lender.receipts, lender.plan_due_days, lender.dispute_answers, lender.welcomes = False, None, False, False
    payment.record(worked.loan, D("30.00"), PAID, PAID, "R1")
    worked.loan.entered_on = worked.loan.opened_on = PAID
    db.session.commit()

    for step in (nightly.confirm_receipts, nightly.remind_plans, nightly.answer_disputes, nightly.welcome_borrowers):
        assert night(step, PAID) == {}


def test_own_words_stand_in_for_those_of_the_house(case):
    words = {"channel": Channel.sms, "language": case.borrower.language, "body": "{{ lender }}: Well done. STOP"}
    makers.make_notice_text(notice=Notice.thanks, **words)
    db.session.commit()

    thank()

    assert messages()[0].reminder.body.endswith(": Well done. STOP")
