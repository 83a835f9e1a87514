"""The auditor: reads every list, takes a file now and then, changes nothing."""

from bench.life.browser import BreachError
from bench.life.life import Life, Person

LISTS = (
    "cases",
    "payments",
    "decisions-of-the-gate",
    "audit-trail",
    "referrals",
    "breaches",
    "weekly",
    "proof",
    "league",
)
FILES = ("cases", "payments", "weekly-figures", "audit-trail")


def work(life: Life, person: Person) -> None:
    """A list, the page of its first row, and a file."""
    noun = life.dice.choice(LISTS)
    page = person.browser.open(f"/{noun}/")
    rows = page.linked(rf"^/{noun}/details/\?id=\d+")
    if rows and "/cases/log/" in person.browser.open(rows[0]).text:
        raise BreachError("an auditor may log calls")
    file = life.dice.choice(FILES)
    content = person.browser.take(f"/{file}/export/{life.dice.choice(('csv', 'xlsx'))}/")
    life.tell(person.name, "read", f"{noun}, {file} of {bool(content)}")
