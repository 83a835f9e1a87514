"""A collector's day: calls from the top of My day, and what borrowers tell."""

from datetime import timedelta
from decimal import Decimal

from bench.life.browser import MissingError, Page
from bench.life.life import ZONE, Debtor, Life, Person, id_in
from demo import script
from demo.script import Habit

CALLS_A_DAY = 5
NOTE = "As told on the telephone."


def work(life: Life, person: Person) -> None:
    """The calls of a day."""
    for link in person.browser.open("/my-day/").linked(r"^/cases/details/\?id=\d+")[:CALLS_A_DAY]:
        life.tick(12)
        life.tell(person.name, "call", call(life, person, id_in(link)))


def call(life: Life, person: Person, id: str) -> str:
    """One call, with what came of it."""
    page = person.case(id)
    if not page.all("/cases/log/"):
        raise MissingError(f"the log of case {id}")
    ringing = page.all("/cases/call/")
    if not ringing:
        return "not now"
    page = person.browser.send(ringing[0])
    debtor = life.debtor_on(page)
    return logged(life, person, page, debtor, script.outcome(life.dice, debtor.habit))


def logged(life: Life, person: Person, page: Page, debtor: Debtor, code: str) -> str:
    """Log an outcome, and do what follows from it."""
    form = page.form("/cases/log/")
    value = next(value for value, name in form.choices["outcome"] if name == code)
    given = {"outcome": value, "then": "stay", "note": NOTE, "amount": "", "promised_on": ""}
    if code in ("RPC-INFO", "PTP-PLAN", "REF-U"):
        given["reason"] = form.choices["reason"][life.dice.randint(1, 8)][0]
    if code == "PTP":
        given |= promise(life, debtor, form.fields["amount"])
    if code == "RPC-CB":
        moment = (life.world.clock.now + timedelta(days=1)).astimezone(ZONE)
        given["moment"] = f"{moment:%Y-%m-%dT%H:%M}"
    said = person.browser.send(form, **given)
    if code == "PTP-PLAN":
        return f"{code} {said.said} {plan(life, person, id_in(page.path), debtor)}"
    return f"{code} {said.said}"


def promise(life: Life, debtor: Debtor, overdue: str) -> dict[str, str]:
    """A promise within the week; most of them are kept, some the day after or only in part."""
    promised_on = life.day + timedelta(days=life.dice.randint(1, 7))
    amount = Decimal(overdue.replace(",", "") or "0")
    way = life.dice.choice(("kept", "kept", "late", "in part", "broken"))
    if amount > 0 and way != "broken" and debtor.habit is not Habit.silent:
        paid = (amount / 2).quantize(Decimal("0.01")) if way == "in part" else amount
        life.pay(debtor, promised_on + timedelta(days=3 if way == "late" else 0), paid)
    return {"amount": overdue, "promised_on": f"{promised_on}"}


def plan(life: Life, person: Person, id: str, debtor: Debtor) -> str:
    """Look at a plan, propose it, and agree on it the same call."""
    sheet = person.browser.open(f"/cases/details/?id={id}&add=plan")
    forms = [each for each in sheet.all("/cases/plan/?") if "count" in each.choices or "every" in each.choices]
    if not forms:
        return "no plan may be proposed"
    given = {"count": str(life.dice.randint(2, 6)), "first_on": f"{life.day + timedelta(days=14)}", "every": "month"}
    person.browser.send(forms[0], step="look", **given)
    said = person.browser.send(forms[0], step="propose", approval="The borrower can afford no more.", **given)
    page = person.case(id)
    agreeing = page.all("/cases/plan/agree/")
    if not agreeing:
        return said.said
    agreed = person.browser.send(agreeing[0], evidence="Recorded call, consent at the end")
    if life.dice.random() < 0.8:
        life.pay(debtor, life.day + timedelta(days=14), debtor.each)
    return f"{said.said} {agreed.said}"
