"""The legal partner: takes each referral a step further, asks for what is missing, certifies deletions."""

from datetime import timedelta

from bench.life.life import Life, Person
from tests import makers

PREFERRED = ("received", "demand", "filed", "served", "judgment", "enforcement", "closed")


def work(life: Life, person: Person) -> None:
    """A look at the list and a step on some of its referrals."""
    page = person.browser.open("/partner/")
    for form in page.all("/partner/certificate/"):
        answer = person.browser.send(form, {"certificate": ("deleted.pdf", makers.blank())})
        life.tell(person.name, "certificate", answer.said)
    for link in page.linked(r"^/partner/referral/\?id=\d+")[:6]:
        if life.dice.random() < 0.4:
            life.tick(5)
            life.tell(person.name, "step", step(life, person, link))


def step(life: Life, person: Person, link: str) -> str:
    """The next step of a referral, where it is the firm's."""
    page = person.browser.open(link)
    if life.dice.random() < 0.2 and page.all("/partner/item/"):
        return person.browser.send(page.form("/partner/item/"), item="Original contract").said
    taking = page.all("/partner/status/")
    if not taking:
        return "the lender's turn"
    offered = [value for value, _ in taking[0].choices["status"] if value]
    to = next((status for status in PREFERRED if status in offered), offered[0] if offered else "")
    day = f"{life.day}"
    given = {"status": to, "partner_file_no": "F-1", "demand_on": day, "demand_delivery": "EMS", "court": "Pudong"}
    given |= {"docket_no": f"(2026) {life.number()}", "filed_amount": "500", "served_on": day, "service_method": "EMS"}
    given |= {"judgment_on": day, "judgment_amount": "500", "judgment_rate": "3.45", "measures": "Account 1"}
    given |= {"next_on": f"{life.day + timedelta(days=30)}", "note": "As agreed."}
    return f"{to}: {person.browser.send(taking[0], **given).said}"
