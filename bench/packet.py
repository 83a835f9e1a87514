"""How long one packet takes and what it needs: `python -m bench.packet`; 5 s and 300 MB are the bars.

The case has 500 contacts, 60 payments and 10 scans of 2 MB, as PDF, JPEG and PNG. The floor beside it is the joining of
the same scans alone; memory is told of the whole process and of the build above the idle program. At the end the text
is found again, every Chinese character of the log.
"""

import io
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import typst
from PIL import Image
from pypdf import PdfReader, PdfWriter
from sqlalchemy import select

import config
from admin.paper import packet as packet_words
from app import create_app
from bench.night import build
from models import database, db
from models.base import Language
from models.case import Case, CaseState
from models.contact import Contact, Direction
from models.document import PaperKind
from models.outcome import OutcomeCode
from models.stage import Channel
from models.user import User
from rules.access import Level, Role
from services import bulk, document, paper, payment, user
from services.paper import packet

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
CONTACTS, PAYMENTS, SCANS, MEGABYTE = 500, 60, 10, 1024 * 1024
NAMES = [f"催收员{sign}{other}" for sign in "赵钱孙李周吴郑王" for other in "明芳伟娜静强"]


def main() -> None:
    """Build the case in one process and its packet in a fresh one, whose memory is its own."""
    if not paper.has_chinese_font():
        print("There is no Chinese font here: a packet was not measured. Install the package fonts-noto-cjk.")
        return
    with tempfile.TemporaryDirectory() as folder:
        for step in ("fill", "measure"):
            subprocess.run([sys.executable, "-m", "bench.packet", step, folder], check=True)


def work(step: str, folder: str) -> None:
    """One of the two steps, on the book in a folder."""
    env = {"CONCORD_DATA_DIR": folder, "CONCORD_SCHEDULER": "off"}
    app = create_app(config.from_environment(env), lambda: NOON)
    with app.app_context(), app.test_request_context():
        if step == "fill":
            database.create()
            build(10)
            fill(db.session.scalars(select(Case).order_by(Case.id)).all()[0])
            db.session.commit()
        else:
            measure(db.session.scalars(select(Case.id).order_by(Case.id)).all()[0])
        db.engine.dispose()


def fill(row: Case) -> None:
    """Contacts by people with Chinese names, payments, and scans of two megabytes."""
    row.state = CaseState.open
    code = db.session.scalars(select(OutcomeCode)).first()
    level, role = Level.collector, Role.collector
    people = [user.add(f"p{n}@example.com", name, role, level, None) for n, name in enumerate(NAMES)]
    db.session.flush()
    bulk.add(Contact, [contact(row, people[n % len(people)], code, n) for n in range(CONTACTS)])
    for n in range(PAYMENTS):
        day = date(2026, 2, 1) + timedelta(days=n // 3)
        payment.record(row.loan, Decimal("0.01"), day, day, f"收款{n:02}")
    for n in range(SCANS):
        kept = document.keep(io.BytesIO(scan(n)), f"scan{n}")
        document.add(row.loan, PaperKind.other, date(2026, 1, 1), kept, NOON.date(), note=f"第{n}份", user=None)


def contact(row: Case, person: User, code: OutcomeCode | None, n: int) -> dict[str, object]:
    """One contact as columns."""
    return {
        "borrower_id": row.borrower_id,
        "case_id": row.id,
        "at": NOON - timedelta(hours=3 * n + 3),
        "channel": Channel.call,
        "direction": Direction.outbound,
        "outcome_id": code.id if code else None,
        "user_id": person.id,
        "note": "",
    }


def scan(n: int) -> bytes:
    """A scan of about two megabytes of noise: a PDF of one picture, a JPEG or a PNG, in turn."""
    kind = ("pdf", "JPEG", "PNG")[n % 3]
    image, buffer = Image.effect_noise((1240, 1660), 90 + n), io.BytesIO()
    image.save(buffer, "PNG" if kind == "PNG" else "JPEG", quality=96)
    if kind != "pdf":
        return buffer.getvalue()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.jpg").write_bytes(buffer.getvalue())
        (Path(folder) / "a.typ").write_text('#image("a.jpg", width: 100%)')
        return bytes(typst.compile(f"{folder}/a.typ", format="pdf"))


def measure(id: int) -> None:
    """The floor, then the packet: seconds, megabytes, and whether each name is found again."""
    row = db.session.get_one(Case, id)
    before = peak()
    start = time.perf_counter()
    made = packet_words.build(row, Language.zh_Hans)
    db.session.commit()
    seconds, after = time.perf_counter() - start, peak()
    scans = [document.read(each.document) for each in row.loan.papers]
    size, count = sum(map(len, scans)) / MEGABYTE, len(scans)
    start = time.perf_counter()
    joined(scans)
    floor = time.perf_counter() - start
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(packet.pdf(made))).pages)
    found = sum(text.count(name) for name in NAMES)
    print(f"{count} scans of {size:.0f} MB, {made.page_count} pages, {made.byte_count / MEGABYTE:.0f} MB in all")
    print(f"floor, PDFs joined alone: {floor:.2f} s; packet: {seconds:.2f} s (bar 5), {seconds / floor:.0f} times that")
    print(f"peak memory: {before:.0f} MB idle, {after:.0f} MB with it, so {after - before:.0f} MB for it (bar 300)")
    print(f"names of the log found again: {found} of {CONTACTS}; payments: {text.count('收款')} in two tables")


def peak() -> float:
    """The most memory this process had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def joined(scans: list[bytes]) -> bytes:
    """The PDFs among the scans as one."""
    writer = PdfWriter()
    for data in scans:
        if data.startswith(b"%PDF"):
            writer.append(io.BytesIO(data))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


if __name__ == "__main__":
    work(*sys.argv[1:]) if sys.argv[1:] else main()
