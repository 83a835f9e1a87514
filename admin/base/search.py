"""The search box: borrowers, contracts, phones by their last four, cases, referrals and pages, all within reach."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, abort, jsonify, request, url_for
from flask_babel import gettext

from admin.base import format, labels, menu, page, query, rights, scope
from models import db
from models.borrower import Borrower, Phone
from models.case import Case
from models.loan import Loan
from models.referral import Referral
from models.sealed import ring

EACH = 5
TAIL = 4

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
    return jsonify(groups=[group for group in groups(text) if group["items"]] if text else [])


def groups(text: str) -> Iterator[dict[str, Any]]:
    """The kinds of things with what was found of each."""
    yield {"label": gettext("Pages"), "items": list(pages(text))}
    for model, names in SEARCHED:
        noun = labels.named(model)
        if rights.may("view", noun):
            yield {"label": labels.records(noun), "items": [item(row) for row in rows(model, names, text)]}
    if len(text) == TAIL and text.isdecimal() and rights.may("view", "phone"):
        yield {"label": labels.records("phone"), "items": [item(phone.borrower, phone) for phone in phones(text)]}


def pages(text: str) -> Iterator[dict[str, str]]:
    """The pages of the menu whose name holds the text."""
    for group in menu.groups():
        for entry in group.entries:
            if text.lower() in entry.label.lower():
                yield {"label": entry.label, "hint": group.label, "address": entry.address}


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
