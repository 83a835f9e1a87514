"""The trail is sealed: nothing in it is changed unseen, and the database itself refuses."""

import csv
import io
from datetime import date
from decimal import Decimal

import flask_migrate
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app import create_app
from jobs import daytime, timetable
from models import db, trail
from models.audit import AuditAction, AuditEntry
from models.database import upgrade
from models.trail import AuditSeal
from models.transaction import writing
from rules.access import Role
from rules.errors import RuleError
from services import bulk
from services.audit import seal
from tests import database, makers
from tests.makers import NOW, TODAY

pytestmark = pytest.mark.postgres


@pytest.fixture
def entries(app):
    """Four sealed entries, one of a sentence in Chinese."""
    for number in range(4):
        makers.make_audit_entry(record="case", record_id=number + 1, reason="核实", changes={"name": [None, "欧阳"]})
    db.session.commit()
    daytime.seal_trail(TODAY, NOW)
    return list(db.session.scalars(select(AuditEntry.id).order_by(AuditEntry.id)))


def forged(statement, **values):
    """Change the book as one who took the triggers away."""
    with writing():
        connection = db.session.connection()
        trail.unguard(connection)
        connection.execute(text(statement), values)
        trail.guard(connection)


def test_what_was_written_is_sealed_once_and_holds(entries):
    assert daytime.seal_trail(TODAY, NOW).counts == {}
    proof = seal.verify()

    assert (list(proof.breaks), proof.tail, proof.state.sealed) == ([], None, 4)
    assert seal.holds(proof.state.head)
    assert not seal.holds("00" * 32)
    assert not seal.holds("no digest")


def fresh():
    """The number of an entry that nobody sealed yet."""
    row = makers.make_audit_entry(record="case", record_id=9)
    db.session.commit()
    return row.id


COLUMNS = {
    "at": "'2026-03-02 04:00:00.000001'",
    "actor": "'Collector Two'",
    "action": "'created'",
    "record": "'loan'",
    "record_id": "77",
    "reason": "'核实 '",
    "address": "'10.0.0.1'",
    "version": "2",
}


@pytest.mark.parametrize("name", [*COLUMNS, "changes"])
def test_a_change_of_any_column_of_a_sealed_entry_is_found_and_named(entries, name):
    value = COLUMNS.get(name, '\'{"name": [null,"欧阳"]}\'')
    forged(f"UPDATE audit_entry SET {name} = {value} WHERE id = :id", id=entries[1])

    assert [(each.place, each.entry_id, each.what) for each in seal.verify().breaks] == [(2, entries[1], "changed")]


def test_an_entry_that_was_deleted_is_named(entries):
    with writing():
        connection = db.session.connection()
        trail.unguard(connection)
        connection.execute(text("PRAGMA defer_foreign_keys=ON" if db.engine.dialect.name == "sqlite" else "SELECT 1"))
        connection.execute(text("DELETE FROM audit_seal WHERE entry_id = :id"), {"id": entries[1]})
        connection.execute(text("DELETE FROM audit_entry WHERE id = :id"), {"id": entries[1]})
        trail.guard(connection)

    first = seal.verify().breaks[0]
    assert (first.place, first.what) == (2, "missing")


def test_a_change_in_the_tail_is_named_as_unsealed(entries, app):
    late = fresh()
    forged("UPDATE audit_entry SET actor = 'Nobody' WHERE id = :id", id=late)

    proof = seal.verify()
    assert (list(proof.breaks), proof.tail) == ([], (late, late))
    told = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert told.exit_code == 0, told.output
    assert f"Unsealed: 1 entries, {late} to {late}" in told.output


def test_the_command_names_the_first_break_and_ends_with_one(entries, app):
    forged("UPDATE audit_entry SET actor = 'X' WHERE id = :id", id=entries[2])

    told = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert told.exit_code == 1
    assert told.output.startswith(f"Broken at link 3: entry {entries[2]} was changed.")


def test_a_chain_that_was_cut_at_its_end_does_not_hold_the_digest_noted_before(entries, app):
    head = seal.state().head
    forged("DELETE FROM audit_seal WHERE id = 4")

    assert seal.verify().breaks == []
    told = app.test_cli_runner().invoke(args=["audit", "verify", "--holds", head])
    assert told.exit_code == 1
    assert "cut off or made anew" in told.output


REFUSED = [
    "UPDATE audit_entry SET actor = 'X' WHERE id = (SELECT min(id) FROM audit_entry)",
    "UPDATE audit_entry SET changes = '{\"a\": 1}' WHERE id = (SELECT min(id) FROM audit_entry)",
    "UPDATE audit_entry SET changes = '{}', reason = '', record_id = 5 WHERE id = (SELECT min(id) FROM audit_entry)",
    "DELETE FROM audit_entry",
    "DELETE FROM audit_seal",
    "UPDATE audit_seal SET digest = told",
    "UPDATE audit_seal SET salt = told",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_refuses_to_change_what_is_sealed(entries, statement):
    with pytest.raises(DBAPIError, match="sealed"), writing():
        db.session.execute(text(statement))
    assert seal.verify().breaks == []


def test_what_is_not_sealed_yet_can_be_added_to(entries):
    late = fresh()
    with writing():
        db.session.execute(text("DELETE FROM audit_entry WHERE id = :id"), {"id": late})

    assert seal.verify().tail is None


def test_after_an_erasure_the_values_are_gone_and_the_chain_holds(entries, app):
    with writing():
        assert seal.erase(entries[1:3], "asked by the borrower") == 2
    daytime.seal_trail(TODAY, NOW)

    row = db.session.get(AuditEntry, entries[1])
    assert (row.changes, row.reason, row.actor) == ({}, "", "Collector One")
    assert db.session.scalar(select(AuditSeal.salt).filter_by(entry_id=entries[1])) is None
    proof = seal.verify()
    assert (list(proof.breaks), proof.erased, proof.tail) == ([], 2, None)
    assert "2 without their values" in app.test_cli_runner().invoke(args=["audit", "verify"]).output


def test_values_taken_away_without_a_word_are_found(entries):
    with writing():
        db.session.execute(text("UPDATE audit_seal SET salt = NULL WHERE entry_id = :id"), {"id": entries[0]})
        db.session.execute(
            text("UPDATE audit_entry SET changes = '{}', reason = '' WHERE id = :id"), {"id": entries[0]}
        )

    assert [each.what for each in seal.verify().breaks] == ["emptied"]


def test_what_is_not_sealed_is_not_erased(entries):
    late = fresh()
    with pytest.raises(RuleError, match="not sealed yet"), writing():
        seal.erase([late], "asked")


def test_two_that_seal_at_once_write_one_chain(entries):
    fresh()
    mine = theirs = seal.found()
    with writing():
        assert seal.keep(mine) == {"sealed": 1}
    with writing():
        assert seal.keep(theirs) == {"taken": 1}

    assert seal.verify().breaks == []


def test_the_timetable_seals_and_leaves_no_run(entries, app, monkeypatch):
    fresh()
    monkeypatch.setattr(timetable.lock, "held", lambda given: True)

    timetable.seal_by_day(app)
    db.session.rollback()

    assert seal.verify().tail is None
    assert db.session.scalar(text("SELECT count(*) FROM job_run")) == 0


def test_payments_written_at_once_leave_one_entry_with_their_digest(app):
    loan = makers.make_loan()
    db.session.commit()
    common = {"loan_id": loan.id, "paid_on": date(2026, 3, 1), "posted_on": TODAY, "kind": "payment", "note": ""}
    rows = [{**common, "reference": f"R{n}", "amount": Decimal(n), "unapplied": Decimal(0)} for n in (1, 2)]
    from models.payment import Payment

    with writing():
        bulk.add(Payment, rows)

    told = db.session.scalars(select(AuditEntry).filter_by(record="payment")).all()
    assert [(each.action, each.record_id, each.changes["row_count"]) for each in told] == [
        (AuditAction.created, None, 2)
    ]
    assert len(told[0].changes["row_digest"]) == 64


def test_the_auditor_reads_the_chain_on_a_page_and_takes_it_along_without_a_value(entries, sign_in):
    browser, _ = sign_in(Role.auditor)
    page = browser.get("/trail/")
    assert seal.state().head in page.text

    answer = browser.submit("/trail/")
    assert "Every link holds" in answer.text

    file = browser.get("/trail/chain.csv")
    lines = list(csv.reader(io.StringIO(file.text)))
    assert len(lines) == 5
    assert (lines[1][0], lines[1][1], lines[1][-1]) == ("1", str(entries[0]), db.session.get(AuditSeal, 1).digest.hex())
    assert "欧阳" not in file.text
    db.session.rollback()
    assert db.session.scalars(select(AuditEntry.record).filter_by(action=AuditAction.exported)).all() == ["audit_entry"]


def test_the_page_names_a_break_and_an_old_digest_that_is_missing(entries, sign_in):
    browser, _ = sign_in(Role.administrator)
    db.session.commit()
    forged("UPDATE audit_entry SET actor = 'X' WHERE id = :id", id=entries[2])

    answer = browser.submit("/trail/", head="ab" * 32)
    assert f"Link 3, entry {entries[2]}" in answer.text
    assert "cut off or made anew" in answer.text


@pytest.mark.parametrize("role", [Role.manager, Role.collector, Role.legal_partner])
def test_nobody_else_opens_it(app, sign_in, role):
    browser, _ = sign_in(role)
    assert browser.get("/trail/").status_code == 403
    assert browser.get("/trail/chain.csv").status_code == 403


def test_an_old_book_is_sealed_in_the_order_of_its_numbers(settings, tmp_path):
    """With more entries than ten, which as texts would stand in another order."""
    app = create_app(settings._replace(database_url=database.fresh(tmp_path, "schema")))
    with app.app_context():
        upgrade()
        flask_migrate.downgrade(revision="0041")
        with db.engine.begin() as connection:
            values = [{"id": number, "at": NOW.replace(tzinfo=None), "action": "viewed"} for number in range(1, 13)]
            named = "INSERT INTO audit_entry (id, at, action, actor, record, changes, reason, address, version) "
            connection.execute(text(named + "VALUES (:id, :at, :action, '', '', '{}', '', '', 1)"), values)
        upgrade()
        proof = seal.verify()
        assert (list(proof.breaks), proof.state.sealed, proof.tail) == ([], 12, None)
        assert db.session.scalars(select(AuditSeal.entry_id).order_by(AuditSeal.id)).all() == list(range(1, 13))
        assert trail.is_guarded(db.session.connection())
        db.session.remove()
        db.engine.dispose()
