"""An empty list says what comes into it, and leads to where that begins."""

from typing import Any, NamedTuple

from flask_babel import gettext

from admin.base import rights
from rules.access import PAGES

FROM = {
    **dict.fromkeys(("case", "borrower", "loan", "instalment", "import_batch", "portfolio"), "upload"),
    **dict.fromkeys(("receipt", "payment", "bank_file", "bank_line", "bank_account"), "bank_upload"),
    **dict.fromkeys(("promise", "plan", "offer", "hold", "pause", "dispute", "hardship", "charge"), "case"),
    **dict.fromkeys(("referral", "contact", "task", "approval", "override"), "case"),
    **dict.fromkeys(("phone", "address", "wish", "complaint", "contact_person", "joint_debtor"), "borrower"),
    **dict.fromkeys(("guarantor", "set_off", "refund"), "loan"),
}
"""Where the rows of a list come from: a page, or the list of another record."""


class Step(NamedTuple):
    """The way on from an empty list."""

    label: str
    address: str


def next_step(view: Any) -> Step | None:
    """The way to where rows of a screen begin, if the signed-in person may go there."""
    name = FROM.get(view.noun, "")
    known = {each.endpoint: each for each in view.admin._views}
    open_to = rights.may_open(name) if name in PAGES else rights.may("view", name)
    if name not in known or not open_to:
        return None
    target = known[name]
    address = view.get_url(f"{name}.{target._default_view}")
    return Step(gettext("Go to %(page)s", page=target.title()), address)
