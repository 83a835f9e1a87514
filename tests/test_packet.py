"""The packet of a case: everything in one file, found again by a reader, and no changed byte goes unseen."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from pypdf import PdfReader

from admin.paper import packet as packet_words
from models import db
from models.base import Language
from models.document import PaperKind
from models.outcome import OutcomeCode
from models.stage import Channel
from rules.access import Role
from rules.errors import RuleError
from services import contact, document, payment
from services.paper import packet
from tests import desk, makers

TODAY = date(2026, 3, 20)


@pytest.fixture
def row(app):
    found = desk.lend(desk.start(), opened_on=date(2025, 12, 1))
    found.borrower.name = "欧阳明月"
    found.overdue_since = desk.DUE
    code = db.session.scalars(db.select(OutcomeCode)).first()
    for at in range(3):
        makers.make_contact(case=found, at=desk.at(date(2026, 2, 10 + at)), outcome=code, note="内部备注")
    payment.record(found.loan, Decimal("12.00"), date(2026, 2, 20), date(2026, 2, 20), "收款一")
    db.session.commit()
    return found


def scan(row, kind, data, name):
    document.add(row.loan, kind, date(2025, 12, 1), document.keep(io.BytesIO(data), name), TODAY, user=None)


def text_of(made):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(packet.pdf(made))).pages)


def test_the_recordings_of_calls_are_listed_with_their_length_and_place(app, row):
    told = contact.Recording("REC-20260214-7", "录音服务器，保存三年", 125)
    talk = contact.Talk(desk.at(date(2026, 2, 14)), Channel.call, recording=told, breach_reason="rang back")
    contact.log(row.borrower, talk, TODAY, case=row)
    with app.test_request_context():
        text = text_of(packet_words.build(row, Language.zh_Hans))
    for words in ("录音", "REC-20260214-7", "2:05", "录音服务器，保存三年"):
        assert words in text


@pytest.fixture
def built(app, row):
    scan(row, PaperKind.contract, desk.pdf("借款合同第一页"), "contract.pdf")
    scan(row, PaperKind.disbursement, desk.picture("JPEG"), "voucher.jpg")
    with app.test_request_context():
        return packet_words.build(row, Language.zh_Hans)


def test_a_packet_holds_cover_index_statement_log_and_papers_with_every_character_right(built, row):
    text = text_of(built)

    for words in ("案件材料", "目录", "欧阳明月", "收款一", "借款合同第一页", "联系记录代码说明", row.loan.contract_no):
        assert words in text
    assert "内部备注" not in text
    pages = PdfReader(io.BytesIO(packet.pdf(built))).pages
    assert len(pages) == built.page_count
    for number, page in enumerate(pages, 1):
        assert f"{number} / {built.page_count}" in page.extract_text()


def test_joined_papers_stand_in_the_structure_once_text_as_text_and_a_picture_by_its_title(built):
    reader = PdfReader(io.BytesIO(packet.pdf(built)))
    tree = reader.root_object["/StructTreeRoot"]
    nodes, numbers = [tree["/ParentTree"]], {}
    while nodes:
        node = nodes.pop().get_object()
        numbers |= {int(key): value.get_object() for key, value in zip(*[iter(node.get("/Nums", []))] * 2, strict=True)}
        nodes += list(node.get("/Kids", []))
    keys = [page["/StructParents"] for page in reader.pages]
    assert len(set(keys)) == len(keys) == built.page_count
    contract, voucher = (numbers[key][0].get_object() for key in keys[-2:])
    assert (contract["/S"], voucher["/S"]) == ("/P", "/Figure")
    assert "放款凭证" in voucher["/Alt"] or "凭证" in voucher["/Alt"]
    for page, told in zip(reader.pages[-2:], (contract, voucher), strict=True):
        assert told["/Pg"] == page
        assert page.get_contents().get_data().count(b"/MCID") == 1
        assert told["/P"]["/S"] == "/Document"


def test_the_index_names_the_page_on_which_a_joined_paper_begins(built):
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(packet.pdf(built))).pages]
    where = next(number for number, text in enumerate(pages, 1) if "借款合同第一页" in text)

    line = next(line for line in pages[1].splitlines() if "合同" in line and str(where) in line)

    assert line.strip().endswith(str(where))


def test_the_ledger_in_it_adds_up(built, row):
    with zipfile.ZipFile(io.BytesIO(packet.read(built))) as file:
        lines = list(csv.DictReader(io.StringIO(file.read("ledger.csv").decode("utf-8-sig"))))

    assert sum(Decimal(each["owed"]) - Decimal(each["paid"]) for each in lines) == Decimal(lines[-1]["balance"])
    assert Decimal(lines[-1]["balance"]) == Decimal("88.00")


def test_a_byte_changed_anywhere_fails_and_names_the_part(built):
    data = packet.read(built)
    assert packet.verify(data).broken == []
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        places = {each.filename: each.header_offset + 30 + len(each.filename.encode()) for each in file.infolist()}

    for name, start in places.items():
        changed = bytearray(data)
        changed[start + 3] ^= 1
        assert packet.verify(bytes(changed)).broken == [name], name


def filed(**parts):
    """A packet's file of parts by name."""
    out = io.BytesIO()
    packet.write(out, {"packet": "C-1-v9"}, [packet.Part(name, data) for name, data in parts.items()])
    return out.getvalue()


def test_every_single_byte_counts():
    data = filed(one=b"one", two=b"two")

    for at in range(len(data)):
        for bit in (1, 128):
            changed = bytearray(data)
            changed[at] ^= bit
            assert packet.verify(bytes(changed)).broken, at
    assert packet.verify(data[:-1]).broken
    assert packet.verify(data + b"x").broken
    assert packet.verify(b"").broken


def test_the_command_verifies_and_names_what_was_changed(app, built, tmp_path):
    path = tmp_path / "packet.zip"
    path.write_bytes(packet.read(built))
    db.session.commit()
    run = app.test_cli_runner().invoke

    good = run(args=["packet", "verify", str(path)])
    path.write_bytes(path.read_bytes().replace(b"kind,reference", b"kind,Reference"))
    changed = run(args=["packet", "verify", str(path)])
    path.write_bytes(filed(one=b"one"))
    strange = run(args=["packet", "verify", str(path)])

    assert (good.exit_code, "every one as it was built" in good.output) == (0, True)
    assert (changed.exit_code, changed.output) == (1, "changed: ledger.csv\n")
    assert (strange.exit_code, "this book built no such packet" in strange.output) == (1, True)


def test_versions_follow_and_a_paper_that_is_gone_says_so(app, built, row):
    with app.test_request_context():
        assert packet_words.build(row).number == 2
        (document.folder() / row.loan.papers[0].document.digest).unlink()
        with pytest.raises(RuleError, match="is missing from the data folder"):
            packet_words.build(row)


def test_a_watermark_stands_on_every_page(built):
    pages = PdfReader(io.BytesIO(packet.watermarked(packet.pdf(built), "R-1 · 律所甲 · 2026"))).pages

    assert len(pages) == built.page_count
    assert all("R-1 · 律所甲 · 2026" in page.extract_text() for page in pages)


def bomb():
    """A picture of a few kilobytes that says it has 900 million points."""
    return desk.picture("PNG")[:16] + (30_000).to_bytes(4, "big") * 2 + desk.picture("PNG")[24:]


def locked():
    from pypdf import PdfWriter

    writer = PdfWriter(io.BytesIO(desk.pdf("x")))
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def running():
    from pypdf import PdfWriter

    writer = PdfWriter(io.BytesIO(desk.pdf("x")))
    writer.add_attachment("macro.xlsm", b"PK")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zipped(name):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, b"0" * 5_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("scan.pdf", b"MZ no scan", "is no PDF, PNG or JPEG"),
        ("scan.pdf", b"%PDF-1.7 broken", "cannot be read"),
        ("scan.png", b"\x89PNG\r\n\x1a\nbroken", "cannot be read"),
        ("bomb.png", bomb(), "larger than any scan|cannot be read"),
        ("bomb.pdf", zipped("x.txt"), "is no PDF, PNG or JPEG"),
        ("macro.docm", zipped("word/vbaProject.bin"), "is no PDF, PNG or JPEG"),
        ("locked.pdf", locked(), "locked with a password"),
        ("running.pdf", running(), "carries a program or other files"),
        ("huge.pdf", b"%PDF-" + b"0" * (11 * 1024 * 1024), "larger than 10 MB"),
        ("empty.pdf", b"", "is empty"),
    ],
)
def test_a_bad_scan_is_refused_with_a_sentence(app, row, sign_in, name, data, said):
    with pytest.raises(RuleError, match=said):
        document.keep(io.BytesIO(data), name)
    if len(data) > 400_000:
        return
    client, _ = sign_in(Role.manager)
    db.session.commit()
    file = {"scan": (io.BytesIO(data), name), "kind": "contract", "on": "2026-01-01"}
    page = client.submit(f"/cases/paper/?id={row.id}", **file)

    assert page.status_code == 200
    assert not row.loan.papers


def test_a_scan_of_200_megabytes_is_refused_before_it_is_read(app, row, sign_in):
    client, _ = sign_in(Role.manager)
    db.session.commit()
    length = {"CONTENT_LENGTH": str(201 * 1024 * 1024), "CONTENT_TYPE": "multipart/form-data; boundary=x"}

    answer = client.post(f"/cases/paper/?id={row.id}", input_stream=io.BytesIO(b"--x"), environ_overrides=length)

    assert answer.status_code == 413
    assert "This file is too large" in answer.text


def test_papers_packets_and_files_open_on_the_case_page(app, row, sign_in):
    client, _ = sign_in(Role.manager)
    db.session.commit()
    given = {"scan": (io.BytesIO(desk.pdf("合同")), "contract.pdf"), "kind": "contract", "on": "2026-01-01"}

    assert client.submit(f"/cases/paper/?id={row.id}", **given).status_code == 302
    assert client.submit(f"/cases/packet/?id={row.id}", language="zh_Hans").status_code == 302
    db.session.rollback()
    paper, made = row.loan.papers[0], row.packets[0]
    assert client.submit(f"/cases/file/open/?id={row.id}", row=paper.document_id).data.startswith(b"%PDF")
    assert packet.verify(client.submit(f"/cases/packet/open/?id={row.id}", row=made.id).data).broken == []
    assert client.submit(f"/cases/file/open/?id={row.id}", row=999).status_code == 404
    assert "of 12" in client.get(f"/cases/details/?id={row.id}").text


def test_days_of_a_paper_and_a_demand_lie_not_ahead(app, row):
    scan_of = document.keep(io.BytesIO(desk.pdf("x")), "x.pdf")

    with pytest.raises(RuleError, match="lies in the future"):
        document.add(row.loan, PaperKind.contract, TODAY + timedelta(1), scan_of, TODAY, user=None)
    with pytest.raises(RuleError, match="Choose a file"):
        document.add(row.loan, PaperKind.contract, TODAY, None, TODAY, user=None)


def test_what_a_kill_left_in_clear_or_half_written_is_swept_and_what_is_kept_stays(app, built, row):
    now, kept = datetime.now(UTC), sorted(document.folder().iterdir())
    for name in ("work-killed", "abc.0123abcd"):
        (document.folder() / name).mkdir() if name.startswith("work") else (document.folder() / name).touch()
    (document.folder() / "work-killed" / "packet.zip").write_bytes(b"in clear")

    fresh = document.sweep(now)
    old = document.sweep(now + timedelta(hours=2))

    assert (fresh, old) == (0, 2)
    assert sorted(document.folder().iterdir()) == kept


def test_a_packet_is_made_beside_the_documents_and_leaves_nothing_there(app, built):
    assert [path.name for path in document.folder().iterdir() if path.is_dir()] == []
