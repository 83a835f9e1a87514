"""Figures that reach a person: each with its words, its number and the rows it counted; month ends, the work, costs."""

import html
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from admin.metric import history_work
from models import db
from models.case import CaseHolder
from models.cost import Priced
from models.metric import MetricScope, WeeklyMetric
from models.payment import PaymentKind
from rules import month
from rules.access import Role
from rules.sentence import Sentence
from services import case, metric, payment, promise
from services import month as month_service
from services.metric import behind, practice
from services.month import figures
from services.month import history as month_history
from tests import desk, makers

MONDAY = date(2026, 2, 9)
FEBRUARY = date(2026, 2, 28)


def day(number):
    return MONDAY + timedelta(days=number)


@pytest.fixture
def worked(app, clock):
    """A desk with February behind it: calls, promises, payments, complaints, blocks and prices."""
    clock.now = desk.at(date(2026, 1, 2))
    book = desk.start()
    collector = makers.make_user(role=Role.collector)
    cases = [desk.lend(book, (date(2026, 1, 10), date(2026, 3, 10))) for _ in range(4)]
    cases.append(desk.lend(book, (day(1),)))
    for row in cases:
        row.loan.entered_on = date(2026, 1, 2)
    for row in cases[:4]:
        case.restage(row, date(2026, 1, 20))
        case.assign(row, collector)
    case.restage(cases[4], day(2))
    desk.log(cases[0], "PTP", desk.at(day(0)), day(0), amount=Decimal("100.00"), promised_on=day(2), user=collector)
    desk.log(cases[1], "NA", desk.at(day(0)), day(0), user=collector)
    payment.record(cases[0].loan, Decimal("100.00"), day(2), day(2), "B1")
    payment.record(cases[1].loan, Decimal("30.00"), day(3), day(3), "B2")
    payment.record(cases[2].loan, Decimal("100.00"), day(4), day(4), "B3")
    for each in cases[0].promises:
        promise.follow(each, day(5), desk.at(day(5)))
    makers.make_complaint(case=cases[1], received_on=day(3))
    makers.make_decision(case=cases[1], at=desk.at(day(1)))
    makers.make_breach(case=cases[1], contact=makers.make_contact(case=cases[3], at=desk.at(day(1))), raised_on=day(2))
    makers.make_worked_hours(month_on=date(2026, 2, 1), hours=10)
    makers.make_unit_price(kind=Priced.hour, amount=Decimal("20.00"), starts_on=date(2026, 1, 1))
    makers.make_unit_price(kind=Priced.call, amount=Decimal("0.50"), starts_on=date(2026, 1, 1))
    for each in (-7, 0):
        metric.measure(day(each), desk.at(day(each + 7), 1))
    db.session.commit()
    clock.now = desk.at(date(2026, 3, 2))
    return book, collector, cases


def test_the_figures_of_the_work_are_their_formulas(worked):
    _book, _collector, _cases = worked

    found = {each.figure.name: each for each in practice.of(practice.Practice(date(2026, 2, 1), FEBRUARY))}

    values = {name: each.figure.value for name, each in found.items()}
    assert values["coverage"] == Decimal("0.4")
    assert values["intensity"] == 1
    assert values["connect_rate"] == values["rpc_per_dial"] == Decimal("0.5")
    assert values["rpc_per_connect"] == values["promise_rate"] == values["kept_rate_count"] == 1
    assert (values["complaint_rate"], values["block_rate"]) == (Decimal("333.333333"), 1)
    assert found["cash_collected"].figure.numerator == 230
    assert found["cost_to_collect"].figure.numerator == Decimal("201.50")
    assert values["collected_per_hour"] == 23
    assert values["waiver_rate"] == 0
    steps = {step.name: len(step.ids) for step in practice.funnel(practice.Practice(date(2026, 2, 1), FEBRUARY))}
    assert steps == {
        "inventory": 5, "attempted": 2, "contacted": 1, "right_party": 1, "promised": 1, "matured": 1, "kept": 1
    }  # fmt: skip


def test_a_case_counts_for_a_person_on_the_days_on_which_they_held_it(worked):
    _book, collector, cases = worked
    other = makers.make_user(role=Role.collector)
    clock_day = date(2026, 2, 9)
    for each in db.session.scalars(db.select(CaseHolder).filter_by(case_id=cases[2].id, user_id=collector.id)):
        each.until_on = clock_day
    db.session.add(CaseHolder(case_id=cases[2].id, user_id=other.id, since_on=clock_day))
    makers.make_complaint(case=cases[2], received_on=date(2026, 2, 20))
    makers.make_promise(case=cases[2], made_on=date(2026, 2, 20), due_on=date(2026, 2, 21))
    db.session.flush()

    def of(person):
        return practice.Practice(date(2026, 2, 1), FEBRUARY, practice.Part(collector_id=person.id))

    cash = {who.id: of(who).money(PaymentKind.payment).get("CNY", {}) for who in (collector, other)}
    assert sum(cash[collector.id].values()) == Decimal("130.00")
    assert sum(cash[other.id].values()) == Decimal("100.00")
    complaints = {who.id: {each.figure.name: each for each in practice.conduct(of(who))} for who in (collector, other)}
    assert complaints[collector.id]["complaint_rate"].figure.numerator == 1
    assert [row.case_id for row in of(other).made] == [cases[2].id]
    assert cases[2].id not in {row.case_id for row in of(collector).made}
    assert cases[2].id in of(collector).ids


def test_without_a_price_nothing_costs_and_without_hours_nothing_is_earned_in_one(app):
    desk.start()
    found = {each.figure.name for each in practice.of(practice.Practice(date(2026, 2, 1), FEBRUARY))}

    assert {"cost_to_collect", "collected_per_hour"} & found == set()


def test_the_figures_between_two_month_ends(worked):
    book, _collector, _cases = worked
    at = figures.Book(FEBRUARY, book)

    found = {each.figure.name: each for each in figures.of(at, date(2026, 3, 2))}

    assert found["cure_gross"].figure[1:5] == (Decimal("0.5"), 2, 4, 4)
    assert found["cure_self"].figure.numerator == 1
    assert found["entry_rate_count"].figure[1:5] == (Decimal(1), 1, 1, 1)
    assert found["par30"].figure.numerator == Decimal("370.00")
    assert found["par90"].figure.numerator == 0
    assert found["first_payment_default_7"].figure[2:4] == (5, 5)
    assert found["first_payment_default_30"].figure[2:4] == (4, 4)
    cells = {(cell.start, cell.end): cell.n for cell in figures.roll(at, "CNY") if cell.n}
    assert cells == {("C", "M1"): 1, ("M1", "C"): 2, ("M1", "M2"): 2}


def test_a_vintage_is_blank_before_the_house_and_after_today(worked):
    book, _collector, _cases = worked
    found = figures.vintage(date(2026, 3, 2), book, 3)

    cells = found[date(2026, 1, 31)]
    assert [each and each.figure.value for each in cells] == [None, Decimal("0.411111")] or cells[0].figure.value == 0
    assert len(cells) == 2


def everything(book):
    """Every figure that a page shows, with its rows."""
    at = figures.Book(FEBRUARY, book)
    yield from figures.of(at, date(2026, 3, 2))
    yield from practice.of(practice.Practice(date(2026, 2, 1), FEBRUARY))
    yield from (each for cells in figures.vintage(date(2026, 3, 2), book, 3).values() for each in cells if each)
    yield from (behind.of(row) for row in db.session.query(WeeklyMetric))


def test_the_rows_behind_every_figure_are_its_numerator(worked):
    found = list(everything(worked[0]))

    assert len({each.figure.name for each in found}) > 40
    assert [(each.figure, each.lines) for each in found if each.whole != each.figure.numerator] == []


def links(text, source):
    """The addresses of rows behind the figures of a page."""
    return [html.unescape(each) for each in re.findall(rf'href="([^"]*/counted/\?source={source}[^"]*)"', text)]


@pytest.mark.parametrize(
    ("path", "sources"),
    [
        ("/weekly/", ("week",)),
        ("/months/", ("roll", "flow", "month")),
        ("/months/?basis=balance", ("roll",)),
        ("/months/vintage/", ("vintage",)),
        ("/practice/", ("practice", "funnel")),
    ],
)
def test_every_figure_of_a_page_opens_its_rows_and_leads_back(worked, sign_in, path, sources):
    client, _ = sign_in(Role.manager)
    text = client.get(path).text

    for source in sources:
        found = links(text, source)
        assert found
        for address in found:
            answer = client.get(address)
            assert answer.status_code == 200
            back = html.unescape(re.search(r'class="trail"><a href="([^"]*)"', answer.text)[1])
            assert back.startswith(path.partition("?")[0])
            assert client.get(back).status_code == 200


def test_from_a_weekly_figure_to_its_cases_in_one_input(worked, sign_in):
    client, _ = sign_in(Role.manager)
    row = (
        db.session.query(WeeklyMetric)
        .filter_by(week_on=MONDAY, name="success_rate_cases", scope=MetricScope.team)
        .one()
    )
    cases = [db.session.get(case.Case, line.id) for line in behind.of(row).lines]

    text = client.get(f"/counted/?source=week&id={row.id}").text

    assert len(cases) == row.numerator == 2
    assert all(f'href="/cases/details/?id={each.id}"' in text for each in cases)
    assert "2 rows" in text


def test_a_collector_sees_their_own_board_and_nobody_elses(worked, sign_in, as_user):
    _book, collector, cases = worked
    client = as_user(collector)
    text = client.get("/my-figures/").text

    assert "Promises per borrower reached" in text
    assert "Money that came in" not in text
    found = links(text, "practice")
    assert found
    assert all(client.get(each).status_code == 200 for each in found)
    other, _ = sign_in(Role.collector)
    assert f"/cases/details/?id={cases[0].id}" not in other.get(found[0]).text
    assert client.get("/counted/?source=week&id=1").status_code == 404
    assert client.get("/counted/?source=practice&name=cash_collected-CNY").status_code == 404
    assert client.get("/counted/?source=practice&name=rpc_per_dial").status_code == 404
    assert client.get("/practice/").status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/counted/", "/counted/?source=nonsense", "/counted/?source=week&id=abc", "/counted/?source=month&month=x",
        "/counted/?source=roll&month=2026-02&start=C&end=Z", "/counted/?source=vintage&month=2026-02&age=99",
        "/counted/?source=flow&month=2026-02&bucket=%00", "/counted/?source=reason&name=0",
    ],
)  # fmt: skip
def test_nonsense_in_an_address_is_not_found(app, sign_in, path):
    desk.start()
    client, _ = sign_in(Role.manager)

    assert client.get(path).status_code == 404


def test_a_history_comes_in_by_the_screen_and_says_what_was_not_taken(app, sign_in, tmp_path):
    book = desk.start()
    db.session.commit()
    client, _ = sign_in(Role.manager)
    file = tmp_path / "history.csv"
    file.write_text("合同号,月份,状态,余额\nA1,2025-11,M1,10\nA1,2025-12,M2,10\nA2,2025-12,?,10\n", "utf-8")

    with file.open("rb") as sent:
        answer = client.submit("/month-history/", file=(sent, "history.csv"), portfolio=str(book.id))
    assert answer.status_code == 302
    for thread in list(history_work.RUNNING.values()):
        thread.join()
    db.session.rollback()
    assert "Histories that came in" in client.get("/").text
    text = client.get("/month-history/").text

    assert "Histories that came in" not in client.get("/").text
    assert "2 month ends were taken in." in text
    assert "is no status of a month end" in text
    assert [f"{each:%Y-%m}" for each in month_service.known(date(2026, 3, 2), book)] == ["2025-11", "2025-12"]
    shown = client.get("/months/").text
    assert "M2" in shown
    assert "Only in the history of the former system" in client.get(links(shown, "roll")[0]).text


def test_a_history_that_comes_in_tells_how_far_it_is_and_one_that_broke_says_so(app, sign_in, monkeypatch):
    book = desk.start()
    client, me = sign_in(Role.manager)
    runs = makers.make_history_file(portfolio=book, user=me, rows_done=4000, file_name="runs.csv")
    makers.make_history_file(portfolio=book, user=me, file_name="lost.csv")
    broken = makers.make_history_file(portfolio=book, user=me, file_name="broken.csv")
    month_history.broke(
        broken.id, Sentence("The file takes too long to read; save it as CSV, or in smaller parts."), makers.NOW
    )
    db.session.commit()
    monkeypatch.setitem(history_work.RUNNING, runs.id, None)

    text = client.get("/month-history/").text

    assert "runs.csv: 4,000 rows so far" in text
    assert 'http-equiv="refresh"' in text
    assert "lost.csv: It was cut off; take the file in again." in text
    assert "broken.csv: The file takes too long" in text


def test_figures_of_few_are_pale_and_say_between_what_they_lie(worked, sign_in):
    client, _ = sign_in(Role.manager)
    text = client.get("/practice/").text

    assert 'class="tile pale"' in text
    assert "95% sure between" in text


def test_the_hours_of_a_month_are_kept_by_its_first_day(app, sign_in):
    client, _ = sign_in(Role.manager)
    client.submit("/paid-hours/new/", month_on="2026-02-17", hours="120")

    assert [(row.month_on, row.hours) for row in db.session.query(makers.WorkedHours)] == [(date(2026, 2, 1), 120)]


def test_month_ends_around_a_day():
    assert month.end(date(2024, 2, 3)) == date(2024, 2, 29)
    assert month.before(date(2026, 3, 31)) == date(2026, 2, 28)


def test_each_figure_of_a_legal_partner_opens_the_referrals_it_counted(app, sign_in):
    desk.start()
    row = makers.make_referral(claim_amount=Decimal("300.00"), referred_on=date(2026, 2, 1))
    other = makers.make_referral(partner=row.partner, claim_amount=Decimal("200.00"), referred_on=date(2026, 2, 2))
    other.closed_on = date(2026, 2, 20)
    db.session.commit()
    client, _ = sign_in(Role.manager)

    text = client.get("/league/").text
    found = links(text, "league")

    assert "Recovered of what was claimed" in text
    assert len(found) >= 3
    for address in found:
        answer = client.get(address).text
        count = 1 if "name=ended" in address else 2 if "name=claimed" in address or "name=sent" in address else 0
        assert f"{count} row" in answer, address
    assert "CN¥500.00" in client.get(next(each for each in found if "claimed" in each)).text


def test_hours_of_a_month_count_for_no_week(worked):
    week = {each.figure.name for each in practice.of(practice.Practice(date(2026, 1, 26), date(2026, 2, 1)))}
    of_book = {
        each.figure.name
        for each in practice.of(practice.Practice(date(2026, 2, 1), FEBRUARY, practice.Part(portfolio=worked[0])))
    }

    assert "collected_per_hour" not in week | of_book
    assert "cost_to_collect" in of_book
