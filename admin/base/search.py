"""The search box: people, contracts, cases, pages, actions, help and what was open last, all within reach."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, abort, jsonify, request, url_for
from flask_babel import gettext

from admin.base import actions, format, labels, menu, page, purpose, query, rights, scope
from models import db
from models.borrower import Borrower, Phone
from models.case import Case
from models.loan import Loan
from models.referral import Referral
from models.sealed import ring

EACH = 5
TAIL = 4
LETTER = 1
RECENT = 8
"""So many rows and pages that were open last are offered."""
NEAR = 2
"""On so many of the cases that were open last an action is offered, where no case is open."""

blueprint = Blueprint("search", __name__)

SEARCHED: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Case, ("reference",)),
    (Borrower, ("name", "reference")),
    (Loan, ("contract_no",)),
    (Referral, ("reference", "docket_no", "partner_file_no")),
)


@blueprint.get("/search/")
def find() -> Any:
    """What begins with the text, as JSON groups of labelled addresses."""
    if not rights.may_open("search"):
        return page.turned_away() if rights.person() is None else abort(403)
    text = query.clean(request.args.get("q", ""))
    found = groups(text) if text else begun() if "recent" in request.args else ()
    return jsonify(groups=[group for group in found if group["items"]])


def begun() -> Iterator[dict[str, Any]]:
    """What is offered before anything is typed: what was open last, what is done here, and help."""
    here, seen = request.args.get("here", ""), recent()
    shown = [item(row) if not isinstance(row, menu.Page) else line(row) for mark, row in seen.items() if mark != here]
    yield {"label": gettext("Recent"), "items": shown}
    case = seen.get(here)
    if isinstance(case, Case):
        yield {"label": gettext("On this case"), "items": list(actions.here(case))}
    yield {"label": gettext("Actions"), "items": list(actions.in_house())}
    yield {"label": gettext("Help"), "items": list(actions.helped(""))}


def recent() -> dict[str, Any]:
    """What a browser says was open last, by its mark: rows in reach, and pages that the person may open."""
    marks = dict.fromkeys([request.args.get("here", ""), *request.args.get("recent", "").split(",")[:RECENT]])
    told = [(mark, *mark.partition(":")[::2]) for mark in marks]
    known = {found.name: found for _, found in menu.everything()}
    found: dict[str, Any] = {mark: known[name] for mark, noun, name in told if noun == "page" and name in known}
    for model, _ in SEARCHED:
        noun = labels.named(model)
        ids = [id for _, kind, id in told if kind == noun] if rights.may("view", noun) else []
        found |= {f"{noun}:{row.id}": row for row in (scope.among(model, ids) if ids else ())}
    return {mark: found[mark] for mark in marks if mark in found}


def line(found: menu.Page) -> dict[str, str]:
    """A page as a line of the search box."""
    return {"label": found.label, "hint": "", "address": found.address}


def near() -> list[Case]:
    """The case that is open, else those that were open last."""
    seen = recent()
    here = seen.get(request.args.get("here", ""))
    return [here] if isinstance(here, Case) else [row for row in seen.values() if isinstance(row, Case)][:NEAR]


def groups(text: str) -> Iterator[dict[str, Any]]:
    """The kinds of things with what was found of each."""
    yield {"label": gettext("Pages"), "items": list(pages(text))}
    yield {"label": gettext("Actions"), "items": list(actions.found(text, near()))[: actions.MOST]}
    for model, names in SEARCHED:
        noun = labels.named(model)
        if rights.may("view", noun):
            yield {"label": labels.records(noun), "items": [item(row) for row in rows(model, names, text)]}
    if len(text) == TAIL and text.isdecimal() and rights.may("view", "phone"):
        yield {"label": labels.records("phone"), "items": [item(phone.borrower, phone) for phone in phones(text)]}
    yield {"label": gettext("Help"), "items": list(actions.helped(text))}


def pages(text: str) -> Iterator[dict[str, str]]:
    """The pages of the menu, its tabs and Set-up whose name holds the text, then those that are for what it says."""
    every = list(menu.everything())
    named = [each for each in every if actions.fits(text, each[1].label)]
    told = [each for each in every if each not in named and text.lower() in purpose.of(each[1].name).lower()]
    for where, found in [*named, *(told if len(text) > LETTER else [])][: 2 * EACH]:
        yield {"label": found.label, "hint": where, "address": found.address}


def rows(model: Any, names: tuple[str, ...], text: str) -> list[Any]:
    """The rows in reach one of whose columns begins with the text."""
    found = query.searching(model, names, text)
    return list(db.session.scalars(scope.rows(model).where(*found).order_by(model.id.desc()).limit(EACH)))


def phones(text: str) -> list[Phone]:
    """The phones in reach that end with four digits, found by their blind index."""
    found = scope.rows(Phone).where(Phone.number_tail == ring.blind(text, TAIL))
    return list(db.session.scalars(found.order_by(Phone.id.desc()).limit(EACH)))


def item(row: Any, also: Any = None) -> dict[str, str]:
    """A row as a line of the search box."""
    noun = labels.named(type(row))
    hint = getattr(also or row, "reference", "") if also is None else format.title(also)
    other = getattr(row, "borrower", None)
    hint = format.title(other) if other is not None and noun != "borrower" else str(hint or "")
    return {"label": format.title(row), "hint": hint, "address": address(noun, row)}


def address(noun: str, row: Any) -> str:
    """The page of a row, or the list where its screen has no pages."""
    view = next(view for view in menu.views() if getattr(view, "noun", "") == noun)
    return view.page_of(row) or url_for(f"{noun}.index_view")
