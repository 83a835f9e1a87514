"""Data of people: a copy for whoever they are about, an erasure with its proof, and what the law keeps until when."""

import io
import json
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select, text

from app import create_app
from jobs import backup as job
from jobs import daytime, nightly
from models import db
from models.audit import AuditAction, AuditEntry
from models.base import Language
from models.batch import ImportRow, RowOutcome
from models.borrower import AddressKind
from models.case import CaseState
from models.data_request import DataRequest, DataRequestKind, DataRequestStatus, Erasure, IdentityCheck, OrderStatus
from models.document import Document, LoanDocument, PaperKind
from models.hardship import HardshipKind
from models.lender import Licence
from models.packet import Packet
from models.sealed import ring
from models.transaction import writing
from rules.access import Role
from rules.errors import RuleError
from rules.law import pack, retention
from rules.law.retention import Facts, Part
from services import doctor, document, privacy, waiting
from services.audit import seal
from services.privacy import erase, facts, outside, parts
from tests import database, desk, makers
from tests.makers import NOW, TODAY

LONG_AGO = date(2012, 1, 31)
KINDS = {"String", "Text", "JSON", "Sealed", "SaidType", "LongSaidType", "DetailsType"}
NAME, NUMBER, ID, MAIL = "欧阳娜娜", "14000001234", "999999199001011234", "nana@example.org"
SECRETS = (NAME, NUMBER, ID, MAIL, "Nana told us of her illness", "Contract-Nana")


# What the law says.


@pytest.mark.parametrize("licence", list(pack.LICENCES))
def test_each_licence_has_its_terms_and_days(licence):
    assert set(retention.LICENCES[licence]) == set(Part)
    assert retention.ACCESS[licence].of(TODAY) > TODAY
    assert retention.ERASURE[licence].of(TODAY) >= retention.ACCESS[licence].of(TODAY)


@pytest.mark.parametrize(
    ("licence", "part", "found", "end"),
    [
        ("cn_bank", Part.identity, Facts(False, date(2020, 3, 31), None, None), date(2030, 3, 31)),
        ("cn_bank", Part.talk, Facts(False, date(2020, 3, 31), date(2019, 5, 1), None), date(2024, 5, 1)),
        ("cn_bank", Part.talk, Facts(False, date(2020, 3, 31), None, None), date(2023, 3, 31)),
        ("cn_bank", Part.talk, Facts(False, date(2020, 3, 31), None, date(2022, 2, 28)), date(2025, 2, 28)),
        ("cn_private_lender", Part.reach, Facts(False, date(2020, 1, 31), None, date(2025, 1, 1)), date(2020, 2, 29)),
        ("us_third_party", Part.reach, Facts(False, date(2020, 1, 31), date(2021, 1, 31), None), date(2024, 1, 31)),
        ("uk_firm", Part.identity, Facts(True, date(2020, 1, 31), None, None), None),
        ("uk_firm", Part.identity, Facts(False, None, None, None), None),
    ],
)
def test_a_part_is_kept_until_the_latest_of_its_terms(licence, part, found, end):
    assert retention.until(retention.LICENCES[licence][part], found) == end
    if end:
        assert part not in retention.due(licence, found, end)
    assert (part in retention.due(licence, found, date(2199, 1, 1))) is (end is not None)


def test_who_somebody_is_goes_last():
    found = Facts(False, date(2015, 3, 31), date(2025, 5, 1), None)
    ends = retention.ends("cn_bank", found)
    assert (ends[Part.talk], ends[Part.identity]) == (date(2030, 5, 1), date(2030, 5, 1))
    assert Part.identity not in retention.due("cn_bank", found, date(2026, 1, 1))
    assert set(retention.ends("cn_bank", found._replace(is_open=True)).values()) == {None}


def test_an_answer_is_due_by_the_country():
    assert retention.ACCESS["tw_agency"].of(TODAY) == date(2026, 3, 17)
    assert retention.ERASURE["tw_agency"].of(TODAY) == date(2026, 4, 1)
    assert retention.ACCESS["uk_firm"].of(date(2026, 1, 31)) == date(2026, 2, 28)


def test_every_text_that_hangs_on_a_borrower_goes_with_a_part_or_says_why_it_stays():
    placed = {f"{noun}.{name}" for words in parts.WORDS.values() for noun, names in words.items() for name in names}
    deleted = {noun for nouns in parts.GONE_WITH.values() for noun in nouns}
    texts = {
        f"{noun}.{column.name}"
        for noun in parts.hanging()
        for column in parts.model(noun).__table__.columns
        if type(column.type).__name__ in KINDS and "fold_of" not in column.info and noun not in deleted
    }
    kept = {name for name in texts if name in parts.STAYS or f"{name.partition('.')[0]}.*" in parts.STAYS}
    assert sorted(texts - placed - kept) == []
    assert sorted(placed - texts) == []
    assert sorted(name for name in parts.STAYS if not name.endswith(".*") and name not in texts) == []


# A person whose debt ended long ago.


@pytest.fixture
def person(app, settings):
    """A borrower with words, numbers, papers and a trail about them; the debt ended fourteen years ago."""
    desk.start()
    (settings.data_dir / outside.NAME).unlink(missing_ok=True)
    lender = makers.make_lender(licence=Licence.cn_bank)
    borrower = makers.make_borrower(lender=lender, name=NAME, reference="Ref-Nana", id_number=ID)
    loan = makers.make_loan(borrower=borrower, contract_no="Contract-Nana", opened_on=LONG_AGO)
    case = makers.make_case(
        loan=loan, overdue_since=None, balance=0, state=CaseState.closed, closed_on=LONG_AGO, next_stage_on=None
    )
    makers.make_phone(borrower=borrower, number=NUMBER)
    makers.make_address(borrower=borrower, kind=AddressKind.email, value=MAIL)
    makers.make_contact(case=case, at=datetime(2012, 1, 10, tzinfo=UTC), note=SECRETS[4])
    makers.make_hardship(borrower=borrower, kind=HardshipKind.health)
    makers.make_contact_person(borrower=borrower, name="Her aunt")
    paper = makers.make_document(name=f"{NAME}.pdf")
    makers.kept(LoanDocument(loan=loan, kind=PaperKind.contract, on=LONG_AGO, document=paper, added_on=LONG_AGO))
    db.session.commit()
    daytime.seal_trail(TODAY, NOW)
    return borrower


def raw(app):
    """Everything that the database holds, as text; what JSON holds by its numbers is said again in words."""
    found = []
    for table in db.metadata.sorted_tables:
        found += [str(tuple(row)) for row in db.session.execute(text(f'SELECT * FROM "{table.name}"'))]
    text_of_all = "\n".join(found)
    return text_of_all + "".join(each for each in (*SECRETS, "Her aunt") if json.dumps(each)[1:-1] in text_of_all)


def erased(person, user=None):
    with writing():
        row = db.session.merge(person)
        known = facts.of([row.id])[row.id]
        made = erase.erase(row, tuple(Part), TODAY, facts=known, user=user)
    return db.session.get_one(Erasure, made.id)


@pytest.mark.postgres
def test_an_erasure_leaves_no_word_of_a_person_and_the_trail_still_holds(person, app, settings):
    before = raw(app)
    assert NAME in before
    assert SECRETS[4] in before
    files = [document.folder() / digest for digest in db.session.scalars(select(Document.digest))]

    row = erased(person)
    outside.settle(TODAY, settings.data_dir, None)

    after = raw(app)
    assert [each for each in (*SECRETS, "Her aunt") if each in after] == []
    assert not any(path.exists() for path in files)
    assert list(seal.verify().breaks) == []
    assert row.entry_count > 5
    assert row.counts == {**row.counts, "phone": 1, "hardship": 1, "contact_person": 1, "document": 1, "borrower": 1}
    held = db.session.get_one(type(person), person.id)
    assert (held.name, held.reference, held.id_number) == ("–", f"erased-{held.id}", None)
    assert (held.phones[0].number, held.phones[0].number_index, held.phones[0].number_tail) == ("", None, None)
    assert db.session.execute(text("SELECT count(*) FROM borrower_word")).scalar() == 0
    assert held.archived_on == TODAY


@pytest.mark.postgres
def test_the_doctor_is_content_after_an_erasure(person, app, settings):
    before = {each.invariant for each in doctor.examine(doctor.full(TODAY, NOW))}
    erased(person)
    outside.settle(TODAY, settings.data_dir, None)
    assert {each.invariant for each in doctor.examine(doctor.full(TODAY, NOW))} <= before


def test_rows_of_imports_keep_no_word_of_anybody(person, app):
    wish = makers.make_wish(borrower=person, said="Nana asked for silence")
    beside_them, batch = person.contact_people[0], makers.make_import_batch()
    for record, id in (("wish", wish.id), ("contact_person", beside_them.id)):
        after = {"said": f"told of {record}"}
        made = ImportRow(batch=batch, row_no=1, outcome=RowOutcome.created, record=record, record_id=id, after=after)
        makers.kept(made)
    db.session.commit()
    erased(person)
    assert "told of" not in raw(app)


def test_who_was_merged_goes_along(person, app):
    first, last = (makers.make_borrower(lender=person.lender, name=name) for name in ("王小明", "王小红"))
    makers.make_phone(borrower=first, number="13911112222")
    first.merged_into, last.merged_into = person, first
    db.session.commit()
    daytime.seal_trail(TODAY, NOW)
    erased(person)
    held = [db.session.get_one(type(person), each) for each in (first.id, last.id)]
    assert [(each.name, len(each.erasures)) for each in held] == [("–", 1), ("–", 1)]
    assert not any(each in raw(app) for each in ("王小明", "王小红", "13911112222"))
    with writing():
        erase.erase(db.session.merge(person), tuple(Part), TODAY, facts=facts.of([person.id])[person.id])
    assert len(db.session.get_one(type(person), last.id).erasures) == 1


def test_a_packet_goes_with_the_first_part_and_numbers_with_reach(person, app):
    case = person.contacts[0].case
    told = {"number": 1, "language": Language.en, "as_of": TODAY, "claim_amount": 1, "made_at": NOW}
    told |= {"byte_count": 1, "page_count": 1, "manifest": {"parts": ["Nana"]}}
    makers.kept(Packet(case=case, digest="ab" * 32, **told))
    makers.make_receipt(lender=person.lender, borrower=person, phone="13911113333")
    db.session.commit()
    daytime.seal_trail(TODAY, NOW)
    with writing():
        row = db.session.merge(person)
        made = erase.erase(row, (Part.reach,), TODAY, facts=facts.of([row.id])[row.id])
    assert f"documents/{'ab' * 32}" in made.files
    assert [(each.digest, each.manifest) for each in case.packets] == [("", {})]
    assert "13911113333" not in raw(app)


def test_free_words_of_a_pair_and_of_a_breach_without_a_case_go_too(person, app):
    other = makers.make_borrower(lender=person.lender)
    makers.make_duplicate(lender=person.lender, first=person, second=other, said="Her brother, she says")
    makers.make_breach(contact=person.contacts[0], case=None, review="She wept, we heard")
    db.session.commit()
    daytime.seal_trail(TODAY, NOW)
    erased(person)
    assert not any(each in raw(app) for each in ("Her brother", "She wept"))


def test_what_the_trail_has_not_sealed_yet_goes_the_next_night(person, app, settings):
    with writing():
        makers.make_audit_entry(record="borrower", record_id=person.id, changes={"name": [NAME, "x"]}, reason=MAIL)
    row = erased(person)
    assert row.unsealed
    assert MAIL in raw(app)

    daytime.seal_trail(TODAY, NOW)
    assert nightly.finish_erasures(TODAY, NOW).counts["finished"] == 1
    assert MAIL not in raw(app)
    assert not db.session.get_one(Erasure, row.id).unsealed
    assert list(seal.verify().breaks) == []


def test_the_talk_alone_leaves_who_they_are(person):
    with writing():
        row = db.session.merge(person)
        erase.erase(row, (Part.talk,), TODAY, facts=facts.of([row.id])[row.id])
    held = db.session.get_one(type(person), person.id)
    assert (held.name, held.contacts[0].note, len(held.phones)) == (NAME, "", 1)
    assert held.phones[0].number == NUMBER
    made = held.erasures[0]
    assert sorted(made.kept) == ["identity", "reach"]
    assert made.kept["identity"]["until"] == "2022-01-31"
    assert erase.gone_of([held.id]) == {held.id: {Part.talk}}


@pytest.mark.parametrize("what", ["overdue", "future", "dispute", "complaint", "joint"])
def test_while_anything_is_open_nothing_goes(person, what):
    case = person.contacts[0].case
    if what == "overdue":
        case.overdue_since = date(2026, 1, 1)
    elif what == "future":
        case.balance = 10
    elif what == "dispute":
        makers.make_dispute(case=case)
    elif what == "complaint":
        makers.make_complaint(case=case)
    else:
        makers.make_joint_debtor(loan=makers.make_case().loan, borrower=person)
    db.session.commit()
    assert not any(each.goes for each in privacy.standing(person, TODAY))
    assert privacy.due(TODAY) == {}


# A request.


def asked(person, taken_by, kind=DataRequestKind.erasure, **more):
    with writing():
        row = privacy.open(db.session.merge(person), kind, TODAY, user=db.session.merge(taken_by), **more)
        return row.id


@pytest.fixture
def people(app):
    made = [makers.make_user(name=name, role=Role.manager) for name in ("One", "Two")]
    db.session.commit()
    return made


def test_a_request_is_due_by_the_licence_and_open_once(person, people):
    row = db.session.get_one(DataRequest, asked(person, people[0]))
    assert (row.due_on, row.status, row.taken_by) == (date(2026, 4, 1), DataRequestStatus.open, people[0])
    with pytest.raises(RuleError, match="open already"):
        asked(person, people[1])


def test_nothing_goes_before_it_is_known_who_asks_and_a_second_person_decides(person, people):
    row = db.session.get_one(DataRequest, asked(person, people[0]))
    with pytest.raises(RuleError, match="who asks"):
        privacy.decide(row, TODAY, people[1])
    privacy.check(row, IdentityCheck.known_number, people[0])
    with pytest.raises(RuleError, match="second person"):
        privacy.decide(row, TODAY, people[0])
    db.session.commit()
    assert [(each.record, each.id) for each in waiting.of(people[1], TODAY)] == [("data_request", row.id)]
    assert waiting.of(people[0], TODAY) == []

    with writing():
        made = privacy.decide(db.session.get_one(DataRequest, row.id), TODAY, db.session.merge(people[1]))
        assert sorted(made.parts) == ["identity", "reach", "talk"]
    assert db.session.get_one(DataRequest, row.id).status == DataRequestStatus.erased
    assert waiting.of(people[1], TODAY) == []


def test_a_request_while_the_debt_is_open_is_answered_with_what_the_law_keeps(person, people):
    person.contacts[0].case.balance = 10
    db.session.commit()
    row_id = asked(person, people[0], identity=IdentityCheck.id_document)
    with writing():
        made = privacy.decide(db.session.get_one(DataRequest, row_id), TODAY, db.session.merge(people[1]))
        assert (made.parts, made.kept["reach"]["until"]) == ([], None)
    assert db.session.get_one(DataRequest, row_id).status == DataRequestStatus.answered
    assert person.name == NAME


def test_a_refusal_needs_its_reason(person, people):
    row = db.session.get_one(DataRequest, asked(person, people[0]))
    with pytest.raises(RuleError, match="Say why"):
        privacy.refuse(row, " ", TODAY, people[1])
    privacy.refuse(row, "Somebody else asked.", TODAY, people[1])
    assert (row.status, row.outcome) == (DataRequestStatus.refused, "Somebody else asked.")
    with pytest.raises(RuleError, match="decided already"):
        privacy.withdraw(row, "By phone.", TODAY, people[1])


def test_the_night_leaves_alone_who_waits_for_an_answer(person, people):
    assert list(privacy.due(TODAY)) == [person.id]
    row = db.session.get_one(DataRequest, asked(person, people[0], kind=DataRequestKind.access))
    assert privacy.due(TODAY) == {}
    privacy.withdraw(row, "By phone.", TODAY, people[1])
    db.session.commit()
    assert list(privacy.due(TODAY)) == [person.id]


# In the browser.


def text_of(answer):
    assert answer.status_code == 200, answer.get_data(as_text=True)[:500]
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)


def test_a_request_is_answered_and_erased_in_at_most_ten_inputs_with_its_proof(person, sign_in, app):
    inputs = 0
    first = sign_in(Role.manager)[0]
    page = first.get(f"/borrowers/details/?id={person.id}")
    assert "/data-requests/new/?" in page.text
    inputs += 1  # The button on the page of the borrower.
    form = {"borrower": person.id, "kind": "erasure", "identity": "id_document"}
    inputs += 3  # What is asked for, how it was made sure who asks, and save.
    assert first.submit("/data-requests/new/", **form).status_code == 302
    row = db.session.scalars(select(DataRequest)).one()
    inputs += 2  # The request on its list, and its copy.
    copy = first.submit("/data-requests/copy/", id=row.id)
    told = text_of(copy)
    assert all(secret in told.replace("\n", "") for secret in (NAME, NUMBER, ID, MAIL, "Contract-Nana"))
    assert "Her aunt" not in told
    assert first.get(f"/data-requests/erase/?id={row.id}").status_code == 403
    daytime.seal_trail(TODAY, NOW)

    second = sign_in(Role.administrator)[0]
    inputs += 2  # What waits on top of the day, and the way to decide.
    assert "What was said and written" in second.get(f"/data-requests/erase/?id={row.id}").text
    inputs += 1
    assert second.submit("/data-requests/erase/", id=row.id).status_code == 302
    inputs += 1
    proof = text_of(second.get(f"/data-requests/proof/?id={row.id}"))
    assert inputs <= 10
    assert "Proof of erasure" in proof
    assert "Phones" in proof
    assert not any(secret in proof for secret in SECRETS)
    db.session.rollback()
    assert db.session.get_one(DataRequest, row.id).status == DataRequestStatus.erased
    assert not any(secret in raw(app) for secret in SECRETS)
    assert list(seal.verify().breaks) == []
    assert second.get(f"/data-requests/details/?id={row.id}").status_code == 200
    assert second.get(f"/borrowers/details/?id={person.id}").status_code == 200


def test_a_copy_is_not_handed_out_before_it_is_known_who_asks(person, people, sign_in):
    row_id = asked(person, people[0], kind=DataRequestKind.access)
    browser = sign_in(Role.manager)[0]
    assert browser.submit("/data-requests/copy/", id=row_id).status_code == 302
    assert "who asks" in browser.get(f"/data-requests/details/?id={row_id}").text
    assert (
        browser.submit("/data-requests/edit/?id=" + str(row_id), identity="known_number", version=1).status_code == 302
    )
    assert browser.submit("/data-requests/copy/", id=row_id).status_code == 200
    db.session.rollback()
    row = db.session.get_one(DataRequest, row_id)
    assert (row.status, row.answer.digest) == (DataRequestStatus.answered, row.answer_digest)
    written = select(func.count()).select_from(AuditEntry).filter_by(action=AuditAction.exported, record="data_request")
    assert db.session.scalar(written) == 1


def test_no_copy_is_made_for_a_request_that_is_decided(person, people, sign_in, monkeypatch):
    row_id = asked(person, people[0], identity=IdentityCheck.known_number)
    privacy.refuse(db.session.get_one(DataRequest, row_id), "Somebody else.", TODAY, people[1])
    db.session.commit()
    monkeypatch.setattr("admin.privacy.copy.pdf", lambda *_: pytest.fail("written"))
    assert sign_in(Role.manager)[0].submit("/data-requests/copy/", id=row_id).status_code == 302


def test_who_sees_masks_gets_no_copy(person, people, sign_in):
    row_id = asked(person, people[0], kind=DataRequestKind.access, identity=IdentityCheck.known_number)
    assert sign_in(Role.auditor)[0].submit("/data-requests/copy/", id=row_id).status_code == 403
    assert sign_in(Role.legal_partner)[0].get(f"/data-requests/details/?id={row_id}").status_code == 403


# What the night does.


@pytest.mark.postgres
def test_the_night_erases_only_by_an_order_of_two_people(person, people, app):
    assert nightly.erase_what_is_due(TODAY, NOW).counts == {}
    assert privacy.counted(privacy.due(TODAY)) == {"cn_bank": {"reach": 1, "talk": 1, "identity": 1}}
    with writing():
        row_id = privacy.ask_for_order(TODAY, db.session.merge(people[0])).id
    assert nightly.erase_what_is_due(TODAY, NOW).counts == {}
    with pytest.raises(RuleError, match="second person"):
        privacy.put_in_force(privacy.order(), TODAY, people[0])
    db.session.rollback()
    with writing():
        privacy.put_in_force(privacy.order(), TODAY, db.session.merge(people[1]))

    assert nightly.erase_what_is_due(TODAY, NOW).counts == {"erased": 1}
    assert nightly.erase_what_is_due(TODAY, NOW).counts == {}
    assert NAME not in raw(app)
    with writing():
        assert privacy.end_order(privacy.order(), TODAY)
    assert (privacy.order(), row_id) == (None, row_id)


def test_the_page_tells_the_terms_and_who_puts_the_order_in_force(person, sign_in):
    first = sign_in(Role.manager)[0]
    assert "Would go today" in first.get("/retention/").text
    assert first.submit("/retention/ask").status_code == 302
    assert "a second person puts it in force" in first.get("/retention/").text
    order = privacy.order()
    assert (order.status, order.found) == (OrderStatus.asked_for, {"cn_bank": {"reach": 1, "talk": 1, "identity": 1}})
    assert sign_in(Role.auditor)[0].submit("/retention/ask").status_code == 403


# A backup brings nobody back.


@pytest.mark.postgres
def test_a_restored_backup_is_erased_again(person, app, settings, tmp_path):
    name, digest = job.make(tmp_path / "safe", NOW).file_name, db.session.scalars(select(Document.digest)).one()
    assert (tmp_path / "safe" / "documents" / digest).exists()
    mark = erased(person).mark
    outside.settle(TODAY, settings.data_dir, tmp_path / "safe")

    keys = (settings.data_dir / "keys").read_text().strip()
    fresh = database.fresh(tmp_path, "restored")
    other = create_app(settings._replace(database_url=fresh, data_dir=tmp_path / "data", keys=keys), lambda: NOW)
    with other.app_context():
        told = other.test_cli_runner().invoke(args=["restore", str(tmp_path / "safe" / name)])
        assert told.exit_code == 0, told.output
        assert "Erased again, as the list beside the backup says: 1." in told.output
        assert [each for each in SECRETS if each in raw(other)] == []
        assert list(seal.verify().breaks) == []
        assert db.session.scalars(select(Erasure.mark)).all() == [mark]
        assert digest not in {path.name for path in document.folder().iterdir()}
        assert not any(secret in (tmp_path / "safe" / outside.NAME).read_text() for secret in SECRETS)
        db.session.remove()
        db.engine.dispose()


def test_a_bad_line_of_the_list_stops_nothing(tmp_path, app):
    good = {"mark": "m", "borrower": 1, "key": "00", "parts": ["talk"], "files": []}
    bad = [{}, [], 7, {**good, "parts": ["soul"]}, {**good, "borrower": "1"}, {**good, "files": [1]}]
    said = ["{", "null", *map(json.dumps, [*bad, good])]
    (tmp_path / outside.NAME).write_text("\n".join(said), "utf-8")
    assert outside.missing(tmp_path) == [good]


def test_only_files_of_the_house_are_removed(tmp_path, app):
    kept, gone = tmp_path / "keys", tmp_path / "letters" / "a.pdf"
    gone.parent.mkdir()
    for each in (kept, gone):
        each.write_text("x")
    assert erase.sweep(["keys", "letters/../keys", "letters/a.pdf"], tmp_path, None) == 1
    assert (kept.exists(), gone.exists()) == (True, False)


def test_a_line_still_means_a_borrower_whose_cases_moved(person):
    key, case = erase.key_of(person), person.contacts[0].case
    assert erase.is_key_of(person, ring.blind(f"erasure:{person.id}:{person.lender_id}:{case.reference}").hex())
    case.borrower = makers.make_borrower(lender=person.lender)
    db.session.flush()
    assert erase.is_key_of(person, key)


def test_a_line_of_somebody_else_erases_nobody(person, app, settings):
    told = {"mark": "m", "borrower": person.id, "key": "00", "parts": ["talk"], "files": [], "erased_on": "2026-03-02"}
    with writing():
        assert outside.again(told, TODAY) is None
    assert person.contacts[0].note == SECRETS[4]
