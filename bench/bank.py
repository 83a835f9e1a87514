"""How long a bank file takes, one line a loan: `python -m bench.bank [cases] [lines]`; 120 s and 300 MB are the bars.

By default 100,000 lines on 100,000 cases, as CSV and as camt.053; each file is taken in twice, the second time nothing
is new. Told are wall and processor seconds, the longest step (so long a person's save may wait), and the memory of the
process. Hostile files follow: each must be refused in 2 s.
"""

import io
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

import config
from app import create_app
from bench.night import DAY, build
from models import db, transaction
from models.lender import Lender
from rules.errors import RuleError
from services.portfolio import Source
from services.receipt import file

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
)
BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)


def main(cases: int, lines: int) -> None:
    """Build the book in one process, and take each file in in a fresh one, whose memory is its own."""
    with tempfile.TemporaryDirectory() as folder:
        for step in ("fill", "csv", "camt"):
            subprocess.run([sys.executable, "-m", "bench.bank", step, folder, str(cases), str(lines)], check=True)
    for name, data in hostile().items():
        print(f"{name}: {refused(name, data)}")


def work(step: str, folder: str, cases: int, lines: int) -> None:
    """One step, on the book in a folder."""
    env = {"CONCORD_DATA_DIR": folder, "CONCORD_SCHEDULER": "off"}
    app = create_app(config.from_environment(env), lambda: NOON)
    with app.app_context():
        if step == "fill":
            db.create_all()
            build(cases)
            return
        first = 1 if step == "csv" else cases // 2
        path = Path(folder, f"bank.{step}")
        text = csv_of if step == "csv" else camt_of
        path.write_text(text(first, cases, lines), encoding="utf-8")
        for again in ("", " again"):
            print(f"{lines:,} lines of {step}{again}: {taken(path)}")


def csv_of(first: int, cases: int, lines: int) -> str:
    """A table of lines, one a loan."""
    rows = (f"BK{n},2026-03-01,10.00,付款人{n},还款 L{(first + n) % cases + 1}" for n in range(lines))
    return "\n".join(("流水号,交易日期,收入金额,对方户名,附言", *rows))


def camt_of(first: int, cases: int, lines: int) -> str:
    """A camt.053 of entries, one a loan."""
    head = '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Id>S</Id>'
    entries = (
        f'<Ntry><Amt Ccy="CNY">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><ValDt><Dt>2026-03-01</Dt></ValDt>'
        f"<AcctSvcrRef>CM{n}</AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Ustrd>L{(first + n) % cases + 1}</Ustrd></RmtInf>"
        f"</TxDtls></NtryDtls></Ntry>"
        for n in range(lines)
    )
    return f"{head}{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"


def taken(path: Path) -> str:
    """Take a file in; gives what it took."""
    lender = db.session.scalars(select(Lender)).one()
    wall, own, longest = time.perf_counter(), time.process_time(), 0.0
    found = file.opened(Source(path, path.name), lender.id)
    read = time.perf_counter() - wall
    step_at = time.perf_counter()
    for _ in transaction.stepwise(file.land(found, lender, DAY, NOON)):
        longest = max(longest, time.perf_counter() - step_at)
        step_at = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    wall, own = time.perf_counter() - wall, time.process_time() - own
    times = f"{wall:.1f} s, {own:.1f} s of the processor, read in {read:.1f} s, longest step {longest:.2f} s"
    return f"{times}, {memory:,.0f} MB"


def hostile() -> dict[str, bytes]:
    """Files that cost much and hold nothing."""
    styles = f"<styleSheet>{'<xf/>' * 5_000_000}</styleSheet>"
    return {
        "a row far away": workbook(SHEET % '<row r="1"><c r="A1"><v>1</v></c></row><row r="20000000"/>'),
        "a cell in column XFD": workbook(SHEET % '<row r="1"><c r="XFD1"><v>1</v></c></row>'),
        "large styles": workbook(SHEET % '<row r="1"/>', styles),
        "deep XML": workbook(SHEET % ("<a>" * 200_000 + "</a>" * 200_000)),
        "a deep statement": b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'>" + b"<a>" * 200_000,
        "deep OFX": b"OFXHEADER:100\n\n<OFX>" + b"<A>" * 200_000 + b"</OFX>",
    }


def workbook(sheet: str, styles: str = "") -> bytes:
    """A workbook of one sheet, packed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", BOOK)
        packed.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        packed.writestr("xl/worksheets/sheet1.xml", sheet)
        if styles:
            packed.writestr("xl/styles.xml", styles)
    return buffer.getvalue()


def refused(name: str, data: bytes) -> str:
    """How long it takes until a file is refused."""
    start: Callable[[], float] = time.process_time
    began = start()
    try:
        file.opened(Source(io.BytesIO(data), name), 0)
    except RuleError as error:
        return f"{len(data):,} bytes refused in {start() - began:.2f} s: {error}"
    return f"TAKEN IN, {start() - began:.2f} s"


if __name__ == "__main__":
    if len(sys.argv) > 3:
        work(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        main(*(int(each) for each in sys.argv[1:]), *((100_000,) * (3 - len(sys.argv))))
