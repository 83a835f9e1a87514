"""How a case was paid and what became of cases like it: counted from the ledger, said on the case page, checked."""

import ast
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from jobs import weekly
from models import db
from models.base import Language
from models.outlook import CallHour, GroupKind, Means, OutlookCount, OutlookGroup, OutlookPrior
from models.stage import Channel
from rules.access import Role
from rules.errors import RuleError
from rules.outlook import Before, Cell, Late
from services import outlook, payment
from services.outlook import facts, means, measure
from tests import ROOT, desk, makers, plans
from tests.makers import NOW, TODAY

OCTOBER = date(2025, 10, 31)
THERE = Cell(Late.to_30, Before.never, False)


@pytest.fixture
def portfolio(app):
    return desk.start()


def lend(portfolio, dues, *paid, **given):
    """A loan of a year ago with its payments, each a day."""
    case = desk.lend(portfolio, dues, opened_on=date(2025, 1, 1), **given)
    for number, day in enumerate(paid):
        payment.record(case.loan, Decimal("100.00"), day, TODAY, f"P-{case.id}-{number}")
    return case


def sample(portfolio, count, unpaid):
    """So many loans late at the end of October, of which some had not paid 30 days later."""
    for number in range(count):
        day = date(2025, 12, 20) if number < unpaid else date(2025, 11, 10)
        lend(portfolio, [date(2025, 10, 15)], day)


def counted(day=OCTOBER):
    rows = db.session.scalars(db.select(OutlookCount).filter_by(as_of=day)).all()
    return {Cell(row.late, row.before, row.paid): (row.cases, row.unpaid) for row in rows}


def learn():
    measure.keep(measure.read(TODAY, NOW))
    db.session.commit()


def test_past_days_are_counted_from_the_ledger(portfolio):
    lend(portfolio, [date(2025, 9, 20), date(2025, 10, 20)], date(2025, 10, 5), date(2025, 11, 3))
    lend(portfolio, [date(2025, 9, 20)], date(2025, 12, 20))
    lend(portfolio, [date(2025, 10, 31)], date(2025, 11, 3))

    learn()

    assert counted() == {Cell(Late.to_30, Before.once, True): (1, 0), Cell(Late.to_60, Before.never, False): (1, 1)}
    assert counted(date(2025, 11, 30)) == {Cell(Late.to_90, Before.never, False): (1, 0)}


def test_a_payment_that_was_taken_back_never_was(portfolio):
    case = lend(portfolio, [date(2025, 10, 15)], date(2025, 11, 10))
    payment.reverse(case.loan.payments[0], TODAY, "bounced")

    learn()

    assert counted() == {THERE: (1, 1)}


def test_what_was_said_is_kept_as_it_was_first_said(portfolio):
    sample(portfolio, 4, 2)
    learn()
    first = db.session.scalars(db.select(OutlookCount).filter_by(as_of=OCTOBER)).one().said
    prior = db.session.scalars(db.select(OutlookPrior).filter_by(**THERE._asdict())).one()
    prior.rate = Decimal("0.9")
    lend(portfolio, [date(2025, 10, 15)], date(2025, 11, 10))

    learn()

    row = db.session.scalars(db.select(OutlookCount).filter_by(as_of=OCTOBER)).one()
    assert (row.cases, row.said) == (5, first)
    assert first != Decimal("0.9")


def test_measure_outlook_runs_every_week_and_is_harmless_twice(portfolio):
    sample(portfolio, 4, 2)
    db.session.commit()

    for _ in range(2):
        assert weekly.measure_outlook(TODAY, NOW).problems == []
        assert counted() == {THERE: (4, 2)}


def test_the_table_is_edited_on_a_screen_and_the_shipped_one_stands_in_for_what_is_missing(portfolio, sign_in):
    client, _ = sign_in(Role.manager)
    row = db.session.scalars(db.select(OutlookPrior).filter_by(**THERE._asdict())).one()
    shipped = row.rate

    client.submit(f"/outlook-table/edit/?id={row.id}", rate="61", cases="10", source="Own books", version=row.version)
    db.session.rollback()

    assert outlook.known().prior[THERE] == Decimal("0.61")
    db.session.execute(db.delete(OutlookPrior))
    assert outlook.known().prior[THERE] == shipped


def page(client, case):
    answer = client.get(f"/cases/details/?id={case.id}&part=outlook")
    assert answer.status_code == 200
    return answer.text


@pytest.fixture
def manager(portfolio, sign_in):
    return sign_in(Role.manager)[0]


def test_the_last_instalments_stand_as_squares_that_are_read_out(portfolio, manager):
    dues = [date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)]
    case = lend(portfolio, dues, date(2025, 10, 1), date(2025, 11, 13))
    payment.record(case.loan, Decimal("40.00"), date(2025, 12, 1), TODAY, "part")

    text = page(manager, case)

    for way, mark in (("on_time", "✓"), ("late", "+12"), ("part", "½"), ("missed", "✕")):
        assert f'<li class="square {way}"' in text
        assert f'<span aria-hidden="true">{mark}</span>' in text
    assert "Nov 1, 2025: paid late, 12 days late" in text
    assert "Jan 1, 2026: not paid, 60 days late" in text
    assert "Usually pays around day 1 of the month (2 of 3 payments)" in text
    assert "1 relapse into arrears" in text


def test_the_outlook_stands_in_words_once_there_are_enough_cases(portfolio, manager):
    case = lend(portfolio, [date(2026, 2, 10)])
    case.state = "open"
    assert "Cannot tell yet: 0 cases like this (1–30 days, not late before, paid nothing last month)" in page(
        manager, case
    )
    sample(portfolio, 90, 63)
    for _ in range(60):
        lend(portfolio, [date(2025, 8, 15)], date(2025, 11, 10))
    learn()

    text = page(manager, case)

    assert "Of 150 cases like this (1–30 days, not late before, paid nothing last month), 82% had not paid" in text
    assert "30 days later (75%–87%)." in text


def test_a_case_that_is_not_open_has_no_outlook(portfolio, manager):
    case = lend(portfolio, [date(2026, 5, 1)])

    text = page(manager, case)

    assert "How it was paid" in text
    assert "Outlook</h3>" not in text


def test_the_outlook_costs_the_page_at_most_three_statements(portfolio, manager, monkeypatch):
    case = lend(portfolio, [date(2026, 2, 10)])
    case.state = "open"
    db.session.commit()
    page(manager, case)
    with plans.watched() as whole:
        page(manager, case)

    ours = [statement for statement, _ in whole if "outlook_" in statement or "call_hour" in statement]

    assert len(ours) <= 3


def test_when_to_call_is_told_from_own_calls_inside_the_gate(portfolio, manager):
    case = lend(portfolio, [date(2026, 2, 10)])
    case.state = "open"
    makers.kept(CallHour(weekday=1, hour=17, calls=100, reached=60))
    makers.kept(CallHour(weekday=1, hour=20, calls=100, reached=90))
    makers.kept(CallHour(weekday=2, hour=8, calls=10, reached=10))

    text = page(manager, case)
    assert "Tuesday 17:00–20:00" in text
    assert "60 of 100 calls reached the borrower (50%–69%)" in text
    assert "Wednesday" not in text

    case.borrower.phones[0].status = "opted_out"
    db.session.flush()
    assert "none of the good hours is allowed" in page(manager, case)


def test_calls_are_counted_by_the_borrowers_own_clock(portfolio):
    case = lend(portfolio, [date(2026, 2, 10)])
    case.borrower.time_zone = "America/New_York"
    user, at = makers.make_user(), datetime(2026, 2, 27, 15, 0, tzinfo=UTC)
    for code in ("NA", "RPC-INFO"):
        makers.make_contact(case=case, at=at, user=user, outcome=desk.outcome(code))
    makers.make_contact(case=case, at=at, user=None, outcome=desk.outcome("RPC-INFO"))
    makers.make_contact(case=case, at=at - timedelta(days=200), user=user, outcome=desk.outcome("NA"))
    makers.make_contact(case=case, at=at, user=user, channel=Channel.sms)

    learn()

    rows = db.session.scalars(db.select(CallHour)).all()
    assert [(row.weekday, row.hour, row.calls, row.reached) for row in rows] == [(4, 8, 2, 1)]


def test_means_are_stated_on_the_case_page_and_expire(portfolio, manager, clock):
    case = lend(portfolio, [date(2026, 2, 10)])
    case.state = "open"

    manager.submit(f"/cases/means/?id={case.id}", income="5000", outgoings="3000", other_debts="500", basis="said")

    row = db.session.scalars(db.select(Means)).one()
    assert (row.currency, row.stated_on, row.expires_on) == ("CNY", TODAY, TODAY + timedelta(days=180))
    assert "CN¥1,500.00 left a month" in page(manager, case)
    clock.now = NOW + timedelta(days=181)
    assert "left a month" not in page(manager, case)


def test_a_new_statement_ends_the_one_before_and_one_may_be_ended(portfolio):
    who = lend(portfolio, [date(2026, 2, 10)]).borrower
    first = means.state(who, "CNY", Decimal(5000), Decimal(3000), Decimal(0), TODAY)
    db.session.flush()
    second = means.state(who, "CNY", Decimal(4000), Decimal(3000), Decimal(0), TODAY)
    db.session.flush()

    assert first.withdrawn_on == TODAY
    assert means.of(who, "CNY", TODAY) is second
    assert means.left_over(second) == 1000
    means.withdraw(second, TODAY)
    assert means.running(who, TODAY) == []
    with pytest.raises(RuleError, match="negative"):
        means.state(who, "CNY", Decimal(-1), Decimal(0), Decimal(0), TODAY)
    with pytest.raises(RuleError, match="finer"):
        means.state(who, "JPY", Decimal("0.5"), Decimal(0), Decimal(0), TODAY)


def test_a_partner_sees_no_squares_no_outlook_and_no_means(portfolio, sign_in):
    case = lend(portfolio, [date(2026, 1, 10)])
    case.state = "open"
    means.state(case.borrower, "CNY", Decimal(5123), Decimal(3000), Decimal(0), TODAY)
    client, person = sign_in(Role.legal_partner, partner=makers.make_legal_partner())
    row = makers.make_referral(case=case, partner=person.partner)
    db.session.commit()

    text = client.get(f"/partner/referral/?id={row.id}").text

    assert row.reference in text
    assert not any(word in text for word in ("square", "Outlook", "5,123", "Ability to pay"))
    assert client.get(f"/cases/details/?id={case.id}").status_code == 403
    assert client.get("/outlook/").status_code == 403


def test_how_good_it_is_stands_by_band_and_month_and_by_group_for_auditors_alone(portfolio, sign_in):
    sample(portfolio, 30, 20)
    learn()
    manager, auditor = sign_in(Role.manager)[0], sign_in(Role.auditor)[0]

    assert "Nothing was counted yet" not in manager.get("/outlook/").text
    for client, sees in ((manager, False), (auditor, True)):
        text = client.get("/outlook/").text
        assert "Oct 31, 2025" in text
        assert ("By the day on which it was said" in text, ">Men<" in text) == (True, sees)
    assert sign_in(Role.collector)[0].get("/outlook/").status_code == 403


def test_groups_are_sums_from_what_is_held_already(portfolio):
    for language in (Language.en, Language.zh_Hans):
        case = lend(portfolio, [date(2025, 10, 15)], date(2025, 11, 10))
        case.borrower.language = language

    learn()

    rows = db.session.scalars(db.select(OutlookGroup).filter_by(as_of=OCTOBER)).all()
    assert {(row.kind, row.name): row.cases for row in rows if row.kind != GroupKind.age} == {
        (GroupKind.language, "en"): 1,
        (GroupKind.language, "zh_Hans"): 1,
        (GroupKind.sex, "male"): 2,
    }


MAY_KNOW = (
    "services/outlook/",
    "services/my_day/",
    "services/setup.py",
)
"""Of the services, what may look at the outlook: it orders work, and is measured."""


HARMLESS = ("rules.outlook.past", "services.outlook.facts", "services.portfolio.outlook", "services.portfolio")
"""What happened, which is no outlook; and what an upload means, which has the same name."""


def test_no_stage_no_gate_and_no_refusal_looks_at_the_outlook():
    found = []
    for file in (*sorted((ROOT / "services").rglob("*.py")), *sorted((ROOT / "rules").rglob("*.py"))):
        name = file.relative_to(ROOT).as_posix()
        if name.startswith((*MAY_KNOW, "rules/outlook/")):
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            module = getattr(node, "module", "") or ""
            names = [each.name for each in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            told = [f"{module}.{each}" for each in names]
            found += [f"{name}: {each}" for each in told if "outlook" in each and not each.startswith(HARMLESS)]

    assert found == []


def test_the_cells_hold_nothing_protected_and_no_note_of_care():
    assert Cell._fields == ("late", "before", "paid")
    for name in ("__init__", "past", "quality", "hours"):
        text = (ROOT / "rules" / "outlook" / f"{name}.py").read_text("utf-8")
        assert "groups" not in text.replace("# groups", "")


def test_standings_of_many_loans_are_one_statement(portfolio):
    rows = [lend(portfolio, [date(2026, 2, 10)]).loan_id for _ in range(3)]
    with plans.watched() as asked:
        found = facts.standings(rows, TODAY)

    assert len(asked) == 1
    assert {each.cell for each in found.values()} == {THERE}
    assert {each.overdue for each in found.values()} == {Decimal("100.00")}
    assert facts.standings([], TODAY) == {}
    assert outlook.cell_of(db.session.get_one(makers.Loan, rows[0]), TODAY) == THERE
