"""Pages beside Django's admin on the same database: `python -m bench.against [count]`.

The first page of the cases, a search by name, and the page of a case. A database server is used where
CONCORD_TEST_DATABASE_URL names one. Each figure is the middle of eleven, in turn; the case page of the peer is its
plain form, ours tells the whole story of the case: both are said as they are.
"""

import sys
from pathlib import Path
from typing import Any

from sqlalchemy import make_url, select

from bench import peer
from bench.kit import books, desk
from bench.kit.measure import Figure, Meter, middle
from models.base import db
from models.borrower import Borrower
from models.case import Case, CaseState
from rules.access import Role

ROUNDS = 11
SIGNS = 1


def main(count: int) -> None:
    """Open the same book twice, and ask each in turn."""
    with books.opened(count) as book:
        meter, client = Meter(book.server), desk.browser(book.app, Role.manager)
        with peer.running(django_database(str(db.engine.url.render_as_string(False)))) as other:
            for name, (ours, theirs) in pages().items():
                tell(name, *compared(meter, client, other, ours, theirs))


def pages() -> dict[str, tuple[str, str]]:
    """Each page by our address and by the peer's."""
    row = db.session.scalars(select(Case).where(Case.state == CaseState.open).order_by(Case.id)).first()
    if row is None:
        raise SystemExit("There is no open case in this book.")
    name = db.session.get_one(Borrower, row.borrower_id).name[:SIGNS]
    admin = "/admin/desk/case/"
    return {
        "first page of the cases": ("/cases/", admin),
        "a search by name": (f"/cases/?search={name}", f"{admin}?q={name}"),
        "the page of a case": (f"/cases/details/?id={row.id}", f"{admin}{row.id}/change/"),
        "the form of a case": (f"/cases/edit/?id={row.id}", f"{admin}{row.id}/change/"),
    }


def compared(meter: Meter, client: Any, other: peer.Peer, ours: str, theirs: str) -> tuple[Figure, Figure, int, int]:
    """Ask in turn, once to warm up; gives the middle of each and the statements of each."""
    found: tuple[list[Figure], list[Figure]] = [], []
    statements = 0
    for no in range(ROUNDS + 1):
        answer = other.ask(theirs)
        if answer["status"] != 200:
            raise SystemExit(f"The peer answered {answer['status']} to {theirs}")
        figure = meter.run(lambda: client.fetch(ours))
        if no:
            found[0].append(figure)
            found[1].append(Figure(answer["spent"], answer["passed"]))
        statements = answer["statements"]
    with desk.statements() as counted:
        client.fetch(ours)
    return middle(found[0]), middle(found[1]), counted["statements"], statements


def tell(name: str, ours: Figure, theirs: Figure, own: int, other: int) -> None:
    """One line for a page."""
    times = ours.spent / theirs.spent
    print(
        f"{name:26} {ours.spent * 1000:7.1f} ms, {own:3} statements; "
        f"peer {theirs.spent * 1000:7.1f} ms, {other:3} statements; {times:.2f} times"
    )


def django_database(url: str) -> dict[str, Any]:
    """A database in Django's own words."""
    parts = make_url(url)
    if parts.get_backend_name() == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(Path(str(parts.database)))}
    where = {"HOST": parts.host, "PORT": parts.port, "USER": parts.username, "NAME": parts.database}
    return {"ENGINE": "django.db.backends.postgresql", "PASSWORD": parts.password or "", **where}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
