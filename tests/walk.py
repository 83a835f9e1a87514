"""The way of a new team in the browser: from an empty book to a referral that a legal partner sees."""

import csv
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, expect

from tests.program import Program

ADMINISTRATOR, PARTNER = "admin@example.com", "partner@example.com"
PASSWORD = "correct horse battery"
HEADERS = {
    "en": ("Contract number", "Name", "Phone", "Email", "Currency", "Principal", "Disbursed on", "Due date", "Balance"),
    "zh_Hans": ("合同编号", "姓名", "手机号", "邮箱", "币种", "贷款本金", "放款日", "应还日期", "剩余本金"),
    "zh_Hant": ("合約編號", "姓名", "手機號碼", "電子郵件", "幣別", "貸款本金", "放款日", "應還日期", "剩餘本金"),
}
NAMES = {"en": "Borrower {}", "zh_Hans": "王小{}", "zh_Hant": "陳小{}"}
SIGNS = "一二三四五六七八"
OVERDUE = 100
LEAD = 3
"""Days between the file and the first call: the first stage writes to people before it has them called."""


class Seen(NamedTuple):
    """What the walk saw on its way."""

    called: int
    reference: str
    partner_rows: list[str]
    partner_pages: list[str]
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
            rows.writerow((f"W-{number}", *person, "CNY", owed, opened, due - timedelta(days=number), owed))
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
    page.click("main .save button.main")
    page.goto("/people/new/")
    page.fill("input[name=name]", "Partner One")
    page.fill("input[name=email]", PARTNER)
    page.select_option("select[name=language]", language)
    page.select_option("select[name=role]", "legal_partner")
    page.select_option("select[name=partner]", label="Firm One")
    page.click("main .save button.main")
    return page.locator("textarea#link").input_value()


def refer(page: Page) -> str:
    """Refer the open case to the firm and send it; returns the referral's reference."""
    page.click("#legal summary.button")
    page.select_option("#legal select[name=partner]", label="Firm One")
    page.click("#legal form button.main")
    page.select_option("#legal select[name=status]", "sent")
    page.click("#legal form button.main")
    expect(page.locator("#legal .chip").first).to_be_visible()
    return page.locator("#legal article b").first.inner_text()


def first_call(page: Page) -> tuple[int, str]:
    """Look at the first call list and open its first case; returns how many calls it holds, and the case."""
    page.goto("/my-day/")
    count = page.locator("a[data-line]").count()
    page.locator("a[data-line]").first.click()
    page.wait_for_url(re.compile(r"/cases/details/"))
    return count, page.url


def visit(page: Page, invitation: str, address: str) -> tuple[list[str], list[str]]:
    """Come as the invited partner: choose a password, sign in, look at the referrals and open the first."""
    page.goto(invitation)
    page.fill("input[name=password]", PASSWORD)
    page.fill("input[name=again]", PASSWORD)
    page.click("main button.main")
    sign_in(page, address, PARTNER)
    page.wait_for_url(re.compile(r"/partner/"))
    rows = page.locator("main tbody tr").all_inner_texts()
    pages = page.locator("nav a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    page.click("main tbody a.row-link")
    page.wait_for_url(re.compile(r"/partner/referral/"))
    return rows, pages


def context(chromium: Browser, program: Program, **options: Any) -> Any:
    """A browser of somebody's own, at this program's address; impatient, since nothing here takes long."""
    found = chromium.new_context(base_url=program.address, **options)
    found.set_default_timeout(10_000)
    return found


def whole(chromium: Browser, program: Program, folder: Path, language: str) -> Seen:
    """Walk the whole way in one language."""
    desk, firm = context(chromium, program), context(chromium, program)
    page, other = desk.new_page(), firm.new_page()
    problems = watch(page)
    begin(page, language)
    sign_in(page, program.address, ADMINISTRATOR)
    upload(page, write_portfolio(folder / "portfolio.csv", language, datetime.now(UTC).date()))
    program.flask("job", "nightly", "--day", (datetime.now(UTC).date() - timedelta(days=LEAD)).isoformat())
    invitation = add_partner(page, language)
    called, case = first_call(page)
    log_promise(page)
    expect(page.locator(".message.good")).to_be_visible()
    page.goto(case)
    reference = refer(page)
    other_problems = watch(other)
    rows, pages = visit(other, invitation, program.address)
    for each in (page, other):
        expect(each.locator("html")).to_have_attribute("lang", language.replace("_", "-"))
    desk.storage_state(path=folder / "desk.json")
    firm.storage_state(path=folder / "firm.json")
    desk.close()
    firm.close()
    return Seen(called, reference, rows, pages, problems + other_problems)
