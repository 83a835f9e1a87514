"""What a person may do from the search box: on a case, in the house, or make a new row."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import force_locale, gettext
from flask_babel import lazy_gettext as _l

from admin.base import format, menu, rights
from models.case import Case
from rules.access import Reach
from rules.fold import words


class Action(NamedTuple):
    """Something to do: its name, other words for it, where it is done, and the right that it takes."""

    label: Any
    also: Any
    where: str
    needs: tuple[str, str]


def on(noun: str, verb: str = "create") -> tuple[str, str]:
    """The right to a verb on a record."""
    return verb, noun


def opens(page: str) -> tuple[str, str]:
    """The right to open a page."""
    return "open", page


# On the page of a case: `where` is a part of its strip, else the sheet to open.
IN_STRIP = ("log", "promise", "note")
ON_CASE = (
    Action(_l("Log a contact"), _l("call outcome conversation"), "log", on("contact")),
    Action(_l("Take a promise"), _l("promise to pay PTP"), "promise", on("promise")),
    Action(_l("Add a note"), _l("remark comment"), "note", on("contact")),
    Action(_l("Propose a plan"), _l("instalments arrangement"), "plan", on("plan")),
    Action(_l("Make an offer"), _l("discount settlement waive"), "offer", on("offer")),
    Action(_l("Waive a part"), _l("waiver write off let go"), "waive", on("offer")),
    Action(_l("Set a hold"), _l("stop rest"), "hold", on("hold")),
    Action(_l("Pause the days"), _l("freeze days past due"), "pause", on("pause")),
    Action(_l("Open a dispute"), _l("contest objection"), "dispute", on("dispute")),
    Action(_l("Record hardship"), _l("vulnerable illness care"), "hardship", on("hardship")),
    Action(_l("Record a payment"), _l("money received paid"), "payment", on("payment")),
    Action(_l("Refer to a legal partner"), _l("lawyer court sue referral"), "refer", on("referral", "act")),
)
# In the house: `where` is the endpoint.
IN_HOUSE = (
    Action(_l("Add a person"), _l("invite colleague user account staff"), "user.create_view", on("user")),
    Action(_l("Run the night"), _l("nightly job batch now"), "night.index", opens("night")),
    Action(_l("Upload a portfolio"), _l("import loans file"), "upload.index", opens("upload")),
    Action(
        _l("Take in a bank file"), _l("statement receipts payments upload"), "bank_upload.index", opens("bank_upload")
    ),
    Action(_l("Print letters"), _l("post mail paper"), "letters.index", opens("letters")),
    Action(_l("Share out cases"), _l("assign distribute nobody"), "my_day.share", on("case", "act")),
    Action(_l("Enter days off"), _l("holiday leave absence away"), "absences.index", opens("absences")),
    Action(_l("Ask the contact rules"), _l("proof gate allowed"), "proof.index", opens("proof")),
    Action(_l("Set mail and texts up"), _l("server gateway sms smtp"), "sending.index", opens("sending")),
    Action(_l("End a session"), _l("sign out devices"), "sessions.index", opens("sessions")),
)
HELP = (
    Action(_l("Glossary"), _l("words meaning terms"), "glossary.index", opens("glossary")),
    Action(_l("Take the tour"), _l("introduction begin learn"), "tour.index", opens("tour")),
)
MOST = 8


def may(action: Action) -> bool:
    """Whether the signed-in person has the right that an action takes."""
    verb, noun = action.needs
    if action.where == "my_day.share" and rights.reach("case") != Reach.all:
        return False
    return rights.may_open(noun) if verb == "open" else rights.may(verb, noun)


def fits(text: str, *texts: Any) -> bool:
    """Whether a text is part of what is read in the reader's language or in English, or begins each of its words."""
    with force_locale("en"):
        english = [str(each) for each in texts]
    known = " ".join([*(str(each) for each in texts), *english])
    if text.lower() in known.lower():
        return True
    wanted, found = words.asked(text), words.of(known) if text else frozenset()
    return bool(wanted) and all(any(word.startswith(each) for word in found) for each in wanted)


def found(text: str, cases: Sequence[Case]) -> Iterator[dict[str, str]]:
    """The actions that a text finds; those on a case are done on these cases, the one that is open first."""
    yield from (line(each.label, "", url_for(each.where)) for each in IN_HOUSE if may(each) and named(text, each))
    for each in ON_CASE:
        if may(each) and named(text, each):
            yield from on_cases(each, cases)
    yield from made(text)


def here(case: Case) -> Iterator[dict[str, str]]:
    """What a person may do on the case that is open."""
    for each in ON_CASE:
        if may(each):
            yield line(each.label, "", place(each, case.id))


def place(action: Action, case_id: int) -> str:
    """Where an action is done on a case."""
    if action.where in IN_STRIP:
        return url_for("case.details_view", id=case_id, _anchor=action.where)
    return url_for("case.details_view", id=case_id, add=action.where, _anchor="sheet")


def in_house() -> Iterator[dict[str, str]]:
    """What a person may do in the house."""
    yield from (line(each.label, "", url_for(each.where)) for each in IN_HOUSE if may(each))


def named(text: str, action: Action) -> bool:
    """Whether a text finds an action."""
    return fits(text, action.label, action.also)


def on_cases(action: Action, cases: Sequence[Case]) -> Iterator[dict[str, str]]:
    """An action on each of these cases; on none, the list to choose one from."""
    for row in cases:
        yield line(action.label, f"{row.reference} · {format.title(row.borrower)}", place(action, row.id))
    if not cases and rights.may("view", "case"):
        yield line(action.label, gettext("choose the case first"), url_for("case.index_view"))


def made(text: str) -> Iterator[dict[str, str]]:
    """The new rows that a text finds, among the records that a person may make."""
    for view in menu.views():
        if getattr(view, "can_create", False) and text and fits(text, view.new_label()):
            yield line(view.new_label(), view.title(), view.get_url(".create_view"))


def helped(text: str) -> Iterator[dict[str, str]]:
    """The help that a text finds."""
    yield from (line(each.label, "", url_for(each.where)) for each in HELP if may(each) and named(text, each))


def line(label: Any, hint: str, address: str) -> dict[str, str]:
    """A line of the search box."""
    return {"label": str(label), "hint": hint, "address": address}
