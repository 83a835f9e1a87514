"""Monday: what waits for a decision, money beside other times, desks, pictures with their tables, what changed."""

import html
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from admin.metric import chart
from jobs import nightly
from models import db
from models.metric import DailyFigure
from models.payment import PaymentKind
from rules.access import Level, Role
from rules.figure import Figure
from rules.month.change import changes
from services import case, metric, payment, task
from services.metric import daily
from tests import desk, makers

TODAY = makers.TODAY
D = Decimal


def keep(day):
    """What the night of a day keeps."""
    db.session.commit()
    return nightly.keep_figures(day, desk.at(day, 1)).counts


def kept(name):
    rows = db.session.query(DailyFigure).filter_by(name=name).order_by(DailyFigure.on, DailyFigure.part)
    return [(row.on, row.part, row.currency, row.numerator, row.n) for row in rows]


def test_the_night_keeps_what_came_in_and_again_changes_nothing(app):
    row = desk.lend(desk.start(), (date(2026, 2, 1), date(2026, 3, 1)))
    row.loan.entered_on = date(2026, 1, 5)
    payment.record(row.loan, D("30.00"), date(2026, 2, 20), date(2026, 2, 20), "B1")
    wrong = payment.record(row.loan, D("9.00"), date(2026, 2, 21), date(2026, 2, 21), "B2")
    payment.reverse(wrong, date(2026, 2, 22), "bounced")

    keep(TODAY)
    once = [kept(name) for name in ("cash", "ageing", "roll")]
    keep(TODAY)

    assert [kept(name) for name in ("cash", "ageing", "roll")] == once
    assert once[0] == [(date(2026, 2, 20), "", "CNY", 30, 1)]
    assert once[1] == [(date(2026, 3, 1), "M1", "CNY", 170, 1)]
    assert [part for _, part, *_ in once[2]][:1] == ["C>C"]


def test_money_that_is_entered_late_is_kept_in_the_night_after(app):
    row = desk.lend(desk.start())
    keep(TODAY)
    payment.record(row.loan, D("30.00"), date(2026, 2, 20), TODAY, "late")

    keep(TODAY + timedelta(days=1))

    assert kept("cash") == [(date(2026, 2, 20), "", "CNY", 30, 1)]


def test_what_each_person_did_is_kept_and_says_how_much_they_get_done(app):
    person = makers.make_user(role=Role.collector)
    for number in range(6):
        at = desk.at(TODAY - timedelta(days=1 + number // 4))
        makers.make_task(done_at=at, done_by=person)

    keep(TODAY)

    assert {row[1] for row in kept("done")} == {str(person.id)}
    assert daily.capacities(TODAY) == {person.id: 3}


def figure(name, top, bottom, n=None):
    return Figure(name, D(top) / D(bottom), D(top), D(bottom), bottom if n is None else n)


def test_three_sentences_are_made_of_what_moved_most_no_surer_than_it_is():
    pairs = [
        (figure("contact_rate", 10, 20), figure("contact_rate", 1, 20)),
        (figure("success_rate_cases", 60, 200), figure("success_rate_cases", 30, 200)),
        (figure("kept_rate_count", 51, 100), figure("kept_rate_count", 50, 100)),
        (figure("overdue_newly", 900, 1, 90), figure("overdue_newly", 300, 1, 80)),
        (Figure("x", None, D(0), D(0), 0), figure("x", 1, 2)),
    ]

    found = changes(pairs)

    assert [each.new.name for each in found] == ["success_rate_cases", "overdue_newly", "kept_rate_count"]
    assert [each.is_sure for each in found] == [True, True, False]
    assert changes(pairs[:1])[0].is_few
    assert found[0].rose


@pytest.fixture
def book(app, clock):
    """Two measured weeks and a night, seen on a Monday."""
    clock.now = desk.at(date(2026, 1, 2))
    place = desk.start()
    person = makers.make_user(role=Role.collector, name="Collector One")
    rows = [desk.lend(place, (date(2026, 1, 10), date(2026, 3, 10))) for _ in range(5)]
    for each in rows:
        each.loan.entered_on = date(2026, 1, 2)
        case.restage(each, date(2026, 1, 20))
    for each in rows[:3]:
        case.assign(each, person)
    payment.record(rows[0].loan, D("100.00"), date(2026, 2, 18), date(2026, 2, 18), "B1")
    payment.record(rows[1].loan, D("60.00"), date(2026, 2, 25), date(2026, 2, 25), "B2")
    payment.record(rows[2].loan, D("20.00"), TODAY, TODAY, "B3")
    task.fill([each.id for each in rows if each.open_task is None], date(2026, 2, 20))
    makers.make_cash_target(month_on=date(2026, 3, 1), amount=D("80.00"))
    for each in (date(2026, 2, 16), date(2026, 2, 23)):
        metric.measure(each, desk.at(each + timedelta(days=7), 1))
    clock.now = desk.at(TODAY)
    keep(TODAY)
    keep(TODAY + timedelta(days=1))
    clock.now = desk.at(TODAY + timedelta(days=1))
    db.session.commit()
    return rows


def words(text):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", text)))


def test_monday_says_what_came_in_beside_other_times_and_the_target(book, sign_in):
    client, _ = sign_in(Role.manager)
    text = words(client.get("/").text)

    assert "Money received · CNY" in text
    assert "Last week CN¥60.00 -40% against the week before (CN¥100.00)" in text
    assert "25% of the target of CN¥80.00" in text
    assert "a year before" not in text


def test_this_month_opens_the_days_that_its_figure_counts_and_no_more(book, sign_in):
    payment.record(book[3].loan, D("7.00"), TODAY + timedelta(days=1), TODAY + timedelta(days=1), "B4")
    db.session.commit()
    client, _ = sign_in(Role.manager)
    text = client.get("/").text

    address = next(html.unescape(each) for each in re.findall(r'href="(/counted/[^"]*first=2026-03-01[^"]*)"', text))
    assert re.search(r"This month\s+CN¥20.00", words(text))
    assert "CN¥20.00" in client.get(address).text
    assert "CN¥27.00" not in client.get(address).text


def test_each_figure_of_monday_opens_its_rows(book, sign_in):
    client, _ = sign_in(Role.manager)
    text = client.get("/").text
    found = [html.unescape(each) for each in re.findall(r'href="(/counted/[^"]*)"', text)]

    assert {re.search(r"source=(\w+)", each)[1] for each in found} >= {"cash", "week", "ageing", "roll"}
    for address in found:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "Back to the figure" in answer.text
    cash = next(each for each in found if "source=cash" in each)
    assert "CN¥60.00" in client.get(cash).text


def test_the_desks_stand_side_by_side_with_what_they_get_done(book, sign_in):
    client, _ = sign_in(Role.manager)
    text = client.get("/").text

    assert "Collector One" in text
    assert "Share out" in text
    assert "due, 0 done," in text


def test_pictures_are_drawn_without_styles_and_stand_beside_their_table(book, sign_in):
    client, _ = sign_in(Role.manager)
    text = client.get("/").text
    drawn = re.findall(r"<svg aria-hidden=.*?</svg>", text, re.DOTALL)

    assert len(drawn) >= 4
    assert not [each for each in drawn if "style" in each or "<script" in each]
    assert text.count('<div class="chart">') == len(drawn)
    assert len(re.findall(r'<div class="chart">.*?</div>\s*<div class="scroll"', text, re.DOTALL)) == len(drawn)


def test_what_changed_is_said_with_its_number(book, sign_in):
    client, _ = sign_in(Role.manager)
    text = words(client.get("/").text)

    assert text.count("too few to tell") + text.count("about as before") == 3
    assert "too few to tell" in text, re.search("What changed.{400}", text)


def test_what_needs_a_decision_stands_first_with_its_rows_and_a_button(app, sign_in):
    desk.start()
    asked = makers.make_approval()
    client, _ = sign_in(Role.manager, level=Level.manager)
    text = client.get("/").text

    assert text.index("Needs a decision now") < text.index("Open cases")
    assert f"/requests/details/?id={asked.id}" in text or f"?id={asked.id}" in text
    assert "Decide: Approvals to decide on" in text
    for role, level in ((Role.auditor, Level.manager), (Role.manager, Level.collector)):
        other, _ = sign_in(role, level=level)
        assert "Needs a decision now" not in other.get("/").text


def test_a_waterfall_begins_each_bar_where_the_one_before_ended():
    bars = chart.steps([("a", D(100), ""), ("b", D(30), ""), ("c", D(-50), ""), ("d", D(80), "")])

    assert [(each.low, each.high) for each in bars] == [(0, 100), (100, 130), (80, 130), (0, 80)]


def test_a_payment_that_was_set_off_counts_and_a_waiver_does_not(app):
    row = desk.lend(desk.start())
    for kind in (PaymentKind.payment, PaymentKind.waiver, PaymentKind.set_off):
        makers.make_payment(loan=row.loan, kind=kind, paid_on=date(2026, 2, 20))

    keep(TODAY)

    assert kept("cash") == [(date(2026, 2, 20), "", "CNY", 20, 2)]
    assert sum(daily.payments(date(2026, 2, 20), date(2026, 2, 20), "CNY").values()) == 20


def test_a_feed_that_is_too_old_is_named(app, sign_in):
    book = desk.start()
    book.payments_as_of, book.payments_good_for_days = TODAY - timedelta(days=8), 7
    db.session.commit()
    client, _ = sign_in(Role.manager)
    assert "too old to remind on" in client.get("/").text

    book.payments_as_of = TODAY - timedelta(days=7)
    db.session.commit()
    assert "too old to remind on" not in client.get("/").text


def test_bars_with_one_label_stay_two_bars():
    svg = str(chart.waterfall([("Overdue", D(100), "100"), ("paid", D(-40), "40"), ("Overdue", D(60), "60")]))

    assert svg.count("Overdue") >= 2
    assert svg.count('fill="#0f766e"') == 2


def test_a_hold_past_its_review_waits_until_it_is_released(app, sign_in):
    desk.start()
    row = makers.make_hold(starts_on=TODAY - timedelta(days=9), review_on=TODAY - timedelta(days=1))
    makers.make_hold(starts_on=TODAY - timedelta(days=9), review_on=TODAY + timedelta(days=1))
    db.session.commit()
    client, _ = sign_in(Role.manager)
    text = client.get("/").text

    assert f"/holds/details/?id={row.id}" in text
    assert text.count("/holds/details/?id=") == 1
    row.released_on = TODAY
    db.session.commit()
    assert "Holds past their review" not in client.get("/").text
