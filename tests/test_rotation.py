"""New keys: everything is sealed with the newest, the book goes on, and an older key opens nothing any more."""

import io

import pytest
from sqlalchemy import LargeBinary, select, type_coerce

import config
from models import db, key_check
from models.borrower import Borrower, Phone
from models.document import Document
from models.sealed import Sealed, ring
from services import backup, document, rotation
from services.channel import Message, outbox
from services.doctor import keeping
from tests import makers

pytestmark = pytest.mark.postgres

NEW, OTHER = "0123456789abcdeffedcba9876543210" * 2, "89abcdef0123456776543210fedcba98" * 2
NUMBER = "14077770001"


@pytest.fixture
def book(app, settings, data_dir):
    """A book whose values, documents and outbox were sealed with its first key; then a second one is put in front."""
    makers.make_phone(borrower=makers.make_borrower(), number=NUMBER)
    makers.make_document(name="signed.pdf")
    outbox.Outbox(data_dir / "outbox").send(Message("try-keys", "a@b.example", "Ann", "s", "b", "en"))
    db.session.commit()
    key_check.note()
    first = (settings.data_dir / "keys").read_text().strip()
    config.load_keys(settings._replace(keys=f"{NEW},{first}"))
    yield first
    (data_dir / "outbox" / "try-keys.json.sealed").unlink()
    for row in db.session.scalars(select(Document)):
        (document.folder() / row.digest).unlink(missing_ok=True)
    config.load_keys(settings)


def heads():
    """The keys that seal something."""
    db.session.rollback()
    found = set()
    for column in rotation.columns():
        rows = db.session.scalars(select(type_coerce(column, LargeBinary)).where(column.is_not(None)))
        found |= {bytes(each)[:4].hex() for each in rows}
    return found


def test_everything_is_sealed_with_the_newest_key_and_again_changes_nothing(app, book, data_dir):
    version = db.session.scalars(select(Phone.version)).one()

    told = app.test_cli_runner().invoke(args=["keys", "rotate"])

    assert told.exit_code == 0, told.output
    assert " phone" in told.output
    assert heads() == {ring.keys[0].id.hex()}
    assert db.session.scalars(select(Phone.version)).one() == version
    assert "makes the index" in told.output
    again = app.test_cli_runner().invoke(args=["keys", "rotate"])
    assert "No value was old." in again.output
    assert "0 of " in again.output


def test_the_book_goes_on_and_finds_everybody_again(app, book, data_dir):
    app.test_cli_runner().invoke(args=["keys", "rotate"])
    db.session.rollback()

    key_check.check()
    row = db.session.scalars(select(Phone)).one()
    assert row.number == NUMBER
    assert db.session.scalars(select(Phone.id).where(Phone.number_index == ring.blind(NUMBER))).one() == row.id
    kept = db.session.scalars(select(Document)).one()
    assert document.read(kept)
    assert "Ann" in outbox.read(data_dir / "outbox", "try-keys.json")
    assert db.session.scalars(select(Borrower)).one()


def test_copies_beside_a_backup_follow_the_newest_key(app, book, data_dir, tmp_path):
    (data_dir / "letters").mkdir(exist_ok=True)
    (data_dir / "letters" / "L-9.pdf").write_bytes(b"%PDF-1.7 letter")
    backup._keep_files(data_dir, tmp_path)
    digest = db.session.scalars(select(Document.digest)).one()
    copies = [tmp_path / "documents" / digest, tmp_path / "letters" / "L-9.pdf.sealed"]
    first = {each: each.read_bytes() for each in copies}
    backup._keep_files(data_dir, tmp_path)
    assert {each: each.read_bytes() for each in copies} == first

    app.test_cli_runner().invoke(args=["keys", "rotate"])
    backup._keep_files(data_dir, tmp_path)

    (data_dir / "letters" / "L-9.pdf").unlink()
    for each in copies:
        with each.open("rb") as file:
            assert ring.is_newest(file), each.name


def test_an_older_key_in_the_middle_can_be_taken_out(app, book, settings):
    config.load_keys(settings._replace(keys=f"{OTHER},{NEW},{book}"))
    told = app.test_cli_runner().invoke(args=["keys", "rotate"])
    assert "seals nothing any more" in told.output

    config.load_keys(settings._replace(keys=f"{OTHER},{book}"))
    db.session.rollback()
    key_check.check()
    assert db.session.scalars(select(Phone.number)).one() == NUMBER


def test_a_large_file_stays_in_pieces(app, book, tmp_path):
    path = tmp_path / "large"
    with path.open("wb") as file:
        ring.lock_file(io.BytesIO(b"x" * 3_000_000), file)

    document.seal_anew(path)

    with path.open("rb") as file:
        assert rotation.key_of(file) == ring.keys[0].id
        file.seek(0)
        assert len(list(ring.unlock_pieces(file))) == 3


def test_every_sealed_column_is_among_them():
    named = {(each.model.__table__.name, each.name) for each in keeping.sealed_columns()}

    assert {(each.table.name, each.name) for each in rotation.columns()} == named
    assert all(isinstance(each.type, Sealed) for each in rotation.columns())
