"""What the doctor found: kept by night and week until it is mended, told by the command, the bell and the list."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from jobs import daytime, nightly, weekly
from models import db
from models.case import Case
from models.finding import Finding, FindingState
from models.loan import Loan
from models.referral import Referral
from models.stage import TaskKind
from models.task import Task
from models.transaction import reading, writing
from rules.access import Role
from rules.errors import RuleError
from rules.sentence import Sentence
from services import doctor, referral, task
from services.doctor.invariant import KNOWN, Found, Reach
from tests import ROOT, application, desk, makers
from tests.makers import NOW, TODAY


def told() -> set[str]:
    """The invariants that a finding stands for."""
    return set(db.session.scalars(select(Finding.invariant).filter_by(state=FindingState.standing)))


def some(model):
    """The first row of a record."""
    return db.session.scalars(select(model).order_by(model.id)).first()


def change(model, id, **values):
    """Change a row past every service."""
    db.session.flush()
    db.session.connection().execute(update(model.__table__).where(model.id == id).values(**values))


@pytest.fixture
def lent(app, clock):
    """A desk with its people and one case that the night opened."""
    row = desk.lend(desk.start(), (date(2026, 2, 27),))
    makers.make_user(role=Role.administrator)
    makers.make_user(role=Role.manager)
    row.assignee = makers.make_user(role=Role.collector)
    db.session.commit()
    nightly.stage_cases(TODAY, clock.now)
    nightly.book_actions(TODAY, clock.now)
    db.session.commit()
    return row


def test_the_night_keeps_what_it_finds_until_it_is_mended(lent, clock):
    some(Task).done_at = clock.now
    db.session.commit()

    assert nightly.see_the_doctor(TODAY, clock.now).counts == {"found": 1}
    assert nightly.see_the_doctor(TODAY + timedelta(days=1), clock.now).counts == {"still": 1}
    row = some(Finding)
    assert (row.invariant, row.record_id, row.state) == ("open_case_has_a_next_action", lent.id, FindingState.standing)
    assert (row.first_seen_on, row.last_seen_on) == (TODAY, TODAY + timedelta(days=1))
    assert row.case_id == lent.id

    nightly.book_actions(TODAY, clock.now)
    db.session.commit()

    assert nightly.see_the_doctor(TODAY + timedelta(days=2), clock.now).counts == {"mended": 1}
    assert some(Finding).state == FindingState.mended


def test_what_comes_back_stands_again_under_its_first_day(lent, clock):
    broken = [doctor.Answer(KNOWN["open_case_has_a_next_action"], [Found("case", lent.id, Sentence("It is late."))])]
    doctor.keep(broken, TODAY)
    doctor.keep([broken[0]._replace(found=[])], TODAY + timedelta(days=1))

    doctor.keep(broken, TODAY + timedelta(days=2))

    row = some(Finding)
    assert (row.first_seen_on, row.last_seen_on) == (TODAY, TODAY + timedelta(days=2))
    assert row.state == FindingState.standing


def test_the_quick_form_computes_what_moved_and_what_stood_and_the_week_everything(lent, clock):
    change(Loan, lent.loan_id, outstanding_principal=Decimal("1.00"))
    change(Case, lent.id, balance=Decimal("1.00"))
    db.session.commit()
    later = TODAY + timedelta(days=20)
    clock.now = desk.at(later)

    assert "sums_are_the_ledgers" not in {each.invariant.name for each in doctor.examine(quick(later)) if each.found}
    weekly.examine_the_book(later, clock.now)
    assert "sums_are_the_ledgers" in told()

    assert "sums_are_the_ledgers" in {each.invariant.name for each in doctor.examine(quick(later)) if each.found}


def quick(day):
    return doctor.quick(day, desk.at(day))


def test_a_quick_look_asks_no_more_than_a_full_one(lent):
    asked = {each.invariant.name for each in doctor.examine(quick(TODAY))}

    assert asked == {each.name for each in KNOWN.values() if each.reach != Reach.full}


def test_an_invariant_that_cannot_be_asked_stops_neither_the_others_nor_the_night(lent, clock, monkeypatch):
    def fails(look):
        raise ZeroDivisionError

    wrong = KNOWN["weeks_chain"]._replace(name="of_today", find=fails)
    monkeypatch.setitem(KNOWN, "of_today", wrong)
    standing = makers.make_finding(case=lent, invariant="of_today")
    some(Task).done_at = clock.now
    db.session.commit()

    found = nightly.see_the_doctor(TODAY, clock.now)

    assert found.counts == {"found": 1}
    assert [str(each["problem"]) for each in found.problems] == ["of_today could not be asked: ZeroDivisionError"]
    assert db.session.get(Finding, standing.id).state == FindingState.standing


def test_an_invariant_that_is_asked_no_more_leaves_nothing_standing(lent):
    makers.make_finding(case=lent, invariant="of_old")

    doctor.forget()

    assert some(Finding).state == FindingState.mended


def test_the_command_names_what_is_broken_and_changes_nothing(lent, app):
    some(Task).done_at = NOW
    db.session.commit()
    run = app.test_cli_runner()

    answer, as_json = run.invoke(args=["doctor"]), run.invoke(args=["doctor", "--json", "--quick"])

    assert answer.exit_code == 1
    assert "open_case_has_a_next_action" in answer.output
    assert f"case {lent.id}: It is open and has no next action." in answer.output
    found = json.loads(as_json.output)
    assert (as_json.exit_code, found["sound"]) == (1, False)
    [wrong] = [each for each in found["invariants"] if not each["holds"]]
    assert wrong["found"] == [{"record": "case", "id": lent.id, "said": "It is open and has no next action."}]
    assert wrong["mended_by"] == ["administrator", "manager", "collector"]
    assert db.session.scalars(select(Finding)).all() == []


def test_the_command_ends_well_on_a_sound_book(lent, app):
    answer = app.test_cli_runner().invoke(args=["doctor"])

    assert (answer.exit_code, answer.output) == (0, f"{len(KNOWN)} of {len(KNOWN)} invariants hold.\n")


def test_a_look_writes_nothing(lent):
    with pytest.raises(DBAPIError), reading():
        db.session.execute(update(Case).values(touched=True))

    with writing():
        db.session.execute(update(Case).values(touched=True))


def test_a_manager_finds_the_way_from_the_bell_to_the_mend(lent, app):
    row = makers.make_finding(case=lent, record_id=lent.id)
    manager = application.signed_in(app, makers.make_user(role=Role.manager))

    page = manager.get("/").text
    assert "Out of order" in page
    listed = manager.get("/findings/?state=standing").text
    assert f'href="/cases/details/?id={lent.id}"' in listed
    assert "Every open case has a next action" in listed
    assert "Broken by 1 row" in listed
    assert str(row.said) in listed


def test_a_collector_sees_only_what_they_can_mend_on_their_cases(lent, app):
    theirs, other = makers.make_finding(case=lent), makers.make_finding(said="Of somebody else.")
    office = makers.make_finding(case=None, invariant="weeks_chain", said="Of the office.")
    client = application.signed_in(app, lent.assignee)

    listed = client.get("/findings/").text

    assert str(theirs.said) in listed
    assert str(other.said) not in listed
    assert str(office.said) not in listed
    assert "What must hold in every book" not in listed


def test_a_floor_follows_what_is_owed_and_cannot_be_set_above_it(lent, app, clock):
    row = makers.make_referral(case=lent, settlement_floor=Decimal("90.00"))
    lent.balance = Decimal("60.00")
    db.session.commit()

    for _ in range(2):
        daytime.ask_about_referrals(TODAY, clock.now)
    assert db.session.get(Referral, row.id).settlement_floor == Decimal("60.00")
    with pytest.raises(RuleError, match="is more than the"):
        referral.instruct(db.session.get(Referral, row.id), Decimal("60.01"), None, TODAY)


def test_what_the_house_books_falls_on_a_working_day_and_what_a_person_chose_stays(lent, clock):
    sunday = date(2026, 3, 8)

    assert task.set_next(lent, TaskKind.call, sunday, clock.now).due_on == date(2026, 3, 9)
    assert task.set_next(lent, TaskKind.call, sunday, clock.now, chosen=True).due_on == sunday


def test_the_page_of_the_doctor_names_every_invariant():
    page = (ROOT / "docs" / "doctor.md").read_text("utf-8")

    assert [each.name for each in KNOWN.values() if f"| `{each.name}` | {each.sentence} |" not in page] == []
