"""A manager's day: files of lender and bank, money by hand, referrals to send and questions to decide."""

import time
from collections.abc import Sequence
from datetime import timedelta

from bench.life import lender, letters
from bench.life.browser import BreachError, MissingError, Page
from bench.life.life import Life, Person, id_in
from tests import makers

PATIENCE = 600


def upload(life: Life, person: Person, rows: Sequence[Sequence[object]]) -> str:
    """A portfolio: file, columns, dry run, landing."""
    page = person.browser.open("/upload/")
    name, content = lender.file(life.day, "loans", lender.HEADERS, rows)
    form = page.holding("as_of")
    known = [value for value, _ in form.choices["portfolio"] if value != "0"]
    target = {"portfolio": known[0]} if known else {"portfolio": "0", "name": "Consumer loans"}
    page = person.browser.send(form, {"files": (name, content)}, **target)
    page = done(person, person.browser.send(page.holding("column-0-0")))
    landing = [each for each in page.forms if each.action.endswith("/land/")]
    if not landing:
        raise BreachError(f"the dry run of {name} ends with: {page.said}")
    page = done(person, person.browser.send(landing[0]))
    return f"{name}: {page.said or 'landed'}"


def done(person: Person, page: Page) -> Page:
    """Wait until a dry run or a landing is over: its page renews itself."""
    for _ in range(PATIENCE):
        if "<progress" not in page.text:
            return page
        time.sleep(0.05)
        page = person.browser.open(page.path)
    raise BreachError(f"{page.path} never ends")


def bank(life: Life, person: Person) -> str:
    """The bank's file of the day."""
    lines = lender.arrived(life)
    if not lines:
        return "nothing arrived"
    name, content = lender.file(life.day, "bank", lender.BANK, lines)
    page = person.browser.send(person.browser.open("/bank-upload/").holding("lender"), {"file": (name, content)})
    page = done(person, person.browser.send(page.holding("column-0")))
    return f"{name}, {len(lines)} lines: {page.said}"


def receipts(life: Life, person: Person) -> str:
    """Money nobody was sure of: paid on the best candidate, or returned."""
    said = []
    for link in person.rows("receipts", "status=open&status=parked&status=unmatched")[:4]:
        page = person.browser.open(link)
        matching = page.all("/receipts/action/", action="match", confirmed="1")
        if matching:
            said.append(person.browser.send(matching[0]).said)
        elif page.all("/receipts/action/", action="give_back"):
            said.append(person.press(page, "receipts", "give_back", reason="Nobody knows whose it is."))
    return " ".join(said) or "none waits"


def refer(life: Life, person: Person) -> str:
    """The first proposed referral: papers and notice into the file, then it is sent."""
    page = person.first("referrals", "status=proposed")
    id = case_of(page)
    page = person.case(id)
    for kind in ("contract", "disbursement"):
        scan = {"scan": (f"{kind}.pdf", makers.blank())}
        page = person.browser.send(page.form("/cases/paper/"), scan, kind=kind, on=f"{life.day}")
    said = [person.browser.send(page.form("/cases/demand/?"), kind="placement_notice").said]
    page = person.case(id)
    dispatch = {"carrier": "EMS", "tracking_no": f"EX{life.number():09}CN", "on": f"{life.day}"}
    said.append(person.browser.send(page.form("/cases/demand/dispatch/"), **dispatch).said)
    letters.check(life)
    page = person.case(id)
    said.append(
        person.browser.send(page.form("/cases/referral/?"), status="sent", anyway="The rest follows by courier.").said
    )
    return f"case {id}: {' '.join(said)}"


def case_of(page: Page) -> str:
    """The case that a row's page names."""
    links = page.linked(r"^/cases/details/\?id=\d+")
    if not links:
        raise MissingError(f"a case on {page.path}")
    return id_in(links[0])


def decide(life: Life, person: Person) -> str:
    """Decide how referrals go on, on whose case something happened."""
    said = []
    for link in person.rows("referrals", "closed_on_from=&sort=0")[:12]:
        id = case_of(person.browser.open(link))
        page = person.case(id)
        deciding = page.all("/cases/referral/decide/")
        if deciding:
            way = life.dice.choice(("go_on", "pause", "recall"))
            until = f"{life.day + timedelta(days=14)}" if way == "pause" else ""
            answer = person.browser.send(deciding[0], decision=way, words="Looked at with the borrower.", until=until)
            said.append(f"case {id} {way}: {answer.said}")
    return " ".join(said) or "nothing is asked"


def share(life: Life, person: Person) -> str:
    """Cases without anybody are shared out."""
    page = person.browser.open("/my-day/share/")
    sharing = [form for form in page.all("/my-day/share/") if "csrf_token" in form.fields]
    return person.browser.send(sharing[0]).said if sharing else "every case has somebody"


def open_cases(person: Person) -> list[str]:
    """The numbers of open cases, those of the list's first page."""
    return [id_in(link) for link in person.rows("cases", "state=open")]
