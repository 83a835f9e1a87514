"""The administrator: begins the book, invites people, sends the ill home and lets people leave."""

import re
from datetime import timedelta

from bench.life.browser import BreachError, MissingError
from bench.life.life import PASSWORD, Life, Person, id_in
from rules.access import Role

PEOPLE = (
    (Role.manager, "Manager One", "manager"),
    (Role.manager, "Manager Two", "manager"),
    (Role.collector, "Collector One", "collector"),
    (Role.collector, "Collector Two", "supervisor"),
    (Role.collector, "Collector Three", "collector"),
    (Role.auditor, "Auditor One", "collector"),
    (Role.legal_partner, "Partner One", "collector"),
)


def begin(life: Life) -> None:
    """The first day: team and lender, the way to reach them, a firm, and people with passwords of their own."""
    person = Person(Role.administrator, "Administrator", "admin@desk.example", life.world.address)
    answers = {"team": "Desk One", "language": "en", "lender": "Lender One", "licence": "cn_micro_lender"}
    about = {"name": person.name, "email": person.email, "password": PASSWORD}
    person.browser.send(person.browser.open("/").holding("team"), **answers, **about)
    life.people.append(person)  # Whoever begins a book is signed in.
    reachable = {"callback_number": "021-1", "complaints_number": "021-2", "pay_to": "Account 1"}
    person.browser.send(person.browser.open("/lenders/edit/?id=1").form("/lenders/edit/"), **reachable)
    firm = {"name": "Firm One", "agreement_until": f"{life.day + timedelta(days=365)}", "capacity": "40"}
    person.browser.send(person.browser.open("/legal-partners/new/").form("/legal-partners/new/"), **firm)
    for role, name, level in PEOPLE:
        add(life, role, name, level)


def add(life: Life, role: Role, name: str, level: str) -> None:
    """Invite somebody; they choose a password and sign in."""
    browser, email = life.one(Role.administrator).browser, f"{name.lower().replace(' ', '.')}@desk.example"
    given = {"name": name, "email": email, "role": str(role), "level": level}
    given |= {"language": "en", "partner": "1" if role is Role.legal_partner else ""}
    made = browser.send(browser.open("/people/new/").form("/people/new/"), **given)
    link = re.search(r"/welcome/[^\s<]+", made.text)
    if link is None:
        raise BreachError(f"no link for {name}: {made.said}")
    person = Person(role, name, email, life.world.address)
    welcome = person.browser.open(link[0])
    person.browser.send(welcome.form("/welcome/"), password=PASSWORD, again=PASSWORD)
    sign_in(life, person)


def sign_in(life: Life, person: Person) -> None:
    """Sign in; whose role needs a second factor sets it up."""
    page = person.browser.send(person.browser.open("/login").form("/login"), email=person.email, password=PASSWORD)
    if "/tf-setup" in page.path:
        second_factor(person)
    elif "/login" in page.path:
        raise BreachError(f"{person.name} cannot sign in: {page.said}")
    if person not in life.people:
        life.people.append(person)


def second_factor(person: Person) -> None:
    """Scan the code, and type what the authenticator shows."""
    from passlib.totp import TOTP

    page = person.browser.open("/tf-setup")
    page = person.browser.send(page.form("/tf-setup"))
    key = re.search(r"<code[^>]*>([A-Z2-7 -]+)</code>", page.text)
    if key is None:
        raise BreachError("no key of a second factor")
    code = TOTP(key=re.sub("[ -]", "", key[1])).generate().token
    person.browser.send(page.holding("code"), code=code)


def send_home(life: Life, person: Person, days: int) -> str:
    """Somebody is ill: their work goes to the others until they are back."""
    browser = life.one(Role.administrator).browser
    back_on = life.day + timedelta(days=days)
    page = browser.open(f"/people/leave/?id={number_of(life, person)}")
    said = browser.send(page.form("/people/leave/"), step="absent", returns_on=f"{back_on}").said
    person.back_on = back_on
    return said


def let_go(life: Life, person: Person) -> str:
    """Somebody leaves for good; whoever follows them is invited."""
    browser = life.one(Role.administrator).browser
    page = browser.open(f"/people/leave/?id={number_of(life, person)}")
    said = browser.send(page.form("/people/leave/"), step="leave").said
    person.back_on = None
    add(life, person.role, f"Collector {life.number()}", "collector")
    return said


def number_of(life: Life, person: Person) -> str:
    """The row of a person."""
    rows = life.one(Role.administrator).browser.open("/people/")
    for link in rows.linked(r"^/people/details/\?id=\d+"):
        page = life.one(Role.administrator).browser.open(link)
        if person.email in page.text:
            return id_in(link)
    raise MissingError(person.name)
