"""The strategy in versions: written as a draft, tried, published by a second person, taken up by the night."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from jobs import nightly
from models import db
from models.case import Case
from models.stage import Stage, StageCondition, Trigger
from models.strategy import Proposal, StrategyStatus
from rules import strategy as rule
from rules.access import Role
from rules.errors import RuleError
from rules.stage import Asks, Knows
from services import case, strategy
from services.strategy import document, dry_run
from tests import desk, makers

DAY = desk.DUE + timedelta(days=1)


@pytest.fixture
def opened(app):
    """An open case in its first stage, spoken with once, and the first version kept by a night."""
    row = desk.lend(desk.start())
    case.restage(row, DAY)
    strategy.take_up(DAY)
    makers.make_contact(borrower=row.borrower, case=row)
    return row


@pytest.fixture
def people(app):
    return makers.make_user(role=Role.manager), makers.make_user(role=Role.manager)


def mild():
    return db.session.scalars(select(Stage).filter_by(key="mild")).one()


def earlier(user, days=5):
    """Somebody lets mild begin earlier, in the draft."""

    def change():
        mild().days = days
        db.session.flush()

    strategy.written(change, DAY, user)
    return strategy.draft()


def tried(row, user, day=DAY + timedelta(days=1)):
    found = dry_run.make(row, day, DAY, desk.at(DAY))
    return dry_run.keep(row, day, row.digest, found, desk.at(DAY), user)


def published(people, starts_on, days=5):
    row = earlier(people[0], days)
    tried(row, people[0])
    strategy.ask(row, starts_on, "Too many reach day 30.", DAY, people[0])
    strategy.publish(row, DAY, people[1])
    return row


def test_the_first_night_keeps_what_is_there_as_the_first_version(app):
    desk.lend(desk.start())

    assert strategy.take_up(DAY) == "kept"
    assert strategy.take_up(DAY) == "unchanged"

    row = strategy.in_force()
    assert (row.number, row.starts_on) == (1, DAY)
    assert {stage["key"] for stage in row.content["stage"]} == {"initial", "mild", "firm"}


def test_a_draft_changes_nothing_that_is_in_force(opened, people):
    row = earlier(people[0])

    assert mild().days == 11
    assert [(each.table, each.field, each.before, each.after) for each in strategy.changes(row)] == [
        ("stage", "days", 11, 5)
    ]
    assert row.editors == [people[0].id]


def test_a_new_row_of_a_draft_stands_nowhere_else(opened, people):
    def add():
        db.session.add(StageCondition(step=mild(), knows=Knows.broken_promises, how=Asks.at_least, times=1))
        db.session.flush()

    strategy.written(add, DAY, people[0])

    assert db.session.scalars(select(StageCondition)).all() == []
    assert len(strategy.draft().content["stage_condition"]) == 1


def test_two_stages_of_a_draft_may_change_places(opened, people):
    def swap():
        rows = {row.key: row for row in db.session.scalars(select(Stage))}
        first, second = rows["initial"], rows["mild"]
        first.position, second.position = 99, first.position
        db.session.flush()
        first.position = 1
        db.session.flush()

    strategy.written(swap, DAY, people[0])
    document.lay(strategy.draft().content)

    assert [row.key for row in db.session.scalars(select(Stage).order_by(Stage.position))] == [
        "mild",
        "initial",
        "firm",
    ]


def test_nobody_publishes_what_they_wrote_or_without_a_dry_run(opened, people):
    row = earlier(people[0])
    with pytest.raises(RuleError, match="dry run"):
        strategy.ask(row, DAY + timedelta(days=2), "Why", DAY, people[0])
    tried(row, people[0])
    with pytest.raises(RuleError, match="later day"):
        strategy.ask(row, DAY, "Why", DAY, people[0])
    strategy.ask(row, DAY + timedelta(days=2), "Why", DAY, people[0])

    with pytest.raises(RuleError, match="second person"):
        strategy.publish(row, DAY, people[0])
    assert strategy.second_people(row) == [people[1]]


def test_what_is_written_after_it_was_asked_for_is_tried_and_asked_for_again(opened, people):
    row = earlier(people[0])
    tried(row, people[0])
    strategy.ask(row, DAY + timedelta(days=2), "Why", DAY, people[0])

    earlier(people[0], 6)

    assert row.status == StrategyStatus.draft
    with pytest.raises(RuleError, match="Nobody asked"):
        strategy.publish(row, DAY, people[1])


def test_the_night_of_its_day_takes_a_version_up_and_the_past_keeps_its_own(opened, people):
    row = published(people, DAY + timedelta(days=6))
    db.session.commit()

    assert nightly.take_strategy_up(DAY + timedelta(days=5), desk.at(DAY)).counts == {}
    assert mild().days == 11
    assert nightly.take_strategy_up(DAY + timedelta(days=6), desk.at(DAY)).counts == {"taken_up": 1}

    assert mild().days == 5
    assert db.session.get(Case, opened.id).touched
    assert strategy.at(DAY + timedelta(days=5)).number == 1
    assert strategy.at(DAY + timedelta(days=6)) == row
    assert strategy.at(DAY - timedelta(days=1)) is None


def test_rows_changed_past_every_draft_are_a_version_of_their_own(opened):
    mild().days = 9

    strategy.take_up(DAY + timedelta(days=1))

    assert strategy.in_force().number == 2
    assert strategy.at(DAY).content["stage"][1]["days"] == 11


def test_a_version_that_was_in_force_is_neither_written_nor_dropped(opened, people):
    with pytest.raises(RuleError, match="is kept"):
        strategy.drop(strategy.in_force(), DAY, people[0])
    with pytest.raises(RuleError, match="no draft"):
        strategy.wrote(strategy.in_force(), {}, people[0])


def test_a_draft_of_what_was_replaced_meanwhile_is_not_published(opened, people):
    row = earlier(people[0])
    tried(row, people[0])
    strategy.ask(row, DAY + timedelta(days=2), "Why", DAY, people[0])
    mild().days = 9
    strategy.take_up(DAY + timedelta(days=1))

    with pytest.raises(RuleError, match="begin anew"):
        strategy.publish(row, DAY + timedelta(days=1), people[1])


def test_a_condition_of_a_draft_is_taken_up_as_it_was_written(opened, people):
    def add():
        firm = db.session.scalars(select(Stage).filter_by(key="firm")).one()
        least = StageCondition(step=firm, knows=Knows.overdue_amount, how=Asks.at_least, amount=Decimal("100.00"))
        db.session.add(least)
        db.session.flush()

    strategy.written(add, DAY, people[0])
    row = strategy.draft()
    tried(row, people[0])
    strategy.ask(row, DAY + timedelta(days=1), "Small sums get no demand.", DAY, people[0])
    strategy.publish(row, DAY, people[1])

    assert strategy.take_up(DAY + timedelta(days=1)) == "taken_up"
    assert strategy.take_up(DAY + timedelta(days=2)) == "unchanged"
    assert db.session.scalars(select(StageCondition)).one().number == Decimal("100.00")


def test_one_version_waits_at_a_time_so_that_none_is_passed_over(opened, people):
    first = published(people, DAY + timedelta(days=10))
    second = earlier(people[0], 7)
    tried(second, people[0])
    strategy.ask(second, DAY + timedelta(days=12), "More.", DAY, people[0])

    with pytest.raises(RuleError, match="once it is in force"):
        strategy.publish(second, DAY, people[1])

    assert strategy.take_up(DAY + timedelta(days=10)) == "taken_up"
    strategy.publish(second, DAY + timedelta(days=10), people[1])
    assert (first.status, strategy.waiting()) == (StrategyStatus.in_force, second)


def test_who_proposed_a_change_does_not_decide_on_it(opened, people):
    row = earlier(people[0])
    tried(row, people[0])
    db.session.add(
        Proposal(figure="kept_rate_count", week_on=DAY, n=1, numerator=1, denominator=1, value=1, proposed="Earlier.",
                 proposed_on=DAY, proposed_by=people[1], strategy_version=row)
    )  # fmt: skip
    strategy.ask(row, DAY + timedelta(days=2), "Earlier.", DAY, people[0])

    assert people[1] not in strategy.second_people(row)
    with pytest.raises(RuleError, match="second person"):
        strategy.publish(row, DAY, people[1])


def test_rows_changed_past_every_draft_reach_their_cases(opened):
    opened.touched = False
    mild().days = 1
    db.session.flush()

    assert strategy.take_up(DAY + timedelta(days=1)) == "kept"
    assert opened.touched


def test_turned_back_a_change_goes_and_what_came_after_it_stays():
    base = {"stage": [{"id": 1, "days": 11, "task": "call"}], "contact_rule": [{"id": 7, "most": 3}]}
    then = {"stage": [{"id": 1, "days": 5, "task": "call"}, {"id": 2, "days": 9}], "contact_rule": []}
    now = {"stage": [{"id": 1, "days": 5, "task": "letter"}, {"id": 2, "days": 9}], "contact_rule": []}

    assert rule.turned_back(now, rule.differences(base, then)) == {
        "stage": [{"id": 1, "days": 11, "task": "letter"}, {"id": 2, "days": 9}],
        "contact_rule": [{"id": 7, "most": 3}],
    }


def waits_for_nobody():
    mild().trigger = Trigger.since_previous_sent
    db.session.scalars(select(Stage).filter_by(key="initial")).one().position = 9


def asks_where_nothing_stands_below():
    db.session.add(StageCondition(step=mild(), knows=Knows.broken_promises, how=Asks.at_least, times=1))
    db.session.scalars(select(Stage).filter_by(key="initial")).one().position = 9


@pytest.mark.parametrize(
    ("change", "says"),
    [(waits_for_nobody, "has no reminder before it"), (asks_where_nothing_stands_below, "must stand somewhere")],
)
def test_a_draft_whose_first_stage_cannot_be_one_is_not_asked_for(opened, people, change, says):
    strategy.written(lambda: (change(), db.session.flush()), DAY, people[0])
    row = strategy.draft()

    with pytest.raises(RuleError, match=says):
        strategy.ask(row, DAY + timedelta(days=2), "Why", DAY, people[0])
