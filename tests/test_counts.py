"""The guard of bench/counts.py: what it names, and that it can fail."""

import pytest
from sqlalchemy import func, select, update

from bench import counts
from bench.counts import Counted
from bench.kit import watch
from models import db
from models.case import Case
from models.lender import Lender
from models.task import Task
from tests import makers

PLACE = "tests/test_counts.py"


def a_page_that_scans():
    return db.session.execute(select(func.count()).select_from(Case).where(func.length(Case.reference) > 99)).all()


def a_page_that_asks_for_each():
    for id in db.session.scalars(select(Case.id).order_by(Case.id).limit(50)).all():
        db.session.scalar(select(Case.reference).where(Case.id == id))


def a_page_by_its_index():
    return db.session.scalars(select(Case.id).order_by(Case.id.desc()).limit(5)).all()


def a_page_of_the_house():
    return db.session.scalars(select(Lender.name)).all()


def a_page_along_an_index_of_what_waits():
    return db.session.scalars(select(Task.case_id).where(Task.done_at.is_(None))).all()


def sight_of(work, cases: int) -> watch.Seen:
    """What is seen of a work in a book of some cases."""
    for _ in range(cases - (db.session.scalar(select(func.count(Case.id))) or 0)):
        makers.make_case()
    db.session.commit()
    return watch.see(work)


def counted(work) -> dict[str, Counted]:
    """A work as the guard counts it, in a tiny book and in one four times as large."""
    return counts.counted({"manager /page/": sight_of(work, 3)}, {"manager /page/": sight_of(work, 12)})


def complaints(work, listed: Counted, reasons: dict[str, str] | None = None) -> list[str]:
    """What the guard says about a work beside what the list has of it."""
    return sorted(counts.complaints(counted(work), {"counts": {"manager /page/": listed}, "reasons": reasons or {}}))


@pytest.fixture
def on_sqlite(app):
    """Only SQLite is asked for its plans."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL is counted, its plans hang on its statistics.")


def test_a_page_that_scans_a_table_that_grows_is_named(on_sqlite):
    found = f"{PLACE} a_page_that_scans walks case_file"

    assert complaints(a_page_that_scans, Counted(1, 1000, [])) == [
        f"manager /page/: {found}",
        f"{found}: no reason in the list",
    ]


def test_a_scan_that_the_list_names_with_a_reason_passes_and_one_without_does_not(on_sqlite):
    found = f"{PLACE} a_page_that_scans walks case_file"

    assert complaints(a_page_that_scans, Counted(1, 1000, [found]), {found: "It is asked once a year."}) == []
    assert complaints(a_page_that_scans, Counted(1, 1000, [found]), {found: ""}) == [f"{found}: no reason in the list"]


def test_a_page_whose_statements_grow_with_the_book_is_named(app):
    found = f"{PLACE} a_page_that_asks_for_each asks more often"

    assert complaints(a_page_that_asks_for_each, Counted(13, 1000, [])) == [
        f"manager /page/: {found}",
        f"{found}: no reason in the list",
    ]


def test_a_page_that_asks_more_than_the_list_says_is_named(app):
    found = f"{PLACE} a_page_that_asks_for_each asks more often"

    said = complaints(a_page_that_asks_for_each, Counted(12, 1000, [found]), {found: "Known."})

    assert said == ["manager /page/: 13 statements instead of 12"]


def test_a_page_that_passes_more_rows_by_an_index_is_named():
    small, large = watch.Seen(), watch.Seen()
    small.steps["admin/case.py rows"], large.steps["admin/case.py rows"] = 2_000, 40_000

    assert list(counts.grows(small, large)) == ["admin/case.py rows passes more rows"]


def test_a_page_along_an_index_and_the_tables_of_the_house_pass(app):
    assert complaints(a_page_by_its_index, Counted(1, 1000, [])) == []
    assert complaints(a_page_of_the_house, Counted(1, 1000, [])) == []
    assert complaints(a_page_along_an_index_of_what_waits, Counted(1, 1000, [])) == []


def test_a_page_that_is_not_in_the_list_and_one_that_is_gone_are_named(app):
    found = {"manager /new/": Counted(1, 0, [])}
    known = {"counts": {"manager /gone/": Counted(1, 0, [])}, "reasons": {}}

    assert sorted(counts.complaints(found, known)) == [
        "manager /gone/: is in the list and is not there",
        "manager /new/: is not in the list",
    ]


def test_what_every_page_of_a_person_pays_is_named_once():
    seen = watch.Seen()
    seen.scans.add(("admin/base/notices.py counted", "promise"))
    sight = {"manager frame": seen, "manager /page/": seen}

    found = counts.counted(sight, sight)

    assert found["manager frame"].grows == ["admin/base/notices.py counted walks promise"]
    assert found["manager /page/"].grows == []


def test_a_reason_that_is_kept_covers_what_begins_with_it():
    found = {"manager /a/?sort=b": Counted(1, 0, ["sorted list: admin/base/query.py page walks plan", "x walks loan"])}

    kept = counts.reasons_for(found, {"sorted list: ": "As the reader asked.", "gone": "No more.", "x walks loan": ""})

    assert kept == {"sorted list: ": "As the reader asked.", "x walks loan": ""}


def test_new_pages_and_commands_enter_by_themselves(app):
    makers.make_team()
    makers.make_case()
    db.session.commit()

    asked = {path.partition("?")[0] for path, _ in counts.addresses(app)}
    there = {rule.rule: rule for rule in app.url_map.iter_rules() if "GET" in rule.methods and not rule.arguments}

    left = {rule for rule in there if rule not in asked}
    assert {there[rule].endpoint.partition(".")[0] for rule in left} == {"security", "first_run"}
    assert set(app.cli.commands) <= set(counts.COMMANDS) | counts.OTHER_COMMANDS


def test_every_growth_in_the_list_has_its_reason():
    known = counts.read()
    grown = {each for row in known["counts"].values() for each in Counted(*row).grows}

    assert [each for each in sorted(grown) if not counts.reason(each, known["reasons"])] == []


def test_a_statement_that_writes_is_seen_by_its_plan_too(on_sqlite):
    seen = watch.see(lambda: db.session.execute(update(Case).values(version=Case.version)))

    assert {table for _, table in seen.scans} == {"case_file"}
