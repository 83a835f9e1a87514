"""Hardship and care: cases rest, somebody looks again, impressions fade, and no partner or figure ever sees them."""

from datetime import timedelta
from pathlib import Path

import pytest

from jobs import nightly
from models import db
from models.hardship import Cooperation, HardshipKind, SupportNeed
from models.hold import HoldKind
from models.stage import TaskKind
from rules import access
from rules.access import Role
from rules.errors import RuleError
from services import case, hardship, hold, reminder, task
from tests import desk, makers


def past(days):
    return desk.DUE + timedelta(days=days)


@pytest.fixture
def opened(app):
    row = desk.lend(desk.start())
    case.restage(row, past(1))
    return row


def test_one_word_rests_every_case_of_the_borrower_and_names_who_looks_again(opened):
    other = desk.lend(opened.loan.portfolio, borrower=opened.borrower)
    owner = makers.make_user()

    row = hardship.report(opened.borrower, past(5), owner=owner)
    again = hardship.report(opened.borrower, past(6), owner=owner)

    assert again is row
    for each in (opened, other):
        assert [(one.kind, one.owner, one.review_on) for one in hold.running(each, past(5))] == [
            (HoldKind.hardship, owner, past(35))
        ]


def test_nobody_is_reminded_while_it_stands(opened):
    hardship.report(opened.borrower, past(2))

    assert reminder.queue([opened.borrower_id], past(3)) == {}


def test_the_cases_go_on_when_the_last_circumstance_is_over(opened):
    first = hardship.report(opened.borrower, past(5), kind=HardshipKind.health)
    second = hardship.report(opened.borrower, past(5), kind=HardshipKind.life_event)

    hardship.end(first, past(6))
    assert hold.running(opened, past(6))
    hardship.end(second, past(7))
    hardship.end(second, past(8))

    assert hold.running(opened, past(7)) == []
    assert second.ended_on == past(7)
    with pytest.raises(RuleError, match="ended on"):
        hardship.review(second, past(30), past(8))


def test_the_night_asks_on_the_review_day_and_a_review_moves_it(opened):
    row = hardship.report(opened.borrower, past(5), review_on=past(10))
    hardship.review(row, past(12), past(6))

    db.session.commit()
    nightly.review_holds(past(11), desk.at(past(11)))
    assert (before := task.open_of(opened)) is None or before.kind != TaskKind.review_hold
    db.session.commit()
    nightly.review_holds(past(12), desk.at(past(12)))

    assert task.open_of(opened).kind == TaskKind.review_hold
    with pytest.raises(RuleError, match="after today"):
        hardship.review(row, past(12), past(12))
    with pytest.raises(RuleError, match="in the past"):
        hardship.report(opened.borrower, past(12), review_on=past(11))


def test_an_impression_is_forgotten_after_ninety_days(opened):
    who = opened.borrower
    hardship.note(who, past(1), cooperation=Cooperation.hostile)
    hardship.note(who, past(2), cooperation=Cooperation.cooperative, user=makers.make_user())
    assert hardship.note(who, past(2), need=SupportNeed.in_writing) is hardship.note(
        who, past(2), need=SupportNeed.in_writing
    )

    assert hardship.cooperation(who, past(91)).cooperation == Cooperation.cooperative
    assert hardship.needs(who, past(91)) == [SupportNeed.in_writing]
    assert hardship.cooperation(who, past(92)) is None
    assert hardship.needs(who, past(92)) == []
    with pytest.raises(RuleError, match="Choose how"):
        hardship.note(who, past(2))


def test_partners_have_no_right_to_it_and_nobody_exports_it():
    assert access.right_of(Role.legal_partner, "hardship") == access.NOTHING
    assert not any(access.may(role, "export", "hardship") for role in Role)


def test_no_figure_no_order_of_work_and_no_partner_page_knows_of_it():
    root = Path(__file__).parent.parent
    names = ["services/metric*.py", "services/my_day/*.py", "services/referral*.py", "services/case/share.py"]
    names += [
        "admin/partner*.py",
        "admin/weekly*.py",
        "admin/metric/__init__.py",
        "rules/metric.py",
        "rules/figure.py",
        "rules/week.py",
        "templates/partner/*",
        "templates/letters/*",
    ]
    files = [file for name in names for file in root.glob(name)]

    assert len(files) > 8
    assert [file.name for file in files if "hardship" in file.read_text("utf-8").lower()] == []
    assert [file.name for file in files if "cooperation" in file.read_text("utf-8").lower()] == []


def test_struggling_is_one_click_and_is_ended_on_the_page(sign_in):
    browser, person = sign_in(Role.collector)
    makers.make_team()
    row = makers.make_case(assignee=person)

    assert browser.submit(f"/cases/hardship/?id={row.id}", struggling="y").status_code == 302
    assert browser.submit(f"/cases/care/?id={row.id}", cooperation="neutral", need="in_writing").status_code == 302
    page = browser.get(f"/cases/details/?id={row.id}").text
    assert "Neutral" in page
    assert "In writing" in page
    db.session.expire_all()
    assert [each.owner_id for each in row.holds] == [person.id]
    assert browser.submit(f"/cases/hardship/end/?id={row.id}").status_code == 302
    db.session.expire_all()
    assert [bool(each.released_on) for each in row.holds] == [True]
