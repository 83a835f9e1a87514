"""Backups: the whole book in a sealed file, read again, restored into an empty book, and swept."""

import os
import shutil
import subprocess
from datetime import date, timedelta

import pytest
from sqlalchemy import make_url, select, text

import config
from app import create_app
from jobs import backup as job
from jobs import daytime, timetable
from models import db, key_check
from models.backup import Backup, BackupStatus
from models.borrower import Borrower, Phone
from models.database import takes_writes
from models.document import Document
from models.transaction import writing
from rules.access import Role
from rules.errors import RuleError
from services import backup, doctor, document
from services.audit import seal
from services.backup import dump
from tests import database, desk, makers
from tests.makers import NOW, TODAY

pytestmark = pytest.mark.postgres

NAME, NUMBER = "欧阳娜娜", "14000001234"


@pytest.fixture
def book(app, data_dir):
    """A book with a debt, a phone, a document, a letter and a sealed trail."""
    case = desk.lend(desk.start())
    case.borrower.name = NAME
    makers.make_phone(borrower=case.borrower, number=NUMBER)
    makers.make_document(name="signed.pdf")
    db.session.commit()
    key_check.note()
    (data_dir / "letters").mkdir(exist_ok=True)
    (data_dir / "letters" / "L-1.pdf").write_bytes(b"%PDF-1.7 " + NAME.encode())
    daytime.seal_trail(TODAY, NOW)
    yield app
    shutil.rmtree(data_dir / "letters")


def made(folder):
    row = job.make(folder, NOW)
    assert (row.status, row.problem) == (BackupStatus.good, "")
    return folder / row.file_name


def elsewhere(settings, folder, **more):
    """The settings of another machine, with an empty database and data folder."""
    return settings._replace(database_url=database.fresh(folder, "restored"), data_dir=folder / "data", **more)


def with_keys(settings):
    """The keys of the book, as the other machine is given them."""
    return (settings.data_dir / "keys").read_text().strip()


def test_a_backup_is_restored_on_another_machine_and_the_doctor_is_content(book, settings, tmp_path):
    path = made(tmp_path / "safe")
    digest, head = db.session.scalars(select(Document.digest)).first(), seal.state().head

    other = elsewhere(settings, tmp_path, keys=with_keys(settings))
    app = create_app(other, lambda: NOW)
    with app.app_context():
        told = app.test_cli_runner().invoke(args=["restore", str(path)])
        assert told.exit_code == 0, told.output
        key_check.check()
        assert takes_writes()
        assert db.session.scalars(select(Borrower.name)).first() == NAME
        assert NUMBER in db.session.scalars(select(Phone.number)).all()
        assert document.load(digest, "signed.pdf").startswith(b"%PDF")
        assert (other.data_dir / "letters" / "L-1.pdf").read_bytes().endswith(NAME.encode())
        assert (seal.verify().breaks, seal.holds(head)) == ([], True)
        broken = [answer.invariant.name for answer in doctor.examine(doctor.full(TODAY, NOW)) if answer.found]
        assert broken == []
        with pytest.raises(RuleError, match="not empty"):
            backup.restore(path, other.data_dir)
        db.session.remove()
        db.engine.dispose()
    config.load_keys(settings)


def test_no_name_number_or_key_stands_in_a_backup(book, settings, tmp_path):
    made(tmp_path / "safe")
    files = [each for each in (tmp_path / "safe").rglob("*") if each.is_file()]

    assert {each.suffix for each in files} == {".backup", "", ".sealed"}
    for path in files:
        data = path.read_bytes()
        for secret in (
            NAME.encode(),
            NUMBER.encode(),
            bytes.fromhex(with_keys(settings)),
            with_keys(settings).encode(),
        ):
            assert secret not in data, path.name
        assert path.stat().st_mode & 0o077 == 0, path.name
    assert (tmp_path / "safe").stat().st_mode & 0o077 == 0
    assert not [each for each in document.folder().iterdir() if each.name.startswith(document.WORK)]


@pytest.mark.parametrize("change", ["cut", "bit", "head", "other"])
def test_a_backup_that_is_not_whole_is_refused(book, tmp_path, change):
    path = made(tmp_path / "safe")
    data = bytearray(path.read_bytes())
    if change == "bit":
        data[-100] ^= 1
    changed = {"cut": data[:-2000], "bit": data, "head": b"concord backup 9" + data[16:], "other": b"words"}[change]
    path.write_bytes(changed)

    with pytest.raises(RuleError, match="not a whole backup"):
        backup.opened(path, tmp_path / "book")


def test_other_keys_do_not_open_it(book, settings, tmp_path):
    path = made(tmp_path / "safe")
    config.load_keys(settings._replace(keys="0123456789abcdeffedcba9876543210" * 2))
    try:
        with pytest.raises(RuleError, match="None of these keys"):
            backup.opened(path, tmp_path / "book")
    finally:
        config.load_keys(settings)


def test_a_book_that_is_there_is_never_overwritten(book, tmp_path):
    path = made(tmp_path / "safe")
    told = book.test_cli_runner().invoke(args=["restore", str(path)])

    assert told.exit_code == 1
    assert "not empty" in told.output
    assert db.session.scalars(select(Borrower.name)).first() == NAME


def test_a_backup_that_fails_is_told_and_leaves_nothing(book, tmp_path, monkeypatch, sign_in):
    def broken(path):
        raise RuleError("pg_dump is not on this machine: install the client of PostgreSQL.")

    monkeypatch.setattr(backup.dump, "write", broken)
    row = job.make(tmp_path / "safe", NOW)

    assert row.status == BackupStatus.failed
    assert "install the client" in str(row.problem)
    assert list((tmp_path / "safe").glob("concord-*")) == []
    assert backup.last_good() is None
    browser, _ = sign_in(Role.administrator)
    page = browser.get("/")
    assert "Backups that failed" in page.text
    assert "none yet" in page.text


def test_the_night_makes_one_a_day_where_a_folder_is_set(book, settings, tmp_path, monkeypatch, clock):
    monkeypatch.setattr(timetable.lock, "held", lambda given: True)
    timetable.back_up_by_night(book)
    assert db.session.scalar(text("SELECT count(*) FROM backup")) == 0

    monkeypatch.setitem(book.config, "CONCORD", settings._replace(backup_dir=tmp_path / "safe"))
    for hours in (0, 1, 24):
        clock.now = NOW + timedelta(hours=hours)
        timetable.back_up_by_night(book)
    db.session.rollback()

    rows = db.session.scalars(select(Backup).order_by(Backup.id)).all()
    assert [each.started_at for each in rows] == [NOW, NOW + timedelta(hours=24)]
    assert {each.name for each in (tmp_path / "safe").glob("*.backup")} == {each.file_name for each in rows}


def test_the_first_screen_says_when_the_last_good_one_was_made(book, sign_in, clock):
    with db.session.no_autoflush:
        db.session.add(Backup(started_at=NOW, file_name="x.backup", status=BackupStatus.good))
    browser, _ = sign_in(Role.manager)
    assert "too old" not in browser.get("/").text
    clock.now = NOW + timedelta(hours=27)
    assert "too old" in browser.get("/").text
    assert "x.backup" in browser.get("/backups/").text


def test_those_that_are_not_kept_are_removed(app, tmp_path):
    for back in range(60):
        (tmp_path / backup.file_name(NOW - timedelta(days=back))).touch()
    (tmp_path / "notes.txt").touch()

    assert backup.sweep(tmp_path, NOW) > 30
    left = {each.name for each in tmp_path.iterdir()}
    assert {"notes.txt", backup.file_name(NOW), backup.file_name(NOW - timedelta(days=13))} <= left
    assert backup.file_name(NOW - timedelta(days=15)) in left or date(2026, 2, 15).weekday() != 6


def test_the_command_says_where_it_lies_and_wants_a_folder(book, tmp_path):
    runner = book.test_cli_runner()
    assert "Name a folder" in runner.invoke(args=["backup"]).output

    told = runner.invoke(args=["backup", str(tmp_path / "safe")])
    assert told.exit_code == 0, told.output
    assert "It was read again" in told.output
    assert seal.state().head in told.output


def test_a_backup_folder_inside_the_data_folder_is_refused(settings):
    inside = settings._replace(backup_dir=settings.data_dir / "backups")
    assert any("CONCORD_BACKUP_DIR" in each for each in config.problems(inside))
    assert not any("CONCORD_BACKUP_DIR" in each for each in config.problems(settings))


def test_a_disk_that_is_not_there_is_told_and_no_folder_is_made_instead(book, tmp_path):
    made = job.make(tmp_path / "disk" / "safe", NOW)

    assert made.status == BackupStatus.failed
    assert not (tmp_path / "disk").exists()


def test_one_that_was_cut_off_has_failed_and_one_made_elsewhere_is_not_the_daily_one(
    book, settings, tmp_path, monkeypatch
):
    monkeypatch.setitem(book.config, "CONCORD", settings._replace(backup_dir=tmp_path / "safe"))
    with writing():
        cut = backup.begin(backup.file_name(NOW - timedelta(days=1)), NOW - timedelta(days=1)).id
    job.make(tmp_path / "by-hand", NOW)

    assert db.session.get_one(Backup, cut).status == BackupStatus.failed
    assert job.is_due(NOW)
    job.make(tmp_path / "safe", NOW)
    assert not job.is_due(NOW)


def test_a_backup_names_the_file_that_it_lacks(book, tmp_path):
    digest = db.session.scalars(select(Document.digest)).first()
    (document.folder() / digest).rename(tmp_path / "lost")
    try:
        row = job.make(tmp_path / "safe", NOW)
    finally:
        (tmp_path / "lost").rename(document.folder() / digest)

    assert row.status == BackupStatus.good
    assert digest[:12] in str(row.problem)


def test_what_a_kill_left_in_clear_goes_with_the_next_backup(book, tmp_path):
    left = document.folder() / f"{document.WORK}killed"
    left.mkdir()
    (left / "book").write_bytes(NUMBER.encode())
    old = (NOW - timedelta(hours=2)).timestamp()
    os.utime(left, (old, old))

    made(tmp_path / "safe")

    assert not left.exists()


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("postgresql+psycopg://u:secret@h:5433/b?sslmode=verify-full&target_session_attrs=read-write", "h:5433/b?"),
        ("postgresql+psycopg://u@/b?host=/run/postgresql&service=x&password=secret", "u@/b?"),
    ],
)
def test_the_tools_of_the_server_get_every_option_but_the_password(monkeypatch, url, named):
    seen = {}

    def run(words, env, **more):
        seen.update(words=words, env=env)
        return subprocess.CompletedProcess(words, 0)

    monkeypatch.setattr(dump.subprocess, "run", run)
    monkeypatch.setattr(dump, "tool", lambda name: name)
    dump.run(make_url(url), "pg_dump", "--dbname", dump.named(make_url(url)))

    said = " ".join(seen["words"])
    assert named in said
    assert all(each.partition("=")[0] in said for each in url.partition("?")[2].split("&") if "password" not in each)
    assert "secret" not in said
    assert seen["env"].get("PGPASSWORD") == "secret"
