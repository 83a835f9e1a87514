"""Files that leave: withheld from who sees only masks, written down for everybody, and only by one door."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from admin.paper import packet
from models import db
from models.audit import AuditAction, AuditEntry
from models.dispute import DisputeDocument
from models.document import LoanDocument, PaperKind
from models.plan import PlanStatus
from models.stage import Channel
from rules import access
from rules.access import Role
from services import document
from services.channel import Message
from services.channel.letter import Letter
from tests import desk, makers
from tests.makers import TODAY

NAME = "Alice Longname"
WITHHELD = "Files are not handed out to your role"


@pytest.fixture
def row(app):
    """A case with something behind each button that hands out a file."""
    case = desk.notify(desk.lend(desk.start()), date(2026, 2, 20))
    case.borrower.name, case.state = NAME, "open"
    makers.make_plan(case=case, status=PlanStatus.running, document=makers.make_document(name="signed.pdf"))
    dispute = makers.make_dispute(case=case)
    makers.kept(DisputeDocument(dispute=dispute, document=makers.make_document(name="receipt.pdf"), added_on=TODAY))
    paper = makers.make_document(name="contract.pdf")
    makers.kept(LoanDocument(loan=case.loan, kind=PaperKind.contract, on=TODAY, document=paper, added_on=TODAY))
    with app.test_request_context():
        packet.build(case)
    db.session.commit()
    return case


def asked(browser, case):
    """Every file of a case, by the button that asks for it: its answer."""
    plan, dispute, demand = case.plans[0], case.disputes[0], case.demands[0]
    forms = {
        "plan/agreement": {"row": plan.id, "language": "en"},
        "plan/scan": {"row": plan.id},
        "dispute/file": {"row": dispute.id, "file": dispute.evidence[0].id},
        "demand/open": {"row": demand.id},
        "packet/open": {"row": case.packets[0].id},
        "file/open": {"row": case.loan.papers[0].document_id},
    }
    found = {path: browser.submit(f"/cases/{path}/?id={case.id}", **form) for path, form in forms.items()}
    return found | {"statement/pdf": browser.get(f"/cases/statement/pdf/?id={case.id}&language=en")}


def written():
    """What the trail says of files."""
    db.session.rollback()
    found = db.session.scalars(db.select(AuditEntry).filter_by(action=AuditAction.exported).order_by(AuditEntry.id))
    return [(each.user_id, each.record, each.record_id, each.changes.get("file")) for each in found]


def test_who_sees_only_masks_is_told_that_no_file_is_handed_out(row, sign_in):
    browser, _ = sign_in(Role.auditor)
    db.session.commit()

    for path, answer in asked(browser, row).items():
        assert (answer.status_code, WITHHELD in answer.text) == (403, True), path
    assert written() == []


@pytest.mark.parametrize("role", [Role.administrator, Role.manager, Role.collector])
def test_each_file_is_written_down_with_its_taker_its_name_and_its_case(row, sign_in, role):
    browser, person = sign_in(role)
    row.assignee = person
    db.session.commit()

    answers = asked(browser, row)

    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(answers, 200)
    told = written()
    assert [each[:3] for each in told] == [(person.id, "case", row.id)] * len(answers)
    assert {"signed.pdf", "receipt.pdf", "contract.pdf"} < {each[3] for each in told}


def test_a_file_that_is_gone_leaves_no_entry(row, sign_in, settings):
    browser, _ = sign_in(Role.manager)
    for kept in (settings.data_dir / "documents").iterdir():
        kept.unlink()
    db.session.commit()

    assert browser.submit(f"/cases/demand/open/?id={row.id}", row=row.demands[0].id).status_code == 422
    assert written() == []


def test_the_buttons_of_withheld_files_are_hidden(row, sign_in):
    auditor, _ = sign_in(Role.auditor)
    db.session.commit()
    pages = [f"/cases/details/?id={row.id}", f"/cases/statement/?id={row.id}"]
    ways = (
        "plan/agreement/",
        "plan/scan/",
        "dispute/file/",
        "demand/open/",
        "packet/open/",
        "file/open/",
        "statement/pdf/",
    )

    hidden = "".join(auditor.get(page).text for page in pages)
    manager, _ = sign_in(Role.manager)
    db.session.commit()
    shown = "".join(manager.get(page).text for page in pages)

    assert [way for way in ways if way in hidden] == []
    assert [way for way in ways if way not in shown] == []
    assert "contract.pdf" in hidden


def test_a_print_run_is_written_down_for_each_letter(row, sign_in, settings):
    browser, person = sign_in(Role.manager)
    other = desk.lend(row.loan.portfolio)
    other.state, who = "open", other.borrower
    address = makers.make_address(borrower=who, kind="postal", value="Road 1")
    letter = makers.make_reminder(borrower=who, channel=Channel.letter, status="typeset", address=address)
    Letter(settings.data_dir / "letters").send(
        Message(f"reminder-{letter.id}", "Road 1", "A B", "Your payment", "Hello", "en", "Lender", "1 March")
    )
    db.session.commit()

    browser.submit("/letters/print/")
    browser.submit("/letters/print/", day=TODAY.isoformat())

    assert [each[:3] for each in written()] == [(person.id, "reminder", letter.id)] * 2


def test_a_list_keeps_its_masks_and_is_written_down(row, sign_in):
    browser, person = sign_in(Role.auditor)
    db.session.commit()

    answer = browser.get("/cases/export/csv/")

    assert answer.status_code == 200
    assert NAME not in answer.text
    assert [each[:3] for each in written()] == [(person.id, "case", None)]


def test_a_role_takes_files_where_it_sees_names_or_may_reveal_them():
    takers = {role: {noun for noun in access.TABLE if access.takes_file(role, noun)} for role in Role}

    assert takers[Role.auditor] == set()
    assert takers[Role.legal_partner] == {"referral"}
    assert all(takers[role] == set(access.TABLE) for role in (Role.administrator, Role.manager, Role.collector))


def test_an_auditor_reads_a_masked_copy_with_their_name_on_it_and_the_packet_stays_as_it_was(row, sign_in):
    row.borrower.id_number = "999999199001011234"
    makers.make_phone(borrower=row.borrower, number="14000001234")
    makers.make_contact(case=row, note="Call 14000009999, or card 6222020200012345678.")
    db.session.commit()
    before = document.load(row.packets[0].digest, "packet")
    browser, person = sign_in(Role.auditor, name="Aud Itor")
    assert "Masked copy" in browser.get(f"/cases/details/?id={row.id}").text

    answer = browser.submit("/exam/packet/", id=row.id, row=row.packets[0].id)

    assert answer.status_code == 200, answer.text[:300]
    pages = PdfReader(io.BytesIO(answer.data)).pages
    said = "\n".join(page.extract_text() for page in pages)
    for secret in (NAME, "999999199001011234", "14000001234", "14000009999", "6222020200012345678"):
        assert secret not in said
    assert "A*** L***" in said
    assert all("Aud Itor" in page.extract_text() for page in pages)
    assert written()[-1][1:3] == ("packet", None)
    db.session.rollback()
    assert document.load(db.session.get_one(type(row), row.id).packets[0].digest, "packet") == before
    assert sign_in(Role.collector)[0].submit("/exam/packet/", id=row.id, row=row.packets[0].id).status_code == 403
    assert browser.submit("/exam/packet/", id=row.id, row=999999).status_code == 404
    assert person.role == Role.auditor
