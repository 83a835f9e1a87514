"""A life while it is lived: its world, its people, its borrowers and what was written down of it."""

import random
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bench.life.browser import BreachError, Browser, Form, MissingError, Page
from bench.life.server import World
from demo.script import Habit
from rules.access import Role

ZONE = ZoneInfo("Asia/Shanghai")
FIRST = date(2026, 3, 2)
"""A Monday; every life begins on it."""
PASSWORD = "correct horse battery"
SCAN = b"%PDF"
SHEETS = {"care": "impression"}
"""The sheets of the case page that are not called as their address."""


class Person:
    """Somebody of the desk or of the firm, at their browser."""

    def __init__(self, role: Role, name: str, email: str, address: str) -> None:
        self.role, self.name, self.email = role, name, email
        self.browser = Browser(address)
        self.back_on: date | None = FIRST
        """The first day at work again; None for who has left."""

    def works(self, day: date) -> bool:
        """Whether they are at work."""
        return self.back_on is not None and self.back_on <= day

    def case(self, id: str) -> Page:
        """Open a case."""
        return self.browser.open(f"/cases/details/?id={id}")

    def sheet(self, page: Page, start: str) -> Form:
        """A form that the page of a case opens as a sheet. Raises MissingError where it may not be added."""
        noun = start.strip("/?").split("/")[1]
        ways = page.linked(rf"[?&]add={SHEETS.get(noun, noun)}(#|$)")
        if not ways:
            raise MissingError(f"a sheet for {start} on {page.path}")
        return self.browser.open(ways[0].partition("#")[0]).form(start)

    def press(self, page: Page, noun: str, button: str, **answers: str) -> str:
        """Press a button of a row's page and answer what it asks. Raises MissingError where it does not stand."""
        asked = self.browser.send(page.form(f"/{noun}/action/", action=button))
        asking = asked.all(f"/{noun}/action/", confirmed="1")
        return (self.browser.send(asking[0], **answers) if asking else asked).said

    def first(self, noun: str, query: str = "") -> Page:
        """The page of the first row of a list. Raises MissingError where there is none."""
        rows = self.rows(noun, query)
        if not rows:
            raise MissingError(f"a row of {noun}")
        return self.browser.open(rows[0])

    def rows(self, noun: str, query: str = "") -> list[str]:
        """The ways to the rows of a list's first page."""
        return self.browser.open(f"/{noun}/?{query}").linked(rf"^/{noun}/details/\?id=\d+")


class Debtor(NamedTuple):
    """A borrower of the world, with one loan: what the lender's file says, and how they pay."""

    contract: str
    name: str
    phone: str
    email: str
    habit: Habit
    principal: Decimal
    dues: list[date]
    each: Decimal


class Coming(NamedTuple):
    """Money on its way: what a line of the bank's file will say."""

    reference: str
    paid_on: date
    amount: Decimal
    debtor: Debtor
    memo: str


class Life:
    """A life while it is lived."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.seed, self.day = world, seed, FIRST
        self.dice = random.Random(f"life {seed}")
        self.people: list[Person] = []
        self.debtors: dict[str, Debtor] = {}
        self.coming: dict[date, list[Coming]] = {}
        self.papers: set[str] = set()
        """The letters and demands that left and were looked at."""
        self.log: list[str] = []
        self.counts: dict[str, int] = {}

    def at(self, hour: int, minute: int = 0) -> datetime:
        """Set the clock to a time of the day, never back."""
        moment = datetime.combine(self.day, datetime.min.time(), ZONE) + timedelta(hours=hour, minutes=minute)
        self.world.clock.now = max(self.world.clock.now, moment)
        return self.world.clock.now

    def tick(self, minutes: int = 3) -> None:
        """Let some minutes pass."""
        self.world.clock.now += timedelta(minutes=minutes)

    def tell(self, who: str, what: str, came: str) -> None:
        """Write down what happened."""
        self.counts[what] = self.counts.get(what, 0) + 1
        self.log.append(f"{self.day} {self.world.clock.now:%H:%M} {who}: {what}: {came}")

    def of(self, role: Role) -> list[Person]:
        """The people of a role who are at work."""
        return [each for each in self.people if each.role == role and each.works(self.day)]

    def one(self, role: Role) -> Person:
        """Somebody of a role who is at work. Raises MissingError where there is nobody."""
        found = self.of(role)
        if not found:
            raise MissingError(f"a {role} at work")
        return self.dice.choice(found)

    def debtor_on(self, page: Page) -> Debtor:
        """Whose case a page shows. Raises BreachError for a loan that no lender's file named."""
        found = re.search(r"LIFE-\d{4}", page.text)
        if found is None or found[0] not in self.debtors:
            raise BreachError(f"{page.path} names no loan of ours")
        return self.debtors[found[0]]

    def pay(self, debtor: Debtor, on: date, amount: Decimal, memo: str | None = None) -> None:
        """Put money on its way."""
        line = Coming(f"BK{self.seed}-{self.number():06}", on, amount, debtor, memo or f"还款 {debtor.contract}")
        self.coming.setdefault(on, []).append(line)

    def number(self) -> int:
        """A number nobody had yet."""
        self.counts["numbers"] = self.counts.get("numbers", 0) + 1
        return self.counts["numbers"]


def id_in(path: str) -> str:
    """The number of the row in an address."""
    return urlsplit(path).query.partition("id=")[2].partition("&")[0]
