"""The panels of the case page: each asks for what is read of it, once; the page stays cheap however rich the case."""

from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event

from admin.case.form import ReasonForm
from admin.case.page import CasePage, whole
from admin.case.panel import Panel, Panelled, post
from admin.case.view import CaseView
from models import db
from models.case import Case, CaseEvent, CaseEventKind
from models.contact import Direction
from models.contact_person import GuaranteeAct
from models.deadline import DeadlineEvent
from models.dispute import DisputeCategory, DisputeDocument, DisputeStatus
from models.document import LoanDocument, PaperKind
from models.hardship import CareNote, Cooperation, HardshipKind
from models.offer import OfferStatus, OfferWaiver
from models.packet import Packet
from models.partner import Payer
from models.payment import Allocation, Component, PaymentKind
from models.plan import PlanInstalment, PlanStatus
from models.referral import ReferralEvent, ReferralStatus
from models.referral_work import CostKind, ItemRequest, LegalCost, Remittance
from models.reminder import ReminderCase
from models.stage import Channel
from models.template import Template
from rules.access import Role
from rules.guarantee import ActKind
from rules.limitation import EventKind
from tests import makers
from tests.makers import NOW, TODAY

MOST = 41
"""Statements of one page, a second time, for whoever it is: the version of the strategy and the outlook ask one each."""
DAY = timedelta(days=1)


@contextmanager
def statements():
    """The statements that the database sees meanwhile."""
    seen = []

    def note(connection, cursor, statement, *rest):
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def rich(count, referred_now=True, **given):
    """An open case with `count` of everything that may hang on it; the last referral runs or has ended."""
    case = makers.make_case(**given, reason=makers.make_overdue_reason())
    policy = case.loan.portfolio.policy
    case.stage = makers.make_stage(policy=policy, key="mild", name="Mild")
    makers.kept(Template(stage=case.stage, channel=Channel.call, language=case.borrower.language, body="Hello."))
    makers.make_phone(borrower=case.borrower, number="14000000001")
    makers.make_task(case=case)
    for number in range(count):
        money(case, number)
        agreed(case, number)
        talked(case, number)
        rested(case, number)
        referred(case, number, referred_now and number == count - 1)
    db.session.commit()
    return case


def money(case, number):
    """An instalment, a payment of it, one that was taken back, a charge, offers and what was asked for."""
    loan = case.loan
    part = makers.make_instalment(loan=loan, due_on=TODAY - DAY * 30 * number, principal=Decimal(100))
    paid = makers.make_payment(loan=loan, amount=Decimal(10))
    makers.kept(Allocation(payment=paid, instalment=part, component=Component.principal, amount=Decimal(10)))
    wrong = makers.make_payment(loan=loan, amount=Decimal(5))
    makers.make_payment(loan=loan, kind=PaymentKind.reversal, reverses=wrong, amount=Decimal(5))
    makers.make_charge(loan=loan, instalment=part)
    offer = makers.make_offer(case=case, status=OfferStatus.lapsed, ended_on=TODAY)
    makers.kept(OfferWaiver(offer=offer, component=Component.penalty, amount=Decimal(1)))
    makers.make_approval(case=case, status="returned", decided_by=makers.make_user())


def agreed(case, number):
    """A promise, and a plan of two parts whose scan was kept."""
    makers.make_promise(case=case, status="broken", made_by=makers.make_user())
    plan = makers.make_plan(case=case, status=PlanStatus.cancelled, agreed_on=TODAY, evidence="signed")
    plan.ended_on, plan.document = TODAY, makers.make_document()
    for no, on in ((1, TODAY), (2, TODAY + DAY * 30)):
        makers.kept(PlanInstalment(plan=plan, number=no, due_on=on, amount=Decimal(150)))


def talked(case, number):
    """A call that said why, a text that came, a reminder, a wish, and somebody else's number."""
    who, at = case.borrower, NOW - DAY * (number + 1)
    outcome, user = makers.make_outcome_code(), makers.make_user()
    why = {"reason": makers.make_overdue_reason(), "reason_basis": "said"}
    makers.make_contact(case=case, at=at, outcome=outcome, user=user, phone=who.phones[0], **why)
    makers.make_contact(case=case, at=at, channel=Channel.sms, direction=Direction.inbound)
    letter = makers.make_reminder(borrower=who, stage=case.stage, queued_on=at.date(), body="Hello.")
    makers.kept(ReminderCase(reminder=letter, case=case, stage=case.stage))
    makers.make_wish(borrower=who)
    makers.make_contact_person(borrower=who)
    makers.make_address(borrower=who, kind="postal", value=f"Road {number}")
    day = TODAY - DAY * number
    makers.kept(CaseEvent(case=case, on=day, kind=CaseEventKind.stage_raised, stage=case.stage))


def rested(case, number):
    """A hold, days that do not count, a dispute with a file, a hardship and how we get on."""
    user = makers.make_user()
    makers.make_hold(case=case, owner=user, released_on=TODAY)
    start = date(2025, 1, 1) + DAY * 10 * number
    makers.make_pause(loan=case.loan, starts_on=start, ends_on=start + DAY, entered_by=user)
    over = {"status": DisputeStatus.rejected, "decided_on": TODAY, "decided_by": user, "owner": user}
    dispute = makers.make_dispute(case=case, category=DisputeCategory.fees, **over)
    file = makers.make_document()
    makers.kept(DisputeDocument(dispute=dispute, document=file, added_on=TODAY))
    makers.make_hardship(borrower=case.borrower, kind=list(HardshipKind)[number % 4], owner=user)
    days = {"noted_on": TODAY, "expires_on": TODAY + DAY}
    makers.kept(CareNote(borrower=case.borrower, cooperation=Cooperation.neutral, noted_by=user, **days))


def referred(case, number, runs):
    """A referral with its history, a question, a cost and money; demands, papers, packets, guarantors, clocks."""
    user, closed_on = makers.make_user(), None if runs else TODAY
    row = makers.make_referral(case=case, closed_on=closed_on, referred_by=user, judgment_on=TODAY - DAY)
    scan = makers.make_document()
    makers.kept(ReferralEvent(referral=row, at=NOW - DAY, status=ReferralStatus.filed, user=user, document=scan))
    terms = {"on": TODAY, "recorded_on": TODAY, "amount": Decimal(5), "paid_by": Payer.lender}
    makers.kept(LegalCost(referral=row, kind=CostKind.court_fee, **terms))
    makers.kept(ItemRequest(referral=row, item="contract", asked_at=NOW))
    paid, days = makers.make_payment(loan=case.loan), {"received_on": TODAY, "recorded_on": TODAY}
    sums = {"gross": Decimal(10), "fee": Decimal(1), "net": Decimal(9)}
    makers.kept(Remittance(referral=row, reference=f"Z-{number}", payment=paid, **days, **sums))
    makers.make_demand(case=case, status="drafted", dispatched_on=None, user=user)
    makers.make_demand(case=case, status="delivered", scan=scan, settled_on=TODAY, signer="李四")
    kind = list(PaperKind)[number % len(PaperKind)]
    makers.kept(LoanDocument(loan=case.loan, kind=kind, on=TODAY, document=scan, added_on=TODAY, user=user))
    guarantor, act = makers.make_guarantor(loan=case.loan), {"kind": ActKind.demand_on_guarantor, "document": scan}
    makers.kept(GuaranteeAct(guarantor=guarantor, on=TODAY, recorded_on=TODAY, user=user, **act))
    makers.kept(DeadlineEvent(loan=case.loan, kind=EventKind.call_missed, on=TODAY - DAY, recorded_on=TODAY, user=user))
    sums = {"claim_amount": Decimal(1), "digest": "0", "byte_count": 1, "page_count": 1, "manifest": {}}
    makers.kept(Packet(case=case, number=number + 1, language="en", as_of=TODAY, made_at=NOW, **sums))


@pytest.fixture
def team(app):
    makers.make_team()


def asked(browser, case, more=""):
    """The statements of a page, the second time it is opened."""
    path = f"/cases/details/?id={case.id}{more}"
    assert browser.get(path).status_code == 200
    with statements() as seen:
        browser.get(path)
    return seen


ROLES = [(Role.manager, True), (Role.manager, False), (Role.collector, True), (Role.auditor, True)]


@pytest.mark.slow
@pytest.mark.parametrize(("role", "referred_now"), ROLES)
def test_the_page_of_a_rich_case_takes_few_statements_however_much_hangs_on_it(role, referred_now, team, sign_in):
    browser, person = sign_in(role)
    few, many = (rich(count, referred_now, assignee=person) for count in (2, 5))

    first, second = len(asked(browser, few)), len(asked(browser, many))

    assert first <= MOST
    assert second <= first


def test_a_case_without_anything_asks_for_nothing_that_hangs_on_it(team, sign_in):
    browser, person = sign_in(Role.collector)
    case = makers.make_case(assignee=person)

    seen = asked(browser, case)

    tables = ("offer", "promise", "dispute", "demand", "packet", "charge", "guarantor", "approval", "hardship")
    assert [each for each in seen if each.startswith(tuple(f"SELECT {table}." for table in tables))] == []


def test_what_is_not_opened_asks_nothing(team, sign_in):
    browser, _ = sign_in(Role.manager)
    case = rich(2)

    page, history = asked(browser, case), asked(browser, case, "&tab=history")
    calls = asked(browser, case, "&show=contact")

    assert not [each for each in page if "FROM audit_entry" in each]
    shut = tuple(f"SELECT {table}." for table in ("contact", "promise", "referral", "wish", "outcome_code"))
    assert not [each for each in history if each.startswith(shut)]
    assert not [each for each in calls if "FROM reminder JOIN" in each or "FROM case_event" in each]


def test_a_fact_is_asked_for_when_it_is_read_and_once(the_app, team, sign_in):
    sign_in(Role.manager)
    view = next(each for each in the_app.extensions["admin"][0]._views if isinstance(each, CaseView))
    case = rich(2)
    page = CasePage(view, db.session.get_one(Case, case.id))

    with statements() as before:
        money = page.money
    with statements() as first:
        payments = money.payments
    with statements() as again:
        assert page.money.payments is payments

    assert (before, again) == ([], [])
    assert first


def test_a_form_that_was_not_saved_stands_in_the_place_of_its_fact_and_its_sheet_is_open(team, sign_in):
    browser, _ = sign_in(Role.manager)
    case = rich(1)

    text = browser.submit(f"/cases/reage/?id={case.id}", count="abc", reason="agreed").text

    assert '<h2 id="sheet-title" class="grow">Re-age: a new series</h2>' in text
    assert 'value="abc"' in text


def test_every_panel_has_a_name_of_its_own_and_says_what_it_is():
    names = [panel.name for panel in CaseView.panels]

    assert len(set(names)) == len(names)
    assert all(panel.name and panel.__doc__ for panel in CaseView.panels)


def test_two_posts_of_one_name_are_refused_at_start():
    class Twice(Panel):
        """It wants the name of a route that is there already."""

        @post("/twice/", ("view", "case"), ReasonForm, "Done.")
        def log(self, form):
            """Log."""

    with pytest.raises(TypeError, match=r"Twice\.log"):
        type("Screen", (Panelled,), {"panels": (Twice,), "log": None})


def test_a_case_out_of_reach_is_not_found(the_app, team):
    case = makers.make_case()
    db.session.commit()

    with the_app.test_request_context(), pytest.raises(Exception, match="404"):
        whole(case.id)
