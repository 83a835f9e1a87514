"""The case page: what it shows, and that each of its actions is one service, within reach, told in words."""

import re
from datetime import date
from decimal import Decimal

import pytest

from models import db
from models.case import Case, CaseEvent, CaseEventKind
from models.contact import Contact
from models.hold import Hold
from models.outcome import OutcomeEffect, OutcomeNeeds
from models.payment import Payment
from models.plan import Plan, PlanStatus
from models.promise import Promise, PromiseStatus
from models.referral import Referral, ReferralStatus
from models.stage import Channel, TaskKind
from models.task import Task
from rules.access import Level, Role
from rules.sentence import Row, Sentence
from services import authority, promise
from services.case import timeline
from tests import desk, makers
from tests.makers import NOW, TODAY

ACTIONS = (
    "log",
    "payment",
    "payment/reverse",
    "plan",
    "plan/agree",
    "plan/cancel",
    "promise/cancel",
    "hold",
    "hold/release",
    "refer",
    "referral",
)


@pytest.fixture
def book(app):
    """A case with one instalment overdue and one to come, on a stage that says why."""
    makers.make_team()
    authority.load()
    policy = makers.make_policy()
    stage = makers.make_stage(policy=policy, key="mild", name="Mild")
    portfolio = makers.make_portfolio(policy=policy)
    case = makers.make_case(loan=makers.make_loan(portfolio=portfolio), stage=stage, balance=Decimal("300.00"))
    makers.make_instalment(
        loan=case.loan, due_on=date(2026, 1, 31), principal=Decimal("90.00"), interest=Decimal("10.00")
    )
    makers.make_instalment(loan=case.loan, due_on=date(2026, 4, 30), principal=Decimal("200.00"))
    db.session.flush()
    case.stage_reason = Sentence(
        "Overdue since %(since)s; %(next)s starts on %(day)s.",
        since=date(2026, 1, 31),
        next=Row("stage", stage.id),
        day=date(2026, 3, 20),
    )
    makers.make_task(case=case)
    return case


@pytest.fixture
def collector(book, sign_in):
    """The collector of the case, signed in."""
    client, person = sign_in(Role.collector)
    book.assignee = person
    return client


@pytest.fixture
def manager(book, sign_in):
    return sign_in(Role.manager)[0]


def page(client, case):
    answer = client.get(f"/cases/details/?id={case.id}")
    assert answer.status_code == 200
    return answer.text


def fresh(row):
    """The row as the database has it now."""
    id, model = row.id, type(row)
    db.session.rollback()
    return db.session.get_one(model, id)


def test_the_page_says_who_what_and_why(book, collector):
    makers.make_phone(borrower=book.borrower, number="13812345678")

    text = page(collector, book)

    assert "张伟" in text
    assert "110***********1234" in text
    assert "138****5678" in text
    assert "13812345678" not in text
    assert "CN¥100.00" in text
    assert "Overdue since Jan 31, 2026; Mild starts on Mar 20, 2026." in text


def test_an_auditor_sees_the_mask_and_no_form(book, sign_in):
    client, _ = sign_in(Role.auditor)

    text = page(client, book)

    assert "张伟" not in text
    assert 'name="outcome"' not in text
    assert "/cases/hold/" not in text


def test_a_logged_contact_books_the_next_action(book, collector):
    outcome = makers.make_outcome_code(next_task=TaskKind.call, next_task_days=2)

    answer = collector.submit(f"/cases/log/?id={book.id}", outcome=outcome.id, note="Rang twice.", then="stay")

    assert answer.status_code == 302
    book = fresh(book)
    assert db.session.scalars(db.select(Contact)).one().note == "Rang twice."
    assert book.next_action_on == date(2026, 3, 4)


def test_a_promise_is_taken_by_its_outcome_and_the_same_form_comes_back_when_something_is_missing(book, collector):
    needs = {"needs": OutcomeNeeds.promise, "effect": OutcomeEffect.promise, "channel": Channel.call}
    outcome = makers.make_outcome_code(code="PTP", **needs)

    refused = collector.submit(f"/cases/log/?id={book.id}", outcome=outcome.id, note="Will pay.")
    taken = collector.submit(
        f"/cases/log/?id={book.id}", outcome=outcome.id, amount="100.00", promised_on="2026-03-06", then="stay"
    )

    assert "A promise needs an amount and a day." in refused.text
    assert "Will pay." in refused.text
    assert taken.status_code == 302
    assert db.session.scalars(db.select(Promise)).one().due_on == date(2026, 3, 6)


def test_a_log_takes_the_recording_of_a_call(book, collector):
    outcome = makers.make_outcome_code()
    told = {"recording": "REC-9", "recording_kept": "tape 4", "recording_seconds": "61"}
    half = collector.submit(f"/cases/log/?id={book.id}", outcome=outcome.id, then="stay", **told | {"recording": ""})
    assert "A recording needs its reference and where it is kept." in half.text
    collector.submit(f"/cases/log/?id={book.id}", outcome=outcome.id, then="stay", **told)
    row = db.session.query(Contact).order_by(Contact.id.desc()).first()
    assert (row.recording, row.recording_kept, row.recording_seconds) == ("REC-9", "tape 4", 61)


def test_after_a_log_the_next_case_comes_without_a_list(book, collector):
    other = makers.make_case(assignee=book.assignee)
    makers.make_task(case=other)
    outcome = makers.make_outcome_code()

    first = collector.submit(f"/cases/log/?id={book.id}", outcome=outcome.id, then="next")
    last = collector.submit(f"/cases/log/?id={other.id}", outcome=outcome.id, then="next")

    assert first.location == f"/cases/details/?id={other.id}"
    assert last.location == "/my-day/"


def test_a_payment_is_recorded_reversed_and_shown_with_where_it_went(book, manager):
    given = {"amount": "40.00", "paid_on": "2026-03-01", "reference": "BANK-1"}
    manager.submit(f"/cases/payment/?id={book.id}", **given)
    paid = db.session.scalars(db.select(Payment)).one()
    assert "BANK-1" in page(manager, book)

    manager.submit(f"/cases/payment/reverse/?id={book.id}", row=paid.id, reason="Wrong loan")

    paid = fresh(paid)
    assert paid.reversal.note == "Wrong loan"


def test_a_payment_of_another_loan_is_not_reversed_here(book, manager):
    other = makers.make_payment()

    answer = manager.submit(f"/cases/payment/reverse/?id={book.id}", row=other.id, reason="Wrong loan")

    assert answer.status_code == 404
    assert fresh(other).reversal is None


def test_a_plan_is_looked_at_proposed_agreed_and_cancelled(book, collector):
    terms = {"kind": "equal_instalments", "total": "100.00", "count": 3, "first_on": "2026-03-10", "every": "fortnight"}

    looked = collector.submit(f"/cases/plan/?id={book.id}", step="look", **terms)
    assert looked.status_code == 200
    assert "CN¥33.34" in looked.text
    assert db.session.scalars(db.select(Plan)).first() is None

    collector.submit(f"/cases/plan/?id={book.id}", step="save", **terms)
    plan = db.session.scalars(db.select(Plan)).one()
    collector.submit(f"/cases/plan/agree/?id={book.id}", row=plan.id, evidence="Recorded call")
    plan = fresh(plan)
    assert plan.status == PlanStatus.running

    collector.submit(f"/cases/plan/cancel/?id={book.id}", row=plan.id, reason="Paid at once")
    assert fresh(plan).status == PlanStatus.cancelled


def test_what_is_refused_without_a_form_to_show_again_is_told_on_the_page_which_a_reload_does_not_send_again(
    book, collector
):
    row = makers.make_plan(case=book, status=PlanStatus.running)

    refused = collector.submit(f"/cases/plan/cancel/?id={book.id}", row=row.id, reason="")

    assert (refused.status_code, refused.location) == (302, f"/cases/details/?id={book.id}")
    assert 'class="message bad"' in page(collector, book)
    assert fresh(row).status == PlanStatus.running


def test_a_refusal_of_the_rules_is_a_sentence_and_nothing_is_saved(book, collector):
    terms = {"kind": "equal_instalments", "total": "900.00", "count": 3, "first_on": "2026-03-10", "every": "fortnight"}

    answer = collector.submit(f"/cases/plan/?id={book.id}", step="save", **terms)

    assert "900.00 is more than the 300.00 owed." in answer.text
    assert db.session.scalars(db.select(Plan)).first() is None


def test_a_hold_is_opened_and_released(book, collector):
    given = {"kind": "dispute", "review_on": "2026-03-09", "reason": "Amount differs"}
    collector.submit(f"/cases/hold/?id={book.id}", **given)
    hold = db.session.scalars(db.select(Hold)).one()
    assert "Automation rests: Amount differs" in page(collector, book)

    collector.submit(f"/cases/hold/release/?id={book.id}", row=hold.id)

    assert fresh(hold).released_on == TODAY


def test_a_promise_is_cancelled_once(book, collector):
    row = promise.make(book, Decimal("50.00"), TODAY, TODAY, NOW)

    for _ in range(2):
        collector.submit(f"/cases/promise/cancel/?id={book.id}", row=row.id)

    assert fresh(row).status == PromiseStatus.cancelled


def test_a_collector_proposes_a_referral_and_a_manager_sends_it(book, collector, manager):
    partner = makers.make_legal_partner(agreement_until=date(2027, 1, 1))
    desk.notify(db.session.get_one(Case, book.id), date(2026, 2, 1))
    db.session.commit()

    collector.submit(f"/cases/refer/?id={book.id}", partner=partner.id)
    row = db.session.scalars(db.select(Referral)).one()
    refused = collector.submit(f"/cases/referral/?id={book.id}", row=row.id, status="sent")
    sent = manager.submit(
        f"/cases/referral/?id={book.id}", row=row.id, status="sent", note="All attached.", anyway="papers follow"
    )

    assert refused.status_code == 403
    assert sent.status_code == 302
    row = fresh(row)
    assert row.status == ReferralStatus.sent
    assert row.events[-1].note == "All attached."


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_acts_on_the_case_of_another_collector(action, book, sign_in):
    stranger, _ = sign_in(Role.collector)

    answer = stranger.submit(f"/cases/{action}/?id={book.id}")

    assert answer.status_code in (403, 404)


@pytest.mark.parametrize("role", [Role.auditor, Role.legal_partner])
@pytest.mark.parametrize("action", ACTIONS)
def test_an_auditor_and_a_partner_change_nothing(role, action, book, sign_in):
    client, _ = sign_in(role)

    assert client.submit(f"/cases/{action}/?id={book.id}").status_code == 403


@pytest.mark.parametrize("id", ["", "abc", "1,2", "-1", "99999999999999999999", "%00"])
def test_an_id_that_leads_nowhere_is_not_found(id, book, collector):
    assert collector.get(f"/cases/details/?id={id}").status_code == 404
    assert collector.submit(f"/cases/log/?id={id}").status_code == 404


def test_the_timeline_is_filtered_paged_and_newest_first(book, collector):
    for day in range(1, 26):
        makers.make_payment(loan=book.loan, paid_on=date(2026, 2, day), reference=f"PAID-{day:02}")
    makers.make_contact(case=book, note="Talked at noon")

    first = collector.get(f"/cases/details/?id={book.id}").text.partition('id="timeline"')[2].partition('id="owed"')[0]
    second = collector.get(f"/cases/details/?id={book.id}&show=payment&page=2").text
    second = second.partition('id="timeline"')[2].partition('id="owed"')[0]

    assert first.index("Talked at noon") < first.index("PAID-25") < first.index("PAID-24")
    assert "PAID-01" not in first
    assert "PAID-15" in second
    assert "Talked at noon" not in second


def test_the_timeline_knows_every_kind(book):
    makers.make_contact(case=book)
    makers.make_payment(loan=book.loan)
    makers.make_promise(case=book)
    makers.make_plan(case=book)
    makers.make_hold(case=book)
    makers.kept(CaseEvent(case=book, on=TODAY, kind=CaseEventKind.opened))

    entries, older = timeline.page(book, [], 1)

    assert {entry.kind for entry in entries} == {"contact", "payment", "promise", "plan", "hold", "stage"}
    assert not older


def test_a_case_without_a_next_action_says_so(book, collector):
    db.session.delete(db.session.scalars(db.select(Task)).one())

    assert "No next action" in page(collector, book)


def test_managers_assign_chosen_cases(book, manager):
    person = makers.make_user(role=Role.collector)
    chosen = {"action": "assign", "rowid": book.id, "user": person.id, "confirmed": "1"}

    manager.submit("/cases/action/", **chosen)

    assert db.session.get(Case, fresh(book).id).assignee_id == fresh(person).id


def test_everything_that_is_added_opens_as_a_sheet_that_says_first_what_may_be_granted(book, collector):
    makers.make_user(role=Role.manager, level=Level.manager, name="Manager Two")
    makers.make_legal_partner()
    db.session.commit()
    text = page(collector, book)
    names = re.findall(r"add=(\w+)#sheet", text)

    sheets = {name: collector.get(f"/cases/details/?id={book.id}&add={name}").text for name in names}

    assert 'id="sheet"' not in text
    assert {"plan", "offer", "hold", "dispute", "hardship", "refer", "waive", "write"} <= set(names)
    assert not {"charge", "payment", "pause", "reage"} & set(names)
    for name, sheet in sheets.items():
        assert sheet.index('class="grant"') < sheet.index("<form", sheet.index('id="sheet"')), name
    assert "You propose it; it is sent by: Manager Two." in sheets["refer"]
    assert 'id="sheet"' not in page_of(collector, book, "charge")


def page_of(client, case, sheet):
    return client.get(f"/cases/details/?id={case.id}&add={sheet}").text


def test_a_charge_is_entered_on_the_case_and_borne_by_the_oldest_unpaid_instalment(book, manager):
    sheet = page_of(manager, book, "charge")
    oldest = book.loan.instalments[0].id
    assert f'<option selected value="{oldest}">' in sheet
    given = {"instalment": oldest, "component": "cost", "on": TODAY, "reason": "Registered letter", "seen": "0"}
    assert re.search('name="seen"[^>]* value="0"', sheet)

    refused = manager.submit(f"/cases/charge/?id={book.id}", amount="-1", **given)
    done = manager.submit(f"/cases/charge/?id={book.id}", amount="12.50", **given)
    again = manager.submit(f"/cases/charge/?id={book.id}", amount="12.50", **given)

    assert "A charge needs an amount above zero" in refused.text
    assert done.status_code == 302
    assert "It was changed since, and stays as it is." in again.text
    assert [(each.amount, each.instalment_id) for each in fresh(book).loan.charges] == [(Decimal("12.50"), oldest)]


def test_only_panels_that_hold_something_stand_on_the_page(book, collector):
    empty = page(collector, book)
    assert not [name for name in ("plan", "offer", "hold", "dispute", "care", "promises") if f'id="{name}"' in empty]

    makers.make_hold(case=book)
    makers.make_promise(case=book)
    db.session.commit()

    held = page(collector, book)
    assert all(f'<details class="card panel" id="{name}" open>' in held for name in ("hold", "promises"))


def test_the_other_cases_of_the_borrower_are_tabs_at_the_name(book, collector):
    other = makers.make_case(borrower=book.borrower, assignee=book.assignee)
    foreign = makers.make_case(borrower=book.borrower, assignee=makers.make_user())
    db.session.commit()

    tabs = page(collector, book).split('<nav class="loans"')[1].split("</nav>")[0]

    assert f'id={book.id}" aria-current="page">{book.reference}' in tabs
    assert f'id={other.id}">{other.reference}' in tabs
    assert foreign.reference not in tabs


def test_a_promise_is_dated_by_one_press_of_a_day(book, collector):
    text = page(collector, book)

    days = re.findall(r'data-day="([^"]+)">([^<]+)<', text)

    assert days == [("2026-03-02", "today"), ("2026-03-03", "tomorrow"), ("2026-03-06", "Friday, Mar 6, 2026")]


def test_rule_ids_are_shown_to_auditors_alone(book, clock, sign_in):
    clock.now = desk.at(TODAY, 16)  # Midnight in Shanghai.
    makers.make_phone(borrower=book.borrower, number="13812345678")
    auditor, _ = sign_in(Role.auditor)
    assert "Rules: " in page(auditor, book)

    collector, person = sign_in(Role.collector)
    book.assignee = person
    db.session.commit()
    text = page(collector, book)
    assert "Rules: " not in text
    assert '<p class="light amber">' in text
