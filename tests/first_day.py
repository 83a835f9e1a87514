"""The first day of a new team in the browser: from an empty book to the first call, each input counted."""

import csv
import io
import re
from datetime import date, timedelta
from typing import Any, NamedTuple

from playwright.sync_api import Page, expect

from tests.portfolio_files import id_number

CODE = "0123abcd"
PASSWORD = "correct horse battery"
HEADERS = ("合同编号", "姓名", "身份证号", "手机号", "币种", "贷款本金", "放款日", "应还日期", "剩余本金")
LOANS, WRONG = 30, 7


def portfolio(today: date) -> bytes:
    """Thirty loans as a lender's program saves them: GBK, Chinese headers, 5 to 210 days past due, seven wrong rows."""
    rows = [row(number, today) for number in range(1, LOANS + 1)]
    rows[1][1] = ""
    rows[4][5] = "一万"
    rows[8][0] = ""
    rows[12][7] = "不详"
    rows[16][2] = "999999198401019999"
    rows[20][3] = "12"
    rows[25][7] = "2026-02-30"
    text = io.StringIO()
    csv.writer(text).writerows([HEADERS, *rows])
    return text.getvalue().encode("gbk")


def row(number: int, today: date) -> list[Any]:
    """One loan, overdue for some days."""
    due = today - timedelta(days=5 + 7 * (number - 1))
    person = [f"H-{number:03}", f"张试{number}", id_number(number), f"1400000{number:04}"]
    owed = f"{1000 + 100 * number}.00"
    return [*person, "CNY", owed, (due - timedelta(days=90)).isoformat(), due.isoformat(), owed]


class Hand:
    """A person at the page: each field filled in and each click is one input."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def fill(self, **given: str) -> None:
        """Fill fields in by their names."""
        for name, value in given.items():
            self.page.fill(f"main [name={name}]", value)
            self.count += 1

    def choose(self, name: str, value: str) -> None:
        """Choose from a list."""
        self.page.select_option(f"main select[name={name}]", value)
        self.count += 1

    def bring(self, name: str, data: bytes) -> None:
        """Choose a file."""
        self.page.set_input_files("main input[type=file]", {"name": name, "mimeType": "text/csv", "buffer": data})
        self.count += 1

    def click(self, where: str) -> None:
        """Click."""
        self.page.locator(where).first.click()
        self.count += 1

    def follow(self, where: str) -> None:
        """Open what a link leads to in the whole window."""
        self.page.goto(str(self.page.evaluate("where => document.querySelector(where).href", where)))
        self.count += 1


class FirstDay(NamedTuple):
    """What the walk saw."""

    inputs: int
    problems: list[str]
    wrong: int
    overdue: str
    due: int
    texts: list[str]


def walk(page: Page, address: str, today: date, problems: list[str]) -> FirstDay:
    """From an empty book to a call that is logged."""
    hand, texts = Hand(page), list[str]()
    page.goto(address)
    hand.fill(team="Team One", lender="Lender One", name="Administrator", email="first@desk.example")
    hand.fill(password=PASSWORD, code=CODE)
    hand.choose("licence", "cn_micro_lender")
    hand.click("main button.main")
    page.wait_for_url("**/checklist/")
    texts.append(page.locator("main").inner_text())
    hand.click("ol.checklist li .actions a")
    hand.fill(callback_number="021-5550100", complaints_number="021-5550101", pay_to="Account 1")
    hand.click("main .save button.main")
    page.wait_for_url("**/checklist/")
    hand.click("ol.checklist a[href='/upload/']")
    hand.bring("贷款.csv", portfolio(today))
    hand.click("main form.form button.main")
    hand.click("main .save button.main")
    hand.click("form[action$='/land/'] button")
    run = page.locator("form[action='/night/run/'] button.main")
    expect(run).to_be_visible(timeout=60_000)
    texts.append(page.locator("main").inner_text())
    wrong = page.locator("section:has(a[href*='/wrong/']) tbody tr").count()
    overdue = page.locator("a.tile b").first.inner_text()
    hand.click("form[action='/night/run/'] button.main")
    to_day = page.locator(".actions a[href='/my-day/']")
    expect(to_day).to_be_visible(timeout=120_000)
    texts.append(page.locator("main").inner_text())
    hand.click(".actions a[href='/my-day/']")
    due = page.locator("a[data-line]").count()
    texts.append(page.locator("main").inner_text())
    hand.follow("a[data-line]")
    page.wait_for_url(re.compile(r"/cases/details/"))
    hand.click(".band form[action*='/call/'] button")
    expect(page.locator(".band a[href^='tel:']")).to_be_visible()
    hand.click("label.pick:has(input[data-code=NA])")
    hand.click("#log button[value=stay]")
    expect(page.locator(".message.good")).to_be_visible()
    return FirstDay(hand.count, problems, wrong, overdue, due, texts)
