"""The auditor: reads every list, takes a file now and then, changes nothing."""

from bench.life.browser import AskedError, BreachError
from bench.life.life import Life, Person
from rules.access import Role

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
    content = taken(life, person, f"/{file}/export/{life.dice.choice(('csv', 'xlsx'))}/")
    life.tell(person.name, "read", f"{noun}, {file} of {content}")


def taken(life: Life, person: Person, path: str) -> str:
    """Take a file; what is longer than one person takes out alone a manager looks at first."""
    try:
        return f"{len(person.browser.take(path))} bytes"
    except AskedError as asked:
        managers = life.of(Role.manager)
        if not managers:
            return "nothing: nobody looks at it today"
        request = person.browser.send(person.browser.open(asked.path).holding("reason"), reason="The yearly audit.")
        managers[0].press(managers[0].browser.open(request.path), "export-requests", "approve")
        [file] = person.browser.open(request.path).linked(r"/export/.*[?&]approved=\d+")
        return f"{len(person.browser.take(file))} bytes, after {managers[0].name} looked"
