"""What a panel of the case page is: a name, facts that are asked for when they are read, and posts with their right."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from flask import abort, flash, redirect, request
from flask_admin import expose

from admin.base import clock, errors, handout, rights, scope, transaction
from admin.case import approval
from admin.case.form import problem
from admin.case.page import CasePage, in_reach
from models.approval import Approval
from models.base import Record
from rules.errors import RuleError

Right = tuple[str, str]
"""A verb and the record it is for."""


class Post(NamedTuple):
    """What a panel does when it is asked, on a case within reach: its path, its right and its answer."""

    name: str
    path: str
    right: Right
    method: str
    answer: Callable[[Any], Any]
    hands_out: bool = False


class Panel:
    """One concern of the case page; its template reads each fact as `page.<name>.<fact>`.

    A panel shall
    - have a name of its own, by which the page and the other panels know it;
    - give every fact as a cached property: it is asked for when it is read, once a page, and never before;
    - declare every post with its right. The right is asked first, then whether the case is in reach, then the form.

    A panel may
    - show a form as a fact; one that was not saved stands in the place of the fact that its post names;
    - read the facts of another panel by its name, so that what several need is asked once: `self.page.plan.open`;
    - answer a post itself, where it hands out a file or a number, or only shows the page again.

    A panel must not
    - change or commit anything in a fact: rows change in the service that a post runs, on the case read anew;
    - read the clock but by `today` and `now`, or a row but through the case in reach;
    - ask for what the person may not see or has not opened: its template asks `may` before it reads.
    """

    name = ""
    kept: frozenset[str] = frozenset()
    """The facts that stand as a person left them: their part of the page stands open."""

    def __init__(self, page: CasePage) -> None:
        self.page, self.row = page, page.row

    @classmethod
    def posts(cls) -> Iterator[Post]:
        """What the panel does, as declared."""
        yield from (item.declared for item in vars(cls).values() if hasattr(item, "declared"))

    @property
    def today(self) -> date:
        """The business day."""
        return clock.today()

    @property
    def now(self) -> datetime:
        """The present instant."""
        return clock.now()

    def keep(self, facts: Mapping[str, Any]) -> None:
        """Let facts stand as they are given instead of asking for them."""
        self.kept = frozenset(facts)
        vars(self).update(facts)

    def named(self, rows: Iterable[Any]) -> Any:
        """The one of these rows that a button of the page names."""
        number = scope.number(request.form.get("row"))
        return next((each for each in rows if each.id == number), None) or abort(404)

    def given(self, model: type[Record]) -> Any:
        """The row that a button of the page names, within the person's reach and of this case."""
        row = scope.one(model, request.form.get("row"))
        own = row.loan_id == self.row.loan_id if hasattr(row, "loan_id") else row.case_id == self.row.id
        return row if own else abort(404)

    def act(self, work: Callable[[Any, Any], Any], form: Any, done: Any, again: str = "") -> Any:
        """Run a service on the case read anew and say what was done; else show the form again.

        `again` is the fact in whose place the form is shown; without one a message on the page tells what is wrong.
        """
        if not form.validate():
            flash(problem(form, again), "error")
        elif made := transaction.attempt(lambda: [work(type(self)(self.page.anew()), form)], self.row):
            flash(waits(made[0]) or (done(made[0]) if callable(done) else str(done)), "success")
            return redirect(self.onward())
        return self.again(**{again: form}) if again else redirect(self.onward())

    def again(self, **facts: Any) -> str:
        """The page of the case with some facts of this panel given, such as a form that was not saved."""
        return str(self.page.view.put_together({self.name: facts}))

    def onward(self) -> str:
        """Where an action leads: back to the page of the case."""
        return str(self.page.view.get_url(".details_view", id=self.row.id))


def waits(made: Any) -> str:
    """What to say where a request came of it instead."""
    return approval.waits(made) if isinstance(made, Approval) else ""


def answer(path: str, right: Right, method: str = "POST") -> Callable[[Any], Any]:
    """Declare what a panel answers by itself under a path of the screen, to those who have a right."""

    def declare(work: Any) -> Any:
        work.declared = Post(work.__name__, path, right, method, work)
        return work

    return declare


def post(path: str, right: Right, form: Any, done: Any, again: str = "") -> Callable[[Any], Any]:
    """Declare that a form is handed to a service: the method gets it on the case as the write transaction sees it.

    `done` is said when it was saved, or says it of what was made; a form that was not is shown in the place of the
    fact `again`.
    """

    def declare(work: Any) -> Any:
        def answered(panel: Panel) -> Any:
            return panel.act(work, form(request.form), done, again)

        work.declared = Post(work.__name__, path, right, "POST", answered)
        return work

    return declare


def handing_out(path: str, noun: str, method: str = "POST", back: bool = False) -> Callable[[Any], Any]:
    """Declare that the method makes a file of the case, for those who see the record and may take files whole.

    `back`: a refusal is told on the page of the case.
    """

    def declare(work: Any) -> Any:
        def answered(panel: Panel) -> Any:
            try:
                return handout.out("case", lambda: work(panel))
            except RuleError as refusal:
                if not back:
                    raise
                errors.tell(refusal)
                return redirect(panel.onward())

        work.declared = Post(work.__name__, path, ("view", noun), method, answered, hands_out=True)
        return work

    return declare


class Panelled:
    """A screen whose page is put together from panels: their posts become routes of the screen.

    Raises TypeError where two of them have one name.
    """

    panels: tuple[type[Panel], ...] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        for panel in vars(cls).get("panels", ()):
            for each in panel.posts():
                if hasattr(cls, each.name):
                    raise TypeError(f"{panel.__name__}.{each.name} has the name of something else.")
                setattr(cls, each.name, expose(each.path, methods=(each.method,))(route(panel, each)))


def route(panel: type[Panel], declared: Post) -> Callable[..., Any]:
    """The view of a post: the right first, then the case in reach, then the panel's answer."""

    def respond(view: Any) -> Any:
        if declared.hands_out:
            handout.allow("case", declared.right[1])
        elif not rights.may(*declared.right):
            abort(403)
        return declared.answer(panel(CasePage(view, in_reach())))

    respond.__name__, respond.__doc__ = declared.name, declared.answer.__doc__
    return respond
