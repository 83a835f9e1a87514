"""Buttons on chosen rows: asked first, looked at before anything is done, worked on in pieces, and taken back."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import abort, jsonify, redirect, request
from flask_admin import expose
from flask_admin.helpers import get_redirect_target
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from admin.base import bulk, clock, fields, format, labels, scope, transaction
from admin.base.arranged import me
from admin.base.bulk import Bulk, Pressed
from models import db
from models.base import Record
from models.bulk_run import BulkRun
from models.transaction import trying
from rules.sentence import Sentence
from services import bulk_run

MOST_CHOSEN = 500
TRIED = 500
"""So many rows are tried out before a press; of more, these stand for the others."""
NAMED = 20
"""So many rows of each kind are named."""


class Group(NamedTuple):
    """Rows that one sentence stopped: the sentence, how many, and the first of them by name."""

    sentence: str
    number: int
    names: list[str]


class Trial(NamedTuple):
    """What a press would do: how many rows were tried, how many would change, and what would stop the others."""

    tried: int
    fits: int
    names: list[str]
    stopped: list[Group]


class Pressing:
    """What a screen does with buttons that are pressed on its rows."""

    model: Any
    noun: str
    ask: Any
    asked: Any
    buttons: Any
    get_url: Any
    narrowed: Any
    render: Any
    title: Any

    @expose("/action/", methods=("POST",))
    def action_view(self) -> Any:
        """Ask, then run a button on the chosen rows in reach; many are looked at first."""
        button = self.button_of(request.form.get("action"))
        ids = self.pressed_on() if button else []
        rows = scope.among(self.model, ids) if button else []
        if button is None or not rows:
            abort(404)
        confirmed = request.form.get("confirmed") or not button.question
        many = not button.together and len(ids) > 1
        looked_at = many and not confirmed and (request.form.get("asked") or not button.asks)
        asked = ask_form(button)(request.form if confirmed or looked_at else None)
        if not (confirmed or looked_at) or not asked.validate():
            asking = {"asked": list(asked), "names": [format.title(row) for row in rows], "looks": many}
            return self.ask(str(button.question), str(button.label), danger=button.danger, **asking)
        if looked_at:
            return self.look_first(button, ids)
        if button.together:
            answer = bulk.together(button, lambda: scope.among(self.model, ids))
            return answer if answer is not None else redirect(self.came_from())
        bulk.press(button, lambda: scope.among(self.model, ids), answering(button, request.form))
        return redirect(self.came_from())

    def button_of(self, name: str | None) -> Bulk | None:
        """The button of this name, if the signed-in person may press it."""
        return next((found for found in self.buttons() if found.name == name), None)

    def pressed_on(self) -> list[Any]:
        """The numbers of the chosen rows: those ticked, or all that fit the list as it is narrowed."""
        if not request.form.get("whole"):
            return request.form.getlist("rowid")[:MOST_CHOSEN]
        found = self.narrowed(self.asked()).with_only_columns(self.model.id).limit(bulk_run.MOST + 1)
        return list(db.session.scalars(found))

    def came_from(self) -> str:
        """Where a press leads: back."""
        return get_redirect_target() or str(self.get_url(".index_view"))

    def look_first(self, button: Bulk, ids: Sequence[Any]) -> Any:
        """Keep what was chosen, and show what would come of it."""
        numbers = [found for found in map(scope.number, ids) if found]
        answers = {name: request.form.get(name, "") for name in button.asks}
        begun = transaction.attempt(
            lambda: begun_by(self.noun, button.name, numbers, answers),
        )
        if begun is None:
            return redirect(self.came_from())
        return redirect(self.get_url(".run_view", id=begun, url=self.came_from()))

    @expose("/run/", methods=("GET", "POST"))
    def run_view(self) -> Any:
        """What would come of a press; then how far it is, what came of it, and the way to take it back."""
        run = self.run_of(request.args.get("id"))
        button = self.button_of(run.action)
        if button is None:
            abort(403)
        if request.method == "POST":
            work = self.press_back if request.form.get("undo") else self.press_on
            problem = work(run.id, button)
            if request.accept_mimetypes.best == "application/json":
                return self.progress(run.id, problem)
            return redirect(self.get_url(".run_view", id=run.id, url=self.came_from()))
        return self.run_page(run, button)

    def run_of(self, id: Any) -> BulkRun:
        """A press of the signed-in person on rows of this list; any other is not found."""
        found = bulk_run.of(scope.number(id), me())
        return found if found is not None and found.noun == self.noun else abort(404)

    def run_page(self, run: BulkRun, button: Bulk) -> str:
        """The page of a press."""
        begun, finished = run.position > 0, bulk_run.is_finished(run)
        trial = None if begun else self.trial(button, run)
        run = self.run_of(request.args.get("id"))
        back = button.undo is not None and bool(run.done) and run.undone_at is None
        return str(
            self.render(
                "admin/run.html",
                title=str(button.label),
                run=run,
                button=button,
                trial=trial,
                total=len(run.chosen),
                done=len(run.done),
                finished=finished,
                going_back=run.back > 0 and run.undone_at is None,
                left_out=self.grouped_by_sentence(run.left_out),
                stayed=self.grouped_by_sentence(run.stayed),
                may_undo=back and finished and run.started_on == clock.today(),
                back=self.came_from(),
            )
        )

    def trial(self, button: Bulk, run: BulkRun) -> Trial:
        """Try a press out on the first rows, a piece at a time, and take all of it back."""
        ids, answers = list(run.chosen[:TRIED]), dict(run.answers)
        found = Pressed({}, {})
        names: dict[str, Any] = {}
        for start in range(0, len(ids), bulk_run.PIECE):
            piece = ids[start : start + bulk_run.PIECE]
            with trying():
                rows = scope.among(self.model, piece)
                names |= {str(row.id): format.title(row) for row in rows}
                once = bulk.pressed(button, rows, answering(button, MultiDict(answers))())
                found.done.update(once.done)
                found.left_out.update({**out_of_reach(piece, rows), **once.left_out})
        fit = [str(names[id]) for id in found.done]
        return Trial(len(ids), len(fit), fit[:NAMED], grouped(found.left_out, names))

    def press_on(self, id: int, button: Bulk) -> str:
        """Work on the next piece; the sentence that stopped it, if one did."""

        def piece() -> bool:
            run = self.run_of(id)
            bulk_run.check_on(run, clock.today(), clock.now())
            ids = bulk_run.next_piece(run)
            rows = scope.among(self.model, ids)
            found = bulk.pressed(button, rows, answering(button, MultiDict(run.answers))())
            bulk_run.note(run, len(ids), found.done, {**out_of_reach(ids, rows), **found.left_out})
            return True

        return attempted(piece)

    def press_back(self, id: int, button: Bulk) -> str:
        """Take the next piece back, the last one first; the sentence that stopped it, if one did."""

        def piece() -> bool:
            run = self.run_of(id)
            bulk_run.check_back(run, clock.today())
            ids = bulk_run.next_back(run)
            rows = scope.among(self.model, ids)
            stayed = bulk.taken_back(button.undo, rows, run.done) if button.undo else {}
            bulk_run.note_back(run, len(ids), {**out_of_reach(ids, rows), **stayed}, clock.now())
            return True

        return attempted(piece) if button.undo else gettext("This cannot be taken back.")

    def progress(self, id: int, problem: str) -> Any:
        """How far a press is, for our script."""
        run = self.run_of(id)
        going_back = run.back > 0 and run.undone_at is None
        total = len(run.done) if run.back else len(run.chosen)
        done = run.back or run.position
        words = gettext("%(done)s of %(total)s", done=format.number(done), total=format.number(total))
        finished = bool(problem) or (bulk_run.is_finished(run) and not going_back)
        return jsonify(done=done, total=total, words=words, finished=finished, error=problem)

    def grouped_by_sentence(self, found: dict[str, Any]) -> list[Group]:
        """The rows that were left out, by what stopped them."""
        first = list(found)[:MOST_CHOSEN]
        names = {str(row.id): format.title(row) for row in scope.among(self.model, first)}
        return grouped(found, names)


def begun_by(noun: str, action: str, ids: Sequence[int], answers: dict[str, str]) -> int:
    """Begin a press for the signed-in person; its number."""
    run = bulk_run.begin(noun, action, me(), ids, answers, clock.today(), clock.now())
    db.session.flush()
    return int(run.id)


def attempted(piece: Any) -> str:
    """Do a piece of work in a transaction of its own; the sentence of its refusal, told on the page too."""
    return "" if transaction.attempt(piece) is not None else gettext("This was not done.")


def out_of_reach(ids: Sequence[int], rows: Sequence[Any]) -> dict[str, Any]:
    """The rows that are not there for the person any more, with the sentence that says so."""
    there = {row.id for row in rows}
    return {str(id): bulk.OUT_OF_REACH for id in ids if id not in there}


def grouped(found: dict[str, Any], names: dict[str, Any]) -> list[Group]:
    """Rows by what stopped them, the most frequent first."""
    by_message: dict[str, list[str]] = {}
    for id, sentence in found.items():
        by_message.setdefault(getattr(sentence, "message", str(sentence)), []).append(id)
    most_first = sorted(by_message.values(), key=len, reverse=True)
    return [
        Group(common([found[id] for id in ids]), len(ids), [str(names[id]) for id in ids if id in names][:NAMED])
        for ids in most_first
    ]


def common(sentences: Sequence[Any]) -> str:
    """What several sentences of one message say: a place that each fills in its own way is left open."""
    first = sentences[0]
    if not isinstance(first, Sentence) or all(each == first for each in sentences):
        return format.said(first)
    same = {name: all(each.values.get(name) == value for each in sentences) for name, value in first.values.items()}
    return format.said(
        Sentence(first.message, **{name: value if same[name] else "…" for name, value in first.values.items()})
    )


def ask_form(button: Bulk) -> Any:
    """The form of what a button asks for."""
    made: dict[str, Any] = {}
    for name, kind in button.asks.items():
        called = labels.record(labels.named(kind)) if issubclass(kind, Record) else labels.detail(name)
        made[name] = fields.asked(kind, called)
    return type("AskForm", (fields.Form,), made)


def answering(button: Bulk, given: Any) -> Any:
    """Read the answers again inside the transaction, so that rows belong to it."""

    def answers() -> dict[str, Any]:
        form = ask_form(button)(given)
        return {name: form[name].data for name in button.asks}

    return answers
