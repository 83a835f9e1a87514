"""The outlook: squares, spells and cells, what is said of a cell, how good it is, and when to call."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from rules import outlook
from rules.figure import interval
from rules.outlook import Before, Cell, Counted, Late, Verdict, groups, hours, past, prior, quality, ranking
from rules.outlook.past import Due, Laid, Spell, Way

D = Decimal
TODAY = date(2026, 3, 2)


def due(on, unpaid="0", *laid, amount="100"):
    """An instalment with what was laid on it, each a day and an amount."""
    return Due(on, D(amount), D(unpaid), tuple(Laid(day, D(sum_), money) for day, sum_, money in laid))


def paid(on, day):
    return due(on, "0", (day, "100", True))


JAN, FEB = date(2026, 1, 1), date(2026, 2, 1)


@pytest.mark.parametrize(
    ("given", "way", "days", "in_parts"),
    [
        (paid(JAN, JAN), Way.on_time, 0, False),
        (paid(JAN, JAN - timedelta(days=3)), Way.on_time, 0, False),
        (paid(JAN, JAN + timedelta(days=12)), Way.late, 12, False),
        (due(JAN, "0", (JAN, "40", True), (FEB, "60", True)), Way.late, 31, True),
        (due(JAN, "60", (JAN, "40", True)), Way.part, 60, False),
        (due(JAN, "100"), Way.missed, 60, False),
        (due(JAN, "0"), Way.told, 0, False),
        (due(JAN, "0", (JAN, "30", True)), Way.told, 0, False),
        (due(JAN, "0", (JAN, "30", True), (FEB, "70", False)), Way.let_go, 31, False),
    ],
)
def test_a_square_says_how_an_instalment_was_paid(given, way, days, in_parts):
    assert past.square(given, TODAY) == (JAN, way, days, in_parts)


def test_the_last_twelve_that_fell_due_stand_there_and_one_of_today_once_it_is_paid():
    rows = [
        paid(date(2025, 1, 1) + timedelta(days=30 * n), date(2025, 1, 1) + timedelta(days=30 * n)) for n in range(14)
    ]
    open_today = due(TODAY, "100")

    assert [each.due_on for each in past.squares([*rows, open_today], TODAY)] == [each.due_on for each in rows[2:]]
    assert past.squares([paid(TODAY, TODAY)], TODAY)[0].way == Way.on_time
    assert past.squares([due(JAN, "0", amount="0")], TODAY) == []


def test_spells_join_while_anything_is_overdue_and_a_cure_begins_another():
    rows = [
        paid(JAN, date(2026, 1, 20)),
        paid(date(2026, 1, 10), FEB),
        paid(FEB, date(2026, 2, 3)),
        due(date(2026, 2, 20), "100"),
    ]

    found = past.spells(rows, TODAY)

    assert found == [Spell(JAN, FEB), Spell(FEB, date(2026, 2, 3)), Spell(date(2026, 2, 20), None)]
    assert past.relapses(found) == 2
    assert past.spells([due(JAN, "0"), paid(FEB, FEB)], TODAY) == []


def test_the_usual_pay_day_needs_most_payments_near_it_also_across_a_months_end():
    ends = [date(2026, 1, 31), date(2026, 3, 1), date(2026, 3, 30), date(2025, 12, 15)]

    assert past.pay_day(ends) == (31, 3, 4)
    assert past.pay_day(ends[:2]) is None
    assert past.pay_day([date(2026, 1, day) for day in (1, 8, 15, 22)]) is None


def test_a_cell_is_how_late_how_often_before_and_whether_money_came():
    now = due(date(2026, 1, 20), "100")
    once = paid(date(2025, 11, 20), date(2025, 12, 10))

    assert outlook.cell_of([now], TODAY) == (Late.to_60, Before.never, False)
    assert outlook.cell_of([once, now], TODAY) == (Late.to_60, Before.once, False)
    assert outlook.cell_of([once, paid(date(2025, 9, 20), date(2025, 11, 10)), now], TODAY).before == Before.more
    assert outlook.cell_of([due(date(2026, 1, 20), "60", (date(2026, 2, 10), "40", True))], TODAY).paid
    assert not outlook.cell_of([due(date(2026, 1, 20), "60", (date(2026, 2, 10), "40", False))], TODAY).paid
    assert outlook.cell_of([paid(JAN, JAN)], TODAY).late == Late.not_late


def test_a_past_day_is_seen_as_it_was_and_what_came_after():
    rows = [paid(JAN, date(2026, 2, 10))]

    assert outlook.cell_on(rows, date(2026, 1, 31)) == (Late.to_30, Before.never, False)
    assert outlook.cell_on(rows, date(2026, 2, 10)) is None
    assert outlook.came(rows, date(2026, 1, 31))
    assert not outlook.came(rows, date(2025, 12, 31))


HERE = Cell(Late.to_60, Before.once, paid=True)
OTHER = Cell(Late.to_30, Before.never, paid=False)


def test_own_counts_are_blended_with_the_table_as_if_it_were_fifty_cases():
    prior_ = {HERE: D("0.5")}

    assert outlook.blend(HERE, {}, prior_) == D("0.5")
    assert outlook.blend(HERE, {HERE: Counted(50, 50)}, prior_) == D("0.75")
    assert outlook.blend(HERE, {OTHER: Counted(10, 2)}, {}) == D("0.2")


@pytest.mark.parametrize(
    ("counted", "rest", "verdict"),
    [
        (Counted(187, 120), Counted(1000, 300), Verdict.told),
        (Counted(29, 20), Counted(1000, 300), Verdict.cannot_tell),
        (Counted(35, 18), Counted(1000, 300), Verdict.cannot_tell),
        (Counted(187, 60), Counted(1000, 300), Verdict.no_different),
        (Counted(187, 60), Counted(0, 0), Verdict.told),
    ],
)
def test_what_may_be_said_of_a_cell(counted, rest, verdict):
    assert outlook.verdict(counted, rest, 24) == verdict


def test_the_example_of_the_words():
    found = outlook.of(HERE, {HERE: Counted(187, 120), OTHER: Counted(900, 200)}, {})

    assert (found.counted.cases, round(found.share, 2), found.verdict) == (187, D("0.64"), Verdict.told)
    assert (round(found.between.low, 2), round(found.between.high, 2)) == (D("0.57"), D("0.71"))


def test_the_more_cells_are_looked_at_the_surer_a_difference_must_be():
    counted, rest = Counted(200, 60), Counted(1000, 380)

    assert outlook.verdict(counted, rest, 1) == Verdict.told
    assert outlook.verdict(counted, rest, 30) == Verdict.no_different
    assert interval(60, 200, 3.0).low < interval(60, 200).low


def test_the_shipped_table_has_every_cell_between_nothing_and_all():
    found = prior.shipped()

    assert [each.cell for each in found] == list(outlook.CELLS)
    assert all(0 < each.rate < 1 for each in found)
    assert sum(each.cases for each in found) == 13334


def test_what_was_said_is_laid_beside_what_came():
    told = [quality.Told(D("0.1"), 10, 1), quality.Told(D("0.7"), 10, 5)]

    assert [(each.to, each.said, each.came) for each in quality.bands(told) if each.cases] == [
        (D("0.2"), D("0.1"), D("0.1")),
        (D("0.8"), D("0.7"), D("0.5")),
    ]
    assert quality.calibration_error(told) == D("0.1")
    assert quality.auc(told) == D("0.738095")
    assert quality.auc([quality.Told(D("0.5"), 10, 5)]) == D("0.5")
    assert quality.auc([quality.Told(D("0.5"), 10, 10)]) is None
    assert quality.calibration_error([]) is None


def test_groups_are_read_from_a_number_and_unknown_where_it_tells_nothing():
    assert groups.sex("110101199001011234"[:16] + "34") == "male"
    assert groups.sex("110101199001011224") == "female"
    assert groups.age("110101199603031234", TODAY) == "<30"
    assert groups.age("110101199603021234", TODAY) == "30-44"
    assert groups.age("110101195001011234", TODAY) == "60+"
    assert groups.sex("A123456789") == groups.age("", TODAY) == groups.UNKNOWN


SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def test_the_surest_hours_come_first_with_their_next_time():
    tried = {
        hours.Slot(0, 11): hours.Tried(100, 20),
        hours.Slot(1, 17): hours.Tried(100, 60),
        hours.Slot(0, 8): hours.Tried(100, 10),
        hours.Slot(2, 8): hours.Tried(29, 29),
        hours.Slot(3, 8): hours.Tried(50, 0),
    }

    found = hours.best(tried, NOON, SHANGHAI)

    assert [each.slot for each in found] == [(1, 17), (0, 11), (0, 8)]
    assert found[0].begins_at == datetime(2026, 3, 3, 17, tzinfo=SHANGHAI)
    assert found[1].begins_at == NOON
    assert found[2].begins_at == datetime(2026, 3, 9, 8, tzinfo=SHANGHAI)
    assert hours.slot(datetime(2026, 3, 2, 7, 59, tzinfo=SHANGHAI)) is None
    assert hours.slot(datetime(2026, 3, 2, 22, 59, tzinfo=SHANGHAI)) == (0, 20)


def test_a_day_is_ordered_by_what_is_at_stake_with_a_floor_and_the_reason():
    work = ranking.Work(1, D("8000"), D("0.34"), is_allowed=True, untouched=3, cost=D("6"))
    works = [
        work._replace(case_id=1, overdue=D("20000"), rate=D("0.02")),
        work._replace(case_id=2),
        work._replace(case_id=3, overdue=D("10")),
        work._replace(case_id=4, is_allowed=False, untouched=90),
        work._replace(case_id=5, overdue=D("10"), untouched=14),
    ]

    found = ranking.rank(works, 14)

    assert [(each.case_id, str(each.why)) for each in found] == [
        (5, "too_long"),
        (2, "at_stake"),
        (1, "at_stake"),
        (3, "not_worth"),
        (4, "not_allowed"),
    ]
    assert found[1].at_stake == D("2714")


def test_cases_that_nobody_may_be_called_about_sink_by_their_next_allowed_time():
    noon = datetime(2026, 3, 2, 4, tzinfo=UTC)
    shut = {1: None, 2: noon + timedelta(hours=3), 4: noon + timedelta(hours=1)}

    assert ranking.sunk([1, 2, 3, 4, 5], shut) == [3, 5, 4, 2, 1]
    assert ranking.sunk([3, 5], {}) == [3, 5]
