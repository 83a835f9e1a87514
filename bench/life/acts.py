"""How what happens is entered through the forms; what happens, and when, is said in demo/script.py."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from bench.life import collector, manager
from bench.life.browser import MissingError, Page
from bench.life.life import ZONE, Life, Person, id_in
from demo.script import Happening

WHY = "As told on the telephone today."
Act = Callable[[Life, Person], str]


def some_case(life: Life, person: Person) -> Page:
    """An open case of the person's, any one. Raises MissingError where there is none."""
    rows = manager.open_cases(person)
    if not rows:
        raise MissingError("an open case")
    return person.case(life.dice.choice(rows))


def on_case(address: str, **given: str) -> Act:
    """A form of a case's page, filled in with the same words each time."""

    def act(life: Life, person: Person) -> str:
        page = some_case(life, person)
        return f"{id_in(page.path)} {person.browser.send(person.sheet(page, address), **given).said}"

    return act


def linked(pattern: str, address: str, **given: str) -> Act:
    """A new row that a case's page leads to."""

    def act(life: Life, person: Person) -> str:
        page = some_case(life, person)
        links = page.linked(pattern)
        if not links:
            raise MissingError(f"{pattern} on {page.path}")
        form = person.browser.open(links[0].replace("&amp;", "&")).form(address)
        return f"{id_in(page.path)} {person.browser.send(form, **given).said}"

    return act


def pressed(noun: str, query: str, ways: Mapping[str, Mapping[str, str]]) -> Act:
    """A button on the page of the first row of a list, one of these ways."""

    def act(life: Life, person: Person) -> str:
        page = person.first(noun, query)
        offered = [name for name in ways if page.all(f"/{noun}/action/", action=name)]
        if not offered:
            raise MissingError(f"a button on {page.path}")
        name = life.dice.choice(offered)
        return f"{page.path} {name}: {person.press(page, noun, name, **ways[name])}"

    return act


def wish(life: Life, person: Person) -> str:
    """A wish about the times of contact, a consent, or a stop."""
    now = life.world.clock.now.astimezone(ZONE)
    kind, given = life.dice.choice((
        ("inconvenient_time", {"from_time": "09:00", "to_time": "12:00", "weekdays": "0,1"}),
        ("opt_out", {"channel": "email"}),
        ("consent", {"channel": "email"}),
        ("represented", {}),
    ))  # fmt: skip
    place, told = "/wishes-and-consents/new/", {"said": WHY, "received_at": f"{now:%Y-%m-%dT%H:%M}"}
    return linked(f"^{place}", place, kind=kind, **told, **given)(life, person)


def loan_of(life: Life, person: Person, page: Page) -> str:
    """The row of the loan of a case's page."""
    return id_in(person.first("loans", f"search={life.debtor_on(page).contract}").path)


def of_borrower(noun: str, parent: str, **given: str) -> Act:
    """A new row that hangs on the borrower or the loan of a case."""

    def act(life: Life, person: Person) -> str:
        page = some_case(life, person)
        if parent == "loan":
            id = loan_of(life, person, page)
        else:
            id = id_in(page.linked(r"^/borrowers/details/\?id=\d+")[0])
        form = person.browser.open(f"/{noun}/new/").form(f"/{noun}/new/")
        return person.browser.send(form, **{parent: id}, **given).said

    return act


def hold(life: Life, person: Person) -> str:
    """A hold for some days."""
    days = {"ends_on": f"{life.day + timedelta(days=5)}", "review_on": f"{life.day + timedelta(days=4)}"}
    page = some_case(life, person)
    form = person.sheet(page, "/cases/hold/?")
    kinds = [value for value, _ in form.choices["kind"]]
    return person.browser.send(form, **days, kind=life.dice.choice(kinds), reason=WHY).said


def pause(life: Life, person: Person) -> str:
    """Ten days that do not count."""
    days = {"starts_on": f"{life.day}", "ends_on": f"{life.day + timedelta(days=10)}"}
    return on_case("/cases/pause/?", reason="The lender's system stood still.", **days)(life, person)


def waiver(life: Life, person: Person) -> str:
    """A waiver of interest, beyond the person's authority where it is large."""
    amount = life.dice.choice(("1.00", "20.00", "300.00"))
    given = {"component": life.dice.choice(("interest", "principal", "penalty")), "amount": amount}
    return on_case("/cases/waive/", reason="Goodwill.", approval="They pay the rest today.", **given)(life, person)


def offer(life: Life, person: Person) -> str:
    """Three quarters of the debt within a week, and half of them come."""
    page = some_case(life, person)
    form = person.sheet(page, "/cases/offer/?")
    said = person.browser.send(form, approval="It is the best that can be had.").said
    debtor = life.debtor_on(page)
    price = form.fields.get("pay_amount", "")
    if price and life.dice.random() < 0.5:
        life.pay(debtor, life.day + timedelta(days=3), debtor.each)
    return said


def charge(life: Life, person: Person) -> str:
    """The cost of a letter, borne by the first unpaid instalment of a case's loan."""
    loan = loan_of(life, person, some_case(life, person))
    rows = person.rows("instalments", f"loan={loan}")
    if not rows:
        raise MissingError("an instalment")
    form = person.browser.open("/charges/new/").form("/charges/new/")
    given = {"instalment": id_in(rows[0]), "component": "cost", "amount": "12.50", "on": f"{life.day}"}
    return person.browser.send(form, **given, reason="Registered letter").said


def breach(life: Life, person: Person) -> str:
    """Somebody logs a call that was made against a rule."""
    page = some_case(life, person)
    form = page.form("/cases/log/")
    value = next(value for value, code in form.choices["outcome"] if code == "NA")
    return person.browser.send(form, outcome=value, then="stay", breach_reason="Dialled by mistake.", amount="").said


def die(life: Life, person: Person) -> str:
    """A relative answers: the borrower has died."""
    page = some_case(life, person)
    debtor = life.debtor_on(page)
    return collector.logged(life, person, page, debtor, "DEC")


def payment_back(life: Life, person: Person) -> str:
    """A payment by hand, entered days late and in part; the one before is taken back where there is one."""
    page = some_case(life, person)
    before = page.all("/cases/payment/reverse/")
    if before:
        return person.browser.send(before[0], reason="Returned by the bank").said
    paid_on = f"{life.day - timedelta(days=life.dice.randint(0, 9))}"
    given = {"amount": "50.00", "paid_on": paid_on, "reference": f"HAND-{life.number()}"}
    return person.browser.send(person.sheet(page, "/cases/payment/?"), **given).said


def complain(life: Life, person: Person) -> str:
    """The borrower complains of the tone."""
    page = some_case(life, person)
    link = page.linked(r"^/complaints/new/")[0]
    form = person.browser.open(link).form("/complaints/new/")
    return f"{id_in(page.path)} {person.browser.send(form, category='tone', said=WHY).said}"


def refer(life: Life, person: Person) -> str:
    """A case long overdue is proposed to the firm by hand."""
    rows = person.rows("cases", "state=open&days_past_due_from=40")
    if not rows:
        raise MissingError("a case long overdue")
    page = person.browser.open(life.dice.choice(rows))
    return f"{id_in(page.path)} {person.browser.send(person.sheet(page, '/cases/refer/'), partner='1').said}"


def cost(life: Life, person: Person) -> str:
    """A court fee on a referral that was sent."""
    rows = person.rows("referrals", "status=sent&status=received&status=demand&status=filed")
    if not rows:
        raise MissingError("a referral at work")
    page = person.case(manager.case_of(person.browser.open(rows[0])))
    form = page.form("/cases/referral/cost/?")
    return person.browser.send(form, amount="35.00", on=f"{life.day}", paid_by="lender").said


def reschedule(life: Life, person: Person) -> str:
    """A loan is spread anew over its instalments to come, or aged anew."""
    page = some_case(life, person)
    if life.dice.random() < 0.5:
        return person.browser.send(person.sheet(page, "/cases/reamortise/"), reason="Agreed with the borrower.").said
    given = {"count": "6", "first_on": f"{life.day + timedelta(days=20)}", "reason": "Agreed with the borrower."}
    return person.browser.send(person.sheet(page, "/cases/reage/"), **given).said


DECIDED = {
    "approve": {},
    "reject": {"reason": "Too much."},
    "send_back": {"reason": "Ask for less."},
    "approve_lower": {"lower": "2"},
}
CLOSED = {name: {"answer": "Answered by letter."} for name in ("uphold", "uphold_partly", "dismiss", "withdraw")}


def decide_dispute(life: Life, person: Person) -> str:
    """The oldest open dispute is decided."""
    page = person.first("disputes", "status=open")
    page = person.case(manager.case_of(page))
    form = page.form("/cases/dispute/decide/")
    ways = [value for value, _ in form.choices["status"] if value]
    return person.browser.send(form, status=life.dice.choice(ways), outcome="The contract was read again.").said


ACTS: dict[Happening, Act] = {
    Happening.wrote: on_case("/cases/write/", channel="sms", body="请您与我们联系，商量还款安排。"),
    Happening.disputed: on_case("/cases/dispute/?", category="amount", said="The amount differs from the contract."),
    Happening.dispute_decided: decide_dispute,
    Happening.complained: complain,
    Happening.complaint_answered: pressed("complaints", "", CLOSED),
    Happening.wished: wish,
    Happening.contact_person_named: of_borrower(
        "contact-people", "borrower", name="Relative One", relation="relative", number="14099990000", source="borrower"
    ),
    Happening.guarantor_named: of_borrower(
        "guarantors", "loan", name="Guarantor One", kind="general", number="14099990001", amount="500.00"
    ),
    Happening.struggled: on_case("/cases/hardship/?", kind="health", need="more_time"),
    Happening.care_noted: on_case("/cases/care/", cooperation="cooperative", need="plain_words"),
    Happening.held: hold,
    Happening.paused: pause,
    Happening.offered: offer,
    Happening.waiver_asked: waiver,
    Happening.approvals_decided: pressed("approvals", "status=requested", DECIDED),
    Happening.override_asked: on_case("/cases/override/", why="The borrower asked to be called once more today."),
    Happening.overrides_decided: pressed("overrides", "", {"approve": {}, "reject": {}}),
    Happening.breached: breach,
    Happening.breaches_seen: pressed("breaches", "", {"review": {"review": "Talked about it in the team."}}),
    Happening.charged: charge,
    Happening.charge_taken_back: pressed("charges", "", {"reverse": {"reason": "Entered twice."}}),
    Happening.payment_taken_back: payment_back,
    Happening.moved: of_borrower("addresses", "borrower", kind="postal", value="上海市示范路999号", source="borrower"),
    Happening.died: die,
    Happening.referred: refer,
    Happening.cost_recorded: cost,
    Happening.rescheduled: reschedule,
}
