"""Traces: what a day leaves on the disk and in the log holds no phone and no ID number in clear."""

import csv
import io
import json
import logging
import tempfile

import pytest
from sqlalchemy import select, text

from admin.base import logs
from jobs import backup as job
from models import db
from models.borrower import Borrower, Phone
from models.transaction import writing
from rules.access import Role
from services import sending
from services.channel import outbox
from tests import makers
from tests.makers import NOW
from tests.portfolio_files import id_number, start
from tests.test_upload import bring, choose

PHONE, OTHER, TYPED = "14055550001", "14055550002", "14055550003"
SECRETS = (PHONE, OTHER, TYPED, id_number(1), id_number(2))
PEOPLE = f"""borrower_id,name,phone,id_number
B1,Ann,{PHONE},{id_number(1)}
B2,,{OTHER},{id_number(2)}
"""


@pytest.fixture
def day(app, settings, sign_in, tmp_path, monkeypatch, caplog):
    """A day on a real book: people come in by a file, one is looked up, one is shown, texts lie in the outbox."""
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    caplog.set_level(logging.INFO)
    start()
    manager, _ = sign_in(Role.manager)
    db.session.commit()
    address = choose(manager, bring(manager, ("people.csv", PEOPLE)))
    manager.submit(address.partition("?")[0].rstrip("/").rsplit("/", 1)[0] + "/land/")
    sending.try_text(TYPED, "A test", settings, app.config["CLOCK"])
    manager.get(f"/search/?q={PHONE}")
    manager.get("/borrowers/export/csv/")
    manager.get("/borrowers/export/xlsx/")
    job.make(tmp_path / "safe", NOW)
    return manager


def landed():
    """Bring the people in by the service where the page has not; the rows that are sealed."""
    db.session.rollback()
    return db.session.scalars(select(Borrower)).all()


def test_no_file_and_no_line_of_the_log_holds_a_number(day, app, settings, data_dir, tmp_path, caplog):
    person = landed()[0] if landed() else makers.make_borrower(id_number=id_number(1))
    if db.session.scalars(select(Phone)).first() is None:
        makers.make_phone(borrower=person, number=PHONE)
    phone = db.session.scalars(select(Phone)).first()
    db.session.commit()
    day.environ_base["HTTP_ACCEPT"] = "application/json"
    shown = day.submit("/phones/reveal/", id=phone.id, column="number", reason="to check it")
    assert shown.get_json()["value"] in SECRETS
    assert TYPED in outbox.read(data_dir / "outbox", outbox.lying(data_dir / "outbox")[0].name)
    with pytest.raises(Exception, match="no_such_table") as broken, writing():
        db.session.execute(text("INSERT INTO no_such_table VALUES (:number)"), {"number": PHONE})
    logging.getLogger("concord.test").error("it broke", exc_info=broken.value)
    db.session.remove()

    folders = [data_dir, tmp_path]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    names = {path.name.rpartition(".")[2] for path in files}
    assert "backup" in names
    assert any(name.startswith("db") for name in names) or db.engine.dialect.name != "sqlite"
    for path in files:
        held = path.read_bytes()
        assert [each for each in SECRETS if each.encode() in held] == [], path
    assert [each for each in SECRETS if each in caplog.text] == []


def test_a_line_of_the_log_says_where_it_broke_and_not_with_what():
    try:
        raise ValueError(f"'{PHONE}' is no amount")
    except ValueError as error:
        record = logging.LogRecord("concord.jobs", logging.ERROR, "x.py", 1, "%s failed", ("step",), None)
        record.exc_info = (ValueError, error, error.__traceback__)

    line = json.loads(logs.Line().format(record))

    assert (line["level"], line["from"], line["said"], line["error"]) == (
        "ERROR",
        "concord.jobs",
        "step failed",
        "ValueError",
    )
    assert line["where"][-1].startswith("test_traces.py:")
    assert PHONE not in json.dumps(line)


def test_in_production_every_line_of_the_log_is_json(app, settings, capsys):
    root = logging.getLogger()
    before = root.handlers[:], root.level
    try:
        logs.begin(app)
        logging.getLogger("concord.jobs").warning("The night of %s failed", "2026-03-02")
        (line,) = [json.loads(each) for each in capsys.readouterr().err.splitlines()]
        assert line["said"] == "The night of 2026-03-02 failed"
    finally:
        root.handlers[:], level = before
        root.setLevel(level)


def test_a_list_as_a_file_holds_masks(day):
    lines = list(csv.reader(io.StringIO(day.get("/phones/export/csv/").text)))
    assert not any(each in str(lines) for each in SECRETS)


@pytest.mark.parametrize("path", ["/invitation/ImFiYyI.aBcDeF.0123456789abcdef/", "/reset/WyIxIiwiYWJjZGVmIl0.xyz"])
def test_the_link_of_an_invitation_stands_in_no_line_of_the_log(path):
    record = logging.LogRecord("flask.app", logging.ERROR, "", 1, "Exception on %s [%s]", (path, "GET"), None)

    said = json.loads(logs.Line().format(record))["said"]

    assert said.startswith(f"Exception on /{path.split('/')[1]}/…")
    assert path.split("/")[2] not in said
