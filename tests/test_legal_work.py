"""Demands, deadlines, readiness, proposals, costs and remittances, through the services."""

import io
import shutil
from datetime import date, timedelta
from decimal import Decimal

import pytest
from pypdf import PdfReader

from jobs import daytime, nightly
from models import db
from models.base import Language
from models.deadline import DeadlineAlarm
from models.demand import DemandKind, DemandStatus
from models.document import PaperKind
from models.lender import Licence
from models.partner import FeeBasis
from models.payment import Payment
from models.referral import Referral, ReferralStatus
from models.referral_work import CostKind, PaymentNotice
from models.stage import Stage
from rules import demand as demand_rule
from rules.access import Role
from rules.errors import RuleError
from rules.guarantee import ActKind
from rules.limitation import EventKind
from rules.referral import fee_agreement, partner_choice
from rules.referral.readiness import Item, Law
from services import case, deadline, demand, document, limitation, owed, payment, referral
from services.channel import outbox
from services.referral import partner, readiness, remittance, work
from services.referral import partner as choice_service
from tests import desk, makers

TODAY = date(2026, 3, 20)
NOW = desk.at(TODAY)
Status = ReferralStatus


@pytest.fixture
def row(app):
    found = desk.lend(desk.start())
    makers.make_address(borrower=found.borrower, kind="postal", value="上海市浦东新区示范路1号")
    case.restage(found, TODAY)
    return found


@pytest.fixture
def person(app):
    return makers.make_user(role=Role.manager, name="Manager One")


def scan(words="proof"):
    return document.keep(io.BytesIO(desk.pdf(words)), "proof.pdf")


def sent(row, person, kind=DemandKind.demand_letter):
    found = demand.draft(row, kind, Language.zh_Hans, person, TODAY)
    demand.dispatch(found, "EMS", "EX1", "催款函", demand.postal(row)[0], TODAY, NOW)
    return found


@pytest.mark.parametrize("kind", [DemandKind.demand_letter, DemandKind.placement_notice])
@pytest.mark.parametrize("language", list(Language))
def test_a_demand_states_what_it_must_in_each_language(row, person, kind, language):
    made = demand.draft(row, kind, language, person, TODAY)

    text = "".join(PdfReader(io.BytesIO(document.read(made.document))).pages[0].extract_text().split())
    assert row.loan.contract_no in text
    assert "021-1" in text
    assert "021-2" in text
    assert (made.reference, made.amount, made.status) == ("D-000001", row.balance, DemandStatus.drafted)


def test_a_template_that_leaves_out_what_it_must_state_is_refused():
    with pytest.raises(RuleError, match=r"does not state: .*costs"):
        demand_rule.fill("placement_notice", "You owe {{ amount }}.", {"amount": "1"})


def test_a_demand_without_a_number_to_call_or_without_arrears_is_refused(row, person):
    row.borrower.lender.complaints_number = ""
    with pytest.raises(RuleError, match="needs complaints_number"):
        demand.draft(row, DemandKind.demand_letter, Language.en, person, TODAY)
    row.overdue_since = None
    with pytest.raises(RuleError, match="Nothing is overdue"):
        demand.draft(row, DemandKind.demand_letter, Language.en, person, TODAY)


def test_a_delivered_demand_interrupts_by_itself_and_a_failed_one_does_not(row, person):
    before = limitation.of(row.loan, TODAY).term.expires_on
    failed, found = sent(row, person), sent(row, person)

    demand.fail(failed, TODAY, "moved away", TODAY, NOW)
    assert limitation.of(row.loan, TODAY).term.expires_on == before
    with pytest.raises(RuleError, match="part of the proof"):
        demand.deliver(found, TODAY, "Zhang", None, TODAY)
    demand.deliver(found, TODAY, "Zhang", scan(), TODAY)
    db.session.flush()
    db.session.refresh(row.loan)

    assert limitation.of(row.loan, TODAY).term.expires_on == date(2029, 3, 20)
    assert [each.kind for each in row.loan.deadline_events] == [EventKind.demand_delivered]
    assert [each.outcome.code for each in row.borrower.contacts] == ["LTR", "LTR", "LTR-R"]
    with pytest.raises(RuleError, match="not on its way"):
        demand.deliver(found, TODAY, "Zhang", scan(), TODAY)


def test_a_placement_notice_interrupts_nothing_but_opens_the_way(row, person):
    found = sent(row, person, DemandKind.placement_notice)
    demand.deliver(found, TODAY, "Zhang", scan(), TODAY)

    assert row.loan.deadline_events == []
    assert readiness.notice_on(row) == TODAY


def test_dispatch_needs_its_proof_and_the_leave_of_the_gate(row, person):
    found = demand.draft(row, DemandKind.demand_letter, Language.en, person, TODAY)
    where = demand.postal(row)[0]
    with pytest.raises(RuleError, match="part of the proof"):
        demand.dispatch(found, "EMS", "", "催款函", where, TODAY, NOW)
    with pytest.raises(RuleError, match="not between"):
        demand.dispatch(found, "EMS", "1", "催款函", where, TODAY + timedelta(1), NOW)
    makers.make_wish(borrower=row.borrower, kind="cease", received_at=NOW - timedelta(1))
    demand.cancel(found)
    with pytest.raises(RuleError, match="has left the house already"):
        demand.dispatch(found, "EMS", "1", "催款函", where, TODAY, NOW)


def test_what_rests_on_law_has_no_send_anyway(row, person):
    firm = makers.make_legal_partner(agreement_until=TODAY)
    found = referral.open(row, firm, TODAY, NOW)

    with pytest.raises(RuleError, match=r"law asks for this first.*placement_notice"):
        referral.advance(found, Status.sent, "", None, TODAY, NOW, anyway="we hurry")
    desk.notify(row, TODAY)
    db.session.refresh(row)
    with pytest.raises(RuleError, match=r"papers are missing: contract, disbursement"):
        referral.advance(found, Status.sent, "", None, TODAY, NOW)
    firm.agreement_until = TODAY - timedelta(1)
    with pytest.raises(RuleError, match="no agreement"):
        referral.advance(found, Status.sent, "", None, TODAY, NOW, anyway="we hurry")
    firm.agreement_until = TODAY
    referral.advance(found, Status.sent, "", None, TODAY, NOW, anyway="originals by courier")

    assert (found.status, found.sent_anyway) == (Status.sent, "originals by courier")


def test_twelve_items_come_one_by_one(row, person):
    state = readiness.of(row, None, TODAY)
    assert len(state.items) == 12
    assert state.law == [Law.placement_notice]
    assert {Item.contract, Item.disbursement} == set(state.blocking)
    document.add(row.loan, PaperKind.contract, TODAY, scan("a"), TODAY, user=None)
    document.add(row.loan, PaperKind.disbursement, TODAY, scan("b"), TODAY, user=None)
    row.loan.portfolio.bought_from = "Bank One"

    assert readiness.of(row, None, TODAY).blocking == [Item.ownership]
    document.add(row.loan, PaperKind.assignment, TODAY, scan("c"), TODAY, user=None)
    demand.deliver(sent(row, person), TODAY, "Zhang", scan(), TODAY)
    referral.instruct(referral.open(row, makers.make_legal_partner(), TODAY, NOW), Decimal("50.00"), None, TODAY)
    there = readiness.of(row, None, TODAY)
    assert [item for item, is_there in there.items.items() if not is_there] == [Item.packet]
    assert readiness.counts([row.id]) == {row.id: 11}


def test_a_guarantor_is_held_by_the_right_act_in_time_and_alarms_ring_once(row):
    joint = makers.make_guarantor(loan=row.loan, kind="joint", name="李四")
    general = makers.make_guarantor(loan=row.loan, kind="general", name="王五")
    db.session.commit()

    deadlines = {each.of: each for each in deadline.of(row, TODAY)}
    assert {(each.expires_on, each.standing) for each in deadlines.values()} == {(date(2026, 8, 1), "open")}
    assert nightly.raise_other_alarms(TODAY, NOW).counts["raised"] == 1
    assert nightly.raise_other_alarms(TODAY, NOW).counts["quiet"] == 1
    assert db.session.query(DeadlineAlarm).count() == 2
    with pytest.raises(RuleError, match="not held"):
        deadline.act(joint, ActKind.demand_on_guarantor, TODAY, None, TODAY, None)
    deadline.act(joint, ActKind.demand_on_guarantor, TODAY, scan(), TODAY, None)
    deadline.act(general, ActKind.demand_on_guarantor, TODAY, scan(), TODAY, None)
    later = {(each.of, each.name): each.standing for each in deadline.of(row, date(2026, 8, 4))}

    assert later[("李四", "guarantee")] == "preserved"
    assert later[("王五", "guarantee")] == "released"
    assert ("李四", "guarantee_claim") in later


def test_a_judgment_starts_the_two_years_of_enforcement_and_a_suit_interrupts(row):
    found = makers.make_referral(case=row, status=Status.received)
    step(found, Status.filed, {"court": "Pudong", "docket_no": "1", "filed_amount": Decimal("100.00")})
    assert EventKind.suit_filed in {each.kind for each in limitation.events(row.loan)}
    step(found, Status.served, {"served_on": TODAY, "service_method": "post"})
    data = {"judgment_on": TODAY, "judgment_amount": Decimal("100.00"), "judgment_rate": Decimal("0.05")}
    step(found, Status.judgment, data | {"perform_by": date(2026, 4, 1)})

    enforcement = next(each for each in deadline.of(row, TODAY) if each.name == "enforcement")
    assert (enforcement.starts_on, enforcement.expires_on, enforcement.of) == (
        date(2026, 4, 1),
        date(2028, 4, 1),
        found.reference,
    )


def step(found, status, data, note=""):
    referral.advance(found, status, note, None, TODAY, NOW, data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"judgment_on": TODAY + timedelta(1)}, "lies in the future"),
        ({"judgment_amount": Decimal(0)}, "more than nothing"),
        ({"judgment_rate": Decimal(5)}, "between 0 and 100"),
        ({"judgment_on": None}, "needs judgment_on"),
    ],
)
def test_a_status_is_refused_with_data_that_cannot_be(row, data, said):
    found = makers.make_referral(case=row, status=Status.hearing)
    good = {"judgment_on": TODAY, "judgment_amount": Decimal("1.00"), "judgment_rate": Decimal("0.05")}

    with pytest.raises(RuleError, match=said):
        step(found, Status.judgment, good | data)


def test_a_payment_order_is_answered_within_days_and_a_validation_notice_runs_in_the_us(row, person):
    limitation.record(row.loan, EventKind.payment_order_applied, TODAY, TODAY, scan=scan(), received_on=TODAY)
    db.session.refresh(row.loan)
    assert [(each.name, each.last_day) for each in deadline.of(row, TODAY)] == [("payment_order", date(2026, 4, 7))]

    row.borrower.lender.licence = Licence.us_third_party
    demand.keep(row, DemandKind.validation_notice, date(2026, 3, 2), scan(), person, TODAY)
    validation = deadline.of(row, TODAY)[0]
    assert (validation.name, validation.starts_on, validation.expires_on) == (
        "validation",
        date(2026, 3, 9),
        date(2026, 4, 8),
    )


def test_the_night_proposes_with_reasons_within_the_room_and_a_person_decides(row):
    db.session.execute(db.update(Stage).values(proposes_referral=True))
    far = makers.make_legal_partner(jurisdictions="Beijing", capacity=9)
    near = makers.make_legal_partner(jurisdictions="浦东、Hangzhou", capacity=1)
    makers.make_legal_partner(agreement_until=None)
    planned = row.next_action_on
    db.session.commit()

    assert nightly.propose_referrals(TODAY, NOW).counts == {"proposed": 1}
    assert nightly.propose_referrals(TODAY, NOW).counts == {}
    found = referral.open_of(row)
    assert (found.partner_id, found.status, found.reasons) == (near.id, Status.proposed, "place 浦东, load 0 of 1")
    assert row.next_action_on == planned
    referral.recall(found, "not now", None, TODAY, NOW)
    db.session.commit()
    assert nightly.propose_referrals(TODAY + timedelta(30), NOW).counts == {}
    assert [each.firm.id for each in choice_service.ranked(row, TODAY)] == [near.id, far.id]


def test_a_case_that_rests_is_not_proposed(row):
    db.session.execute(db.update(Stage).values(proposes_referral=True))
    makers.make_legal_partner()
    makers.make_hold(case=row, starts_on=TODAY)
    db.session.commit()

    assert nightly.propose_referrals(TODAY, NOW).counts == {}


def test_money_from_before_the_demand_earns_nothing_though_it_is_told_later(row):
    firm = makers.make_legal_partner(fee_rate=Decimal("0.10"))
    found = makers.make_referral(case=row, partner=firm, demand_on=date(2026, 3, 1))

    with pytest.raises(RuleError, match="nothing is kept"):
        remittance.record(found, "R", date(2026, 2, 28), Decimal("10.00"), Decimal("9.00"), TODAY, None)


def test_firms_are_ranked_by_place_record_and_load():
    def firm(id, place="", rate=None, ended=0, load=0):
        return partner_choice.Firm(id, f"F{id}", (place,) if place else (), 10, load, TODAY, rate, ended)

    firms = [
        firm(1, load=1),
        firm(2, rate=Decimal("0.5"), ended=20),
        firm(3, "上海", load=9),
        firm(4, rate=Decimal(1), ended=3),
    ]

    found = partner_choice.ranked([*firms, firm(5, load=10)], ["上海市浦东"], TODAY)

    assert [each.firm.id for each in found] == [3, 2, 4, 1]
    assert found[2].rate is None


def test_costs_stay_below_the_cap_and_are_taken_back(row):
    found = makers.make_referral(case=row, cost_cap=Decimal("100.00"))
    told = {"note": "", "user": None}
    first = work.cost(found, CostKind.court_fee, TODAY, Decimal("80.00"), "lender", TODAY, **told)
    with pytest.raises(RuleError, match="above the cap"):
        work.cost(found, CostKind.service, TODAY, Decimal("30.00"), "lender", TODAY, **told)
    work.take_back(first, TODAY)
    work.cost(found, CostKind.service, TODAY, Decimal("30.00"), "lender", TODAY, **told)

    assert work.costs(found) == Decimal("30.00")


def test_a_remittance_credits_all_of_it_and_keeps_the_agreed_fee(row):
    firm = makers.make_legal_partner(fee_rate=Decimal("0.10"))
    found = makers.make_referral(case=row, partner=firm, demand_on=date(2026, 3, 1))
    given = (found, "REM-1", TODAY)

    with pytest.raises(RuleError, match=r"above the agreed 4\.00"):
        remittance.record(*given, Decimal("40.00"), Decimal("35.99"), TODAY, None)
    made = remittance.record(*given, Decimal("40.00"), Decimal("36.00"), TODAY, None)
    assert remittance.record(*given, Decimal("40.00"), Decimal("36.00"), TODAY, None) is made
    with pytest.raises(RuleError, match="Another remittance"):
        remittance.record(*given, Decimal("41.00"), Decimal("36.90"), TODAY, None)

    assert (made.fee, row.balance) == (Decimal("4.00"), Decimal("60.00"))
    assert work.untold() == []


def test_before_the_firms_own_demand_nothing_is_kept(row):
    found = makers.make_referral(case=row, partner=makers.make_legal_partner(fee_rate=Decimal("0.10")))

    with pytest.raises(RuleError, match="nothing is kept"):
        remittance.record(found, "R", TODAY, Decimal("10.00"), Decimal("9.00"), TODAY, None)
    assert remittance.record(found, "R", TODAY, Decimal("10.00"), Decimal("10.00"), TODAY, None).fee == 0


@pytest.mark.parametrize(
    ("text", "said"), [("18%", "is no tier"), ("5=18%", "begin at 0"), ("0=18%, 5=10%, 5=8%", "begin at 0")]
)
def test_tiers_that_cannot_be_read_are_refused(text, said):
    with pytest.raises(RuleError, match=said):
        fee_agreement.tiers(text)


def test_an_agreement_above_the_cap_of_the_law_is_refused(row):
    firm = makers.make_legal_partner(fee_rate=Decimal("0.18"))
    with pytest.raises(RuleError, match="above the cap"):
        partner.check(firm)
    firm.fee_tiers = "0=18%, 1000000=15%, 5000000=12%, 10000000=9%, 50000000=6%"
    partner.check(firm)
    firm.fee_tiers = "0=18.01%"
    with pytest.raises(RuleError, match=r"Sifatong 2021 No\. 87"):
        partner.check(firm)
    firm.fee_basis = FeeBasis.flat
    partner.check(firm)


def test_a_direct_payment_is_told_the_same_day_once_by_reference_alone(app, row):
    firm = makers.make_legal_partner()
    reader = makers.make_user(role=Role.legal_partner, partner=firm, language=Language.en)
    found = makers.make_referral(case=row, partner=firm, referred_on=TODAY)
    payment.record(row.loan, Decimal("5.00"), TODAY, TODAY, "BANK-1")
    payment.record(row.loan, Decimal("4.00"), TODAY - timedelta(9), TODAY - timedelta(9), "OLD")
    db.session.commit()

    assert daytime.tell_partners(TODAY, NOW).counts == {"told": 1, "mailed": 1}
    assert daytime.tell_partners(TODAY, NOW).counts == {}
    notice = db.session.scalars(db.select(PaymentNotice)).one()
    assert (notice.told_on, db.session.get_one(Payment, notice.payment_id).reference) == (TODAY, "BANK-1")
    folder = app.config["CONCORD"].data_dir / "outbox"
    shutil.rmtree(folder, ignore_errors=True)
    assert daytime.send_mail(TODAY, NOW).counts == {"sent": 1}
    texts = [outbox.read(folder, each.name) for each in outbox.lying(folder)]
    letters = [text for text in texts if found.reference in text]
    assert len(letters) == 1
    assert reader.email in letters[0]
    assert row.borrower.name not in letters[0]


def test_only_the_open_referral_of_a_sent_one_is_told(row):
    makers.make_referral(case=row, status=Status.proposed, referred_on=None)
    payment.record(row.loan, Decimal("5.00"), TODAY, TODAY, "BANK-1")

    assert work.untold() == []
    assert db.session.query(Referral).count() == 1


PARTS = (date(2026, 2, 1), date(2026, 3, 1), date(2026, 5, 1), date(2026, 6, 1))


def lent(**given):
    found = desk.lend(desk.start(), PARTS, **given)
    found.loan.overdue_rate = Decimal("0.10")
    makers.make_address(borrower=found.borrower, kind="postal", value="上海市浦东新区示范路1号")
    case.restage(found, TODAY)
    return found


def text_of(made):
    return "".join(PdfReader(io.BytesIO(document.read(made.document))).pages[0].extract_text().split())


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", [DemandKind.demand_letter, DemandKind.placement_notice])
def test_a_demand_tells_what_is_overdue_from_what_is_not_yet_due(app, person, kind, language):
    row = lent()
    payment.record(row.loan, Decimal("30.00"), date(2026, 3, 10), TODAY, "BANK-1")
    sums = owed.of(row.loan, TODAY)

    made = demand.draft(row, kind, language, person, TODAY)

    text = text_of(made)
    assert (made.amount, sums.later) == (sums.overdue, Decimal("200.00"))
    assert Decimal("170.00") < sums.overdue < Decimal("175.00")
    assert f"{sums.overdue}" in text
    assert "200.00" in text
    assert {Language.en: "fallsduelater", Language.zh_Hans: "尚未到期"}.get(language, "尚未到期") in text
    assert (f"{sums.overdue + sums.later}" in text) == (kind == DemandKind.demand_letter)


def test_a_demand_names_the_figures_of_the_case_page(app, person, sign_in, clock):
    clock.now = NOW
    row = lent()
    manager, _ = sign_in(Role.manager)
    sums = owed.of(row.loan, TODAY)
    db.session.commit()

    page = manager.get(f"/cases/details/?id={row.id}").text

    summed = page.partition('<tr class="sum">')[2].partition("</tr>")[0]
    assert f"{sums.overdue}" in summed
    assert f"{sums.later}" in summed


@pytest.mark.parametrize("language", list(Language))
def test_a_demand_for_a_loan_that_is_all_due_asks_for_nothing_later(row, person, language):
    text = text_of(demand.draft(row, DemandKind.demand_letter, language, person, TODAY))

    assert any(said in text for said in ("nothingfallsduelater", "没有尚未到期的款项", "沒有尚未到期的款項"))
    assert "0.00" not in text.replace("100.00", "")


def test_a_demand_is_not_set_while_all_instalments_are_still_to_come(app, person):
    row = desk.lend(desk.start(), (TODAY, date(2026, 5, 1)))
    row.state = "open"

    with pytest.raises(RuleError, match="Nothing is overdue"):
        demand.draft(row, DemandKind.demand_letter, Language.en, person, TODAY)


def left(found, on, carrier="EMS"):
    demand.dispatch(found, carrier, "EX1", "催款函", demand.postal(found.case)[0], on, desk.at(on))


def part_paid(row, on):
    payment.record(row.loan, Decimal("20.00"), on, on, "BANK-2")


def interest_paid(row, on):
    payment.record(row.loan, Decimal("0.50"), on, on, "BANK-2")


def paid_before_and_entered_now(row, on):
    payment.record(row.loan, Decimal("20.00"), date(2026, 3, 2), on, "BANK-2")


def taken_back(row, on):
    payment.reverse(row.loan.payments[0], on, "bounced")


def charged(row, on):
    found = makers.make_charge(loan=row.loan, on=on, posted_on=on)
    db.session.refresh(row.loan)
    assert found in row.loan.charges


LATER = TODAY + timedelta(2)


@pytest.mark.parametrize("change", [part_paid, interest_paid, paid_before_and_entered_now, taken_back, charged])
def test_a_demand_whose_figures_are_overtaken_does_not_leave(app, person, change):
    row = lent()
    payment.record(row.loan, Decimal("30.00"), date(2026, 3, 1), TODAY, "BANK-1")
    found = demand.draft(row, DemandKind.demand_letter, Language.en, person, TODAY)
    change(row, LATER)
    case.restage(row, LATER)

    with pytest.raises(RuleError, match=r"has changed since 2026-03-20: .* set it anew"):
        left(found, LATER)
    assert (found.status, row.borrower.contacts) == (DemandStatus.drafted, [])
    demand.cancel(found)
    left(demand.draft(row, DemandKind.demand_letter, Language.en, person, LATER), LATER)


def test_a_demand_is_overtaken_by_an_instalment_that_falls_overdue(app, person):
    row = lent()
    found = demand.draft(row, DemandKind.demand_letter, Language.en, person, TODAY)

    with pytest.raises(RuleError, match="set it anew"):
        left(found, date(2026, 5, 2))
    left(found, date(2026, 3, 30))
    assert found.status == DemandStatus.dispatched


@pytest.mark.parametrize("kind", [DemandKind.demand_letter, DemandKind.placement_notice])
def test_a_demand_on_which_nothing_is_overdue_any_more_does_not_leave(app, person, kind):
    row = lent()
    found = demand.draft(row, kind, Language.en, person, TODAY)
    payment.record(row.loan, owed.of(row.loan, LATER).overdue, LATER, LATER, "BANK-1")

    with pytest.raises(RuleError, match="Nothing is overdue any more"):
        left(found, LATER)
    assert found.status == DemandStatus.drafted


def test_a_letter_that_left_before_the_money_came_is_recorded_on_its_day(app, person):
    row = lent()
    found = demand.draft(row, DemandKind.demand_letter, Language.en, person, TODAY)
    part_paid(row, LATER)

    demand.dispatch(found, "EMS", "EX1", "催款函", demand.postal(row)[0], TODAY, desk.at(LATER))

    assert (found.status, found.dispatched_on) == (DemandStatus.dispatched, TODAY)
