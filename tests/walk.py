"""The way of a new team in the browser: from an empty book to a referral that a legal partner sees."""

import csv
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from passlib.totp import TOTP
from playwright.sync_api import Browser, Page, expect

from tests import makers
from tests.program import Program

ADMINISTRATOR, PARTNER = "admin@example.com", "partner@example.com"
PASSWORD = "correct horse battery"
HEADERS = {
    "en": (
        "Contract number",
        "Name",
        "Phone",
        "Email",
        "Currency",
        "Principal",
        "Disbursed on",
        "Due date",
        "Balance",
        "Address",
    ),
    "zh_Hans": ("合同编号", "姓名", "手机号", "邮箱", "币种", "贷款本金", "放款日", "应还日期", "剩余本金", "地址"),
    "zh_Hant": (
        "合約編號",
        "姓名",
        "手機號碼",
        "電子郵件",
        "幣別",
        "貸款本金",
        "放款日",
        "應還日期",
        "剩餘本金",
        "地址",
    ),
}
NAMES = {"en": "Borrower {}", "zh_Hans": "王小{}", "zh_Hant": "陳小{}"}
SIGNS = "一二三四五六七八"
OVERDUE = 100
PDF = "application/pdf"
PLACE = "上海市示范路1号"
ITEM, WHY = "Original contract", "The identity card follows by courier."
LEAD = 3
"""Days between the file and the first call: the first stage writes to people before it has them called."""


class Seen(NamedTuple):
    """What the walk saw on its way."""

    called: int
    reference: str
    partner_rows: list[str]
    partner_pages: list[str]
    steps: list[str]
    problems: list[str]


def watch(page: Page) -> list[str]:
    """Collect what the console calls an error; a breach of the content policy is one."""
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    return problems


def write_portfolio(path: Path, language: str, today: date) -> Path:
    """A small portfolio as a lender saves it: eight loans, each about a hundred days overdue."""
    due = today - timedelta(days=OVERDUE)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADERS[language])
        for number, sign in enumerate(SIGNS, 1):
            name = NAMES[language].format(sign if language != "en" else number)
            opened, owed = due - timedelta(days=60 + number), f"{number}000.00"
            person = (name, f"1380000000{number}", f"borrower{number}@example.com")
            rows.writerow((f"W-{number}", *person, "CNY", owed, opened, due - timedelta(days=number), owed, PLACE))
    return path


def sign_in(page: Page, address: str, email: str) -> None:
    """Sign in on the sign-in page."""
    page.goto(f"{address}/login")
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button.main")


def begin(page: Page, language: str) -> None:
    """Fill the first-run page in."""
    page.goto("/")
    page.click(f"button[name=language][value={language}]")
    expect(page.locator("html")).to_have_attribute("lang", language.replace("_", "-"))
    answers = {"team": "Team One", "lender": "Lender One", "name": "Administrator", "email": ADMINISTRATOR}
    for name, value in (answers | {"password": PASSWORD}).items():
        page.fill(f"input[name={name}]", value)
    page.select_option("select[name=language]", language)
    page.select_option("select[name=licence]", "cn_micro_lender")
    page.click("main button.main")


def upload(page: Page, path: Path) -> None:
    """Take a portfolio file in through the upload screen: columns, dry run, landing."""
    page.goto("/upload/")
    page.set_input_files("input[type=file]", path)
    page.fill("input[name=name]", "Portfolio One")
    page.click("main form.form button.main")
    page.click("main form.form .save button.main")
    page.click("main form[action$='/land/'] button")
    page.wait_for_selector("main p.muted a[href*='details']")


def log_promise(page: Page) -> None:
    """Log a call that ended with a promise on the open case."""
    page.check("input[name=outcome][data-code=PTP]")
    page.fill("input[name=amount]", "100")
    page.fill("input[name=promised_on]", (datetime.now(UTC).date() + timedelta(days=2)).isoformat())
    if page.locator("#log [name=breach_reason]").count():  # The walk may come at night, when nobody may call.
        page.fill("#log [name=breach_reason]", "The borrower had asked for it.")
    page.click("#log button[value=stay]")


def add_partner(page: Page, language: str) -> str:
    """Add a law firm and invite its person; returns the invitation."""
    page.goto("/legal-partners/new/")
    page.fill("input[name=name]", "Firm One")
    page.fill("input[name=agreement_until]", (datetime.now(UTC).date() + timedelta(days=365)).isoformat())
    page.click("main .save button.main")
    page.goto("/people/new/")
    page.fill("input[name=name]", "Partner One")
    page.fill("input[name=email]", PARTNER)
    page.select_option("select[name=language]", language)
    page.select_option("select[name=role]", "legal_partner")
    page.select_option("select[name=partner]", label="Firm One")
    page.click("main .save button.main")
    return page.locator("textarea#link").input_value()


def reachable_lender(page: Page) -> None:
    """Say where borrowers reach the lender: no letter leaves without it."""
    page.goto("/lenders/edit/?id=1")
    for name, value in {"callback_number": "021-1", "complaints_number": "021-2", "pay_to": "Account 1"}.items():
        page.fill(f"input[name={name}]", value)
    page.click("main .save button.main")


def put_file_together(page: Page) -> None:
    """Post the notice before placement, and put contract and proof of payment into the file."""
    page.click("#legal > summary")
    page.click("#legal a[href*='part=legal']")
    page.click("#legal details.ready > summary")
    page.click("#legal details.ready summary.button >> nth=1")
    page.click("#legal form[action*='/demand/?'] button.main")
    page.click("#legal details.ready > summary")
    page.click("#legal details.ready article summary.button")
    form = "#legal form[action*='/demand/dispatch/']"
    for name, value in {"carrier": "EMS", "tracking_no": "EX123456789CN"}.items():
        page.fill(f"{form} [name={name}]", value)
    page.click(f"{form} button.main")
    for kind in ("contract", "disbursement"):
        page.click("#legal details.ready > summary")
        page.click("#legal details.ready summary.button >> nth=0")
        form = "#legal form[action*='/paper/']"
        page.select_option(f"{form} [name=kind]", kind)
        page.set_input_files(f"{form} [name=scan]", {"name": f"{kind}.pdf", "mimeType": PDF, "buffer": makers.blank()})
        page.click(f"{form} button.main")
        expect(page.locator(".message.good")).to_be_visible()


def add(page: Page, sheet: str) -> None:
    """Open a sheet of the case page from its menu."""
    page.click(".add > summary")
    page.click(f".add a[href*='add={sheet}']")
    expect(page.locator("#sheet .grant")).to_be_visible()


def refer(page: Page) -> str:
    """Refer the open case to the firm and send it with its packet; returns the referral's reference."""
    put_file_together(page)
    add(page, "refer")
    page.select_option("#sheet select[name=partner]", label="Firm One")
    page.click("#sheet form[action*='/refer/'] button.main")
    take(page, "sent", anyway=WHY)
    expect(page.locator("#legal article .chip").first).to_be_visible()
    return page.locator("#legal article b").first.inner_text()


def take(page: Page, status: str, **given: str) -> None:
    """Take a referral one step further, on either side."""
    form = "form[data-steps]"
    page.select_option(f"{form} select[name=status]", status)
    for name, value in given.items():
        page.fill(f"{form} [name={name}]", value)
    page.click(f"{form} button.main")
    expect(page.locator(".message.good")).to_be_visible()


def both_sides(desk: Page, firm: Page, case: str) -> list[str]:
    """From the firm's look to the end of the referral; returns the statuses as both sides' page shows them."""
    day = datetime.now(UTC).date().isoformat()
    take(firm, "received", partner_file_no="F-1")
    firm.fill("#item", ITEM)
    firm.click("form[action*='/partner/item/'] button")
    expect(firm.locator(".message.good")).to_be_visible()
    answer(desk, case)
    firm.reload()
    with firm.expect_download() as paper:
        firm.click("#packet form[action*='/partner/file/'] button")
    assert Path(paper.value.path()).read_bytes().startswith(b"%PDF")
    with firm.expect_download() as packet:
        firm.click("#packet form[action*='/partner/packet/'] button.main")
    assert Path(packet.value.path()).read_bytes().startswith(b"%PDF")
    take(firm, "demand", demand_on=day, demand_delivery="EMS")
    take(firm, "filed", court="Pudong", docket_no="(2026) 1", filed_amount="1000")
    take(firm, "served", served_on=day, service_method="EMS")
    take(firm, "judgment", judgment_on=day, judgment_amount="1000", judgment_rate="3.45")
    take(firm, "enforcement", measures="Account 1")
    hand_on(desk, case, day)
    take(desk, "closed", note="Paid.")
    firm.reload()
    return firm.locator("ol.steps li").all_inner_texts()


def answer(desk: Page, case: str) -> None:
    """The desk answers what the firm misses, with a file."""
    desk.goto(case)
    form = "#legal form[action*='/referral/answer/']"
    desk.set_input_files(f"{form} [name=file]", {"name": "item.pdf", "mimeType": PDF, "buffer": makers.blank()})
    desk.click(f"{form} button")
    expect(desk.locator(".message.good")).to_be_visible()


def hand_on(desk: Page, case: str, day: str) -> None:
    """The desk books what the firm collected."""
    desk.goto(case)
    form = "#legal form[action*='/referral/remit/']"
    desk.click("#legal article details.opening:has(form[action*='/referral/remit/']) > summary")
    for name, value in {"reference": "REM-1", "on": day, "gross": "500", "net": "500"}.items():
        desk.fill(f"{form} [name={name}]", value)
    desk.click(f"{form} button.main")
    expect(desk.locator(".message.good")).to_be_visible()
    desk.goto(case)
    desk.click("#legal details.opening:has(form[data-steps]) > summary")


def first_call(page: Page) -> tuple[int, str]:
    """Look at the first call list and open its first case whole; returns how many calls it holds, and the case."""
    page.goto("/my-day/")
    lines = page.locator("a[data-line]")
    count = lines.count()
    page.goto(str(lines.first.get_attribute("href")))
    page.wait_for_url(re.compile(r"/cases/details/"))
    return count, page.url


def visit(page: Page, invitation: str, address: str) -> tuple[list[str], list[str]]:
    """Come as the invited partner: choose a password, sign in, look at the referrals and open the first."""
    page.goto(invitation)
    page.fill("input[name=password]", PASSWORD)
    page.fill("input[name=again]", PASSWORD)
    page.click("main button.main")
    sign_in(page, address, PARTNER)
    set_second_factor(page)
    page.goto("/partner/")
    rows = page.locator("main tbody tr").all_inner_texts()
    pages = page.locator("nav a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    page.click("main tbody a.row-link")
    page.wait_for_url(re.compile(r"/partner/referral/"))
    return rows, pages


def set_second_factor(page: Page) -> None:
    """Set the second factor up, as a legal partner must before anything else."""
    page.wait_for_url(re.compile(r"/tf-setup"))
    page.click("main button.main")
    key = page.locator("main code").inner_text().replace("-", "").replace(" ", "")
    page.fill("main input[name=code]", TOTP(key=key).generate().token)
    page.click("main button.main")
    expect(page.locator(".message.good")).to_be_visible()


def context(chromium: Browser, program: Program, **options: Any) -> Any:
    """A browser of somebody's own, at this program's address; a machine with much to do may take long."""
    found = chromium.new_context(base_url=program.address, **options)
    found.set_default_timeout(60_000)
    return found


def whole(chromium: Browser, program: Program, folder: Path, language: str) -> Seen:
    """Walk the whole way in one language."""
    desk, firm = context(chromium, program), context(chromium, program)
    page, other = desk.new_page(), firm.new_page()
    problems = watch(page)
    begin(page, language)
    upload(page, write_portfolio(folder / "portfolio.csv", language, datetime.now(UTC).date()))
    program.flask("job", "nightly", "--day", (datetime.now(UTC).date() - timedelta(days=LEAD)).isoformat())
    reachable_lender(page)
    invitation = add_partner(page, language)
    called, _ = first_call(page)
    log_promise(page)
    expect(page.locator(".message.good")).to_be_visible()
    _, case = first_call(page)  # The next one: no legal step is taken while a promise runs.
    reference = refer(page)
    other_problems = watch(other)
    rows, pages = visit(other, invitation, program.address)
    steps = both_sides(page, other, case)
    for each in (page, other):
        expect(each.locator("html")).to_have_attribute("lang", language.replace("_", "-"))
    desk.storage_state(path=folder / "desk.json")
    firm.storage_state(path=folder / "firm.json")
    desk.close()
    firm.close()
    return Seen(called, reference, rows, pages, steps, problems + other_problems)
