"""Values shown with a reason: many in a day are told to another person, who looks at it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import db
from models.audit import AuditAction
from models.reveal_alarm import RevealAlarm
from rules import reveal as rule
from rules.access import Role
from rules.errors import RuleError
from rules.sentence import Sentence
from services import reveal
from tests import makers
from tests.makers import NOW, TODAY


def shown(person, count, at=NOW, reason="to check"):
    for _ in range(count):
        makers.make_audit_entry(user=person, action=AuditAction.revealed, at=at, reason=reason)


def test_the_twenty_fifth_of_a_day_raises_the_alarm_and_the_count_goes_on(app):
    person = makers.make_user()
    shown(person, rule.MOST - 1)
    assert reveal.watch(person, TODAY) is None

    shown(person, 1)
    first = reveal.watch(person, TODAY)
    shown(person, 2)
    assert (reveal.watch(person, TODAY), first.count) == (first, rule.MOST + 2)


def test_calls_on_a_green_light_and_other_days_and_people_do_not_count(app):
    person = makers.make_user()
    shown(person, 40, reason=Sentence("call %(case)s", case="C-1"))
    shown(person, 40, at=NOW - timedelta(days=1))
    shown(makers.make_user(), 40)

    assert reveal.watch(person, TODAY) is None


def test_a_look_ends_it_until_as_many_again_were_shown(app):
    person, boss = makers.make_user(), makers.make_user(role=Role.manager)
    shown(person, rule.MOST)
    row = reveal.watch(person, TODAY)
    with pytest.raises(RuleError, match="their own"):
        reveal.review(row, "fine", TODAY, person)
    with pytest.raises(RuleError, match="what you found"):
        reveal.review(row, " ", TODAY, boss)
    reveal.review(row, "A skip trace was asked for.", TODAY, boss)

    shown(person, rule.MOST - 1)
    assert reveal.watch(person, TODAY).reviewed_on == TODAY
    shown(person, 1)
    assert reveal.watch(person, TODAY).reviewed_on is None
    assert db.session.scalars(select(RevealAlarm)).one().count == 2 * rule.MOST


def test_a_manager_is_told_in_the_bell_and_looks(app, sign_in):
    makers.make_team()
    nosy, person = sign_in(Role.manager)
    other, _ = sign_in(Role.manager)
    shown(person, rule.MOST - 1)
    phone = makers.make_phone()
    db.session.commit()
    nosy.submit("/phones/reveal/", id=phone.id, column="number", reason="to check it")

    page = other.get("/")
    assert "Many numbers shown in a day" in page.text
    row = db.session.scalars(select(RevealAlarm)).one()
    form = {"action": "review", "rowid": row.id, "confirmed": "1", "review": "A list of dead numbers."}
    assert other.submit("/reveal-alarms/action/", **form).status_code == 302
    db.session.expire_all()
    assert db.session.scalars(select(RevealAlarm.review)).one() == "A list of dead numbers."
