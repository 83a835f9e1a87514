"""The tour: five steps for each role on the first sign-in, each on its own page; it can be left at any of them."""

from datetime import date
from typing import Any, NamedTuple

from flask import abort, redirect, request, session, url_for
from flask_admin import expose
from flask_babel import lazy_gettext as _l

from admin.base import clock, menu, rights, transaction
from admin.base.page import Page
from models import db
from models.user import User
from rules.access import Role

KEPT = "tour"
"""The name under which the session keeps the step of a person."""


class Step(NamedTuple):
    """A step: the page it is about, its heading and its words."""

    page: str
    title: Any
    told: Any


STEPS: dict[Role, tuple[Step, ...]] = {
    Role.collector: (
        Step(
            "my_day",
            _l("My day"),
            _l(
                "What is due on your cases today, in the order to work through it, each with its "
                "reason. j and k move, Enter opens."
            ),
        ),
        Step(
            "case",
            _l("Cases"),
            _l(
                "A case has one page: whether you may call now and until when not, what is owed, "
                "what to do next. Log what came of it there."
            ),
        ),
        Step(
            "promise",
            _l("Promises"),
            _l(
                "Promises, plans and offers stand side by side. Nobody ticks them off: payments "
                "decide whether they were kept."
            ),
        ),
        Step(
            "my_figures",
            _l("My figures"),
            _l("Your promises, contacts and results beside those of the team, each figure with the rows behind it."),
        ),
        Step(
            "glossary",
            _l("Search and help"),
            _l(
                "Ctrl K finds people, contracts, pages and what to do. ? says what a page is for and "
                "its keys. The bell says what waits for you."
            ),
        ),
    ),
    Role.manager: (
        Step(
            "home",
            _l("Monday"),
            _l(
                "What needs your decision, what came in, who has how much to do. Every number leads "
                "to the rows it counted."
            ),
        ),
        Step(
            "desks",
            _l("Desks"),
            _l("Who has how much to do today and who is away; hand out what nobody works on."),
        ),
        Step(
            "approval",
            _l("Approvals"),
            _l("What goes beyond a collector's authority waits here for you: grant it, grant less, give it back."),
        ),
        Step(
            "weekly",
            _l("The week"),
            _l("The figures of the week with their size and meaning; from one you propose a change of the strategy."),
        ),
        Step(
            "glossary",
            _l("Search and help"),
            _l(
                "Ctrl K finds people, contracts, pages and what to do. ? says what a page is for and "
                "its keys. The bell says what waits for you."
            ),
        ),
    ),
    Role.administrator: (
        Step(
            "setup",
            _l("Set-up"),
            _l(
                "A card for everything that is set once: people, lenders, stages, words. Search it "
                "by what you want to do."
            ),
        ),
        Step(
            "upload",
            _l("Upload a portfolio"),
            _l("Loans come in from a lender's file. A dry run shows every row first, and a batch can be undone."),
        ),
        Step(
            "receipt",
            _l("Receipts"),
            _l("Bank files are matched to borrowers by themselves; what is not sure waits here."),
        ),
        Step(
            "night",
            _l("The night"),
            _l(
                "Over night cases move through their stages and reminders are queued. You may run it "
                "now and see why what happened."
            ),
        ),
        Step(
            "glossary",
            _l("Search and help"),
            _l(
                "Ctrl K finds people, contracts, pages and what to do. ? says what a page is for and "
                "its keys. The bell says what waits for you."
            ),
        ),
    ),
    Role.auditor: (
        Step(
            "case",
            _l("Cases"),
            _l("Every case with its whole history; names are masked, and nothing you do here changes anything."),
        ),
        Step(
            "approval",
            _l("Approvals"),
            _l("Who asked for what beyond their authority, who decided, on which facts."),
        ),
        Step(
            "decision",
            _l("Decisions of the gate"),
            _l("Each time the contact rules were asked: allowed or blocked, by which rule."),
        ),
        Step(
            "trail",
            _l("Proof of the trail"),
            _l("The audit trail is a chain. Read it again here, and take its proof along."),
        ),
        Step(
            "glossary",
            _l("Search and help"),
            _l(
                "Ctrl K finds people, contracts, pages and what to do. ? says what a page is for and "
                "its keys. The bell says what waits for you."
            ),
        ),
    ),
    Role.legal_partner: (
        Step(
            "partner",
            _l("Referrals"),
            _l("The referrals sent to your firm, the most urgent first. Nothing else of the house is shown to you."),
        ),
        Step(
            "partner",
            _l("One step at a time"),
            _l("Open a referral and say what happened: a status, a date, a paper. The desk sees it at once."),
        ),
        Step(
            "partner",
            _l("Questions"),
            _l(
                "What the desk asks you and what you miss stands on the referral; a decision stops "
                "your work until it is answered."
            ),
        ),
        Step(
            "sessions",
            _l("Your sessions"),
            _l("Where you are signed in. End what is not yours, and keep your second factor at hand."),
        ),
        Step(
            "glossary",
            _l("Help"),
            _l(
                "? says what a page is for. The glossary explains every word; you may take this tour "
                "again from your menu."
            ),
        ),
    ),
}


class Shown(NamedTuple):
    """The step that a person is at: its number, how many there are, and whether they are on its page."""

    step: Step
    number: int
    steps: int
    address: str
    here: bool


def shown() -> Shown | None:
    """The step of the signed-in person, while the tour lasts; none on pages that stand outside the house."""
    person = rights.person()
    if person is None or not lasts(person) or not menu.mark():
        return None
    steps, number = STEPS[person.role], at(person)
    step = steps[number]
    return Shown(step, number + 1, len(steps), address(step), menu.here() == step.page)


def lasts(person: User) -> bool:
    """Whether a person is on the tour: they never left it, or began it again."""
    return person.toured_on is None or KEPT in session


def at(person: User) -> int:
    """The step that a person is at, from 0; bounded, whatever the session says."""
    found = session.get(KEPT, 0)
    return min(max(found if isinstance(found, int) else 0, 0), len(STEPS[person.role]) - 1)


def address(step: Step) -> str:
    """Where a step is about."""
    view = next(view for view in menu.views() if view.endpoint == step.page)
    return url_for(f"{view.endpoint}.{view._default_view}")


def end(person: User, today: date) -> None:
    """Say that a person has left the tour."""
    person.toured_on = person.toured_on or today


class TourPage(Page):
    """Begin the tour again, take a step, or leave it."""

    page = "tour"
    heading = _l("Take the tour")
    icon = "sunrise"

    @expose("/")
    def index(self) -> Any:
        """Begin again at the first step."""
        person = self.person()
        session[KEPT] = 0
        return redirect(address(STEPS[person.role][0]))

    @expose("/step/", methods=("POST",))
    def step(self) -> Any:
        """Go on, go back, or leave; after the last step it is over."""
        person = self.person()
        number = at(person) + (-1 if request.form.get("way") == "back" else 1)
        if request.form.get("way") != "leave" and number < len(STEPS[person.role]):
            session[KEPT] = max(number, 0)
            return redirect(address(STEPS[person.role][max(number, 0)]))
        step = STEPS[person.role][at(person)]
        session.pop(KEPT, None)
        transaction.attempt(lambda: end(db.session.get_one(User, person.id), clock.today()))
        return redirect(address(step))

    def person(self) -> User:
        """Whoever is signed in: nobody else comes here."""
        return rights.person() or abort(401)
